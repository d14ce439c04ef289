import ICAL from 'ical.js';

/** The closed days of one year, as `2026-12-25`. */
export type ClosedDays = (year: number) => ReadonlySet<string>;

/** The parts of a rule that can be followed without looking for days that never come. */
const FOLLOWED: Record<string, string[]> = {
  DAILY: [],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS'],
};
const MAX_INTERVAL = 100;
const MAX_OCCURRENCES = 20_000;
const MAX_EVENTS = 5000;
const DAY_MS = 86_400_000;

/** An iCalendar file that cannot be taken as a list of closed days; `message` says why. */
export class UnreadableCalendar extends Error {}

/**
 * The closed days of an iCalendar file: its all-day events, with those that come back every year. Events with an hour close nothing.
 *
 * @throws UnreadableCalendar
 */
export function readClosedDays(ics: string): ClosedDays {
  const events = readEvents(ics);
  const years = new Map<number, ReadonlySet<string>>();
  return (year) => {
    const known = years.get(year) ?? new Set(events.flatMap((event) => daysOf(event, year)));
    years.set(year, known);
    return known;
  };
}

function readEvents(ics: string): ICAL.Event[] {
  let files: ICAL.Component[];
  try {
    const parsed = ICAL.parse(ics) as unknown[]; // one calendar, or a list of them
    files = (Array.isArray(parsed[0]) ? parsed : [parsed]).map((one) => new ICAL.Component(one as never));
    if (files.some(({ name }) => name !== 'vcalendar')) throw new Error('Something else');
  } catch {
    throw new UnreadableCalendar('This is not an iCalendar file.');
  }
  const components = files.flatMap((file) => file.getAllSubcomponents('vevent')).filter(isWholeDay);
  if (components.length > MAX_EVENTS) throw new UnreadableCalendar(`At most ${MAX_EVENTS} days or events.`);
  components.forEach(requireFollowable);
  const moved = components.filter((component) => component.hasProperty('recurrence-id'));
  return components
    .filter((component) => !component.hasProperty('recurrence-id'))
    .map(
      (component) =>
        new ICAL.Event(component, { strictExceptions: true, exceptions: moved.filter((one) => uidOf(one) === uidOf(component)) }),
    );
}

const uidOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue('uid'));

function isWholeDay(component: ICAL.Component): boolean {
  const start = component.getFirstPropertyValue('dtstart');
  return start instanceof ICAL.Time && start.isDate && component.getFirstPropertyValue('status') !== 'CANCELLED';
}

function requireFollowable(component: ICAL.Component): void {
  const start = component.getFirstPropertyValue('dtstart') as ICAL.Time; // isWholeDay saw it
  if (start.year < 1900 || start.year > 2200) throw new UnreadableCalendar(`${String(start)} is not a day of our time.`);
  for (const property of component.getAllProperties('rrule')) {
    const rule = property.getFirstValue() as ICAL.Recur; // the only value of an RRULE
    const parts = rule.parts as Record<string, (string | number)[]>;
    const setPositions = parts.BYSETPOS ?? [];
    const followed = FOLLOWED[rule.freq];
    const isFollowed =
      followed !== undefined &&
      rule.interval <= MAX_INTERVAL &&
      Object.keys(parts).every((part) => followed.includes(part)) &&
      setPositions.every(
        (position) =>
          Math.abs(Number(position)) <= 4 &&
          (parts.BYDAY ?? []).length > 0 &&
          (parts.BYDAY ?? []).every((day) => /^[A-Z]/.test(String(day))),
      );
    if (!isFollowed)
      throw new UnreadableCalendar(`“${rule.toString()}” repeats in a way that cannot be followed. List its days one by one.`);
  }
}

/** The days an event takes in one year; one that began in December may reach into it. */
function daysOf(event: ICAL.Event, year: number): string[] {
  if (!event.isRecurring()) return spanOf(event.startDate, event.endDate, year);
  const days = event.component.hasProperty('rrule') ? [] : spanOf(event.startDate, event.endDate, year);
  const occurrences = event.iterator();
  for (let i = 0; i < MAX_OCCURRENCES; i++) {
    const next = occurrences.next() as ICAL.Time | null;
    if (!next || next.year > year) break;
    if (next.year < year - 1) continue;
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    days.push(...spanOf(startDate, endDate, year));
  }
  return days;
}

/** iCalendar names the first day that is open again as the end. */
function spanOf(start: ICAL.Time, end: ICAL.Time, year: number): string[] {
  const first = Math.max(dayOf(start), Date.UTC(year, 0, 1) / DAY_MS);
  const last = Math.min(Math.max(dayOf(end), dayOf(start) + 1), Date.UTC(year + 1, 0, 1) / DAY_MS);
  return Array.from({ length: Math.max(0, last - first) }, (_, i) => new Date((first + i) * DAY_MS).toISOString().slice(0, 10));
}

const dayOf = ({ year, month, day }: ICAL.Time): number => Date.UTC(year, month - 1, day) / DAY_MS;
