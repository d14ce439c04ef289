import type { Instant, Money } from '#shared/contracts/basics.ts';
import type { AuthorityLimit } from '#shared/contracts/settings.ts';
import type { Case } from './case.ts';
import { DomainError } from './errors.ts';
import { lossOf } from './loss.ts';
import type { Policy } from './policy.ts';
import { REMEDIES } from './taxonomy.ts';

export type Sum = { remedy: string; currency: string; amount: number };
/** What was given away before: to this customer in 90 days, by this member of staff today. */
export type Given = { toCustomer: Sum[]; byStaff: Sum[] };
export const NOTHING_GIVEN: Given = { toCustomer: [], byStaff: [] };
export const GIVEN_DAYS = 90;

export type LimitName = 'amount' | 'share_of_loss' | 'customer_90_days' | 'staff_day';
/** A remedy somebody wants to give, and to whom. */
export type Gift = { remedy: string; amount?: Money | undefined; loss?: Money | null };

const WORDS: Record<LimitName | 'role', string> = {
  role: 'yours to give',
  amount: 'your limit',
  share_of_loss: 'your limit for a share of the loss',
  customer_90_days: 'your limit for one customer in 90 days',
  staff_day: 'your limit for one day',
};
export const wordsOfLimits = (names: (keyof typeof WORDS)[]): string => names.map((name) => WORDS[name]).join(' and ');

/**
 * The limits a remedy would be above if this person gave it alone. Sums of one currency are added up; every limit of the
 * role that names the remedy or all remedies counts, and each adds up what it names.
 *
 * @source domain.md section 4
 */
export function limitsAbove(
  role: string,
  { remedy, amount, loss }: Gift,
  policy: Pick<Policy, 'limits'>,
  given: Given = NOTHING_GIVEN,
): (LimitName | 'role')[] {
  if (role === 'system') return [];
  if (role !== 'owner' && role !== 'lead' && role !== 'agent') return ['role'];
  if (!amount || amount.amount === 0) return [];
  const fitting = policy.limits.filter((limit) => limit.role === role && (limit.remedy === '*' || limit.remedy === remedy));
  const isAbove = (most: number | null | undefined, sum: number) => most !== null && most !== undefined && sum > most;
  const names = fitting.flatMap((limit): LimitName[] => [
    ...(isAbove(limit.maxAmount, amount.amount) ? (['amount'] as const) : []),
    ...(isAboveShare(limit, amount, loss ?? null) ? (['share_of_loss'] as const) : []),
    ...(isAbove(limit.maxPerCustomer90Days, amount.amount + sumOf(given.toCustomer, limit, amount)) ? (['customer_90_days'] as const) : []),
    ...(isAbove(limit.maxPerStaffPerDay, amount.amount + sumOf(given.byStaff, limit, amount)) ? (['staff_day'] as const) : []),
  ]);
  return [...new Set(names)];
}

/** A share of a loss nobody knows cannot be shown to be small enough. */
function isAboveShare({ maxShareOfLoss: most }: AuthorityLimit, amount: Money, loss: Money | null): boolean {
  if (most === null || most === undefined) return false;
  return !loss || loss.currency !== amount.currency || amount.amount > loss.amount * most;
}

const sumOf = (sums: Sum[], limit: AuthorityLimit, { currency }: Money): number =>
  sums
    .filter((sum) => sum.currency === currency && (limit.remedy === '*' || limit.remedy === sum.remedy))
    .reduce((total, { amount }) => total + amount, 0);

type Package = { remedy: string; amount?: Money | undefined; choices?: { remedy: string; money?: Money | undefined }[] | undefined };

/** The limits any of the choices would be above: the customer may take each. */
export function limitsAboveOffer(
  role: string,
  offer: Package,
  before: Pick<Case, 'cost' | 'story'>,
  policy: Pick<Policy, 'limits'>,
  given?: Given,
): (LimitName | 'role')[] {
  const gifts = [
    { remedy: offer.remedy, amount: offer.amount },
    ...(offer.choices ?? []).map(({ remedy, money }) => ({ remedy, amount: money })),
  ];
  const loss = lossOf(before);
  return [...new Set(gifts.flatMap((gift) => limitsAbove(role, { ...gift, loss }, policy, given)))];
}

export const overAuthority = (remedy: string, above: (LimitName | 'role')[]): DomainError =>
  new DomainError('remedy.over_authority', `${remedy} is above ${wordsOfLimits(above)}: ask a lead or the owner to approve it.`, [
    { path: 'amount', message: `Above ${wordsOfLimits(above)}.` },
  ]);

/** Where a merchant's limits name a remedy nobody knows. */
export function oddLimits({
  limits,
  refusedRemedies,
}: {
  limits: AuthorityLimit[];
  refusedRemedies: string[];
}): { path: string; message: string }[] {
  const known = new Set(REMEDIES.map(({ id }) => id));
  return [
    ...limits.flatMap(({ remedy, role }, i) => [
      ...(remedy === '*' || known.has(remedy) ? [] : [{ path: `limits.${i}.remedy`, message: `There is no remedy “${remedy}”.` }]),
      ...(role === 'viewer' ? [{ path: `limits.${i}.role`, message: 'A viewer gives nothing away, so there is nothing to limit.' }] : []),
    ]),
    ...refusedRemedies.flatMap((remedy, i) =>
      known.has(remedy) ? [] : [{ path: `refusedRemedies.${i}`, message: `There is no remedy “${remedy}”.` }],
    ),
  ];
}

/** Since when what was given counts. */
export const givenSince = (at: Instant): Instant => new Date(Date.parse(at) - GIVEN_DAYS * 86_400_000).toISOString();
