import { expect, onTestFinished, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import type { DepartedCustomers } from '#shared/contracts/insights.ts';
import { sql } from '#server/store/db.ts';
import { createTestApp } from './test-app.ts';

const PEOPLE = 2500;

/** A shop that lost many customers in February, and one whose name is a formula. */
async function openShop() {
  const shop = await createTestApp();
  onTestFinished(async () => {
    expect(shop.failures).toEqual([]);
    await shop.close();
  });
  const people = JSON.stringify(
    Array.from({ length: PEOPLE }, (_, i) => ({ id: `p${String(i).padStart(5, '0')}`, name: i === 0 ? '=1+1' : `Person "${i}"` })),
  );
  const at = '2026-02-03T10:00:00.000Z';
  await shop.db.write([
    sql(
      `insert into customers (id, merchant_id, external_id, name, created_at, updated_at)
       select 'cus_' || (value ->> 'id'), ?, value ->> 'id', value ->> 'name', ?, ? from json_each(?)`,
      MERCHANT,
      at,
      at,
      people,
    ),
    sql(
      `insert into departures (id, merchant_id, customer_id, at, reason, way, revenue, lifetime_value, currency, created_at, updated_at)
       select 'dep_' || (value ->> 'id'), ?, 'cus_' || (value ->> 'id'), ?, 'cancel.moved', 'import', 1000, 24000, 'EUR', ?, ? from json_each(?)`,
      MERCHANT,
      at,
      at,
      at,
      people,
    ),
  ]);
  const ask = (query: string, headers: Record<string, string> = shop.key('read')) =>
    shop.get(`/v1/insights/departures?period=2026-02${query}`, headers);
  return { shop, ask };
}

test('a file of the names behind a figure holds all of them, once, under one row of names', async () => {
  const { shop, ask } = await openShop();
  const answer = await ask('&format=csv');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="departures-2026-02.csv"');
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines[0]).toBe('customer,name,at,reason,text,way,revenue_per_month,lifetime_value,currency,returned_at');
  expect(lines[1]).toMatch(/^p00000,'=1\+1,/);
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
    Array.from({ length: PEOPLE }, (_, i) => `p${String(i).padStart(5, '0')}`),
  );
  const byHeader = await ask('', { ...shop.key('read'), accept: 'text/csv' });
  expect((await byHeader.text()).trimEnd().split('\r\n')).toEqual(lines);

  const file = await ask('&format=json');
  expect(file.headers.get('content-type')).toBe('application/json');
  const whole = (await file.json()) as DepartedCustomers;
  expect([whole.period, whole.nextCursor, new Set(whole.items.map(({ departureId }) => departureId)).size]).toEqual([
    '2026-02',
    null,
    PEOPLE,
  ]);
  expect(whole.items).toHaveLength(PEOPLE);
  expect(whole.items[1]?.customer.name).toBe('Person "1"');
});

test('it is read only as fast as it is taken: who reads the beginning costs one page', async () => {
  const { shop, ask } = await openShop();
  let pages = 0;
  const read = shop.db.read.bind(shop.db);
  shop.db.read = (text, args) => {
    if (text.includes('from departures d left join customers')) pages++;
    return read(text, args);
  };
  const reader = (await ask('&format=csv')).body!.getReader();
  await reader.read();
  await reader.read();
  expect(pages).toBe(1);
  await reader.cancel();
  await shop.get('/healthz');
  expect(pages).toBe(1);
});

test('without a format, or with a limit, it is a page with a cursor as before', async () => {
  const { ask } = await openShop();
  const page = (await (await ask('')).json()) as DepartedCustomers;
  expect([page.items.length, typeof page.nextCursor]).toEqual([50, 'string']);
  const hundred = (await (await ask('&format=csv&limit=100')).text()).trimEnd().split('\r\n');
  expect(hundred).toHaveLength(101);
  const next = (await (await ask(`&format=json&cursor=${page.nextCursor}`)).json()) as DepartedCustomers;
  expect(next.items.length).toBe(50);
  expect((await ask('&format=csv&limit=101')).status).toBe(400);
});

test('nobody’s names are in the file of a month in which nobody left, of another shop or for strangers', async () => {
  const { shop, ask } = await openShop();
  expect(await (await shop.get('/v1/insights/departures?period=2020-02&format=json', shop.key('read'))).json()).toEqual({
    period: '2020-02',
    items: [],
    nextCursor: null,
  });
  expect((await (await shop.get('/v1/insights/departures?period=2020-02&format=csv', shop.key('read'))).text()).split('\r\n')).toHaveLength(
    2,
  );
  expect(await (await ask('&format=json', shop.strangersKey())).json()).toMatchObject({ items: [] });
  expect((await ask('&format=csv', {})).status).toBe(401);
});
