import type { CaseView, Me } from '#shared/contracts/case.ts';
import type { StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';
import type { ActBodies, ActName } from '../client.ts';
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
  /** Folded away until somebody wants more. */
  isExtra?: boolean;
  when?: (values: Values, sight: Sight) => boolean;
};
export type Field =
  | (Common & { kind: 'long'; rows?: number })
  | (Common & { kind: 'line' })
  | (Common & { kind: 'date' })
  /** An amount and its currency; the currency is kept under `${name}Currency`. */
  | (Common & { kind: 'money' })
  | (Common & { kind: 'choice'; choices: (sight: Sight) => Choice[] });

/** One act as a form: what it asks, what it tells the server. `id` is also where its draft is kept. */
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
export const SEVERITY_CHOICES: Choice[] = [
  { value: 'low', label: 'Low' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High' },
  { value: 'critical', label: 'Critical' },
];

/** The currency this case has been spoken about in so far. */
export function currencyOf({ overcharge, cost, asked, offered, customer }: CaseView): string {
  const spoken =
    overcharge ?? cost?.money ?? asked.find(({ amount }) => amount)?.amount ?? offered.find(({ money }) => money)?.money ?? customer.mrr;
  return spoken?.currency ?? 'EUR';
}

export const amountOf = (values: Values, name: string) => readAmount(values[name] ?? '', values[`${name}Currency`] ?? '') ?? undefined;
export const openOffer = (view: CaseView) => view.offered.findLast(({ state }) => state === 'open');
export const pendingApproval = (view: CaseView) => view.approvals?.findLast(({ state }) => state === 'pending');
