import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page } from '#shared/contracts/basics.ts';
import type { ImportPreview, ImportView, RejectedLine } from '#shared/contracts/imports.ts';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { createImportStore } from '#server/store/imports.ts';
import { importsDone, resumeImports } from '../import-jobs.ts';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
let lead: Record<string, string>;
beforeEach(async () => {
  shop = await createTestApp();
  lead = (await shop.signIn('Lena', 'lead')).headers;
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const send = (path: string, body: BodyInit, headers = lead) =>
  shop.request(`/staff/imports${path}`, { method: 'POST', headers: { 'content-type': 'text/csv', ...headers }, body });
const view = async (id: string, headers = lead) => (await (await shop.get(`/staff/imports/${id}`, headers)).json()) as ImportView;
const MAP = { externalId: 'Customer ID', email: 'E-mail' };
const query = (over: Record<string, string> = {}) =>
  `?${new URLSearchParams({ kind: 'customers', name: 'people.csv', map: JSON.stringify(MAP), columns: '["Customer ID","E-mail"]', ...over }).toString()}`;
async function start(file: string, over?: Record<string, string>): Promise<string> {
  const answer = await send(query(over), file);
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  await importsDone();
  return id;
}

test('the beginning of a file shows its columns and what they probably mean, and a way to read them is remembered', async () => {
  const file = 'Customer ID;E-mail;Monthly charges\nc-1;fern@example.org;53.85\nc-2;gus@exa';
  const look = async () => (await (await send('/preview?kind=customers', file)).json()) as ImportPreview;
  expect(await look()).toMatchObject({
    format: 'csv',
    delimiter: ';',
    columns: ['Customer ID', 'E-mail', 'Monthly charges'],
    rows: [['c-1', 'fern@example.org', '53.85']],
    suggested: { externalId: 'Customer ID', email: 'E-mail', mrr: 'Monthly charges' },
    remembered: null,
  });
  await start('Customer ID;E-mail;Monthly charges\nc-1;fern@example.org;53.85\n', {
    columns: '["Monthly charges","E-mail","Customer ID"]',
  });
  expect((await look()).remembered).toEqual(MAP);
  expect((await (await send('/preview?kind=orders', file)).json()) as ImportPreview).toMatchObject({ remembered: null });
  const json = await send('/preview?kind=orders', '{"order_id":"o-1","customer":"c-1"}\n{"order_id":', {
    ...lead,
    'content-type': 'application/x-ndjson',
  });
  expect(await json.json()).toMatchObject({
    format: 'ndjson',
    columns: ['order_id', 'customer'],
    suggested: { externalId: 'order_id', customer: 'customer' },
  });
  expect((await send('/preview?kind=orders', '')).status).toBe(422);
});

test('a file is taken in and read; what was not taken can be fetched as a table that no spreadsheet runs', async () => {
  const id = await start('Customer ID,E-mail\nc-1,fern@example.org\nc-2,nonsense\n=cmd(),x@example.org\n');
  expect(await view(id)).toMatchObject({
    kind: 'customers',
    name: 'people.csv',
    state: 'done',
    read: 3,
    written: 2,
    rejectedInAll: 1,
    error: null,
  });
  expect((await view(id)).bytesRead).toBe((await view(id)).bytes);
  const { items } = (await (await shop.get('/staff/imports', lead)).json()) as { items: ImportView[] };
  expect(items.map((one) => one.id)).toEqual([id]);
  const rejected = await shop.get(`/staff/imports/${id}/rejected.csv`, lead);
  expect(rejected.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await rejected.text()).toBe('line,column,code,message\n3,E-mail,customer.invalid_email,This is no mail address.\n');
  expect(readdirSync(join(shop.deps.dataDir, 'imports'))).toEqual([]);
});

test('what was not taken can be read page by page, by the leads of this shop', async () => {
  const id = await start(['Customer ID,E-mail', 'c-1,fern@example.org', ...[1, 2, 3, 4, 5].map((i) => `d-${i},nonsense`)].join('\n'));
  const page = async (search = '') => (await (await shop.get(`/staff/imports/${id}/rejected${search}`, lead)).json()) as Page<RejectedLine>;
  const all = await page();
  expect(all.items[0]).toEqual({ line: 3, column: 'E-mail', code: 'customer.invalid_email', message: 'This is no mail address.' });
  expect([all.items.map(({ line }) => line), all.nextCursor]).toEqual([[3, 4, 5, 6, 7], null]);
  const first = await page('?limit=3');
  expect((await page(`?limit=3&cursor=${first.nextCursor}`)).items).toEqual(all.items.slice(3));
  expect((await shop.get(`/staff/imports/${id}/rejected?cursor=x`, lead)).status).toBe(400);
  const sam = await shop.signIn('Sam', 'owner', 'mer_stranger');
  const maya = await shop.signIn('Maya', 'agent');
  expect((await shop.get(`/staff/imports/${id}/rejected`)).status).toBe(401);
  expect((await shop.get(`/staff/imports/${id}/rejected`, maya.headers)).status).toBe(403);
  expect((await shop.get(`/staff/imports/${id}/rejected`, sam.headers)).status).toBe(404);
});

test('a file that cannot be read at all says why', async () => {
  const id = await start('Name\nFern\n');
  const failed = await view(id);
  expect(failed).toMatchObject({ state: 'failed', written: 0 });
  expect(failed.error).toContain('There is no column “Customer ID”');
  expect((await send(query({ map: 'nonsense' }), 'x')).status).toBe(400);
  expect((await send(query(), '{}', { ...lead, 'content-type': 'application/json' })).status).toBe(415);
});

test('a server that was stopped while it read goes on when it starts again, and a lost file is said', async () => {
  const store = createImportStore(shop.db, MERCHANT);
  const task = JSON.stringify({ kind: 'customers', format: 'csv', map: MAP });
  const at = shop.now().toISOString();
  const one = { kind: 'customers' as const, name: 'people.csv', task, bytes: 100, startedBy: null, startedAt: at };
  await shop.db.write([store.begin({ ...one, id: 'imp_stopped' }), store.begin({ ...one, id: 'imp_lost' })]);
  const counts = { read: 1, written: 1, unchanged: 0, skipped: 0, rejectedInAll: 1, bytesRead: 50 };
  await shop.db.write(store.progressed('imp_stopped', counts, [{ line: 3, code: 'customer.invalid_email', message: 'Again?' }]));
  await start('Customer ID,E-mail\n');
  writeFileSync(join(shop.deps.dataDir, 'imports', 'imp_stopped'), 'Customer ID,E-mail\nc-1,fern@example.org\nc-2,nonsense\n');
  await resumeImports(shop.deps);
  await importsDone();
  expect(await view('imp_stopped')).toMatchObject({ state: 'done', read: 2, written: 1, rejectedInAll: 1 });
  expect(await store.rejectedOf('imp_stopped')).toHaveLength(1);
  expect(await view('imp_lost')).toMatchObject({ state: 'failed' });
  expect(existsSync(join(shop.deps.dataDir, 'imports', 'imp_stopped'))).toBe(false);
});

test('rejected lines are not kept for longer than a month', async () => {
  const id = await start('Customer ID,E-mail\nc-2,nonsense\n');
  shop.forward({ days: 31 });
  lead = (await shop.signIn('Luca', 'lead')).headers;
  await start('Customer ID,E-mail\nc-3,nonsense\n');
  expect(await (await shop.get(`/staff/imports/${id}/rejected.csv`, lead)).text()).not.toContain('nonsense');
  expect(await createImportStore(shop.db, MERCHANT).rejectedOf(id)).toEqual([]);
});

test('what their words mean is suggested, confirmed by a person, and holds for who left already', async () => {
  await shop.put('/v1/customers/c-1', {}, shop.key());
  const imported = await shop.request('/v1/departures/import', {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...shop.key() },
    body: 'customer,at,reason_text\nc-1,2026-02-01,Price too high\n',
  });
  expect(await imported.json()).toMatchObject({ written: 1 });
  const ask = async () =>
    (await (await shop.post('/staff/imports/reasons/suggestions', { texts: ['Price too high', 'Xyzzy'] }, lead)).json()) as {
      items: object[];
    };
  const { items } = await ask();
  expect(items).toMatchObject([
    { text: 'Price too high', mapped: null, suggestions: [{ reason: 'cancel.too_expensive', label: 'It costs too much' }] },
    { text: 'Xyzzy', mapped: null, suggestions: [] },
  ]);
  const confirmed = await shop.put('/staff/imports/reasons/mappings', { mappings: { 'price too high': 'cancel.too_expensive' } }, lead);
  expect(await confirmed.json()).toMatchObject({
    version: 1,
    mappings: { 'price too high': 'cancel.too_expensive' },
    departuresChanged: 1,
  });
  expect(await (await shop.get('/v1/customers/c-1/departure', shop.key())).json()).toMatchObject({
    reason: 'cancel.too_expensive',
    reasonText: 'Price too high',
  });
  expect((await ask()).items).toMatchObject([{ mapped: 'cancel.too_expensive' }, {}]);
  expect((await shop.put('/staff/imports/reasons/mappings', { mappings: { x: 'delivery.late' } }, lead)).status).toBe(422);
});

test('importing is for leads and the owner of the shop itself', async () => {
  const id = await start('Customer ID,E-mail\nc-1,fern@example.org\n');
  const calls = (headers: Record<string, string>) =>
    Promise.all([
      shop.get('/staff/imports', headers),
      shop.get(`/staff/imports/${id}`, headers),
      shop.get(`/staff/imports/${id}/rejected.csv`, headers),
      send(query(), 'Customer ID,E-mail\n', headers),
      send('/preview?kind=customers', 'Customer ID\n', headers),
      shop.post('/staff/imports/reasons/suggestions', { texts: ['x'] }, headers),
      shop.put('/staff/imports/reasons/mappings', { mappings: {} }, headers),
    ]).then((all) => all.map(({ status }) => status));
  expect(await calls({ origin: lead.origin ?? '' })).toEqual([401, 401, 401, 401, 401, 401, 401]);
  for (const role of ['viewer', 'agent'] as const)
    expect(await calls((await shop.signIn(`A${role}`, role)).headers)).toEqual([403, 403, 403, 403, 403, 403, 403]);
  expect(await calls((await shop.signIn('Olga', 'owner')).headers)).toEqual([200, 200, 200, 202, 200, 200, 200]);
  const stranger = (await shop.signIn('Sten', 'owner', shop.stranger.merchantId)).headers;
  expect(await calls(stranger)).toEqual([200, 404, 404, 202, 200, 200, 200]);
  await importsDone();
});
