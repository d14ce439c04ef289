import { expect, test } from 'vitest';
import { spikeIn } from './spike.ts';

// The seven days of the baseline, the two days between that do not count, today.
const days = (baseline: number[], today: number, between = [0, 0]) => [...baseline, ...between, today];
const calm = [2, 3, 2, 3, 2, 3, 2];

test.each<[string, number[], number, boolean]>([
  ['a day like the others', days(calm, 3), 3, false],
  ['a day just above the usual spread', days(calm, 4), 4, false],
  ['a day far above it', days(calm, 8), 8, true],
  ['a first wave after silence', days([0, 0, 0, 0, 0, 0, 0], 3), 3, true],
  ['two after silence: too few to say', days([0, 0, 0, 0, 0, 0, 0], 2), 2, false],
  ['one person who writes ten times', days(calm, 10), 1, false],
  ['ten from two people', days(calm, 10), 2, false],
  ['ten from three people', days(calm, 10), 3, true],
  ['a wild week hides a busy day', days([0, 20, 1, 18, 2, 25, 0], 22), 22, false],
  ['a rise that began yesterday does not hide itself', days(calm, 9, [8, 9]), 9, true],
  ['too few days to compare with', [1, 1, 30], 30, false],
])('%s', (_, counts, customers, rises) => {
  expect(spikeIn(counts, customers) !== null).toBe(rises);
});

test('a spike says how many were expected', () => {
  expect(spikeIn(days([1, 1, 1, 1, 1, 1, 1], 9), 9)).toEqual({ count: 9, expected: 1 });
});
