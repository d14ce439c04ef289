import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '#shared/contracts/settings.ts';
import {
  addBusiness,
  addBusinessDays,
  addDays,
  ALWAYS_OPEN,
  businessBetween,
  businessCalendar,
  isOpenAt,
  nextOpening,
} from './calendar.ts';
import { HOUR_MS, later } from './clock.ts';
import { at, daily, hours, icsOf } from './fixtures-time.ts';

const LUNCH: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
];
const NIGHT: [string, string][] = [['00:00', '05:00']];
const ALL_DAY: [string, string][] = [['00:00', '24:00']];
const CHRISTMAS = icsOf(
  ['DTSTART;VALUE=DATE:20101225', 'DTEND;VALUE=DATE:20101227', 'RRULE:FREQ=YEARLY', 'SUMMARY:Christmas'],
  ['DTSTART;VALUE=DATE:20100101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year'],
);

/** Every moment is in UTC; the name says what the shop's clock shows. */
const BUSINESS_HOURS: [name: string, calendar: Calendar, from: string, hours: number, due: string][] = [
  ['Friday 16:30 and an hour is Monday 9:30', hours('UTC'), '2026-03-06 16:30', 1, '2026-03-09 09:30'],
  ['Friday 16:30 and an hour, in Athens', hours('Europe/Athens'), '2026-03-06 14:30', 1, '2026-03-09 07:30'],
  ['Friday 16:30 and an hour, in New York', hours('America/New_York'), '2026-02-27 21:30', 1, '2026-03-02 14:30'],
  ['Friday 16:30 and an hour, in Kolkata', hours('Asia/Kolkata'), '2026-03-06 11:00', 1, '2026-03-09 04:00'],
  ['Friday 16:30 and an hour, on Lord Howe Island', hours('Australia/Lord_Howe'), '2026-03-06 05:30', 1, '2026-03-08 22:30'],

  ['the weekend on which Athens puts its clocks forward', hours('Europe/Athens'), '2026-03-27 14:30', 1, '2026-03-30 06:30'],
  ['the weekend on which Athens puts its clocks back', hours('Europe/Athens'), '2026-10-23 13:30', 1, '2026-10-26 07:30'],
  ['the weekend on which New York puts its clocks forward', hours('America/New_York'), '2026-03-06 21:30', 1, '2026-03-09 13:30'],
  ['the weekend on which New York puts its clocks back', hours('America/New_York'), '2026-10-30 20:30', 1, '2026-11-02 14:30'],
  [
    'the weekend on which Lord Howe puts its clocks back by half an hour',
    hours('Australia/Lord_Howe'),
    '2026-04-03 05:30',
    1,
    '2026-04-05 23:00',
  ],
  [
    'the weekend on which Lord Howe puts its clocks forward by half an hour',
    hours('Australia/Lord_Howe'),
    '2026-10-02 06:00',
    1,
    '2026-10-04 22:30',
  ],

  [
    'six hours of a shop that never closes, through the short night in Athens',
    daily('Europe/Athens', ALL_DAY),
    '2026-03-28 21:00',
    6,
    '2026-03-29 03:00',
  ],
  ['a night from 0 to 5 in Athens that lasts four hours', daily('Europe/Athens', NIGHT), '2026-03-28 22:00', 4, '2026-03-29 02:00'],
  ['the fifth hour of that night, on Monday', daily('Europe/Athens', NIGHT), '2026-03-28 22:00', 5, '2026-03-29 22:00'],
  ['a night from 0 to 5 in Athens that lasts six hours', daily('Europe/Athens', NIGHT), '2026-10-24 21:00', 6, '2026-10-25 03:00'],
  ['a night from 0 to 5 in New York that lasts four hours', daily('America/New_York', NIGHT), '2026-03-08 05:00', 4, '2026-03-08 09:00'],
  ['a night from 0 to 5 in New York that lasts six hours', daily('America/New_York', NIGHT), '2026-11-01 04:00', 6, '2026-11-01 10:00'],
  [
    'a night from 0 to 5 on Lord Howe that lasts five and a half hours',
    daily('Australia/Lord_Howe', NIGHT),
    '2026-04-04 13:00',
    5.5,
    '2026-04-04 18:30',
  ],
  [
    'a night on Lord Howe that lasts four and a half, and half an hour of the next',
    daily('Australia/Lord_Howe', NIGHT),
    '2026-10-03 13:30',
    5,
    '2026-10-04 13:30',
  ],
  [
    'an opening at 3:30 on the night Athens has no 3:30',
    daily('Europe/Athens', [['03:30', '06:00']]),
    '2026-03-29 00:00',
    1,
    '2026-03-29 02:30',
  ],

  ['a holiday in the week', hours('Europe/Athens', undefined, { holidays: ['2026-03-25'] }), '2026-03-24 14:30', 1, '2026-03-26 07:30'],
  ['a holiday on Monday', hours('UTC', undefined, { holidays: ['2026-03-09'] }), '2026-03-06 16:30', 1, '2026-03-10 09:30'],
  ['a beginning on the holiday itself', hours('UTC', undefined, { holidays: ['2026-03-09'] }), '2026-03-09 11:00', 1, '2026-03-10 10:00'],
  [
    'a holiday in Kolkata, which begins there in the evening before',
    hours('Asia/Kolkata', undefined, { holidays: ['2026-01-26'] }),
    '2026-01-23 11:00',
    1,
    '2026-01-27 04:00',
  ],
  ['Christmas from an iCalendar file of 2010', hours('UTC', undefined, { ics: CHRISTMAS }), '2026-12-24 16:30', 1, '2026-12-28 09:30'],
  ['New Year from the same file', hours('UTC', undefined, { ics: CHRISTMAS }), '2026-12-31 16:30', 1, '2027-01-04 09:30'],
  [
    'a holiday in a file and one in the list',
    hours('UTC', undefined, { ics: CHRISTMAS, holidays: ['2026-12-28'] }),
    '2026-12-24 16:30',
    1,
    '2026-12-29 09:30',
  ],

  ['lunch between', hours('UTC', LUNCH), '2026-03-02 11:30', 1, '2026-03-02 13:30'],
  ['a beginning at lunch', hours('UTC', LUNCH), '2026-03-02 12:15', 1, '2026-03-02 14:00'],
  ['a beginning when lunch begins', hours('UTC', LUNCH), '2026-03-02 12:00', 1, '2026-03-02 14:00'],
  ['an end when lunch begins', hours('UTC', LUNCH), '2026-03-02 11:00', 1, '2026-03-02 12:00'],
  ['Friday 16:30 and five hours with lunch on Monday', hours('UTC', LUNCH), '2026-03-06 16:30', 5, '2026-03-09 14:30'],
  [
    'hours written in the wrong order, and twice',
    hours('UTC', [
      ['13:00', '17:00'],
      ['09:00', '12:00'],
      ['10:00', '12:00'],
    ]),
    '2026-03-02 11:30',
    1,
    '2026-03-02 13:30',
  ],

  ['a beginning before the shop opens', hours('UTC'), '2026-03-02 07:00', 1, '2026-03-02 10:00'],
  ['a beginning when the shop closes', hours('UTC'), '2026-03-02 17:00', 1, '2026-03-03 10:00'],
  ['a beginning on Saturday', hours('UTC'), '2026-03-07 12:00', 1, '2026-03-09 10:00'],
  ['an end when the shop closes', hours('UTC'), '2026-03-02 16:00', 1, '2026-03-02 17:00'],
  ['a Saturday morning', hours('UTC', undefined, { sat: [['10:00', '13:00']] }), '2026-03-06 16:30', 1, '2026-03-07 10:30'],
  ['more than a Saturday morning', hours('UTC', undefined, { sat: [['10:00', '13:00']] }), '2026-03-06 16:30', 4, '2026-03-09 09:30'],
  ['eight hours from Monday noon', hours('UTC'), '2026-03-02 12:00', 8, '2026-03-03 12:00'],
  ['forty hours, a whole week', hours('UTC'), '2026-03-02 09:00', 40, '2026-03-06 17:00'],
  ['a shop that is open until midnight', hours('UTC', [['16:00', '24:00']]), '2026-03-06 23:00', 2, '2026-03-09 17:00'],
];

