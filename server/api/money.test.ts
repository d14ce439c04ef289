import { expect, test } from 'vitest';
import { readMoney, writeMoment, writeMoney } from './money.ts';

test.each([
  ['12.50', 'EUR', 1250],
  ['12,50 €', 'EUR', 1250],
  ['1.234,50', 'EUR', 123450],
  ['1,234.50', 'USD', 123450],
  ['$ 4', 'USD', 400],
  ['१२.५०', 'INR', 1250],
  ['۱۲٫۵۰', 'EUR', 1250],
  ['１２', 'JPY', 12],
  ['500', 'JPY', 500],
  ['1,234', 'JPY', 1234],
  ['1.500', 'KWD', 1500],
  ['1,234.500', 'KWD', 1234500],
  ['1500', 'PKR', 150000],
])('“%s” in %s is %i of the smallest coin', (typed, currency, amount) => {
  expect(readMoney(typed, currency)).toEqual({ amount, currency });
});

test.each(['a lot', '', '-5', '12.5.0', '.'])('“%s” is no sum', (typed) => {
  expect(readMoney(typed, 'EUR')).toBeNull();
});

test('money is written as people of that language write it', () => {
  expect([writeMoney({ amount: 123450, currency: 'EUR' }, 'de'), writeMoney({ amount: 500, currency: 'JPY' }, 'en')]).toEqual([
    '1.234,50\u00a0€',
    '¥500',
  ]);
});

test('a moment that may have to be proved is written with its seconds and its zone', () => {
  expect(writeMoment('2026-03-02T12:00:05.000Z', 'de')).toBe('2. März 2026 um 12:00:05 UTC');
});
