import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseEvent } from '#server/domain/case.ts';
import { evolve } from '#server/domain/evolve.ts';
import type { Case } from '#server/domain/case.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const at = (externalId: string, rest = '') => `/v1/customers/${externalId}${rest}`;
const put = (externalId: string, body: object, headers = shop.key()) => shop.put(at(externalId), body, headers);
const get = async (path: string, headers: Record<string, string> = shop.key('read')) => {
  const answer = await shop.get(path, headers);
  return { status: answer.status, body: await answer.json() };
};
const erase = (path: string, headers = shop.key()) => shop.request(path, { method: 'DELETE', headers });
const asFern = async (own: object = {}) => {
  const identityToken = await shop.identityToken({ sub: 'fern', email: 'fern@example.org', name: 'Fern Holloway' });
  return (await (await shop.post('/v1/public/cases', { ...lateKettle, contact: undefined, identityToken, ...own })).json()).case as {
    number: string;
    token: string;
  };
};

test('what is named is written, what is not stays, and null clears', async () => {
  expect(
    (await put('fern', { name: 'Fern', email: 'Fern@Example.org', mrr: { amount: 2900, currency: 'EUR' }, tags: ['press'] })).status,
  ).toBe(201);
  expect((await put('fern', { plan: 'club', acquisitionCost: { amount: 1200, currency: 'EUR' } })).status).toBe(200);
  await put('fern', { name: null, contactAllowed: false });
  expect((await get(at('fern'))).body).toMatchObject({
    externalId: 'fern',
    email: 'fern@example.org',
    name: null,
    plan: 'club',
    mrr: { amount: 2900, currency: 'EUR' },
    acquisitionCost: { amount: 1200, currency: 'EUR' },
    tags: ['press'],
    contactAllowed: false,
  });
});

test('ten programs that name a new customer at once make one', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => put('fern', { plan: `plan ${i}` })));
  expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
  expect(await shop.db.read('select count(*) as n from customers')).toEqual([expect.objectContaining({ n: 1 })]);
});

