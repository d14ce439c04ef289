import { NOON } from '#shared/fixtures/cast.ts';
import { describe, expect, test } from 'vitest';
import type { Letter } from '#server/domain/letters.ts';
import { type Db, sql } from './db.ts';
import { type Kind, openEmpty } from './fixtures/database.ts';
import { freeAllLeases, insertLetter, leaseDue, listOutbox, markSent, postpone, tryAgain } from './outbox.ts';

const minutesLater = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();

const letter = (over: Partial<Letter> = {}): Letter => ({
  topic: 'message',
  to: 'fern@example.org',
  locale: 'en',
  caseId: null,
  number: 'A7K-3QX',
  values: {},
  ...over,
});

async function openWith(kind: Kind, count: number): Promise<Db> {
  const db = await openEmpty(kind);
  await db.write(Array.from({ length: count }, (_, i) => insertLetter('mer_1', `out_${String(i).padStart(3, '0')}`, letter(), NOON)));
  return db;
}

const lease = (db: Db, by: string, minutes = 0, limit = 10) =>
  leaseDue(db, { channel: 'mail', by, at: minutesLater(minutes), until: minutesLater(minutes + 5), limit }).then((items) =>
    items.map(({ id }) => id),
  );
const states = async (db: Db) => (await listOutbox(db, 'mer_1', { channel: 'mail' })).map(({ state }) => state);

describe.each<Kind>(['file', 'http'])('the outbox on a database by %s', (kind) => {
  test('servers that ask at the same moment get different letters, and together all of them', async () => {
    const db = await openWith(kind, 40);
    const taken = await Promise.all(['srv_1', 'srv_2', 'srv_3', 'srv_4', 'srv_5'].map((by) => lease(db, by)));
    expect(taken.flat()).toHaveLength(40);
    expect(new Set(taken.flat()).size).toBe(40);
  });

  test('what one server holds no other gets before its lease ends', async () => {
    const db = await openWith(kind, 1);
    expect(await lease(db, 'srv_1')).toEqual(['out_000']);
    expect(await lease(db, 'srv_2', 4)).toEqual([]);
    expect(await lease(db, 'srv_2', 6)).toEqual(['out_000']);
    await db.write([postpone('out_000', 'srv_1', minutesLater(60), 'too late', true)]); // the first server wakes up and no longer holds it
    expect(await lease(db, 'srv_3', 12)).toEqual(['out_000']);
  });

  test('a server that starts on its own database takes over at once', async () => {
    const db = await openWith(kind, 1);
    await lease(db, 'srv_dead');
    await db.write([freeAllLeases()]);
    expect(await lease(db, 'srv_2')).toEqual(['out_000']);
  });

  test('what was sent is never sent again, whatever anybody wants', async () => {
    const db = await openWith(kind, 1);
    await lease(db, 'srv_1');
    await db.write([markSent('out_000', NOON)]);
    await db.write([tryAgain('mer_1', 'out_000', NOON), freeAllLeases()]);
    expect(await lease(db, 'srv_1', 100)).toEqual([]);
    expect(await states(db)).toEqual(['sent']);
  });

  test('nobody sends another merchant’s letter again', async () => {
    const db = await openWith(kind, 1);
    await db.write([sql("update outbox set state = 'failed'"), tryAgain('mer_2', 'out_000', NOON)]);
    expect(await states(db)).toEqual(['failed']);
    expect(await listOutbox(db, 'mer_2', { channel: 'mail' })).toEqual([]);
  });

  test('receipts written in the same moment for one address are one receipt', async () => {
    const db = await openEmpty(kind);
    await Promise.all(
      Array.from({ length: 5 }, (_, i) => db.write([insertLetter('mer_1', `out_${i}`, letter({ topic: 'receipt' }), NOON)])),
    );
    expect((await states(db)).toSorted()).toEqual(['skipped', 'skipped', 'skipped', 'skipped', 'waiting']);
    await db.write([
      insertLetter('mer_2', 'out_other', letter({ topic: 'receipt' }), NOON),
      insertLetter('mer_1', 'out_later', letter({ topic: 'receipt' }), minutesLater(61)),
    ]);
    expect((await states(db)).filter((state) => state === 'waiting')).toHaveLength(2);
  });
});
