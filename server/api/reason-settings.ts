import type { Instant } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isAnswer, isUsualAnswer, knownReason, type OwnReasons } from '#server/domain/own-reasons.ts';
import { parentReason, type Reason, reasonOf, remedyOf } from '#server/domain/taxonomy.ts';
import type { Stores } from './context.ts';

type Problems = { path: string; message: string }[];
type Around = { settings: Settings };

/** Reasons the customer must always find: without them nobody could say what is not in the list. */
const ALWAYS_SHOWN = new Set(['other.unclear', 'cancel.other']);
const ANSWER_ID = /^[a-z0-9_]{1,60}$/;

/** @throws case.reason_unknown unless the merchant has all of them */
export function requireReasons(own: OwnReasons, ids: string[], pathOf: (i: number) => string, fits?: (reason: Reason) => boolean): void {
  ids.forEach((id, i) => {
    const known = knownReason(own, id);
    if (!known || (fits && !fits(known)))
      throw new DomainError('case.reason_unknown', `There is no reason ${fits ? 'for leaving ' : ''}“${id}”.`, [
        { path: pathOf(i), message: 'Choose one of the reasons.' },
      ]);
  });
}
/** Browsers keep what the widget shows at most so long, as `Cache-Control` of the site says. */
const STILL_SHOWN_MS = 86_400_000;

/** What customers may give as their reason: what the shop has, and what it took away less than a day ago, for pages that still show it. */
export async function reasonsToGive({ settings }: Pick<Stores, 'settings'>, reason: string | undefined, at: Instant): Promise<OwnReasons> {
  const { document } = await settings.read('reasons');
  if (reason === undefined || parentReason(reason) === null || knownReason(document, reason)) return document;
  const versions = await settings.history('reasons');
  const last = versions.findIndex((version) => knownReason(version.document, reason));
  const takenAwayAt = versions[last - 1]?.updatedAt;
  if (!takenAwayAt || Date.parse(at) - Date.parse(takenAwayAt) >= STILL_SHOWN_MS) return document;
  return { ...document, own: [...document.own, ...versions[last]!.document.own.filter(({ id }) => id === reason)] };
}

export const isForLeaving = ({ kind }: Reason): boolean => kind === 'cancellation';

/** Reasons that mean nothing here, by the place where they stand. */
export const unknownReasons = (own: OwnReasons, ids: string[], pathOf: (i: number) => string): Problems =>
  ids.flatMap((id, i) => (knownReason(own, id) ? [] : [{ path: pathOf(i), message: `There is no reason “${id}”.` }]));

/** The merchant's own reasons, questions and words, only where they mean something. */
export function senseOfReasons(document: OwnReasons, { settings }: Around): Problems {
  const { own, probes, labels, hidden, mappings } = document;
  return [
    ...own.flatMap(({ id }, i) =>
      wrongWithOwn(id, own.findIndex((one) => one.id === id) !== i).map((message) => ({ path: `own.${i}.id`, message })),
    ),
    ...stillNamed(document, settings),
    ...Object.entries(probes).flatMap(([id, probe]) => senseOfProbe(document, id, probe)),
    ...Object.entries(labels).flatMap(([language, words]) =>
      unknownReasons(document, Object.keys(words), (i) => `labels.${language}.${Object.keys(words)[i]}`),
    ),
    ...hidden.flatMap((id, i) => [
      ...unknownReasons(document, [id], () => `hidden.${i}`),
      ...(ALWAYS_SHOWN.has(id) ? [{ path: `hidden.${i}`, message: 'Customers always need a way to say that it is something else.' }] : []),
    ]),
    ...unknownReasons(document, Object.values(mappings), (i) => `mappings.${Object.keys(mappings)[i]}`),
  ];
}

