import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '#server/api/test-app.ts';
import { audited, listAudit, STRANGER } from './audit.ts';

let shop: TestApp;
beforeAll(async () => void (shop = await createTestApp()));
afterAll(() => shop.close());

const maya = { role: 'lead', id: 'staff_maya', name: 'Maya' };
const program = { role: 'owner', id: null, name: null };
const about = async (filter: object) => (await listAudit(shop.db, 'mer_1', { limit: 50, ...filter })).map((entry) => entry.about);

test('what was done in the house can be found by who, what and when, newest first', async () => {
  await shop.db.write([
    audited('mer_1', maya, 'settings_published', 'routing', '2026-03-02T09:00:00.000Z'),
    audited('mer_1', program, 'webhook_made', 'whe_1', '2026-03-02T10:00:00.000Z'),
    audited('mer_1', STRANGER, 'sign_in_failed', 'maya@garden.example', '2026-03-02T11:00:00.000Z'),
    audited('mer_1', { role: 'system', id: null, name: null }, 'retention_carried_out', '3', '2026-03-03T02:00:00.000Z'),
    audited('mer_2', maya, 'key_made', 'of another shop', '2026-03-02T09:00:00.000Z'),
  ]);
  expect(await about({})).toEqual(['3', 'maya@garden.example', 'whe_1', 'routing']);
  expect(await about({ who: 'staff_maya' })).toEqual(['routing']);
  expect(await about({ who: 'programs' })).toEqual(['whe_1']);
  expect(await about({ who: 'strangers' })).toEqual(['maya@garden.example']);
  expect(await about({ who: 'system' })).toEqual(['3']);
  expect(await about({ what: 'webhook_made' })).toEqual(['whe_1']);
  expect(await about({ from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T11:00:00.000Z' })).toEqual(['whe_1']);
  const [newest] = await listAudit(shop.db, 'mer_1', { limit: 1 });
  expect(await about({ before: Number(newest!.id) })).toEqual(['maya@garden.example', 'whe_1', 'routing']);
});

test('nothing that was written down can be changed or taken away', async () => {
  await shop.db.write([audited('mer_3', maya, 'key_made', 'key_1', '2026-03-02T09:00:00.000Z')]);
  await expect(shop.db.write([{ sql: "delete from audit_log where merchant_id = 'mer_3'", args: [] }])).rejects.toThrow('only grows');
  await expect(shop.db.write([{ sql: "update audit_log set about = 'another'", args: [] }])).rejects.toThrow('only grows');
  expect((await listAudit(shop.db, 'mer_3', { limit: 5 })).map(({ about: kept }) => kept)).toEqual(['key_1']);
});
