import { expect, test } from 'vitest';
import { newcombe, wilson } from './proportion.ts';

// Newcombe 1998, Statistics in Medicine 17:857 table I (method 3) and 17:873 table II (method 10).
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f', (hits, n, low, high) => {
  const interval = wilson(hits, n);
  expect([interval.low, interval.high].map((one) => Number(one.toFixed(4)))).toEqual([low, high]);
});

test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 10, 0.6075, 1],
])('%i of %i against %i of %i differ by %f to %f', (hits1, n1, hits2, n2, low, high) => {
  const interval = newcombe(hits1, n1, hits2, n2);
  expect([interval?.low, interval?.high].map((one) => Number(one?.toFixed(4)))).toEqual([low, high]);
});

test('an empty group differs from nobody', () => {
  expect([newcombe(3, 5, 0, 0), wilson(0, 0)]).toEqual([null, { low: 0, high: 1 }]);
});