function wrongWithOwn(id: string, isTwice: boolean): string[] {
  if (isTwice) return [`“${id}” is there twice.`];
  if (parentReason(id) !== null)
    return reasonOf(id)?.hidden ? [`Customers never see “${parentReason(id)}”: nothing can lie beneath it.`] : [];
  const above = id.split('.').slice(0, 2).join('.');
  return reasonOf(above)
    ? ['Its last part is 1 to 30 small letters, digits and _, as in delivery.late.courier_strike.']
    : [`There is no reason “${above}” that it could lie beneath.`];
}

/** Reasons taken away that rules and templates still name. */
function stillNamed({ own }: OwnReasons, { reasons, routing, templates }: Settings): Problems {
  const gone = new Set(reasons.own.map(({ id }) => id).filter((id) => !own.some((one) => one.id === id)));
  const among = (ids: string[] | undefined) => (ids ?? []).filter((id) => gone.has(id));
  return [
    ...routing.rules.flatMap(({ name, when }) =>
      among(when.reason).map((id) => ({ path: 'own', message: `The rule “${name}” still names “${id}”.` })),
    ),
    ...templates.templates.flatMap(({ name, reasons: ids }) =>
      among(ids).map((id) => ({ path: 'own', message: `The template “${name}” still names “${id}”.` })),
    ),
  ];
}

function senseOfProbe(document: OwnReasons, id: string, { off, question, answers }: OwnReasons['probes'][string]): Problems {
  const at = `probes.${id}`;
  const reason = knownReason(document, id);
  if (!reason) return [{ path: at, message: `There is no reason “${id}”.` }];
  if (!isForLeaving(reason) || reason.hidden) return [{ path: at, message: 'Only people who leave are asked more about their reason.' }];
  if (off) return [];
  return [
    ...(answers.length === 0 && Object.keys(question).length === 0 && !reason.probe
      ? [{ path: at, message: 'Write a question or an answer, or ask nothing more.' }]
      : []),
    ...answers.flatMap((answer, i) => [
      ...(ANSWER_ID.test(answer.id) ? [] : [{ path: `${at}.answers.${i}.id`, message: 'Small letters, digits and _, at most 60.' }]),
      ...(answers.findIndex((one) => one.id === answer.id) === i
        ? []
        : [{ path: `${at}.answers.${i}.id`, message: `“${answer.id}” is there twice.` }]),
      ...(isUsualAnswer(answer.id) || Object.keys(answer.labels).length > 0
        ? []
        : [{ path: `${at}.answers.${i}.labels`, message: 'An answer of your own needs its words in one language at least.' }]),
    ]),
  ];
}

/** Offers of remedies there are, for reasons for leaving; a lower price says how much lower. What is kept for a reason taken away may stay. */
export function senseOfOffers({ offersFor = {}, offersForProbe = {} }: Settings['offers'], { settings }: Around): Problems {
  const { reasons, offers: published } = settings;
  const within = (
    field: 'offersFor' | 'offersForProbe',
    lists: NonNullable<Settings['offers']['offersFor']>,
    isKnown: (id: string) => boolean,
  ): Problems =>
    Object.entries(lists).flatMap(([id, offers]) => [
      ...(isKnown(id) || Object.hasOwn(published[field] ?? {}, id)
        ? []
        : [{ path: `${field}.${id}`, message: `There is no reason for leaving or answer “${id}”.` }]),
      ...offers.flatMap(({ remedy, percent }, i) => [
        ...(remedyOf(remedy) ? [] : [{ path: `${field}.${id}.${i}.remedy`, message: `There is no remedy “${remedy}”.` }]),
        ...(remedy === 'discount' && percent === undefined
          ? [{ path: `${field}.${id}.${i}.percent`, message: 'A lower price says by how many percent.' }]
          : []),
      ]),
    ]);
  return [
    ...within('offersFor', offersFor, (id) => knownReason(reasons, id)?.kind === 'cancellation'),
    ...within('offersForProbe', offersForProbe, (id) => isAnswer(reasons, id)),
  ];
}
