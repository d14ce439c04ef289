import { msg } from '../../words/language.ts';

/** Days, both included; null: without an end on that side. */
export type Span = { from: string | null; to: string | null };
type Query = Record<string, string | undefined>;

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ALL = 'all';

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const isDay = (day: string | undefined): day is string =>
  day !== undefined && DAY.test(day) && !Number.isNaN(Date.parse(day)) && dayOf(Date.parse(day)) === day;
const monthsBack = (day: string, months: number): string =>
  dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - months, 1));

/** Spans people ask for every week. Days are those of UTC, as the figures are kept. */
export function usualSpans(today: string): { id: string; label: string; span: Span }[] {
  const month = Number(today.slice(5, 7));
  return [
    { id: 'month', label: msg('This month'), span: { from: monthsBack(today, 0), to: today } },
    { id: 'quarter', label: msg('This quarter'), span: { from: monthsBack(today, (month - 1) % 3), to: today } },
    { id: 'year', label: msg('This year'), span: { from: `${today.slice(0, 4)}-01-01`, to: today } },
    { id: 'months', label: msg('Last 12 months'), span: { from: monthsBack(today, 11), to: today } },
    { id: ALL, label: msg('All times'), span: { from: null, to: null } },
  ];
}

/** What the address asks for; without it, the last twelve months. */
export function readSpan(query: Query, today: string): Span {
  if (query.span === ALL) return { from: null, to: null };
  if (isDay(query.from)) return { from: query.from, to: isDay(query.to) ? query.to : today };
  return { from: monthsBack(today, 11), to: today };
}

export const spanQuery = ({ from, to }: Span): Record<string, string | undefined> =>
  from === null || to === null ? { span: ALL, from: undefined, to: undefined } : { span: undefined, from, to };

export const isSameSpan = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to;

/**
 * The span before it, as the server reckons it: as many months where it begins with one, to the same day of the month where it ends
 * within one; else as many days.
 */
export function spanBefore({ from, to }: Span): Span | null {
  if (from === null || to === null || from > to) return null;
  const until = dayOf(Date.parse(to) + DAY_MS);
  const daysBack = (day: string, days: number) => dayOf(Date.parse(day) - days * DAY_MS);
  if (!from.endsWith('-01')) return { from: dayOf(Date.parse(from) - (Date.parse(until) - Date.parse(from))), to: daysBack(from, 1) };
  const whole = (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7));
  const months = whole + (until.endsWith('-01') ? 0 : 1);
  const day = daysBack(monthsBack(until, months), 1 - Number(until.slice(8)));
  const following = monthsBack(until, months - 1);
  return { from: monthsBack(from, months), to: daysBack(day < following ? day : following, 1) };
}

/** The address of this page with other questions in it; `undefined` takes one out. */
export function addressOf(path: string, query: Query, change: Query): string {
  const given = Object.entries({ ...query, ...change }).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}
