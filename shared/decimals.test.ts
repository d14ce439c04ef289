import { expect, test } from 'vitest';
import { decimalsOf, inCurrency } from './decimals.ts';

test.each([
  ['EUR', 2, '€12.34'],
  ['PKR', 2, 'PKR 12.34'],
  ['HUF', 2, 'HUF 12.34'],
  ['JPY', 0, '¥1,234'],
  ['ISK', 0, 'ISK 1,234'],
  ['KWD', 3, 'KWD 1.234'],
  ['IQD', 3, 'IQD 1.234'],
])('1234 of %s have %s decimals, whatever the browser thinks of them: %s', (currency, decimals, written) => {
  expect(decimalsOf(currency)).toBe(decimals);
  const said = new Intl.NumberFormat('en', inCurrency(currency)).format(1234 / 10 ** decimals);
  expect(said.replaceAll('\u00a0', ' ')).toBe(written);
});

test('of all currencies in use, these have none or three', () => {
  const all = Intl.supportedValuesOf('currency').filter((currency) => !OUT_OF_USE.has(currency));
  const having = (decimals: number) => all.filter((currency) => decimalsOf(currency) === decimals).join(' ');
  expect(having(0)).toBe('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF');
  expect(having(3)).toBe('BHD IQD JOD KWD LYD OMR TND');
});
/** Francs and shillings that nobody pays with any more. */
const OUT_OF_USE = new Set(['BEF', 'FRF', 'LUF', 'MLF', 'MAF', 'XFO', 'XFU', 'UYI', 'MGF', 'GWP', 'KRH']);
