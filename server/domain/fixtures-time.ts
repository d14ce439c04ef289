import type { Instant } from '#shared/contracts/basics.ts';
import { DEFAULT_SETTINGS, type Calendar, type ClockPolicy, type Settings } from '#shared/contracts/settings.ts';
import { timekeeperOf } from './timekeeper.ts';

type Frames = [from: string, to: string][];
const NINE_TO_FIVE: Frames = [['09:00', '17:00']];

/** A shop's week: the same hours from Monday to Friday, others on Saturday and Sunday. */
export function hours(
  timeZone: string,
  usual: Frames = NINE_TO_FIVE,
  { sat = [], sun = [], ...own }: { sat?: Frames; sun?: Frames; holidays?: string[]; ics?: string } = {},
): Calendar {
  const frames = (list: Frames) => list.map(([from, to]) => ({ from, to }));
  const weekday = frames(usual);
  return {
    timeZone,
    week: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday, sat: frames(sat), sun: frames(sun) },
    holidays: [],
    ...own,
  };
}

/** The same hours on all seven days. */
export const daily = (timeZone: string, frames: Frames): Calendar => hours(timeZone, frames, { sat: frames, sun: frames });

type OwnTime = { clocks?: Partial<Settings['clocks']>; policy?: Partial<ClockPolicy>; policies?: Record<string, Partial<ClockPolicy>> };

/** A shop's settings of time: this calendar, and the usual durations where it set none. */
export function timeSettings(calendar: Calendar, { clocks, policy, policies }: OwnTime = {}): Pick<Settings, 'clocks' | 'calendars'> {
  const usual = DEFAULT_SETTINGS.clocks.policies.default;
  if (!usual) throw new Error('A shop that has set nothing has a default policy');
  const named = Object.fromEntries(Object.entries(policies ?? {}).map(([name, own]) => [name, { ...usual, ...own }]));
  return {
    clocks: { ...DEFAULT_SETTINGS.clocks, ...clocks, policies: { default: { ...usual, ...policy }, ...named } },
    calendars: { calendars: { default: calendar } },
  };
}

export const timeOfShop = (calendar: Calendar, own: OwnTime = {}) => timekeeperOf(timeSettings(calendar, own));

/** `at('2026-03-06 16:30')` in UTC. */
export const at = (utc: string): Instant => new Date(`${utc.replace(' ', 'T')}Z`).toISOString();

/** All-day events of an iCalendar file, each with its own lines. */
export const icsOf = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Garden shop//Closed days//EN',
    ...events.flatMap((lines, i) => [
      'BEGIN:VEVENT',
      ...(lines.some((line) => line.startsWith('UID')) ? [] : [`UID:${i}`]),
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');
