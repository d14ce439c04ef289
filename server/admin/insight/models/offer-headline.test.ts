import { expect, test } from 'vitest';
import { headlineOf, type KeptAfter, smallerArm } from './offer-headline.ts';

const after = (days: number, offered: number, heldOut: number): KeptAfter => {
  const arm = (of: number) => ({ of, kept: of, waiting: 0 });
  const tooFew = Math.min(offered, heldOut) < 30;
  return {
    days,
    offered: arm(offered),
    accepted: arm(0),
    heldOut: arm(heldOut),
    tooFew,
    lift: tooFew ? null : { difference: 0.1, low: 0.02, high: 0.2 },
    incremental: tooFew ? null : { customers: 9, low: 2, high: 18 },
  };
};

test('the headline is of the longest time after which something can be told', () => {
  expect(headlineOf([after(30, 90, 40), after(60, 80, 35), after(90, 60, 12)])?.days).toBe(60);
});

test('where nothing can be told, it is the time that is nearest to it', () => {
  const headline = headlineOf([after(30, 90, 12), after(60, 80, 6), after(90, 0, 0)]);
  expect([headline?.days, headline && smallerArm(headline)]).toEqual([30, 12]);
  expect(headlineOf([])).toBeNull();
});
