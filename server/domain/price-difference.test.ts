import { expect, test } from 'vitest';
import { overchargeIn } from './price-difference.ts';

test.each([
  ['It was on sale for $2.50 but my receipt says I paid $4.79.', 229, 'USD'],
  ['On sale for 2.50 but my receipt says I paid 4.79.', 229, 'EUR'],
  ['I paid 4,79 € although the label said 2,50 €.', 229, 'EUR'],
  ['Listed at £20, charged £25.', 500, 'GBP'],
  ['The kettle was advertised at $1,299.00 and I was charged $1,499.00.', 20_000, 'USD'],
  ['Die Pfanne war mit 1.299,00 € ausgezeichnet. Angeboten für 1.299,00 €, berechnet 1.399,00 €.', 10_000, 'EUR'],
  ['Advertised at $2.50. I paid $4.79 and want the $2.29 back.', 229, 'USD'],
  ['Quoted 30.00 EUR, billed 45.50 EUR.', 1550, 'EUR'],
  ['On 12.05.2026 it was on sale for 2.50; I paid 4.79 at 14:30.', 229, 'EUR'],
])('“%s” is %i too much', (story, amount, currency) => {
  expect(overchargeIn(story, 'EUR')).toEqual({ amount, currency });
});

test.each([
  ['days of the month', 'I was told it would come on 12.05 and I paid on 14.05.'],
  ['whole dates', 'The label is from 01.02.2026 and the receipt from 03.04.2026.'],
  ['hours', 'I was told at 14.30 that it was ready, and paid at 15.20.'],
  ['hours in German', 'Angeboten um 9.30 Uhr, bezahlt um 11.45 Uhr.'],
  ['order numbers', 'I was told order 1042 was ready, but the receipt says order 2077.'],
  ['order numbers with a sign', 'Listed as #10.42 and charged as #20.77.'],
  ['phone numbers', 'I was told to call +44 20 79.46.09 and the invoice says 030 123.45.67.'],
  ['versions', 'It was advertised as version 2.10 and I paid for version 3.20.'],
  ['percentages', 'Advertised with 20.00% off, charged with 25.00% off.'],
  ['two prices that were both paid', 'I paid 20.00 for postage and paid 35.00 for the kettle.'],
  ['two prices that were both promised', 'One was on sale for $5.00, the other listed at $9.00.'],
  ['several things charged', 'On sale for $2.50. I was charged $4.79 for the pie and charged $3.00 for coffee.'],
  ['two currencies', 'It was advertised at $20.00 and I paid €25.00.'],
  ['a lower price paid', 'Listed at $9.00, paid $5.00.'],
  ['the price that was promised', 'Listed at $9.00, paid $9.00.'],
  ['one price', 'I paid $4.79 for the worst pie ever.'],
  ['prices nobody named as promised or paid', 'Here it costs $5.00, there $4.00.'],
  ['words alone', 'It was on sale but my receipt says something else.'],
])('%s are no overcharge', (_what, story) => {
  expect(overchargeIn(story, 'EUR')).toBeNull();
});

test('a sum without any currency is not guessed', () => {
  expect(overchargeIn('On sale for 2.50, paid 4.79.')).toBeNull();
});

test('a currency without cents is counted in its own units', () => {
  expect(overchargeIn('On sale for 250.00, but I paid 479.00.', 'JPY')).toEqual({ amount: 229, currency: 'JPY' });
});
