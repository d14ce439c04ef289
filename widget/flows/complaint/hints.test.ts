import { expect, test } from 'vitest';
import { hintFor } from './hints.ts';

test('a short plain story needs no advice', () => {
  expect(hintFor('The kettle leaks.', false)).toBeUndefined();
});

test('whoever has not said what they want is reminded that they may', () => {
  const story = 'The kettle leaks and the shop on Main Street would not take it back.';
  expect(hintFor(story, false)).toBe('hintAsk');
  expect(hintFor(story, true)).toBeUndefined();
});

test('shouting is met with understanding', () => {
  expect(hintFor('THIS IS THE THIRD TIME I WRITE TO YOU', true)).toBe('hintCalm');
  expect(hintFor('Where is it???', true)).toBe('hintCalm');
  expect(hintFor('Ürün bozuk geldi', true)).toBeUndefined();
});

test('a very long story and a list of many things get a word each', () => {
  expect(hintFor('And then it happened again. '.repeat(80), true)).toBe('hintLong');
  expect(hintFor('- the lid\n- the handle\n- the bill', true)).toBe('hintMany');
});

test('languages without capital letters are never taken for shouting', () => {
  expect(hintFor('آپ کے نمائندے نے فون پر مجھ سے بہت بری طرح بات کی', true)).toBeUndefined();
});
