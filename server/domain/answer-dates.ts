import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/contracts/basics.ts';
import { said } from './answer-phrases.ts';
import { addBusinessDays, addDays, type BusinessCalendar } from './calendar.ts';
import { later } from './clock.ts';
import { type PromisePhrases, PROMISES } from './promise-phrases.ts';

/** A day named in a text. `dueAt` is null where it cannot be told which day is meant, or it has passed. */
export type NamedDay = { dueAt: Instant | null; isPast: boolean };
export type When = { at: Instant; calendar: BusinessCalendar };

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A day without a year that lies further ahead than this was meant in the past. */
const AHEAD_DAYS = 270;
const EVENING = '17:00';

/**
 * The days a sentence names, in the manner of its language.
 *
 * @param sentence with plain digits, see `inPlainDigits`
 */
export function daysNamedIn(sentence: string, language: string, when: When): NamedDay[] {
  const words = PROMISES[language];
  if (!words) return [];
  return [
    ...written(sentence, words, language, when),
    ...weekdays(sentence, words, when),
    ...relative(sentence, words, when),
    ...matches(words.roughly, sentence).map(() => UNCLEAR),
  ];
}

const UNCLEAR: NamedDay = { dueAt: null, isPast: false };
const PAST: NamedDay = { dueAt: null, isPast: true };

const matches = (pattern: RegExp, text: string): RegExpMatchArray[] => [...text.matchAll(pattern)];

function written(sentence: string, { months, also = [] }: PromisePhrases, language: string, when: When): NamedDay[] {
  const named = months.flatMap((month, i) => {
    const orders = [
      `(?<d>\\d{1,2})(?:st|nd|rd|th|\\.|er|º|η)?\\s(?:of |de |del )?(?:${month})\\.?(?:,?\\s(?:de |del )?(?<y>\\d{4}))?`,
      `(?:${month})\\.?\\s(?<d>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s(?<y>\\d{4}))?`,
    ];
    return orders
      .flatMap((order) => matches(withDigits(order), sentence))
      .map((found) => ({ at: found.index, day: dayOf(found.groups, i + 1, when) }));
  });
  const numeric = [/(?<!\d)(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?!\d)/gu, ...also]
    .flatMap((pattern) => matches(pattern, sentence))
    .map((found) => ({ at: found.index, day: dayOf(found.groups, Number(found.groups?.m), when) }));
  const slashed = matches(/(?<!\d)(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})(?!\d)/gu, sentence).map((found) => {
    const [first, second] = [Number(found.groups?.d), Number(found.groups?.m)];
    // In English the month may come first: 3/4 is said to nobody's satisfaction.
    if (language === 'en' && first <= 12 && second <= 12 && first !== second) return { at: found.index, day: UNCLEAR };
    return {
      at: found.index,
      day: second > 12 ? dayOf({ ...found.groups, d: String(second) }, first, when) : dayOf(found.groups, second, when),
    };
  });
  const byPlace = new Map([...named, ...slashed, ...numeric].map(({ at, day }) => [at, day]));
  return [...byPlace.values()];
}

const withDigits = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{M}\\d])(?:${pattern.normalize('NFC')})(?![\\p{L}\\p{M}])`, 'giu');

function dayOf(groups: Record<string, string | undefined> | undefined, month: number, { at, calendar }: When): NamedDay {
  const day = Number(groups?.d);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return UNCLEAR;
  const today = calendar.dayAt(Date.parse(at));
  const thisYear = new Date(today * DAY_MS).getUTCFullYear();
  const numberOf = (year: number) => Date.UTC(year, month - 1, day) / DAY_MS;
  if (groups?.y)
    return numberOf(Number(groups.y)) < today ? PAST : { dueAt: endOfDay(numberOf(Number(groups.y)), calendar), isPast: false };
  const next = numberOf(thisYear) < today ? numberOf(thisYear + 1) : numberOf(thisYear);
  return next - today > AHEAD_DAYS ? PAST : { dueAt: endOfDay(next, calendar), isPast: false };
}

function weekdays(sentence: string, { weekdays: names }: PromisePhrases, { at, calendar }: When): NamedDay[] {
  const today = calendar.dayAt(Date.parse(at));
  const weekday = (today + 3) % 7; // 1 January 1970 was a Thursday
  return names.flatMap((name, i) =>
    matches(said(name), sentence).map(() => ({ dueAt: endOfDay(today + (((i - weekday + 6) % 7) + 1), calendar), isPast: false })),
  );
}

function relative(sentence: string, { today, tomorrow, within, units, numbers }: PromisePhrases, { at, calendar }: When): NamedDay[] {
  const day = calendar.dayAt(Date.parse(at));
  const spans = matches(within, sentence).map((found) => {
    const unit = units.find(([pattern]) => pattern.test(found[0]))?.[1] ?? 'days';
    const count = numberIn(found.groups?.n ?? '', numbers);
    if (unit === 'hours') return { dueAt: later(at, count * HOUR_MS), isPast: false };
    if (unit === 'open_days') return { dueAt: addBusinessDays(calendar, at, count), isPast: false };
    return {
      dueAt: endOfDay(calendar.dayAt(Date.parse(addDays(calendar, at, unit === 'weeks' ? count * 7 : count))), calendar),
      isPast: false,
    };
  });
  const named = [...matches(today, sentence).map(() => day), ...matches(tomorrow, sentence).map(() => day + 1)];
  return [...spans, ...named.map((one) => ({ dueAt: endOfDay(one, calendar), isPast: false }))];
}

const numberIn = (text: string, numbers: string[]): number =>
  /^\d+$/.test(text) ? Number(text) : numbers.findIndex((number) => new RegExp(`^(?:${number.normalize('NFC')})$`, 'iu').test(text)) + 1;

/** When the shop closes on a day; late in the afternoon where it does not open. */
function endOfDay(day: number, calendar: BusinessCalendar): Instant {
  const closes = calendar.framesOn(day).at(-1)?.closes;
  if (closes !== undefined) return new Date(closes).toISOString();
  const date = Temporal.PlainDate.from(new Date(day * DAY_MS).toISOString().slice(0, 10));
  return new Date(date.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: EVENING }).epochMilliseconds).toISOString();
}

const ZEROS = [0x0660, 0x06f0, 0x0966];

/** Arabic, Urdu and Devanagari digits as 0 to 9, letter for letter. */
export const inPlainDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (sign) => {
    const zero = ZEROS.find((first) => sign.charCodeAt(0) >= first && sign.charCodeAt(0) <= first + 9) ?? 0;
    return String(sign.charCodeAt(0) - zero);
  });
