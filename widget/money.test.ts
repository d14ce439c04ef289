import { expect, test } from 'vitest';
import { readAmount, showMoney, typed } from './money.ts';

test.each([
  ['2,29', 'EUR', 229],
  ['2.29 €', 'EUR', 229],
  ['$4.79,', 'USD', 479],
  ['1.234,50', 'EUR', 123_450],
  ['1,234.50', 'USD', 123_450],
  ['1 234,50', 'EUR', 123_450],
  ['CHF 1’234.50', 'CHF', 123_450],
  ['12', 'EUR', 1200],
  ['2 or 3', 'EUR', 200],
  ['٢٫٥٠', 'EUR', 250],
  ['۲۵۰', 'EUR', 25_000],
  ['३.२०', 'INR', 320],
  ['1500', 'JPY', 1500],
  ['1,500', 'JPY', 1500],
  ['1.5', 'KWD', 1500],
  ['1500', 'PKR', 150_000],
])('%s in %s is read as a person means it', (text, currency, amount) => {
  expect(readAmount(text, currency)).toEqual({ amount, currency });
});

test('words without a number are no amount', () => {
  expect(readAmount('all of it', 'EUR')).toBeUndefined();
});

test('an amount is shown in the language of the customer and typed with a point', () => {
  expect(showMoney({ amount: 229, currency: 'EUR' }, 'de')).toBe('2,29\u00a0€');
  expect(typed({ amount: 230, currency: 'EUR' })).toBe('2.30');
  expect(typed({ amount: 230, currency: 'JPY' })).toBe('230');
  expect(typed({ amount: 150_000, currency: 'PKR' })).toBe('1500.00');
  expect(showMoney({ amount: 1500, currency: 'KWD' }, 'en')).toBe('KWD\u00a01.500');
});
