import { expect, test } from 'vitest';
import { Refused } from '../client.ts';
import { createPaged } from './paged.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, said: '' }));
const broken = new Refused({ type: 'about:blank', title: 'No', status: 0, code: 'unreachable', detail: 'No answer.', requestId: '' });

/** A shop’s list, two at a time. */
function shelf() {
  const wire = { isCut: false };
  const asked: (string | null)[] = [];
  const paged = createPaged(async (cursor) => {
    asked.push(cursor);
    if (wire.isCut) throw broken;
    const from = Number(cursor ?? 0);
    return { items: LETTERS.slice(from, from + 2), nextCursor: from + 2 < LETTERS.length ? String(from + 2) : null, of: LETTERS.length };
  });
  return { paged, wire, asked, shown: () => paged.items.value?.map(({ id }) => id).join('') };
}

test('a list grows page by page until it ends, and says what came with it', async () => {
  const { paged, asked, shown } = shelf();
  expect(paged.items.value).toBeNull();
  await paged.load();
  expect([shown(), paged.page.value?.of]).toEqual(['ab', 5]);
  await paged.more();
  await paged.more();
  expect([shown(), paged.nextCursor.value]).toEqual(['abcde', null]);
  await paged.more();
  expect(asked).toEqual([null, '2', '4']);
});

test('what could not be read is asked for again, be it the next page or the first', async () => {
  const { paged, wire, shown } = shelf();
  await paged.load();
  wire.isCut = true;
  await paged.more();
  expect([shown(), paged.trouble.value, paged.busy.value]).toEqual(['ab', 'No answer.', false]);
  wire.isCut = false;
  await paged.retry();
  expect([shown(), paged.trouble.value]).toEqual(['abcd', null]);
  wire.isCut = true;
  await paged.load();
  expect(shown()).toBe('abcd');
  wire.isCut = false;
  await paged.retry();
  expect(shown()).toBe('ab');
});

test('the next page of a list that begins anew meanwhile is dropped', async () => {
  const { paged, shown } = shelf();
  await paged.load();
  const late = paged.more();
  await paged.load();
  await late;
  expect(shown()).toBe('ab');
});

test('one of the list is shown as it is now, and stays in its place', async () => {
  const { paged } = shelf();
  await paged.load();
  paged.replace(({ id }) => id === 'a', { id: 'a', said: 'sent' });
  expect(paged.items.value).toEqual([
    { id: 'a', said: 'sent' },
    { id: 'b', said: '' },
  ]);
});
