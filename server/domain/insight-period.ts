import type { Instant } from '#shared/contracts/basics.ts';
import { DomainError } from './errors.ts';

/** Days in UTC, `until` not included; null: without an end on that side. */
export type Span = { from: string | null; until: string | null };
export type By = 'month' | 'quarter';
/** A run of whole months (`m`) or days (`d`), `until` not included. */
export type Piece = { grain: 'm' | 'd'; from: string; until: string };

const DAY_MS = 86_400_000;
const FIRST = '0000';
const LAST = '9999';

const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const monthAfter = (day: string, months: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);
const daysBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS);
const monthsBetween = (from: string, until: string): number =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7));
const isFirst = (day: string): boolean => day.endsWith('-01');

/**
 * A year, quarter, month or day as a span: `2026`, `2026-Q4`, `2026-10`, `2026-10-31`.
 *
 * @throws request.malformed
 */
export function spanOf(period: string, path = 'period'): { from: string; until: string } {
  const [, year, quarter, month, day] = /^(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?$/.exec(period) ?? [];
  if (year) {
    const from = `${year}-${month ?? (quarter ? String(Number(quarter) * 3 - 2).padStart(2, '0') : '01')}-${day ?? '01'}`;
    const isReal = !Number.isNaN(Date.parse(from)) && new Date(from).toISOString().startsWith(from);
    if (isReal) return { from, until: day ? dayAfter(from, 1) : monthAfter(from, month ? 1 : quarter ? 3 : 12) };
  }
  throw new DomainError('request.malformed', `${path}: write 2026, 2026-Q4, 2026-10 or 2026-10-31.`, [
    { path, message: 'Write 2026, 2026-Q4, 2026-10 or 2026-10-31.' },
  ]);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/**
 * From the beginning of `from` to the end of `to`; an instant is itself. With a `from` alone, until the end of this month.
 *
 * @throws request.malformed
 */
export function readSpan({ from, to }: { from?: string | undefined; to?: string | undefined }, now: Instant): Span {
  const begins = from === undefined ? null : INSTANT.test(from) ? spanOf(from.slice(0, 10), 'from').from : spanOf(from, 'from').from;
  if (to === undefined)
    return { from: begins, until: begins === null ? null : latest(monthAfter(now.slice(0, 10), 1), dayAfter(begins, 1)) };
  if (!INSTANT.test(to)) return inOrder(begins, spanOf(to, 'to').until);
  const { from: day, until } = spanOf(to.slice(0, 10), 'to');
  return inOrder(begins, to.slice(11).startsWith('00:00:00') ? day : until);
}

const latest = (a: string, b: string): string => (a > b ? a : b);

function inOrder(from: string | null, until: string): Span {
  if (from === null || from < until) return { from, until };
  throw new DomainError('request.malformed', 'to: choose an end after the beginning.', [
    { path: 'to', message: 'Choose an end after the beginning.' },
  ]);
}

export const isWholeMonths = ({ from, until }: Span): boolean => (from === null || isFirst(from)) && (until === null || isFirst(until));

/** The whole months of a span, and the days at its ends that make none. */
export function piecesOf({ from, until }: Span): Piece[] {
  const firstMonth = from === null ? FIRST : isFirst(from) ? from : monthAfter(from, 1);
  const endMonth = until === null ? LAST : `${until.slice(0, 7)}-01`;
  if (from !== null && until !== null && firstMonth >= endMonth) return [{ grain: 'd', from, until }];
  return [
    ...(from !== null && from < firstMonth ? [{ grain: 'd' as const, from, until: firstMonth }] : []),
    { grain: 'm', from: firstMonth.slice(0, 7), until: endMonth.slice(0, 7) },
    ...(until !== null && endMonth < until ? [{ grain: 'd' as const, from: endMonth, until }] : []),
  ];
}

/** The span of the same length before it; null where it has no beginning or end. */
export function spanBefore(span: Span): { from: string; until: string } | null {
  const { from, until } = span;
  if (from === null || until === null) return null;
  return {
    from: isWholeMonths(span) ? monthAfter(from, -monthsBetween(from, until)) : dayAfter(from, -daysBetween(from, until)),
    until: from,
  };
}

/** The month or quarter a month belongs to. */
export const periodOf = (month: string, by: By): string =>
  by === 'month' ? month.slice(0, 7) : `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

const MOST_PERIODS = 1200;

/** Every period from one month to another, none left out, the newest when there are too many. */
export function periodsBetween(first: string, last: string, by: By): string[] {
  const periods: string[] = [];
  for (
    let month = `${last.slice(0, 7)}-01`;
    month.slice(0, 7) >= first.slice(0, 7) && periods.length < MOST_PERIODS;
    month = monthAfter(month, -1)
  ) {
    const period = periodOf(month, by);
    if (periods[0] !== period) periods.unshift(period);
  }
  return periods;
}

/** The end of what was known for certain so many days ago. */
export const settledBefore = (now: Instant, days: number): string => dayAfter(now.slice(0, 10), -days);
