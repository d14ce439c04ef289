import type { Instant } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { businessCalendar, nextOpening } from '#server/domain/calendar.ts';
import { UnreadableCalendar } from '#server/domain/closed-days.ts';

type Problems = { path: string; message: string }[];

const A_YEAR = 366;

/** Calendars by which something can be due: known zones, hours that end after they begin, readable closed days, an opening within a year. */
export function senseOfCalendars({ calendars }: Settings['calendars'], { settings, at }: { settings: Settings; at: Instant }): Problems {
  return [
    ...namedIn(settings)
      .filter(({ calendar }) => !(calendar in calendars))
      .map(({ calendar, by }) => ({ path: `calendars.${calendar}`, message: `${by} still counts in this calendar.` })),
    ...Object.entries(calendars).flatMap(([name, calendar]) => {
      const backwards = Object.entries(calendar.week).flatMap(([day, frames]) =>
        frames.flatMap(({ from, to }, i) =>
          from < to
            ? []
            : [
                {
                  path: `calendars.${name}.week.${day}.${i}`,
                  message: 'Hours end after they begin. Past midnight: one until 24:00, and one from 00:00 on the next day.',
                },
              ],
        ),
      );
      if (backwards.length > 0) return backwards;
      try {
        const isEverOpen = nextOpening(businessCalendar(calendar), at, A_YEAR) !== null;
        return isEverOpen
          ? []
          : [{ path: `calendars.${name}`, message: 'This calendar does not open once in the coming year, so nothing would ever be due.' }];
      } catch (error) {
        if (error instanceof UnreadableCalendar) return [{ path: `calendars.${name}.ics`, message: error.message }];
        if (error instanceof RangeError)
          return [
            { path: `calendars.${name}.timeZone`, message: `There is no time zone “${calendar.timeZone}”. Write it as in Europe/Athens.` },
          ];
        throw error;
      }
    }),
  ];
}

/** Clocks that count in calendars there are. */
export function senseOfClocks(clocks: Settings['clocks'], { settings }: { settings: Settings }): Problems {
  const known = settings.calendars.calendars;
  const forgotten = Object.entries(settings.routing.rules).filter(
    ([, { then }]) => then.clockPolicy !== undefined && !(then.clockPolicy in clocks.policies),
  );
  return [
    ...(clocks.calendar in known ? [] : [{ path: 'calendar', message: `There is no calendar “${clocks.calendar}”.` }]),
    ...Object.entries(clocks.policies).flatMap(([name, { calendar }]) =>
      calendar === undefined || calendar in known
        ? []
        : [{ path: `policies.${name}.calendar`, message: `There is no calendar “${calendar}”.` }],
    ),
    ...forgotten.map(([, { name, then }]) => ({
      path: `policies.${then.clockPolicy}`,
      message: `The routing rule “${name}” still names this policy.`,
    })),
  ];
}

function namedIn({ clocks, routing }: Settings): { calendar: string; by: string }[] {
  return [
    { calendar: clocks.calendar, by: 'The shop' },
    ...Object.entries(clocks.policies).flatMap(([name, { calendar }]) =>
      calendar ? [{ calendar, by: `The clock policy “${name}”` }] : [],
    ),
    ...routing.teams.flatMap(({ name, calendar }) => (calendar ? [{ calendar, by: `The team “${name}”` }] : [])),
  ];
}
