import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#shared/contracts/audit.ts';
import type { Page } from '#shared/contracts/basics.ts';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { audited } from '#server/store/audit.ts';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
let omar: Awaited<ReturnType<TestApp['signIn']>>;
beforeAll(async () => {
  shop = await createTestApp();
  omar = await shop.signIn('Omar', 'owner');
});
afterAll(() => shop.close());

const list = async (query = '') => (await (await shop.get(`/staff/audit${query}`, omar.headers)).json()) as Page<AuditEntry>;

test('the log is read page by page, newest first, and nothing is shown twice', async () => {
  for (let i = 0; i < 5; i++) await shop.post('/staff/keys', { name: `Key ${i}`, scope: 'read' }, omar.headers);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<AuditEntry> = await list(`?what=key_made&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...page.items.map(({ about }) => String(about)));
    cursor = page.nextCursor;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  expect((await list(`?who=${omar.id}&what=key_made&limit=1`)).items[0]).toMatchObject({
    by: { id: omar.id, name: 'Omar', role: 'owner' },
    at: shop.now().toISOString(),
  });
});

test('as a table it runs no formula in a spreadsheet, and taking it away is written down too', async () => {
  const evil = { role: 'agent', id: 'staff_x', name: '=HYPERLINK("https://bad.example")' };
  await shop.db.write([audited(MERCHANT, evil, 'staff_joined', '+1', shop.now().toISOString())]);
  const file = await shop.get('/staff/audit.csv?what=staff_joined', omar.headers);
  expect(file.headers.get('content-type')).toContain('text/csv');
  const [head, row] = (await file.text()).split('\n');
  expect(head).toBe('at,who,role,what,about');
  expect(row).toContain("'=HYPERLINK");
  expect(row).toContain("'+1");
  expect((await list('?what=table_downloaded')).items[0]?.about).toBe('audit');
});

test('a cursor or a deed nobody knows is refused', async () => {
  expect((await shop.get('/staff/audit?cursor=x', omar.headers)).status).toBe(400);
  expect((await shop.get('/staff/audit?what=dancing', omar.headers)).status).toBe(400);
});

test('leads and the owner read the log, others do not, and never that of another shop', async () => {
  const lena = await shop.signIn('Lena', 'lead');
  expect((await shop.get('/staff/audit', lena.headers)).status).toBe(200);
  for (const person of [await shop.signIn('Maya', 'agent'), await shop.signIn('Vera', 'viewer')]) {
    expect((await shop.get('/staff/audit', person.headers)).status).toBe(403);
    expect((await shop.get('/staff/audit.csv', person.headers)).status).toBe(403);
  }
  expect((await shop.get('/staff/audit')).status).toBe(401);
  const kim = await shop.signIn('Kim', 'owner', shop.stranger.merchantId);
  const theirs = (await (await shop.get('/staff/audit?what=key_made', kim.headers)).json()) as Page<AuditEntry>;
  expect(theirs.items).toEqual([]);
});
