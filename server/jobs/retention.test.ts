import { existsSync, writeFileSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { DEFAULT_SETTINGS, type PrivacySettings } from '#shared/contracts/settings.ts';
import { doingFor, storesOf } from '#server/api/context.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from '#server/api/test-app.ts';
import { listAudit } from '#server/store/audit.ts';
import { carryOutRetention, monthsBefore } from './retention.ts';

let shop: TestApp;
let lena: Awaited<ReturnType<TestApp['signIn']>>;
beforeEach(async () => {
  shop = await createTestApp();
  lena = await shop.signIn('Lena', 'lead');
});
afterEach(() => shop.close());

const keep = (own: Partial<PrivacySettings>) =>
  storesOf(shop.deps, MERCHANT).settings.publish(
    'privacy',
    0,
    { ...DEFAULT_SETTINGS.privacy, ...own },
    { id: null, at: shop.now().toISOString() },
  );
const night = () =>
  carryOutRetention({
    ...shop.deps,
    doing: (merchantId, by) => doingFor(shop.deps, merchantId, by),
    removeFile: (id) => rm(join(shop.deps.dataDir, 'uploads', id), { force: true }),
  });

async function complain(more: object = {}): Promise<string> {
  const opened = await shop.post('/v1/public/cases', { ...lateKettle, ...more }, { origin: SHOP_ORIGIN });
  const { case: made } = (await opened.json()) as { case: { number: string } };
  return (await find(made.number)).id;
}
const find = async (id: string) =>
  (await (await shop.get(`/staff/cases/${id}`, lena.headers)).json()) as {
    id: string;
    version: number;
    story: string;
    reason: string;
    state: string;
  };
async function close(id: string) {
  const { version } = await find(id);
  const closed = await shop.put(`/staff/cases/${id}/spam`, { version }, lena.headers);
  expect(closed.status).toBe(200);
}
const asFern = async () => ({ identityToken: await shop.identityToken({ sub: 'fern', email: 'fern@example.org' }) });

test('as long as nothing is set, nothing is ever taken away', async () => {
  const id = await complain();
  await close(id);
  shop.forward({ days: 4000 });
  expect(await night()).toEqual({ cases: 0, files: 0 });
});

test('the words of a case go when it has been closed long enough, and its reason and times stay', async () => {
  await keep({ closedCasesMonths: 6 });
  const [old, open] = [await complain(await asFern()), await complain()];
  await close(old);
  shop.forward({ days: 183 });
  const young = await complain();
  await close(young);
  expect(await night()).toEqual({ cases: 0, files: 0 });
  shop.forward({ days: 2 });
  lena = { ...lena, headers: (await shop.signIn('Lena2', 'lead')).headers };
  expect(await night()).toEqual({ cases: 1, files: 0 });
  expect(await find(old)).toMatchObject({ story: '', reason: 'delivery.not_received', state: 'closed' });
  for (const kept of [open, young]) expect((await find(kept)).story).toContain('kettle');
  expect(await night()).toEqual({ cases: 0, files: 0 });
  expect((await listAudit(shop.db, MERCHANT, { what: 'retention_carried_out', limit: 5 })).map(({ about }) => about)).toEqual([
    'cases: 1, files: 0',
  ]);
});

test('people known by one case alone can be forgotten sooner than others', async () => {
  await keep({ unidentifiedMonths: 1, closedCasesMonths: 12 });
  const [known, unknown] = [await complain(await asFern()), await complain({ contact: undefined })];
  await close(known);
  await close(unknown);
  shop.forward({ days: 40 });
  lena = { ...lena, headers: (await shop.signIn('Lena2', 'lead')).headers };
  expect(await night()).toEqual({ cases: 1, files: 0 });
  expect((await find(unknown)).story).toBe('');
  expect((await find(known)).story).toContain('kettle');
});

test('under legal hold nothing goes, and when the hold is over it goes the next night', async () => {
  await keep({ closedCasesMonths: 1, uploadsMonths: 1 });
  const id = await complain(await asFern());
  await close(id);
  await shop.put('/staff/customers/fern/legal-hold', { reason: 'A court asks' }, lena.headers);
  shop.forward({ days: 40 });
  lena = { ...lena, headers: (await shop.signIn('Lena2', 'lead')).headers };
  expect(await night()).toEqual({ cases: 0, files: 0 });
  expect((await find(id)).story).toContain('kettle');
  expect((await shop.remove('/staff/customers/fern/legal-hold', undefined, lena.headers)).status).toBe(200);
  expect(await night()).toEqual({ cases: 1, files: 0 });
  expect((await find(id)).story).toBe('');
  expect(await night()).toEqual({ cases: 0, files: 0 });
});

test('files go from the disk when their case has been closed long enough, and its words stay', async () => {
  await keep({ uploadsMonths: 1 });
  const id = await complain();
  const path = join(shop.deps.dataDir, 'uploads', 'upl_receipt');
  mkdirSync(join(shop.deps.dataDir, 'uploads'), { recursive: true });
  writeFileSync(path, 'a receipt');
  await shop.db.write([
    {
      sql: "insert into uploads values ('upl_receipt', ?, ?, ?, 'receipt.txt', 'text/plain', 9, ?)",
      args: [MERCHANT, shop.site.id, id, shop.now().toISOString()],
    },
  ]);
  await close(id);
  shop.forward({ days: 20 });
  expect(await night()).toEqual({ cases: 0, files: 0 });
  expect(existsSync(path)).toBe(true);
  shop.forward({ days: 20 });
  lena = { ...lena, headers: (await shop.signIn('Lena2', 'lead')).headers };
  expect(await night()).toEqual({ cases: 0, files: 1 });
  expect(existsSync(path)).toBe(false);
  expect((await find(id)).story).toContain('kettle');
});

test('more than one night’s work at once is done piece by piece, each case once', async () => {
  await keep({ closedCasesMonths: 1 });
  const ids: string[] = [];
  for (let i = 0; i < 60; i++) ids.push(await complain({ contact: undefined, idempotencyKey: `key ${i}` }));
  for (const id of ids) await close(id);
  shop.forward({ days: 40 });
  expect(await night()).toEqual({ cases: 60, files: 0 });
  expect(await shop.db.read("select count(*) as n from case_events where type = 'person_erased'")).toEqual([{ n: 60 }]);
});

test.each([
  ['2026-03-31T12:00:00.000Z', 1, '2026-02-28T12:00:00.000Z'],
  ['2026-03-02T12:00:00.000Z', 6, '2025-09-02T12:00:00.000Z'],
  ['2024-02-29T00:00:00.000Z', 12, '2023-02-28T00:00:00.000Z'],
])('at %s, %i months ago was %s', (now, months, then) => {
  expect(monthsBefore(new Date(now), months)).toBe(then);
});
