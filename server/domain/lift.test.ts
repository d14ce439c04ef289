import { expect, test } from 'vitest';
import { keptAfter } from './lift.ts';

const kept = (kept: number, of: number, waiting = 0) => ({ kept, of, waiting });
const NOBODY = kept(0, 0);

test('offers are measured against those who saw none, with the published interval', () => {
  // Newcombe 1998, Table II (a), method 10: 56/70 against 48/80.
  const told = keptAfter(90, kept(56, 70), NOBODY, kept(48, 80));
  expect(told.lift?.difference).toBeCloseTo(0.2, 10);
  expect(told.lift?.low).toBeCloseTo(0.0524, 4);
  expect(told.lift?.high).toBeCloseTo(0.3339, 4);
  expect(told.incremental?.customers).toBeCloseTo(14, 10);
  expect([told.incremental?.low, told.incremental?.high].map((one) => Math.round((one ?? 0) * 10) / 10)).toEqual([3.7, 23.4]);
});

test('fewer than 30 on either side are too few to tell, and no number is given', () => {
  for (const told of [keptAfter(30, kept(29, 29), NOBODY, kept(10, 300)), keptAfter(30, kept(290, 300), NOBODY, kept(0, 29))])
    expect(told).toMatchObject({ tooFew: true, lift: null, incremental: null });
  expect(keptAfter(30, kept(20, 30), NOBODY, kept(20, 30))).toMatchObject({ tooFew: false, lift: { difference: 0 } });
});

test('those who are still waited for count on neither side', () => {
  const told = keptAfter(60, kept(20, 25, 400), kept(20, 25, 10), kept(40, 50, 3));
  expect(told).toMatchObject({ tooFew: true, offered: { of: 25, waiting: 400 } });
});

test('an offer that drives people away has a lift below zero', () => {
  const told = keptAfter(90, kept(100, 200), NOBODY, kept(180, 200));
  expect(told.lift?.high).toBeLessThan(0);
  expect(told.incremental?.customers).toBeCloseTo(-80, 10);
});
