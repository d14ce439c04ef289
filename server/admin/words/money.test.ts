import { expect, test } from 'vitest';
import { everyWord, speak } from './language.ts';
import { namesSum } from './money.ts';

const sum = { amount: 7600, currency: 'EUR' };

test('an offer whose title names the sum in another language does not say it twice', async () => {
  expect(namesSum('All your money back: €76.00', sum)).toBe(true);
  expect(namesSum('Ihr ganzes Geld zurück: 76,00 €', sum)).toBe(true);
  expect(namesSum('A gift certificate', sum)).toBe(false);
  expect(namesSum('20 % off for 76 months', sum)).toBe(false);
  await speak('ur');
  await everyWord();
  expect(namesSum('All your money back: €76.00', sum)).toBe(true);
});
