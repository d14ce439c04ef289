import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorthSettings } from '#shared/contracts/settings.ts';
import { type Earnings, expectedLifetime, worthOf } from './worth.ts';

const settings: WorthSettings = { margin: 1, expectedLifetimeMonths: null, useOwnChurn: true, longestLifetimeMonths: 60 };
const nobodyLeaves = { left: 0, customers: 1000 };
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const paying = (amount: number, over: Partial<Earnings> = {}): Earnings => ({
  subscription: eur(amount),
  ordered: [],
  acquisitionCost: null,
  ...over,
});

test('1,000 a month for 20 years is 240,000', () => {
  expect(worthOf(paying(100_000), { ...settings, expectedLifetimeMonths: 240 }, nobodyLeaves)).toMatchObject({
    revenuePerMonth: eur(100_000),
    lifetimeValue: eur(24_000_000),
    lostOnDeparture: eur(24_000_000),
    formula: '€1,000.00 a month × 100 % margin × 240 months (as set) = €240,000.00',
  });
});

test('a third of 53.85 for 36 months, less what it cost to win them, is reckoned to the cent', () => {
  const worth = worthOf(
    paying(5385, { acquisitionCost: eur(5000) }),
    { ...settings, margin: 0.3333, expectedLifetimeMonths: 36 },
    nobodyLeaves,
  );
  expect(worth.lostOnDeparture).toEqual(eur(64_614)); // 5385 × 0.3333 × 36 = 64,613.538
  expect(worth.lifetimeValue).toEqual(eur(59_614));
});

test('somebody who cost more to win than they bring is worth nothing, not less', () => {
  const worth = worthOf(paying(100, { acquisitionCost: eur(1_000_000) }), settings, nobodyLeaves);
  expect([worth.lifetimeValue, worth.lostOnDeparture]).toEqual([eur(0), eur(6000)]);
});

test('a cost in another currency is not taken off', () => {
  const worth = worthOf(paying(100, { acquisitionCost: { amount: 1000, currency: 'USD' } }), settings, nobodyLeaves);
  expect([worth.lifetimeValue, worth.inputs.acquisitionCost]).toEqual([eur(6000), null]);
});

test('without a subscription twelve months of orders tell, by the currency ordered in most', () => {
  const orders: Earnings = { subscription: null, ordered: [eur(10_000), { amount: 999_999, currency: 'USD' }], acquisitionCost: null };
  expect(worthOf(orders, settings, nobodyLeaves)).toMatchObject({
    revenuePerMonth: eur(833),
    lifetimeValue: eur(50_000),
    inputs: { revenueFrom: 'orders', ordered: eur(10_000) },
  });
  expect(worthOf({ subscription: null, ordered: [], acquisitionCost: null }, settings, nobodyLeaves)).toMatchObject({
    revenuePerMonth: null,
    lifetimeValue: null,
    inputs: { revenueFrom: 'unknown' },
  });
});

test('how long somebody stays comes from the setting, else from how many leave, and never further than is reckoned with', () => {
  // 240 of about 1,000 a year: 20 a month, 2 %: fifty months.
  const someLeave = { left: 240, customers: 880 };
  expect(expectedLifetime(settings, someLeave)).toEqual({ lifetimeMonths: 50, lifetimeFrom: 'own_churn', monthlyChurn: 0.02 });
  expect(expectedLifetime({ ...settings, useOwnChurn: false }, someLeave)).toMatchObject({ lifetimeMonths: 60, lifetimeFrom: 'longest' });
  expect(expectedLifetime({ ...settings, expectedLifetimeMonths: 240 }, someLeave)).toMatchObject({
    lifetimeMonths: 240,
    lifetimeFrom: 'setting',
  });
  expect(expectedLifetime(settings, { left: 29, customers: 10 })).toEqual({
    lifetimeMonths: 60,
    lifetimeFrom: 'longest',
    monthlyChurn: null,
  });
  expect(expectedLifetime(settings, { left: 30, customers: 100_000 })).toMatchObject({ lifetimeMonths: 60, lifetimeFrom: 'longest' });
});

test('whatever the figures, no fraction of a cent comes out, and none is lost on the way', () => {
  const figures = fc.record({
    amount: fc.integer({ min: 0, max: 1_000_000_000 }),
    margin: fc.integer({ min: 0, max: 10_000 }),
    months: fc.integer({ min: 1, max: 600 }),
  });
  fc.assert(
    fc.property(figures, ({ amount, margin, months }) => {
      const { lostOnDeparture } = worthOf(
        paying(amount),
        { ...settings, margin: margin / 10_000, expectedLifetimeMonths: months },
        nobodyLeaves,
      );
      const exact = (BigInt(amount) * BigInt(margin) * BigInt(months) * 2n + 10_000n) / 20_000n;
      expect(BigInt(lostOnDeparture?.amount ?? -1)).toBe(exact > 1_000_000_000_000n ? 1_000_000_000_000n : exact);
    }),
  );
});
