import type { Instant } from '#shared/contracts/basics.ts';
import { DomainError } from './errors.ts';

/** Days in UTC, `until` not included; null: without an end on that side. */
export type Span = { from: string | null; until: string | null };
export type By = 'month' | 'quarter';
export type Grain = 'y' | 'm' | 'd';
/** A run of whole years (`y`, written 2026), months (`m`, 2026-10) or days (`d`), `until` not included. */
export type Piece = { grain: Grain; from: string; until: string };

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

/** Of each grain: how much of a day names it, and its first day at or after a day. */
const GRAINS: Record<Grain, { letters: number; next(day: string): string }> = {
  y: { letters: 4, next: (day) => (day.endsWith('-01-01') ? day : `${Number(day.slice(0, 4)) + 1}-01-01`) },
  m: { letters: 7, next: (day) => (isFirst(day) ? day : monthAfter(day, 1)) },
  d: { letters: 10, next: (day) => day },
};
const COARSEST_FIRST: Grain[] = ['y', 'm', 'd'];

/** The whole years of a span, the months at their ends that make none, and the days at theirs; `coarsest` m: no years. */
export function piecesOf({ from, until }: Span, coarsest: 'y' | 'm' = 'y'): Piece[] {
  const [grain, ...finer] = COARSEST_FIRST.slice(COARSEST_FIRST.indexOf(coarsest));
  return cut(from, until, grain ?? 'd', finer);
}

function cut(from: string | null, until: string | null, grain: Grain, finer: Grain[]): Piece[] {
  const { letters, next } = GRAINS[grain];
  const first = from === null ? FIRST : next(from);
  const end = until === null ? LAST : until.slice(0, letters) + '2000-01-01'.slice(letters);
  const within = (begin: string, stop: string): Piece[] => (finer[0] ? cut(begin, stop, finer[0], finer.slice(1)) : []);
  if (from !== null && until !== null && first >= end) return within(from, until);
  return [
    ...(from !== null && from < first ? within(from, first) : []),
    { grain, from: first.slice(0, letters), until: end.slice(0, letters) },
    ...(until !== null && end < until ? within(end, until) : []),
  ];
}

/**
 * The span before it, null where it has no beginning or end: as many months where it begins with one, to the same day of the month
 * where it ends within one; else as many days.
 */
export function spanBefore({ from, until }: Span): { from: string; until: string } | null {
  if (from === null || until === null) return null;
  if (!isFirst(from)) return { from: dayAfter(from, -daysBetween(from, until)), until: from };
  const months = monthsBetween(from, until) + (isFirst(until) ? 0 : 1);
  const month = monthAfter(until, -months);
  const day = dayAfter(month, Number(until.slice(8)) - 1);
  const following = monthAfter(month, 1);
  return { from: monthAfter(from, -months), until: day < following ? day : following };
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