const BUSINESS_DAYS: [name: string, calendar: Calendar, from: string, days: number, due: string][] = [
  ['five days from Monday noon', hours('UTC'), '2026-03-02 12:00', 5, '2026-03-09 12:00'],
  ['five days with a holiday among them', hours('UTC', undefined, { holidays: ['2026-03-09'] }), '2026-03-02 12:00', 5, '2026-03-10 12:00'],
  ['a day across the weekend on which Athens puts its clocks forward', hours('Europe/Athens'), '2026-03-27 10:00', 1, '2026-03-30 09:00'],
  ['a day that begins on Friday evening', hours('UTC'), '2026-03-06 18:00', 1, '2026-03-09 17:00'],
  ['a day that begins when the shop opens', hours('UTC'), '2026-03-06 09:00', 1, '2026-03-06 17:00'],
  [
    'half of Friday and half of a short Saturday',
    hours('UTC', undefined, { sat: [['10:00', '13:00']] }),
    '2026-03-06 13:00',
    1,
    '2026-03-07 11:30',
  ],
  ['half a day', hours('UTC'), '2026-03-02 09:00', 0.5, '2026-03-02 13:00'],
  ['a night of 23 hours is one day too', daily('Europe/Athens', ALL_DAY), '2026-03-27 22:00', 2, '2026-03-29 21:00'],
];

const DAYS: [name: string, zone: string, from: string, days: number, due: string][] = [
  ['fourteen days in New York, at the same time on the clock', 'America/New_York', '2026-03-02 12:00', 14, '2026-03-16 11:00'],
  ['eight weeks in London', 'Europe/London', '2026-03-02 12:00', 56, '2026-04-27 11:00'],
  ['thirty days in Sydney', 'Australia/Sydney', '2026-03-10 00:00', 30, '2026-04-09 01:00'],
  ['a day and a half in UTC', 'UTC', '2026-03-02 12:00', 1.5, '2026-03-04 00:00'],
];

