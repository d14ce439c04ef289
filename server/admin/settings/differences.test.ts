import { describe, expect, test } from 'vitest';
import { differences, putOnTop, withEntry, withValue } from './differences.ts';

describe('what is different between two versions', () => {
  test('is named by its place, with what it was and what it is', () => {
    expect(differences({ hours: 24, rounds: 3 }, { hours: 12, rounds: 3 })).toEqual([{ path: ['hours'], before: 24, after: 12 }]);
  });

  test('does not depend on the order of fields, nor on fields that are not there', () => {
    expect(differences({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1, e: undefined })).toEqual([]);
  });

  test('a thing put in front of a list is one thing more, not a change to every other', () => {
    const [first, second] = [{ id: 'late' }, { id: 'lost' }];
    expect(differences({ rules: [first] }, { rules: [second, first] })).toEqual([{ path: ['rules', 0], before: undefined, after: second }]);
  });
});

describe('a draft on top of a newer version', () => {
  const base = { hours: 24, rounds: 3, refused: ['other'], regions: { DE: 'a', FR: 'b' } };

  test('has both changes where they do not touch', () => {
    const mine = { ...base, hours: 12, regions: { DE: 'a', FR: 'x' } };
    const theirs = { ...base, rounds: 5, regions: { FR: 'b', IT: 'c' } };
    expect(putOnTop<object>(base, mine, theirs)).toEqual({
      document: { hours: 12, rounds: 5, refused: ['other'], regions: { FR: 'x', IT: 'c' } },
      both: [],
    });
  });

  test('keeps mine where both changed the same, and says where', () => {
    const { document, both } = putOnTop(base, { ...base, hours: 12, refused: [] }, { ...base, hours: 48 });
    expect(document).toEqual({ ...base, hours: 12, refused: [] });
    expect(both).toEqual([['hours']]);
  });
});

test('a value is set in a copy, and taken away with its name', () => {
  const before = { limits: [{ role: 'agent', max: 5 }] };
  expect(withValue(before, ['limits', 0, 'max'], 7)).toEqual({ limits: [{ role: 'agent', max: 7 }] });
  expect(withValue(before, ['limits', 0, 'max'], undefined)).toEqual({ limits: [{ role: 'agent' }] });
  expect(withValue({}, ['texts', 'de', 'close'], 'Zu')).toEqual({ texts: { de: { close: 'Zu' } } });
  expect(before).toEqual({ limits: [{ role: 'agent', max: 5 }] });
});

test('an emptied sentence leaves no empty language behind', () => {
  expect(withEntry({ texts: { de: { close: 'Zu' } } }, ['texts', 'de', 'close'], undefined)).toEqual({ texts: {} });
  expect(withEntry({ texts: { de: { close: 'Zu', more: 'Mehr' } } }, ['texts', 'de', 'close'], undefined)).toEqual({
    texts: { de: { more: 'Mehr' } },
  });
});
