import { expect, test } from 'vitest';
import { type HowOften, isLetterDue, nextLetterAt } from './keep-in-touch.ts';

const LEFT = '2026-01-31T10:00:00.000Z';

test.each<[HowOften, string | null]>([
  ['monthly', '2026-02-28T10:00:00.000Z'],
  ['quarterly', '2026-04-30T10:00:00.000Z'],
  ['yearly', '2027-01-31T10:00:00.000Z'],
  ['when_fixed', null],
])('somebody who allowed letters %s gets the first one no earlier than %s', (howOften, expected) => {
  expect(nextLetterAt({ howOften, saidAt: LEFT, lastLetterAt: null })).toBe(expected);
});

test('the time counts from the last letter, whoever of us wrote it', () => {
  const wish = { howOften: 'monthly' as const, saidAt: LEFT, lastLetterAt: '2026-02-20T10:00:00.000Z' };
  expect(isLetterDue(wish, 3, '2026-03-20T09:59:59.999Z')).toBe(false);
  expect(isLetterDue(wish, 0, '2026-03-20T10:00:00.000Z')).toBe(true);
});

test('a letter from before they left does not count', () => {
  expect(nextLetterAt({ howOften: 'monthly', saidAt: LEFT, lastLetterAt: '2025-12-01T10:00:00.000Z' })).toBe('2026-02-28T10:00:00.000Z');
});

test('who wants to hear only of what is put right hears at once, and of nothing else', () => {
  const wish = { howOften: 'when_fixed' as const, saidAt: LEFT, lastLetterAt: null };
  expect(isLetterDue(wish, 0, '2030-01-01T00:00:00.000Z')).toBe(false);
  expect(isLetterDue(wish, 1, LEFT)).toBe(true);
});
