import { expect, test } from 'vitest';
import { lengthOf, lineScale, pathsOf } from './scale.ts';

test('the longest bar is whole, half as much is half, nothing has no length', () => {
  expect([lengthOf(50, 50), lengthOf(25, 50), lengthOf(0, 50), lengthOf(0, 0)]).toEqual([1, 0.5, 0, 0]);
});

test('an interval stands in order on its line, and zero is always on it', () => {
  const place = lineScale([0.02, 0.05, 0.09]);
  const places = [0, 0.02, 0.05, 0.09].map(place);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(Math.max(...places)).toBeLessThan(1);
  expect(lineScale([-0.4, -0.2])(0)).toBeGreaterThan(lineScale([-0.4, -0.2])(-0.2));
});

test('a line begins at nothing, and is broken where nothing is known', () => {
  expect(pathsOf([0, 5, 10])).toEqual([
    [
      { x: 0, y: 100 },
      { x: 50, y: 50 },
      { x: 100, y: 0 },
    ],
  ]);
  expect(pathsOf([4, null, 4]).map((run) => run.length)).toEqual([1, 1]);
  expect(pathsOf([null, null])).toEqual([]);
});
