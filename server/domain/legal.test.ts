import { expect, test } from 'vitest';
import { businessCalendar } from './calendar.ts';
import { at, hours } from './fixtures-time.ts';
import { type LegalProfile, legalDatesOf } from './legal.ts';

const london = businessCalendar(hours('Europe/London', undefined, { holidays: ['2026-04-03', '2026-04-06'] }));

test.each<[LegalProfile, string, object | null]>([
  ['none', '2026-03-02 12:00', null],
  [
    'uk_fca',
    '2026-03-02 12:00',
    { finalBy: at('2026-04-27 11:00'), atMostBy: null, summaryBy: at('2026-03-05 17:00'), namesOutsideRoute: true },
  ],
  ['uk_fca', '2026-04-02 12:00', { finalBy: at('2026-05-28 12:00'), summaryBy: at('2026-04-09 16:00') }],
  ['uk_fca', '2026-03-07 23:30', { summaryBy: at('2026-03-11 17:00') }],
  ['au_rg271', '2026-03-02 12:00', { finalBy: at('2026-04-01 11:00'), atMostBy: null, summaryBy: null, namesOutsideRoute: true }],
  ['us_cfpb', '2026-03-02 12:00', { finalBy: at('2026-03-17 12:00'), atMostBy: at('2026-05-01 11:00'), namesOutsideRoute: false }],
  ['eu_adr', '2026-03-02 12:00', { finalBy: null, summaryBy: null, namesOutsideRoute: true }],
])('%s, for a complaint of %s', (profile, received, dates) => {
  const found = legalDatesOf(profile, london, at(received));
  expect([found]).toMatchObject([dates]);
});
