import { expect, test } from 'vitest';
import { NOON } from '#shared/fixtures/cast.ts';
import { boughtInAYear, findingsIn, type WatchedOrder } from './watch.ts';

const order = (day: string, amount: number, ...ranges: string[]): WatchedOrder => ({
  at: `${day}T10:00:00.000Z`,
  amount,
  currency: 'EUR',
  ranges,
});
const kinds = (...orders: WatchedOrder[]) => findingsIn(orders, NOON).map(({ kind }) => kind);

test('three falls in a row count, two or a standstill do not, nor the month that is not over', () => {
  const months = ['2025-11-10', '2025-12-10', '2026-01-10', '2026-02-10'];
  const falling = (...amounts: number[]) => kinds(...amounts.map((amount, i) => order(months[i]!, amount)));
  expect(falling(400, 300, 200, 100)).toEqual(['orders_falling']);
  expect(falling(400, 300, 300, 100)).toEqual([]);
  expect(kinds(...[400, 300, 200].map((amount, i) => order(months[i + 1]!, amount)), order('2026-03-01', 1))).toEqual([]);
});

test('a regular is quiet after three of their own gaps, somebody who ordered twice never', () => {
  expect(kinds(order('2026-01-01', 1), order('2026-01-11', 1), order('2026-01-21', 1))).toEqual(['gone_quiet']);
  expect(kinds(order('2026-01-10', 1), order('2026-01-20', 1), order('2026-01-31', 1))).toEqual([]);
  expect(kinds(order('2025-01-01', 1), order('2025-01-11', 1))).toEqual([]);
  expect(kinds(order('2020-01-01', 1), order('2020-01-11', 1), order('2020-01-21', 1))).toEqual([]);
});

test('a range is dropped when it was bought in three months and in none of the last two', () => {
  const tea = ['2025-09-05', '2025-10-05', '2025-12-05'].map((day) => order(day, 1, 'tea'));
  expect(kinds(...tea)).toEqual(['range_dropped']);
  expect(kinds(...tea.slice(1))).toEqual([]);
  expect(kinds(...tea, order('2026-01-15', 1, 'tea'))).toEqual([]);
});

test('worth is what was bought in the last twelve months', () => {
  expect(boughtInAYear([order('2025-01-01', 100), order('2025-04-01', 20), order('2026-02-01', 3)], NOON)).toEqual({
    amount: 23,
    currency: 'EUR',
  });
  expect(boughtInAYear([], NOON)).toBe(null);
});