test('customers are listed page by page and found by the beginning of a name, an id or an address', async () => {
  for (let i = 0; i < 7; i++) await put(`c${i}`, { name: i % 2 ? 'Ada_x' : 'Bo', email: `p${i}@example.org` });
  const first = (await get('/v1/customers?limit=3')).body;
  const second = (await get(`/v1/customers?limit=5&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map(({ externalId }: { externalId: string }) => externalId)).toEqual([
    'c0',
    'c1',
    'c2',
    'c3',
    'c4',
    'c5',
    'c6',
  ]);
  expect(second.nextCursor).toBe(null);
  expect((await get('/v1/customers?q=ada_')).body.items).toHaveLength(3);
  expect((await get('/v1/customers?q=p3%40')).body.items).toHaveLength(1);
  expect((await get('/v1/customers?q=%25')).body.items).toEqual([]);
  expect((await get('/v1/customers?cursor=nonsense')).body.code).toBe('cursor.invalid');
});

test('strangers, unknown people and keys that may only read are told apart', async () => {
  await put('fern', { name: 'Fern' });
  expect((await get(at('fern'), shop.strangersKey())).body.code).toBe('customer.not_found');
  expect((await erase(at('fern'), shop.strangersKey())).status).toBe(404);
  expect((await get(at('nobody'))).status).toBe(404);
  expect((await put('fern', { name: 'X' }, shop.key('read'))).status).toBe(403);
  expect((await erase(at('fern'), shop.key('write'))).status).toBe(403);
  for (const scope of ['read', 'write'] as const) expect((await shop.get(at('fern', '/export'), shop.key(scope))).status).toBe(403);
  expect((await shop.get(at('fern'))).status).toBe(401);
});

test('the timeline and the export hold everything about a person', async () => {
  const { number, token } = await asFern();
  await shop.post('/v1/public/case/messages', { text: 'Are you there?' }, shop.bearer(token));
  await asFern({ story: 'Now the lid is missing too.', reason: 'product.missing_part' });
  const { items } = (await get(at('fern', '/timeline'))).body;
  expect(items.filter(({ number: one }: { number: string }) => one === number).map(({ type }: { type: string }) => type)).toContain(
    'customer_replied',
  );
  const kept = (await get(at('fern', '/export'), shop.key('admin'))).body;
  expect(kept).toMatchObject({ customer: { externalId: 'fern' } });
  expect(kept.cases.map(({ story }: { story: string }) => story)).toEqual([lateKettle.story, 'Now the lid is missing too.']);
  expect(JSON.stringify(kept.cases[0].events)).toContain('Are you there?');
});

/** Everything this installation has on disk, as one text. */
async function bytesOnDisk(): Promise<string> {
  const files = (await readdir(shop.deps.dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))).join('\n');
}

test('erasing one of two customers leaves the numbers as they were and no word of hers anywhere', async () => {
  const file = new FormData();
  file.append('file', new File(['the receipt of zanzibarine'], 'zanzibarine.txt'));
  const { uploadId } = await (await shop.request('/v1/public/uploads?siteKey=pk_garden', { method: 'POST', body: file })).json();
  const hers = await asFern({
    story: 'The zanzibarine kettle burst.',
    uploads: [uploadId],
    area: { order: 'zanzibarine-7', touchpoint: 'delivery' },
    asked: [{ remedy: 'refund.full', amount: { amount: 5490, currency: 'EUR' }, note: 'zanzibarine' }],
  });
  await shop.post('/v1/public/case/messages', { text: 'Zanzibarine again, please call Fern Holloway.' }, shop.bearer(hers.token));
  const identityToken = await shop.identityToken({ sub: 'fern', email: 'fern@example.org', name: 'Fern Holloway' });
  const { cancellation } = await (
    await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', identityToken, subscription: 'zanzibarine-sub' })
  ).json();
  await shop.put(
    `/v1/public/cancellations/${cancellation.id}/answer`,
    { reason: 'cancel.too_expensive', probe: 'zanzibarine', story: 'Leaving zanzibarine.' },
    shop.bearer(cancellation.token),
  );
  await shop.put(
    `/v1/public/cancellations/${cancellation.id}/outcome`,
    { outcome: 'cancelled', detail: 'zanzibarine' },
    shop.bearer(cancellation.token),
  );
  await shop.post(`/v1/cases/${hers.number}/notes`, { text: 'zanzibarine, says a colleague' }, shop.key());
  await shop.post(`/v1/cases/${hers.number}/offers`, { remedy: 'refund.full', message: 'Dear Fern Holloway, zanzibarine!' }, shop.key());
  const other = await (
    await shop.post('/v1/public/cases', {
      ...lateKettle,
      story: 'Mine is only late.',
      contact: { email: 'other@example.org', name: 'Otto' },
    })
  ).json();
  const numbers = async () => ({
    counters: await shop.db.read('select name, value from counters order by name'),
    days: await shop.db.read('select * from daily_counts order by subject, day'),
    cases: await shop.db.read('select kind, state, reason, outcome, severity, opened_at, closed_at from cases order by seq'),
    remedies: await shop.db.read(
      "select o.value ->> 'remedy' as remedy, o.value ->> '$.amount.amount' as amount from cases, json_each(cases.data, '$.offers') o order by cases.seq",
    ),
    visits: await shop.db.read("select outcome, data ->> 'reason' as reason from cancellations"),
  });
  const before = await numbers();
  await shop.db.checkpoint();
  expect((await bytesOnDisk()).toLowerCase()).toContain('zanzibarine');

  const gone = await (await erase(at('fern'))).json();

  expect(gone).toMatchObject({ cases: 2, pseudonym: expect.stringMatching(/^erased-/) });
  expect(await numbers()).toEqual(before);
  await shop.db.checkpoint();
  const left = (await bytesOnDisk()).toLowerCase();
  expect(['zanzibarine', 'fern holloway', 'fern@example.org'].filter((word) => left.includes(word))).toEqual([]);
  expect(left).toContain('mine is only late.');
  expect((await get(`/v1/cases/${other.case.number}`)).body.story).toBe('Mine is only late.');
  expect((await get('/v1/cases?q=zanzibarine')).body.items).toEqual([]);
  expect((await shop.get('/v1/public/case', shop.bearer(hers.token))).status).toBe(404);
  expect((await get(at('fern'))).status).toBe(404);
  expect((await get(at(gone.pseudonym))).body).toMatchObject({ name: null, email: null, erasedAt: expect.any(String) });
});

test('a case without its person is still the replay of what is left of its events', async () => {
  const { number } = await asFern();
  await shop.post(`/v1/cases/${number}/offers`, { remedy: 'refund.full' }, shop.key());
  await erase(at('fern'));
  const row = JSON.parse(String((await shop.db.readOne('select data from cases'))?.data)) as Case;
  const events = (await shop.db.read('select data from case_events order by number')).map(
    ({ data }) => JSON.parse(String(data)) as CaseEvent,
  );
  expect(events.at(-1)?.type).toBe('person_erased');
  expect(events.reduce<Case | null>((before, event) => evolve(before, event), null)).toEqual(row);
  expect((await get(`/v1/cases/${number}`)).body).toMatchObject({ story: '', state: 'offer_made', customer: { name: null, email: null } });
  expect((await get('/staff/outbox', (await shop.signIn('Lena', 'lead')).headers)).status).toBe(200);
});

test('legal hold keeps a person, says why, and ends', async () => {
  await put('fern', { name: 'Fern' });
  await shop.put(at('fern', '/legal-hold'), { reason: 'Court case 12/26' }, shop.key());
  const refused = await erase(at('fern'));
  expect([refused.status, (await refused.json()).detail]).toEqual([409, expect.stringContaining('Court case 12/26')]);
  await erase(at('fern', '/legal-hold'));
  expect((await erase(at('fern'))).status).toBe(200);
});

test('somebody known by one case alone is erased with that case', async () => {
  const { case: told } = await (await shop.post('/v1/public/cases', { ...lateKettle, contact: { name: 'Ann Onym', phone: '123' } })).json();
  expect((await erase(`/v1/cases/${told.number}/person`)).status).toBe(200);
  expect((await get(`/v1/cases/${told.number}`)).body).toMatchObject({ story: '', customer: { name: null, phone: null } });
  const known = await asFern();
  expect((await (await erase(`/v1/cases/${known.number}/person`)).json()).code).toBe('customer.known');
});
