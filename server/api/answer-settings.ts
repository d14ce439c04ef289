import type { Settings } from '#shared/contracts/settings.ts';
import { isVariable, PARTS, VARIABLES, variablesIn } from '#server/domain/answer.ts';
import { unknownReasons } from './reason-settings.ts';

type Problems = { path: string; message: string }[];

const PICTURE_BYTES = 50 * 1024;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** People who can sign: each named once, with a picture that is one, and nobody gone whom a template still names. */
export function senseOfSignatories({ signatories }: Settings['signatories'], { settings }: { settings: Settings }): Problems {
  const known = new Set(signatories.map(({ id }) => id));
  return [
    ...twice(signatories, 'signatories'),
    ...signatories.flatMap(({ picture }, i) => {
      const message = picture === undefined ? null : wrongWith(picture);
      return message === null ? [] : [{ path: `signatories.${i}.picture`, message }];
    }),
    ...settings.templates.templates.flatMap(({ name, signatory }) =>
      signatory === undefined || known.has(signatory)
        ? []
        : [{ path: 'signatories', message: `The template “${name}” is still signed by “${signatory}”.` }],
    ),
  ];
}

/** Templates that say something, in words that can be filled in, signed by people there are. */
export function senseOfTemplates({ templates }: Settings['templates'], { settings }: { settings: Settings }): Problems {
  const signatories = new Set(settings.signatories.signatories.map(({ id }) => id));
  return [
    ...twice(templates, 'templates'),
    ...templates.flatMap(({ parts, signatory, reasons = [] }, i) => [
      ...(PARTS.some((part) => parts[part] !== undefined)
        ? []
        : [{ path: `templates.${i}.parts`, message: 'A template says something in at least one of the five parts.' }]),
      ...PARTS.flatMap((part) =>
        variablesIn(parts[part] ?? '').flatMap((name) =>
          isVariable(name)
            ? []
            : [
                {
                  path: `templates.${i}.parts.${part}`,
                  message: `There is no {${name}}. There are: ${VARIABLES.map((one) => `{${one}}`).join(', ')}.`,
                },
              ],
        ),
      ),
      ...(signatory !== undefined && !signatories.has(signatory)
        ? [{ path: `templates.${i}.signatory`, message: `Nobody called “${signatory}” signs here.` }]
        : []),
      ...unknownReasons(settings.reasons, reasons, (j) => `templates.${i}.reasons.${j}`),
    ]),
  ];
}

const twice = (items: { id: string }[], name: string): Problems =>
  items.flatMap(({ id }, i) =>
    items.findIndex((one) => one.id === id) === i ? [] : [{ path: `${name}.${i}.id`, message: `“${id}” is there twice.` }],
  );

/** A signature is a small PNG or JPEG by its content, whatever its address says; null: it is one. */
function wrongWith(picture: string): string | null {
  const [, type, base64] = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(picture) ?? [];
  if (!type || !base64) return 'A picture of the signature is a PNG or JPEG: data:image/png;base64,…';
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > PICTURE_BYTES) return 'A picture of the signature has 50 kB at most.';
  return (type === 'png' ? PNG : JPEG).every((byte, i) => bytes[i] === byte) && endsAs(type, bytes)
    ? null
    : `This is not a whole ${type.toUpperCase()}.`;
}

const endsAs = (type: string, bytes: Buffer): boolean =>
  type === 'png' ? bytes.subarray(-8, -4).toString('latin1') === 'IEND' : bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
