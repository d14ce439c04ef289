import type { Instant, Money, Outcome } from '#shared/contracts/basics.ts';
import type { Fairness } from '#shared/contracts/case.ts';
import type { Case } from './case.ts';
import { lossOf } from './loss.ts';

/** What a closed case got, for the sake of those who come with the same trouble later. */
export type Precedent = {
  caseId: string;
  number: string;
  customer: string;
  reason: string;
  loss: Money | null;
  /** null where nothing was agreed. */
  remedy: string | null;
  amount: Money | null;
  upheld: boolean;
  satisfied: boolean;
  closedAt: Instant;
};

/** Similar losses are from half to twice as much. */
export const SIMILAR = { from: 0.5, to: 2 } as const;
export const PRECEDENT_DAYS = 365;
const UPHELD = new Set<Outcome | null>(['upheld_full', 'upheld_partial']);
const SATISFIED_STARS = 4;

/**
 * A case that ended with something agreed and received, or that was upheld by a decision; null: nothing to learn from.
 *
 * @source domain.md section 4; “the customer is satisfied” is never guessed from silence
 */
export function precedentOf(current: Case): Precedent | null {
  const { agreed, outcome, reason, closedAt } = current;
  const upheld = UPHELD.has(outcome);
  const received = agreed !== null && current.offers.some(({ id, step }) => id === agreed.offerId && step === 'verified');
  if (closedAt === null || reason === null || !(received || upheld)) return null;
  return {
    caseId: current.id,
    number: current.number,
    customer: customerKeyOf(current),
    reason,
    loss: lossOf(current),
    remedy: received ? agreed.remedy : null,
    amount: received ? (agreed.amount ?? null) : null,
    upheld,
    satisfied: received && isSatisfied(current),
    closedAt,
  };
}

/** By their rating, else by their own word that it arrived; never after a reopening. */
function isSatisfied({ rating, offers, agreed, steps }: Case): boolean {
  if (steps.slice(0, -1).some(({ state }) => state === 'closed')) return false;
  if (rating) return rating.stars >= SATISFIED_STARS;
  return offers.some(
    ({ id, history }) => id === agreed?.offerId && history.some(({ step, by }) => step === 'verified' && by.role === 'customer'),
  );
}

/** Somebody unknown is one customer for each case. */
export const customerKeyOf = ({ customerId, id }: Pick<Case, 'customerId' | 'id'>): string => customerId ?? id;

/** Whether two losses are alike: of one currency and from half to twice as much, or both unknown. */
export function isSimilarLoss(one: Money | null, other: Money | null): boolean {
  if (!one || !other) return one === other;
  return one.currency === other.currency && other.amount >= one.amount * SIMILAR.from && other.amount <= one.amount * SIMILAR.to;
}

const SHOWN = 20;

/** What comparable cases got, newest first; sums in the currency most of them were in. */
export function fairnessOf(precedents: Precedent[], currency: string | null): Fairness {
  const got = precedents
    .filter((one): one is Precedent & { remedy: string } => one.remedy !== null)
    .toSorted((a, b) => b.closedAt.localeCompare(a.closedAt) || b.number.localeCompare(a.number));
  const unit = currency ?? mostOf(got.flatMap(({ amount }) => (amount ? [amount.currency] : [])));
  const sums = got.flatMap(({ amount }) => (amount && amount.currency === unit ? [amount.amount] : [])).toSorted((a, b) => a - b);
  return {
    comparables: got.length,
    median: medianOf(sums),
    low: sums[0] ?? null,
    high: sums.at(-1) ?? null,
    currency: sums.length > 0 ? unit : null,
    satisfied: got.filter(({ satisfied }) => satisfied).length,
    cases: got.slice(0, SHOWN).map(({ number, remedy, amount, satisfied }) => ({ number, remedy, amount, satisfied })),
  };
}

function medianOf(sorted: number[]): number | null {
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return below === undefined || above === undefined ? null : Math.round((below + above) / 2);
}

function mostOf(names: string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, many], [b, more]) => more - many || a.localeCompare(b))[0]?.[0] ?? null;
}
