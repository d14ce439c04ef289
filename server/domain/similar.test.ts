import { expect, test } from 'vitest';
import { NOON, daysAfter, fern } from '#shared/fixtures/cast.ts';
import type { Case } from './case.ts';
import { rateCase } from './customer-acts.ts';
import { REACHED, doing, opened } from './fixtures.ts';
import { similarTo, tellingWords } from './similar.ts';

let count = 0;
const solved = (own: Partial<Case> = {}): Case => {
  count++;
  return {
    ...REACHED.closed(opened({ id: `case_${count}`, number: `N-${String(count).padStart(3, '0')}` })),
    closedAt: daysAfter(NOON, -count),
    ...own,
  };
};
const current = opened({ id: 'case_now', story: 'The kettle leaks at the handle and burns my fingers.', reason: 'product.defective' });
const alikeOf = (candidates: Case[]) => similarTo(current, candidates).map(({ id, alike }) => [id, alike]);

test.each([
  ['The kettle leaks at the handle', ['handle', 'kettle', 'leaks']],
  ['Die Straße, die STRASSE', ['strasse', 'straße']],
  ['Η καφετιέρα ήρθε σπασμένη', ['καφετιερα', 'σπασμενη', 'ηρθε']],
  ['मेरी केतली टूटी आई', ['केतली', 'टूटी', 'मेरी']],
  ['It is so, or 1042?', []],
])('what tells “%s” apart', (story, words) => expect(tellingWords(story)).toEqual(words));

test('the same trouble with the same reason is like it, and so is the same trouble under another reason', () => {
  const same = solved({ story: 'My kettle drips.', reason: 'product.defective' });
  const other = solved({ story: 'The handle of the kettle leaks hot water.', reason: 'product.safety' });
  const else_ = solved({ story: 'The kettle came late.', reason: 'delivery.late' });
  expect(alikeOf([else_, other, same])).toEqual([
    [same.id, 'story_and_reason'],
    [other.id, 'story'],
  ]);
});

test('where nothing shares its words, the newest three of its reason are shown', () => {
  const others = [1, 2, 3, 4].map(() => solved({ story: 'Der Deckel ist zerbrochen.', reason: 'product.defective' }));
  expect(alikeOf(others)).toEqual(others.slice(0, 3).map(({ id }) => [id, 'reason']));
});

test('the newest come first, ten at most', () => {
  const many = Array.from({ length: 14 }, () => solved({ story: current.story, reason: current.reason }));
  expect(alikeOf(many.toReversed()).map(([id]) => id)).toEqual(many.slice(0, 10).map(({ id }) => id));
});

test('nobody learns from spam, from what was merged or withdrawn, from an erased story, from open cases, or from the case itself', () => {
  const like = { story: current.story, reason: current.reason };
  const none = [
    ...(['spam', 'duplicate', 'withdrawn', 'lapsed', 'wrong_company'] as const).map((outcome) => solved({ ...like, outcome })),
    solved({ ...like, story: '' }),
    { ...opened({ id: 'case_open' }), ...like },
    solved({ ...like, id: current.id }),
  ];
  expect(alikeOf(none)).toEqual([]);
});

test('each shows what was given, our last words, and whether it satisfied', () => {
  const confirmed = solved({ story: current.story });
  const unhappy = rateCase(solved({ story: current.story }), { stars: 2, text: 'Too slow.' }, doing(fern)).after;
  const silent = solved({ story: current.story, agreed: null });
  expect(similarTo({ ...current, reason: confirmed.reason }, [confirmed, unhappy, silent])).toMatchObject([
    {
      id: confirmed.id,
      agreed: { remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' } },
      outcome: 'upheld_full',
      satisfied: true,
      rating: null,
    },
    { id: unhappy.id, satisfied: false, rating: { stars: 2, text: 'Too slow.' } },
    { id: silent.id, satisfied: null, agreed: null },
  ]);
});
