import type { Instant } from '#shared/contracts/basics.ts';
import type { WATCH_KINDS, WatchItemView } from '#shared/contracts/watch.ts';
import { medianOf } from './care.ts';

export type WatchedOrder = { at: Instant; amount: number; currency: string; ranges: string[] };
export type Finding = { kind: (typeof WATCH_KINDS)[number]; figures: WatchItemView['figures'] };

const DAY_MS = 86_400_000;
/** Three falls need four months. */
const FALLING_MONTHS = 4;
const REGULAR_ORDERS = 3;
/** Quiet for so many of their own usual gaps. */
const PATIENCE = 3;
const LEAST_QUIET_DAYS = 14;
/** Who was quiet for longer has gone long ago. */
const LONG_GONE_DAYS = 730;
const RANGE_BOUGHT_MONTHS = 3;
const RANGE_MISSED_MONTHS = 2;
const RANGE_LOOKED_AT_MONTHS = 12;

/** The month some months before the one of `at`: 0 is its own. */
function monthBefore(at: Instant, months: number): string {
  const [year = 0, month = 1] = at.slice(0, 7).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7);
}

/**
 * The monthly look over one customer's orders. Months are whole ones: the one that is not over yet does not count.
 *
 * @source product.md I2
 */
export function findingsIn(orders: readonly WatchedOrder[], at: Instant): Finding[] {
  return [fallingIn(orders, at), quietIn(orders, at), ...droppedIn(orders, at)].filter((one) => one !== null);
}

/** The average order fell three months in a row. */
function fallingIn(orders: readonly WatchedOrder[], at: Instant): Finding | null {
  const currency = orders.at(-1)?.currency;
  const months = Array.from({ length: FALLING_MONTHS }, (_, i) => monthBefore(at, FALLING_MONTHS - i));
  const averages = months.map((month) => {
    const own = orders.filter((one) => one.at.startsWith(month) && one.currency === currency);
    return own.length ? { month, average: Math.round(own.reduce((sum, { amount }) => sum + amount, 0) / own.length) } : null;
  });
  const known = averages.filter((one) => one !== null);
  const falls = known.length === FALLING_MONTHS && known.every(({ average }, i) => i === 0 || average < known[i - 1]!.average);
  if (!falls) return null;
  const [first, last] = [known[0]!.average, known.at(-1)!.average];
  return { kind: 'orders_falling', figures: { months: known, fall: Math.round((1 - last / first) * 100) / 100 } };
}

/** A regular has not ordered for much longer than usual. */
function quietIn(orders: readonly WatchedOrder[], at: Instant): Finding | null {
  const days = [...new Set(orders.map((one) => one.at.slice(0, 10)))].toSorted();
  const last = days.at(-1);
  if (days.length < REGULAR_ORDERS || !last) return null;
  const usualGapDays = medianOf(days.slice(1).map((day, i) => (Date.parse(day) - Date.parse(days[i]!)) / DAY_MS));
  const daysSinceLast = Math.floor((Date.parse(at.slice(0, 10)) - Date.parse(last)) / DAY_MS);
  const isQuiet = daysSinceLast > Math.max(LEAST_QUIET_DAYS, PATIENCE * usualGapDays) && daysSinceLast <= LONG_GONE_DAYS;
  return isQuiet
    ? { kind: 'gone_quiet', figures: { orders: days.length, usualGapDays, daysSinceLast, lastOrder: last, patience: PATIENCE } }
    : null;
}

/** Ranges that were bought in three months or more of the year before, and in none of the last two. */
function droppedIn(orders: readonly WatchedOrder[], at: Instant): Finding[] {
  const recent = monthBefore(at, RANGE_MISSED_MONTHS);
  const oldest = monthBefore(at, RANGE_LOOKED_AT_MONTHS + RANGE_MISSED_MONTHS);
  const months = new Map<string, Set<string>>();
  for (const { at: when, ranges } of orders)
    for (const range of ranges) if (when.slice(0, 7) >= oldest) months.set(range, (months.get(range) ?? new Set()).add(when.slice(0, 7)));
  const dropped = [...months].flatMap(([range, own]) => {
    const all = [...own].toSorted();
    const last = all.at(-1) ?? '';
    return all.length >= RANGE_BOUGHT_MONTHS && last < recent ? [{ range, monthsBought: all.length, lastMonth: last }] : [];
  });
  const most = dropped.toSorted((a, b) => b.monthsBought - a.monthsBought || (a.range < b.range ? -1 : 1));
  const [first] = most;
  return first
    ? [
        {
          kind: 'range_dropped',
          figures: {
            ...first,
            alsoDropped: most
              .slice(1)
              .map(({ range }) => range)
              .join(', '),
          },
        },
      ]
    : [];
}

/** What they bought in the twelve months before. */
export function boughtInAYear(orders: readonly WatchedOrder[], at: Instant): { amount: number; currency: string } | null {
  const since = new Date(Date.parse(at) - 365 * DAY_MS).toISOString();
  const currency = orders.at(-1)?.currency;
  if (!currency) return null;
  return {
    currency,
    amount: orders.filter((one) => one.at >= since && one.currency === currency).reduce((sum, { amount }) => sum + amount, 0),
  };
}
