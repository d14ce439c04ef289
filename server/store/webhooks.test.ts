import { MERCHANT, NOON } from '#shared/fixtures/cast.ts';
import { describe, expect, test } from 'vitest';
import type { Kind } from './fixtures/database.ts';
import { openShops } from './fixtures/shop.ts';
import { listOutbox } from './outbox.ts';
import {
  deleteEndpoint,
  disableEndpoint,
  enableEndpoint,
  findEndpoint,
  insertEndpoint,
  listBehind,
  replaySince,
  takeNextEvents,
  type WebhookEndpoint,
} from './webhooks.ts';

async function openHook(kind: Kind, events: string[] = []) {
  const { db, garden, stranger } = await openShops(kind);
  await garden.open(); // before anybody listened
  await db.write([
    insertEndpoint({ id: 'whe_1', merchantId: MERCHANT, url: 'https://hooks.example', events, secret: 'sealed', createdAt: NOON }),
  ]);
  const look = async (): Promise<WebhookEndpoint> => (await findEndpoint(db, MERCHANT, 'whe_1'))!;
  const sent = async () => listOutbox(db, MERCHANT, { channel: 'webhook' });
  return { db, garden, stranger, look, sent };
}

describe.each<Kind>(['file', 'http'])('webhooks on a database by %s', (kind) => {
  test('an endpoint hears of what happens from now on, and only of its own merchant’s', async () => {
    const { db, garden, stranger, look, sent } = await openHook(kind);
    await stranger.open();
    expect(await listBehind(db)).toEqual([]);
    const opened = await garden.open();
    expect((await listBehind(db)).map(({ id }) => id)).toEqual(['whe_1']);
    await takeNextEvents(db, await look(), NOON, 100);
    expect((await sent()).map(({ topic, caseId }) => [topic, caseId])).toEqual([
      ['receipt_sent', opened.id],
      ['case_opened', opened.id],
    ]);
    expect(await listBehind(db)).toEqual([]);
  });

  test('two servers that look at once put each event in once', async () => {
    const { db, garden, look, sent } = await openHook(kind);
    for (let i = 0; i < 5; i++) await garden.open();
    const endpoint = await look();
    await Promise.all([
      takeNextEvents(db, endpoint, NOON, 100),
      takeNextEvents(db, endpoint, NOON, 4),
      takeNextEvents(db, endpoint, NOON, 100),
    ]);
    while ((await listBehind(db)).length > 0) await takeNextEvents(db, await look(), NOON, 3);
    const ids = (await sent()).map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });

  test('events it does not want are passed over', async () => {
    const { db, garden, look, sent } = await openHook(kind, ['offer_made']);
    await garden.open();
    expect(await takeNextEvents(db, await look(), NOON, 100)).toBe(2);
    expect(await sent()).toEqual([]);
    expect(await listBehind(db)).toEqual([]);
  });

  test('a replay brings back what was sent under the same ids, even what was dropped meanwhile', async () => {
    const { db, garden, look, sent } = await openHook(kind);
    await garden.open();
    await takeNextEvents(db, await look(), NOON, 100);
    const before = (await sent()).map(({ id }) => id);
    await db.write([
      { sql: "update outbox set state = 'sent'", args: [] },
      { sql: 'delete from outbox where id = ?', args: [before[0] ?? ''] },
    ]);
    expect(await replaySince(db, await look(), NOON, NOON)).toBeGreaterThanOrEqual(2);
    while ((await listBehind(db)).length > 0) await takeNextEvents(db, await look(), NOON, 100);
    const again = await sent();
    expect(again.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    expect(new Set(again.map(({ state }) => state))).toEqual(new Set(['waiting']));
  });

  test('switched off it hears nothing; switched on, what happened meanwhile; removed, nothing is left', async () => {
    const { db, garden, look, sent } = await openHook(kind);
    await garden.open();
    await takeNextEvents(db, await look(), NOON, 100);
    await db.write(disableEndpoint(MERCHANT, 'whe_1', NOON, 'It answered 500.'));
    expect(new Set((await sent()).map(({ state }) => state))).toEqual(new Set(['failed']));
    await garden.open();
    expect(await listBehind(db)).toEqual([]);
    await db.write(enableEndpoint(await look(), NOON));
    await takeNextEvents(db, await look(), NOON, 100);
    expect((await sent()).filter(({ state }) => state === 'waiting')).toHaveLength(2);
    await db.write(deleteEndpoint(MERCHANT, 'whe_1'));
    expect(await sent()).toEqual([]);
    expect(await findEndpoint(db, MERCHANT, 'whe_1')).toBeNull();
  });
});