describe('when it is due', () => {
  test.each(BUSINESS_HOURS)('business hours: %s', (_, calendar, from, amount, due) => {
    expect(addBusiness(businessCalendar(calendar), at(from), amount * HOUR_MS)).toBe(at(due));
  });
  test.each(BUSINESS_DAYS)('business days: %s', (_, calendar, from, days, due) => {
    expect(addBusinessDays(businessCalendar(calendar), at(from), days)).toBe(at(due));
  });
  test.each(DAYS)('days: %s', (_, zone, from, days, due) => {
    expect(addDays(businessCalendar(hours(zone)), at(from), days)).toBe(at(due));
  });
});

describe('when the shop is open', () => {
  const shop = businessCalendar(hours('UTC', LUNCH));
  test.each([
    ['2026-03-02 11:59', true, '2026-03-02 11:59'],
    ['2026-03-02 12:00', false, '2026-03-02 13:00'],
    ['2026-03-06 17:00', false, '2026-03-09 09:00'],
    ['2026-03-07 03:00', false, '2026-03-09 09:00'],
  ])('at %s: %s, next at %s', (moment, isOpen, next) => {
    expect([isOpenAt(shop, at(moment)), nextOpening(shop, at(moment))]).toEqual([isOpen, at(next)]);
  });

  test('a shop that never opens is noticed, and nothing hangs', () => {
    const never = businessCalendar(hours('Europe/Athens', []));
    expect(nextOpening(never, at('2026-03-02 12:00'))).toBeNull();
    expect(businessBetween(never, at('2026-03-02 12:00'), at('2027-03-02 12:00'))).toBe(0);
    expect(Date.parse(addBusiness(never, at('2026-03-02 12:00'), HOUR_MS))).toBeGreaterThan(Date.parse(at('2046-01-01 00:00')));
    expect(Date.parse(addBusinessDays(never, at('2026-03-02 12:00'), 1))).toBeGreaterThan(Date.parse(at('2046-01-01 00:00')));
  });

  test('a zone nobody lives in is refused', () => {
    expect(() => businessCalendar(hours('Europe/Atlantis'))).toThrow(RangeError);
  });

  test('where no calendar is known, it is always open', () => {
    expect(addBusiness(ALWAYS_OPEN, at('2026-03-07 23:30'), HOUR_MS)).toBe(at('2026-03-08 00:30'));
  });
});

const ZONES = ['Europe/Athens', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const SHOPS = ZONES.flatMap((zone) => [
  hours(zone, LUNCH, { sat: [['10:00', '13:00']], holidays: ['2026-03-25', '2026-04-06'] }),
  daily(zone, [
    ['00:00', '05:00'],
    ['22:15', '24:00'],
  ]),
]).map(businessCalendar);
const anyShop = fc.constantFrom(...SHOPS);
const anyMoment = fc
  .integer({ min: Date.parse('2026-02-20T00:00Z') / 1000, max: Date.parse('2026-11-20T00:00Z') / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());
const anyTime = fc.integer({ min: 1, max: 120 * 3600 }).map((seconds) => seconds * 1000);

describe('whatever the hours, the zone and the night', () => {
  test('time added is the time that lies between', () => {
    fc.assert(
      fc.property(anyShop, anyMoment, anyTime, (shop, from, ms) => {
        expect(businessBetween(shop, from, addBusiness(shop, from, ms))).toBe(ms);
      }),
      { numRuns: 400 },
    );
  });

  test('time added twice is time added at once', () => {
    fc.assert(
      fc.property(anyShop, anyMoment, anyTime, anyTime, (shop, from, first, second) => {
        expect(addBusiness(shop, addBusiness(shop, from, first), second)).toBe(addBusiness(shop, from, first + second));
      }),
      { numRuns: 300 },
    );
  });

  test('nothing is due while the shop is closed', () => {
    fc.assert(
      fc.property(anyShop, anyMoment, anyTime, (shop, from, ms) => {
        expect(isOpenAt(shop, later(addBusiness(shop, from, ms), -1))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('a day added is never due while the shop is closed either, and is never shorter than nothing', () => {
    fc.assert(
      fc.property(anyShop, anyMoment, fc.constantFrom(0.25, 1, 2.5, 5), (shop, from, days) => {
        const due = addBusinessDays(shop, from, days);
        expect(isOpenAt(shop, later(due, -1))).toBe(true);
        expect(due > from).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('what lies between is the sum of its parts', () => {
    fc.assert(
      fc.property(anyShop, fc.tuple(anyMoment, anyMoment, anyMoment), (shop, moments) => {
        const [a, b, c] = moments.toSorted() as [string, string, string];
        expect(businessBetween(shop, a, b) + businessBetween(shop, b, c)).toBe(businessBetween(shop, a, c));
      }),
      { numRuns: 200 },
    );
  });
});
