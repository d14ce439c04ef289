import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { search } from './search.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

test.each([
  ['in one block', 'a1b2c3d4e5f6', 41],
  ['that just fills a block', 'a'.repeat(54), 7],
  ['that fills a block but for the length', 'a'.repeat(55), 12],
  ['over two blocks', `${'0123456789abcdef'.repeat(4)}?expires=1790000000&`, 3210],
  ['with letters of another script', 'καλημέρα', 99],
])('the number of a salt %s is found', (_, salt, number) => {
  expect(search([salt, hashOf(salt + number), 0, 5000])).toBe(number);
});

test('a stretch without the number answers nothing', () => {
  expect(search(['salt', hashOf('salt900'), 0, 900])).toBeUndefined();
  expect(search(['salt', hashOf('salt900'), 900, 901])).toBe(900);
});

test('the search stands for itself, so that a worker can be given its text', () => {
  // oxlint-disable-next-line typescript/no-implied-eval -- a worker is given the text of it the same way
  const alone = new Function(`return (${String(search)})`)() as typeof search;
  expect(alone(['salt', hashOf('salt5'), 0, 10])).toBe(5);
});
