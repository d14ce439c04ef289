import { describe, expect, test } from 'vitest';
import { readClosedDays, UnreadableCalendar } from './closed-days.ts';
import { icsOf } from './fixtures-time.ts';

const daysOf = (year: number, ...events: string[][]): string[] => [...readClosedDays(icsOf(...events))(year)].toSorted();

describe('the closed days of an iCalendar file', () => {
  test.each<[string, string[], number, string[]]>([
    ['one day', ['DTSTART;VALUE=DATE:20261225'], 2026, ['2026-12-25']],
    ['one day, in another year', ['DTSTART;VALUE=DATE:20261225'], 2027, []],
    ['the same day every year since 1990', ['DTSTART;VALUE=DATE:19901225', 'RRULE:FREQ=YEARLY'], 2026, ['2026-12-25']],
    ['a yearly day that has ended', ['DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY;UNTIL=20230501'], 2026, []],
    [
      'the end, which is the first open day',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'],
      2026,
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    [
      'days across the new year, seen from the new one',
      ['DTSTART;VALUE=DATE:20101230', 'DTEND;VALUE=DATE:20110103', 'RRULE:FREQ=YEARLY'],
      2027,
      ['2027-01-01', '2027-01-02', '2027-12-30', '2027-12-31'],
    ],
    ['the fourth Thursday of November', ['DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'], 2026, ['2026-11-26']],
    ['the last Monday of May', ['DTSTART;VALUE=DATE:20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1'], 2026, ['2026-05-25']],
    [
      'the first Monday of each month',
      ['DTSTART;VALUE=DATE:20261005', 'RRULE:FREQ=MONTHLY;BYDAY=1MO'],
      2026,
      ['2026-10-05', '2026-11-02', '2026-12-07'],
    ],
    ['a year left out', ['DTSTART;VALUE=DATE:20240506', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20260506'], 2026, []],
    ['two days added by hand', ['DTSTART;VALUE=DATE:20260413', 'RDATE;VALUE=DATE:20260420'], 2026, ['2026-04-13', '2026-04-20']],
    ['a length instead of an end', ['DTSTART;VALUE=DATE:20260810', 'DURATION:P2D'], 2026, ['2026-08-10', '2026-08-11']],
    ['a meeting at ten, which closes nothing', ['DTSTART:20260302T100000Z', 'DTEND:20260302T110000Z'], 2026, []],
    ['a day that was called off', ['DTSTART;VALUE=DATE:20260302', 'STATUS:CANCELLED'], 2026, []],
    ['no date at all', ['SUMMARY:Some day'], 2026, []],
  ])('%s', (_, lines, year, days) => {
    expect(daysOf(year, lines)).toEqual(days);
  });

  test('a year in which the day was moved', () => {
    const usual = ['UID:party', 'DTSTART;VALUE=DATE:20240610', 'RRULE:FREQ=YEARLY'];
    const moved = ['UID:party', 'RECURRENCE-ID;VALUE=DATE:20260610', 'DTSTART;VALUE=DATE:20260612'];
    expect(daysOf(2026, usual, moved)).toEqual(['2026-06-12']);
    expect(daysOf(2027, usual, moved)).toEqual(['2027-06-10']);
  });

  test('two calendars in one file', () => {
    const both = `${icsOf(['DTSTART;VALUE=DATE:20260501'])}\r\n${icsOf(['DTSTART;VALUE=DATE:20260815'])}`;
    expect([...readClosedDays(both)(2026)]).toEqual(['2026-05-01', '2026-08-15']);
  });

  test.each([
    ['nothing', ''],
    ['a page of the web', '<html><body>Holidays</body></html>'],
    ['half a file', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501'],
    ['days of a time nobody lives in', icsOf(['DTSTART;VALUE=DATE:99990101'])],
    ['days that never come', icsOf(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'])],
    ['the ninth Monday of January', icsOf(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYSETPOS=9'])],
    ['every hundred million days', icsOf(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY;INTERVAL=99999999'])],
    ['every hour', icsOf(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=HOURLY'])],
  ])('%s is refused, at once', (_, ics) => {
    expect(() => readClosedDays(ics)).toThrow(UnreadableCalendar);
  });
});
