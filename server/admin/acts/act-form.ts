import type { CaseView, Me } from '#shared/contracts/case.ts';
import type { StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';
import type { ActBodies, ActName } from '../client.ts';
import { SEVERITY } from '../words/labels.ts';
import { t } from '../words/language.ts';
import { readAmount } from '../words/money.ts';

export type Values = Record<string, string>;
export type Choice = { value: string; label: string };

/** What a form may look at: the case, the merchant's words, who is writing, and when. */
export type Sight = { view: CaseView; taxonomy: StaffTaxonomy; team: TeamMember[]; me: Me; now: Date };

type Common = {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** What the server calls it, where that is another name. */
  as?: string;
  /** Folded away until somebody wants more. */
  isExtra?: boolean;
  when?: (values: Values, sight: Sight) => boolean;
};
export type Field =
  | (Common & { kind: 'long'; rows?: number })
  /** Words to the customer: free, or an answer in five parts; with template, checks, preview and files. */
  | (Common & { kind: 'answer'; rows?: number })
  /** Words among colleagues, who can be named in them. */
  | (Common & { kind: 'note'; rows?: number })
  | (Common & { kind: 'files' })
  | (Common & { kind: 'line' })
  | (Common & { kind: 'date' })
  /** An amount and its currency; the currency is kept under `${name}Currency`. */
  | (Common & { kind: 'money' })
  | (Common & { kind: 'choice'; choices: (sight: Sight) => Choice[] });

/**
 * One act as a form: what it asks, what it tells the server. `id` is also where its draft is kept.
 * Sentences marked with `msg` are drawn in the reader's language; functions answer in it already.
 */
export type ActForm<Name extends ActName = ActName> = {
  id: string;
  act: Name;
  /** The button or tab that opens it. */
  label: string;
  /** The verb on the button that does it. */
  submit: string;
  /** What will happen, in a sentence. */
  says?: string | ((sight: Sight) => string);
  /** Asked before doing what cannot be taken back. */
  confirm?: string;
  grave?: boolean;
  /** Afterwards the case is somebody else's turn: whoever likes goes on to the next one. */
  movesOn?: boolean;
  /** The button that does it and opens the next case. */
  andNext?: string;
  fields: Field[];
  /** What stands in a field nobody has touched yet. */
  initial?: (sight: Sight) => Values;
  body: (values: Values, sight: Sight) => ActBodies[Name];
  /** The offer it is about. */
  part?: (sight: Sight) => string;
  /** Further than `can`: whether it makes sense on this case. */
  fits?: (view: CaseView) => boolean;
  done: string | ((after: CaseView) => string);
};

/** Keeps the table of forms typed act by act, and usable as one list. */
export const form = <Name extends ActName>(described: ActForm<Name>): ActForm => described as unknown as ActForm;

export const given = (value: string | undefined) => value?.trim() || undefined;
export const reasonsFor = ({ taxonomy, view }: Sight): Choice[] =>
  taxonomy.reasons
    .filter(({ kind }) => (kind === 'cancellation') === (view.kind === 'cancellation'))
    .map(({ id, label }) => ({ value: id, label }));
export const remedies = ({ taxonomy }: Sight): Choice[] => taxonomy.remedies.map(({ id, label }) => ({ value: id, label }));
export const isMoney = (remedy: string | undefined, { taxonomy }: Sight) =>
  taxonomy.remedies.some(({ id, money }) => id === remedy && money);
export const severities = (): Choice[] => Object.entries(SEVERITY).map(([value, label]) => ({ value, label: t(label) }));

/** The currency this case has been spoken about in so far, else the one its shop counts in. */
export function currencyOf({ overcharge, cost, asked, offered, customer, currency }: CaseView): string {
  const spoken =
    overcharge ?? cost?.money ?? asked.find(({ amount }) => amount)?.amount ?? offered.find(({ money }) => money)?.money ?? customer.mrr;
  return spoken?.currency ?? currency ?? '';
}

export const amountOf = (values: Values, name: string) => readAmount(values[name] ?? '', values[`${name}Currency`] ?? '') ?? undefined;
export const openOffer = (view: CaseView) => view.offered.findLast(({ state }) => state === 'open');
export const pendingApproval = (view: CaseView) => view.approvals?.findLast(({ state }) => state === 'pending');
