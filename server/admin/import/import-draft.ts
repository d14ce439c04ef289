import { batch, computed, signal } from '@preact/signals';
import type { Problem } from '#shared/contracts/basics.ts';
import { Refused } from '../client.ts';
import type { ColumnMap, ImportCalls, Kind, Preview, Suggested } from './import-calls.ts';

export type Condition = { column: string; not: boolean; value: string };
export type ReasonLine = Suggested[number] & { lines: number; /** Empty: left as other. */ chosen: string };

const SAME_FOR_ALL = '=';
const OTHER = 'cancel.other';
/** What was agreed before, else the best guess; “other” needs nobody's confirmation. */
const suggestionOf = ({ mapped, suggestions }: Suggested[number]): string => {
  const best = mapped ?? suggestions[0]?.reason ?? OTHER;
  return best === OTHER ? '' : best;
};

export const isConstant = (from: string | undefined): boolean => from?.startsWith(SAME_FOR_ALL) ?? false;

/** Everything said about a file before it is sent. Choosing another file begins again; what is typed stays otherwise. */
export function createImportDraft(calls: ImportCalls) {
  const kind = signal<Kind>('customers');
  const file = signal<File | null>(null);
  const preview = signal<Preview | null>(null);
  const map = signal<ColumnMap>({});
  const condition = signal<Condition>({ column: '', not: false, value: '' });
  const createCustomers = signal(false);
  const reasons = signal<ReasonLine[] | null>(null);
  const moreReasons = signal(false);
  const confirmed = signal<number | null>(null);
  const problem = signal<Problem | null>(null);
  const busy = signal<'reading' | 'reasons' | 'confirming' | 'sending' | null>(null);

  const where = computed(() => {
    const { column, not, value } = condition.value;
    return column ? `${column}${not ? '!' : ''}=${value.trim()}` : '';
  });
  /** Only fields that come from somewhere. */
  const given = computed(() => Object.fromEntries(Object.entries(map.value).filter(([, from]) => from !== '' && from !== SAME_FOR_ALL)));
  const missing = computed(
    () => preview.value?.fields.filter(({ field, required }) => required && !given.value[field]).map(({ field }) => field) ?? [],
  );

  async function during<Answer>(what: NonNullable<typeof busy.value>, work: () => Promise<Answer>): Promise<Answer | null> {
    if (busy.value) return null;
    batch(() => ((busy.value = what), (problem.value = null)));
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.problem;
      return null;
    } finally {
      busy.value = null;
    }
  }

  async function look() {
    const chosen = file.value;
    if (!chosen) return;
    const seen = await during('reading', () => calls.preview(kind.value, chosen));
    if (file.value !== chosen || !seen) return;
    batch(() => {
      preview.value = seen;
      map.value = { ...(seen.remembered ?? seen.suggested) };
      condition.value = { column: '', not: false, value: '' };
      reasons.value = null;
      confirmed.value = null;
    });
  }

  return {
    kind,
    file,
    preview,
    map,
    condition,
    createCustomers,
    reasons,
    moreReasons,
    confirmed,
    problem,
    busy,
    where,
    missing,
    async chooseKind(chosen: Kind) {
      batch(() => ((kind.value = chosen), (preview.value = null)));
      await look();
    },
    async chooseFile(chosen: File) {
      batch(() => ((file.value = chosen), (preview.value = null)));
      await look();
    },
    setField: (field: string, from: string) => void (map.value = { ...map.value, [field]: from }),
    /** Which reasons the file gives, and what each probably means. */
    async lookAtReasons() {
      const chosen = file.value;
      if (!chosen) return;
      await during('reasons', async () => {
        const { texts, more } = await calls.texts(chosen, { map: given.value, where: where.value });
        const suggested = texts.length ? await calls.suggest(texts.map(({ text }) => text)) : [];
        batch(() => {
          moreReasons.value = more;
          confirmed.value = null;
          reasons.value = suggested.map((one, i) => ({
            ...one,
            lines: texts[i]?.lines ?? 0,
            chosen: suggestionOf(one),
          }));
        });
      });
    },
    chooseReason: (text: string, reason: string) =>
      void (reasons.value = reasons.value?.map((one) => (one.text === text ? { ...one, chosen: reason } : one)) ?? null),
    /** What the person agreed to is used for this file, for later ones, and for who left with the same words before. */
    async confirmReasons() {
      const agreed = reasons.value?.filter(({ chosen }) => chosen !== '') ?? [];
      const done = await during('confirming', () => calls.confirm(Object.fromEntries(agreed.map(({ text, chosen }) => [text, chosen]))));
      if (done) confirmed.value = agreed.length;
    },
    /** @returns the id of the import, or null when the server said no; then `problem` says why */
    async start(): Promise<string | null> {
      const [chosen, seen] = [file.value, preview.value];
      if (!chosen || !seen || missing.value.length > 0) return null;
      const reading = { kind: kind.value, map: given.value, where: where.value, createCustomers: createCustomers.value };
      return (await during('sending', () => calls.start(chosen, seen.columns, reading)))?.id ?? null;
    },
  };
}
export type ImportDraft = ReturnType<typeof createImportDraft>;
