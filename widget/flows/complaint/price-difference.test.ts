import { expect, test } from 'vitest';
import { findPriceDifference } from './price-difference.ts';

test.each([
  ['It was on sale for $2.50 but my receipt says I paid $4.79.', 229],
  ['Advertised 2.50, charged 4.79', 229],
  ['Beworben mit 12,99 €, berechnet wurden 15,49 €.', 250],
  ['J’ai payé 1 240,00 au lieu de 1 200,00.', 4000],
])('%s: so much too much', (story, difference) => {
  expect(findPriceDifference(story, 'USD')).toMatchObject({ difference });
});

test.each([
  ['My card was charged twice for order 1042, 38.00 each time.'],
  ['En la factura hay un cargo de 3,20 € que nadie me explicó.'],
  ['I paid 3.00, 5.00 and 7.00 for three things.'],
  ['I waited 20 minutes on 3 May.'],
  [''],
])('%s: nothing is suggested', (story) => {
  expect(findPriceDifference(story, 'EUR')).toBeUndefined();
});
