import { signal } from '@preact/signals';
import type { Settings } from '#shared/contracts/settings.ts';
import { Refused, type StaffClient } from '../client.ts';
import { isAmongReasons } from '../models/reason-parent.ts';
import { composerCalls } from './calls.ts';

export type LetterKit = Pick<Settings['templates'], 'templates'> & Pick<Settings['signatories'], 'signatories'>;

function createLetterKit(client: StaffClient) {
  const kit = signal<LetterKit | null>(null);
  let asking: Promise<void> | null = null;

  async function read() {
    try {
      const calls = composerCalls(client);
      const [templates, signatories] = await Promise.all([calls.templates(), calls.signatories()]);
      kit.value = { templates, signatories };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      asking = null; // free text works without; the next look tries again
    }
  }
  return { kit, need: () => (asking ??= read()) };
}

const kits = new WeakMap<StaffClient, ReturnType<typeof createLetterKit>>();

/** The shop's templates and the people who sign, read once for everybody who writes on this page. */
export function letterKitOf(client: StaffClient) {
  const known = kits.get(client) ?? createLetterKit(client);
  kits.set(client, known);
  return known;
}

/** Templates that fit the case first: its language, then its reason. */
export function templatesFor({ templates }: LetterKit, locale: string, reason: string | null) {
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  const fit = ({ language, reasons }: LetterKit['templates'][number]) =>
    (base(language) === base(locale) ? 2 : 0) + (reasons && isAmongReasons(reasons, reason) ? 1 : 0);
  return templates.toSorted((a, b) => fit(b) - fit(a) || a.name.localeCompare(b.name));
}
