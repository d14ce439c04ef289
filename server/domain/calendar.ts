import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/contracts/basics.ts';
import type { Calendar } from '#shared/contracts/settings.ts';
import { type ClosedDays, readClosedDays } from './closed-days.ts';

/** When somebody is there, in instants: `opens` and `closes` in milliseconds. */
type Frame = { opens: number; closes: number };
/** A calendar made ready to count in. Days are numbered from 1970, as the shop's own clock shows them. */
export type BusinessCalendar = { timeZone: string; framesOn(day: number): Frame[]; dayAt(instantMs: number): number };

const DAY_MS = 86_400_000;
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const; // 1 January 1970 was a Thursday
/** No question about a calendar looks further than this, so that a shop that never opens costs no more than one that does. */
const MAX_DAYS = 10_000;
const KEPT = 100;

const ready = new Map<string, BusinessCalendar>();
const seen = new WeakMap<Calendar, BusinessCalendar>();

/** @throws RangeError for an unknown time zone, UnreadableCalendar for an iCalendar file that is none */
export function businessCalendar(calendar: Calendar): BusinessCalendar {
  const same = seen.get(calendar);
  if (same) return same;
  const key = JSON.stringify(calendar);
  const prepared = ready.get(key) ?? prepare(calendar);
  if (ready.size >= KEPT) ready.clear();
  ready.set(key, prepared);
  seen.set(calendar, prepared);
  return prepared;
}

/** Open day and night: what counts where no calendar is known. */
export const ALWAYS_OPEN: BusinessCalendar = {
  timeZone: 'UTC',
  framesOn: (day) => [{ opens: day * DAY_MS, closes: (day + 1) * DAY_MS }],
  dayAt: (at) => Math.floor(at / DAY_MS),
};

function prepare({ timeZone, week, holidays, ics }: Calendar): BusinessCalendar {
  const local = localTime(timeZone);
  const closed = new Set<string>(holidays);
  const alsoClosed: ClosedDays | null = ics === undefined ? null : readClosedDays(ics);
  const minutes = WEEKDAYS.map((name) => joined(week[name].map(({ from, to }) => ({ opens: minutesOf(from), closes: minutesOf(to) }))));
  const days = new Map<number, Frame[]>();
  const isClosed = (day: number): boolean => {
    const date = dateOf(day);
    return closed.has(date) || (alsoClosed?.(Number(date.slice(0, 4))).has(date) ?? false);
  };
  return {
    timeZone,
    dayAt: local.dayAt,
    framesOn(day) {
      const known = days.get(day);
      if (known) return known;
      const usual = minutes[((day % 7) + 7) % 7] ?? [];
      const frames =
        usual.length === 0 || isClosed(day)
          ? []
          : usual
              .map(({ opens, closes }) => ({ opens: local.instantOf(day, opens), closes: local.instantOf(day, closes) }))
              .filter(({ opens, closes }) => closes > opens);
      if (days.size >= MAX_DAYS * 2) days.clear();
      days.set(day, frames);
      return frames;
    },
  };
}

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** In order, and those that touch or overlap as one. */
function joined(frames: Frame[]): Frame[] {
  return frames
    .toSorted((a, b) => a.opens - b.opens)
    .reduce<Frame[]>((list, frame) => {
      const last = list.at(-1);
      if (frame.closes <= frame.opens) return list;
      if (last && frame.opens <= last.closes)
        return [...list.slice(0, -1), { opens: last.opens, closes: Math.max(last.closes, frame.closes) }];
      return [...list, frame];
    }, []);
}

function localTime(timeZone: string) {
  if (timeZone === 'UTC') return { dayAt: ALWAYS_OPEN.dayAt, instantOf: (day: number, minute: number) => day * DAY_MS + minute * 60_000 };
  const dayAt = (at: number): number => {
    const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    return Date.UTC(year, month - 1, day) / DAY_MS;
  };
  /** A time the clocks skip is as much later as they skipped; of a time they show twice, the first. */
  const exactly = (wallMs: number): number =>
    Temporal.PlainDateTime.from(new Date(wallMs).toISOString().slice(0, -1)).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
      .epochMilliseconds;
  const offsets = new Map<number, number>();
  const offsetAt = (day: number): number => {
    const offset = offsets.get(day) ?? day * DAY_MS - exactly(day * DAY_MS);
    if (offsets.size >= MAX_DAYS * 2) offsets.clear();
    offsets.set(day, offset);
    return offset;
  };
  const instantOf = (day: number, minute: number): number => {
    const wallMs = day * DAY_MS + minute * 60_000;
    return offsetAt(day) === offsetAt(day + 1) ? wallMs - offsetAt(day) : exactly(wallMs);
  };
  exactly(0); // an unknown zone is noticed now
  return { dayAt, instantOf };
}

