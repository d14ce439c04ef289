import { expect, test } from 'vitest';
import { type BuyingModel, lnLikelihoodOfAll, type Weighted } from '#server/domain/bg-nbd.ts';
import { simulate } from '#server/domain/fixtures-buying.ts';
import { fitBuyingModel } from './bg-nbd-fit.ts';

/** Published for the CDNOW sample: Fader, Hardie & Lee 2005. */
const CDNOW: BuyingModel = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
/** 99.9 % of chi square with four degrees of freedom: further than this from the best, the truth is not by chance. */
const BY_CHANCE = 18.47;

/** Orders have a day, not a moment: histories that are alike come together. */
function customersOf(model: BuyingModel, count: number, weeks: number, seed: number): Weighted[] {
  const alike = new Map<string, Weighted>();
  for (const { repeats, recency, age } of simulate(model, count, weeks, 0, seed)) {
    const days = Math.round(recency * 7);
    const known = alike.get(`${repeats} ${days}`);
    if (known) known.count++;
    else alike.set(`${repeats} ${days}`, { repeats, recency: days / 7, age, count: 1 });
  }
  return [...alike.values()];
}

test('as many customers as CDNOW has, made from its published figures, lead back to them as near as chance allows', () => {
  const all = customersOf(CDNOW, 2357, 38.86, 42);
  const fitted = fitBuyingModel(all);
  const behind = 2 * (fitted.lnLikelihood - lnLikelihoodOfAll(CDNOW, all));
  expect(behind).toBeGreaterThanOrEqual(0);
  expect(behind).toBeLessThan(BY_CHANCE);
  expect(fitted.customers).toBe(2357);
});

test('nothing nearby is likelier than what was found', () => {
  const all = customersOf(CDNOW, 2357, 38.86, 43);
  const fitted = fitBuyingModel(all);
  for (const name of ['r', 'alpha', 'a', 'b'] as const)
    for (const step of [0.995, 1.005])
      expect(lnLikelihoodOfAll({ ...fitted, [name]: fitted[name] * step }, all)).toBeLessThanOrEqual(fitted.lnLikelihood);
});

test('very many customers lead back to the very figures they were made from', () => {
  const model: BuyingModel = { r: 1.5, alpha: 4, a: 1.2, b: 3 };
  const fitted = fitBuyingModel(customersOf(model, 300_000, 60, 5));
  for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(Math.abs(fitted[name] / model[name] - 1)).toBeLessThan(0.02);
});
