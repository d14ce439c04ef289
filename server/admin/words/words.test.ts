import { expect, test } from 'vitest';
import { NOON } from '../fixtures/pie.ts';
import { dateAfter, dueIn, endOfDay, relative } from './dates.ts';
import { everyWord, speak } from './language.ts';
import { money, readAmount, typedAmount } from './money.ts';
import { stepLabel } from './touchpoints.ts';

const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000).toISOString();

test.each([
  [-180, 'overdue', 'Overdue by 3 hours'],
  [-1, 'overdue', 'Overdue by 1 minute'],
  [0.5, 'soon', 'Due in under a minute'],
  [90, 'soon', 'Due in 1 hour'],
  [23 * 60, 'soon', 'Due in 23 hours'],
  [25 * 60, 'later', 'Due in 25 hours'],
  [5 * 24 * 60, 'later', 'Due in 5 days'],
])('what is due %s minutes from now is %s: %s', (minutes, urgency, text) => {
  expect(dueIn(after(minutes), NOON)).toEqual({ urgency, text });
});

test('what just happened is said as just now, older things in hours and days', () => {
  expect([relative(after(-0.2), NOON), relative(after(-125), NOON), relative(after(-72 * 60), NOON)]).toEqual([
    'just now',
    '2 hours ago',
    '3 days ago',
  ]);
});

test('a day chosen in a date field lasts until its end', () => {
  expect(new Date(endOfDay('2026-03-04')).getHours()).toBe(23);
  expect(dateAfter(new Date(2026, 1, 27), 2)).toBe('2026-03-01');
});

test.each([
  ['4.79', 'USD', { amount: 479, currency: 'USD' }],
  ['12,5', 'eur', { amount: 1250, currency: 'EUR' }],
  ['1 200', 'JPY', { amount: 1200, currency: 'JPY' }],
  ['4.799', 'USD', null],
  ['1.5', 'JPY', null],
  ['-3', 'EUR', null],
  ['twelve', 'EUR', null],
  ['3', 'E', null],
])('“%s” %s is read as money exactly or not at all', (typed, currency, read) => {
  expect(readAmount(typed, currency)).toEqual(read);
});

test('money is shown as people write it and can be typed back', () => {
  expect(money({ amount: 229, currency: 'USD' })).toBe('$2.29');
  expect(typedAmount({ amount: 229, currency: 'USD' })).toBe('2.29');
  expect(typedAmount({ amount: 1200, currency: 'JPY' })).toBe('1200');
});

test('between words written from right to left, money keeps its own order', async () => {
  await speak('ur');
  await everyWord();
  expect(money({ amount: 229, currency: 'USD' })).toBe('\u2066$2.29\u2069');
  await speak('en');
});

test('steps that many shops have are named in the reader’s language; a shop’s own names stay', async () => {
  expect(['checkout', 'In_Store', 'greenhouse tour'].map(stepLabel)).toEqual(['Checkout', 'In the shop', 'greenhouse tour']);
  await speak('ur');
  await everyWord();
  expect(['checkout', 'in-store', 'greenhouse tour'].map(stepLabel)).toEqual(['ادائیگی کا مرحلہ', 'دکان میں', 'greenhouse tour']);
  await speak('en');
});