const instant = (ms: number): Instant => new Date(ms).toISOString();

/** The open frames from a moment on, the running one cut to what is left of it. */
function* framesFrom(calendar: BusinessCalendar, fromMs: number): Generator<Frame> {
  const first = calendar.dayAt(fromMs);
  for (let day = first; day < first + MAX_DAYS; day++) {
    for (const { opens, closes } of calendar.framesOn(day)) {
      if (closes > fromMs) yield { opens: Math.max(opens, fromMs), closes };
    }
  }
}

/** The first moment by which so many open milliseconds have passed; nothing to pass means at once. */
export function addBusiness(calendar: BusinessCalendar, from: Instant, ms: number): Instant {
  if (ms <= 0) return from;
  let left = ms;
  for (const { opens, closes } of framesFrom(calendar, Date.parse(from))) {
    if (left <= closes - opens) return instant(opens + left);
    left -= closes - opens;
  }
  return instant(Date.parse(from) + MAX_DAYS * DAY_MS);
}

/**
 * The same point of an open day so many open days later: a day is a day, however long it is open. Started outside the
 * hours, the first day counts from its opening.
 */
export function addBusinessDays(calendar: BusinessCalendar, from: Instant, days: number): Instant {
  const start = nextOpening(calendar, from);
  if (start === null) return instant(Date.parse(from) + MAX_DAYS * DAY_MS);
  const first = calendar.dayAt(Date.parse(start));
  let left = days + openMs(calendar.framesOn(first), Date.parse(start)) / openMs(calendar.framesOn(first));
  for (let day = first; day < first + MAX_DAYS; day++) {
    const frames = calendar.framesOn(day);
    if (frames.length === 0) continue;
    if (left <= 1 + 1e-9) return addBusiness(calendar, instant(frames[0]?.opens ?? 0), Math.max(1, Math.round(left * openMs(frames))));
    left -= 1;
  }
  return instant(Date.parse(from) + MAX_DAYS * DAY_MS);
}

/** How long a day is open, up to a moment. */
const openMs = (frames: Frame[], until = Infinity): number =>
  frames.reduce((sum, { opens, closes }) => sum + Math.max(0, Math.min(closes, until) - opens), 0);

/** When the shop closes on so many open days after the day of a moment, which itself does not count. */
export function closeOfDay(calendar: BusinessCalendar, from: Instant, days: number): Instant | null {
  const today = calendar.dayAt(Date.parse(from));
  let left = days;
  for (let day = today + 1; day < today + MAX_DAYS; day++) {
    const closes = calendar.framesOn(day).at(-1)?.closes;
    if (closes !== undefined && --left === 0) return instant(closes);
  }
  return null;
}

/** Open milliseconds between two moments. */
export function businessBetween(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  const end = Date.parse(to);
  let sum = 0;
  for (const { opens, closes } of framesFrom(calendar, Date.parse(from))) {
    if (opens >= end) break;
    sum += Math.min(closes, end) - opens;
  }
  return sum;
}

/** The moment itself while it is open, else the next opening; null: not in the years to come. */
export function nextOpening(calendar: BusinessCalendar, from: Instant, withinDays = MAX_DAYS): Instant | null {
  const first = framesFrom(calendar, Date.parse(from)).next();
  return first.done || first.value.opens > Date.parse(from) + withinDays * DAY_MS ? null : instant(first.value.opens);
}

export const isOpenAt = (calendar: BusinessCalendar, at: Instant): boolean =>
  framesFrom(calendar, Date.parse(at)).next().value?.opens === Date.parse(at);

/** The same time of day so many days later on the shop's own clock; parts of a day are hours. */
export function addDays(calendar: BusinessCalendar, from: Instant, days: number): Instant {
  const whole = Math.trunc(days);
  const later = Temporal.Instant.from(from).toZonedDateTimeISO(calendar.timeZone).add({ days: whole });
  return instant(later.epochMilliseconds + Math.round((days - whole) * DAY_MS));
}
