import { NOON } from '#shared/fixtures/cast.ts';
import { expect, test } from 'vitest';
import { nextTryAt, WEBHOOK_PATIENCE } from './retry.ts';

const waitAfter = (tries: number, own: { random?: number; retryAfterMs?: number } = {}) => {
  const next = nextTryAt({ tries, firstTriedAt: NOON, at: NOON, retryAfterMs: own.retryAfterMs }, WEBHOOK_PATIENCE, own.random ?? 1);
  return next === null ? null : Date.parse(next) - Date.parse(NOON);
};

test('each failure waits twice as long as the one before, up to four hours', () => {
  expect([1, 2, 3, 4].map((tries) => waitAfter(tries))).toEqual([5000, 10_000, 20_000, 40_000]);
  expect(waitAfter(30)).toBe(4 * 3_600_000);
});

test('chance takes up to half of the wait away, so that not everybody comes back at once', () => {
  expect(waitAfter(3, { random: 0 })).toBe(10_000);
});

test('who asks for more time gets it, up to a day', () => {
  expect(waitAfter(1, { retryAfterMs: 600_000 })).toBe(600_000);
  expect(waitAfter(1, { retryAfterMs: 10 * 86_400_000 })).toBe(86_400_000);
  expect(waitAfter(4, { retryAfterMs: 1000 })).toBe(40_000);
});

test('after three days it is given up', () => {
  const at = (hours: number) => new Date(Date.parse(NOON) + hours * 3_600_000).toISOString();
  expect(nextTryAt({ tries: 40, firstTriedAt: NOON, at: at(67) }, WEBHOOK_PATIENCE, 1)).toBe(at(71));
  expect(nextTryAt({ tries: 40, firstTriedAt: NOON, at: at(69) }, WEBHOOK_PATIENCE, 1)).toBeNull();
});
