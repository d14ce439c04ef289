// The page speaks English; of the browser's languages only an English one may choose how dates are written.
const LOCALE = globalThis.navigator?.languages?.find((language) => language.startsWith('en')) ?? 'en-GB';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const dayFormat = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const instantFormat = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const fullFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'short' });
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

export const day = (at: string) => dayFormat.format(new Date(at));
export const instant = (at: string) => instantFormat.format(new Date(at));
export const fullInstant = (at: string) => fullFormat.format(new Date(at));

function span(ms: number): [amount: number, unit: 'minute' | 'hour' | 'day'] {
  if (Math.abs(ms) < HOUR_MS) return [Math.trunc(ms / MINUTE_MS), 'minute'];
  if (Math.abs(ms) < 2 * DAY_MS) return [Math.trunc(ms / HOUR_MS), 'hour'];
  return [Math.trunc(ms / DAY_MS), 'day'];
}

/** `3 hours ago`, `in 2 days`, `just now`. */
export function relative(at: string, now: Date): string {
  const [amount, unit] = span(new Date(at).getTime() - now.getTime());
  return amount === 0 && unit === 'minute' ? 'just now' : relativeFormat.format(amount, unit);
}

export type Urgency = 'overdue' | 'soon' | 'later';

/** When something is due, and how much that should be noticed: `soon` is within a day. */
export function dueIn(at: string, now: Date): { urgency: Urgency; text: string } {
  const ms = new Date(at).getTime() - now.getTime();
  const [amount, unit] = span(Math.abs(ms));
  const length = amount === 0 ? 'under a minute' : `${amount} ${unit}${amount === 1 ? '' : 's'}`;
  if (ms < 0) return { urgency: 'overdue', text: `Overdue by ${length}` };
  return { urgency: ms < DAY_MS ? 'soon' : 'later', text: `Due in ${length}` };
}

/** A day chosen in a date field means until the end of that day, where the reader is. */
export const endOfDay = (date: string) => new Date(`${date}T23:59:59`).toISOString();

/** The value of a date field, so many days from now. */
export function dateAfter(now: Date, days: number): string {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}
