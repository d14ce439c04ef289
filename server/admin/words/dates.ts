import { language, t, tn } from './language.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const WRITTEN = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  instant: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  full: { dateStyle: 'full', timeStyle: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;
const formats = new Map<string, Intl.DateTimeFormat>();

/** English is written the way the reader's browser writes it; every other language its own way. */
export const dateLocale = () =>
  language.value === 'en' ? (globalThis.navigator?.languages?.find((tag) => tag.startsWith('en')) ?? 'en-GB') : language.value;

function written(at: string, how: keyof typeof WRITTEN): string {
  const key = `${dateLocale()} ${how}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(dateLocale(), WRITTEN[how]);
  formats.set(key, format);
  return format.format(new Date(at));
}

export const day = (at: string) => written(at, 'day');
export const instant = (at: string) => written(at, 'instant');
export const fullInstant = (at: string) => written(at, 'full');

function span(ms: number): [amount: number, unit: 'minute' | 'hour' | 'day'] {
  if (Math.abs(ms) < HOUR_MS) return [Math.trunc(ms / MINUTE_MS), 'minute'];
  if (Math.abs(ms) < 2 * DAY_MS) return [Math.trunc(ms / HOUR_MS), 'hour'];
  return [Math.trunc(ms / DAY_MS), 'day'];
}

/** `3 hours ago`, `in 2 days`, `just now`. */
export function relative(at: string, now: Date): string {
  const [amount, unit] = span(new Date(at).getTime() - now.getTime());
  return amount === 0 && unit === 'minute'
    ? t('just now')
    : new Intl.RelativeTimeFormat(language.value, { numeric: 'always' }).format(amount, unit);
}

const LENGTH = {
  minute: (count: number) => tn(count, '{count} minute', '{count} minutes'),
  hour: (count: number) => tn(count, '{count} hour', '{count} hours'),
  day: (count: number) => tn(count, '{count} day', '{count} days'),
};

export type Urgency = 'overdue' | 'soon' | 'later';

/** When something is due, and how much that should be noticed: `soon` is within a day. */
export function dueIn(at: string, now: Date): { urgency: Urgency; text: string } {
  const ms = new Date(at).getTime() - now.getTime();
  const [amount, unit] = span(Math.abs(ms));
  const length = amount === 0 ? t('under a minute') : LENGTH[unit](amount);
  if (ms < 0) return { urgency: 'overdue', text: t('Overdue by {length}', { length }) };
  return { urgency: ms < DAY_MS ? 'soon' : 'later', text: t('Due in {length}', { length }) };
}

/** A day chosen in a date field means until the end of that day, where the reader is. */
export const endOfDay = (date: string) => new Date(`${date}T23:59:59`).toISOString();

/** The value of a date field, so many days from now. */
export function dateAfter(now: Date, days: number): string {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

/** The value of a date field for an instant, where the reader is. */
export const localDay = (at: string) => dateAfter(new Date(at), 0);

/** `de` → `German`, in the reader's language. */
export function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

export const number = (value: number) => new Intl.NumberFormat(language.value).format(value);
export const kilobytes = (bytes: number) => t('{size} kB', { size: number(Math.max(1, Math.round(bytes / 1024))) });
/** `a, b and c`. */
export const list = (items: string[]) => new Intl.ListFormat(language.value, { type: 'conjunction' }).format(items);

/** How long since a day: `4 years`, `3 months`, `12 days`. */
export function lengthSince(at: string, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - new Date(at).getTime()) / DAY_MS));
  if (days >= 730) return tn(Math.floor(days / 365.25), '{count} year', '{count} years');
  if (days >= 60) return tn(Math.floor(days / 30.44), '{count} month', '{count} months');
  return tn(days, '{count} day', '{count} days');
}
