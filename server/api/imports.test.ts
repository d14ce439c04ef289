import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Imported } from '#shared/contracts/imports.ts';
import { runCommand } from '../commands.ts';
import { createTestApp } from './test-app.ts';

// Thousands of lines take a while on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let shop: Awaited<ReturnType<typeof createTestApp>>;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

type Options = { map?: Record<string, string>; where?: string; createCustomers?: boolean; type?: string; headers?: Record<string, string> };

async function send(kind: string, body: BodyInit, { map, where, createCustomers, type = 'text/csv', headers = shop.key() }: Options = {}) {
  const query = new URLSearchParams({
    ...(map && { map: JSON.stringify(map) }),
    ...(where && { where }),
    ...(createCustomers && { createCustomers: 'true' }),
  });
  return shop.request(`/v1/${kind}/import?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
}
const imported = async (...args: Parameters<typeof send>): Promise<Imported> => {
  const answer = await send(...args);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Imported;
};
const customer = async (id: string) => (await shop.get(`/v1/customers/${id}`, shop.key())).json() as Promise<Record<string, unknown>>;
const codes = ({ rejected }: Imported) => rejected.map(({ line, code }) => [line, code]);

describe('a telephone company of 7,043 customers', () => {
  const churn = gunzipSync(readFileSync(new URL('../../shared/fixtures/telco-churn.csv.gz', import.meta.url)));
  const CUSTOMERS = { externalId: 'CustomerID', mrr: 'Monthly Charges', currency: '=USD', plan: 'Contract' };
  const DEPARTURES = { customer: 'CustomerID', at: '=2026-02-01', reason_text: 'Churn Reason' };

  test('comes in once, with everybody who left and what that costs a month', async () => {
    const first = await imported('customers', churn, { map: CUSTOMERS });
    expect(first).toMatchObject({ read: 7043, written: 7043, unchanged: 0, rejectedInAll: 0 });
    expect(await customer('3668-QPYBK')).toMatchObject({ mrr: { amount: 5385, currency: 'USD' }, plan: 'Month-to-month' });
    const left = await imported('departures', churn, { map: DEPARTURES, where: 'Churn Value=1' });
    expect(left).toMatchObject({ read: 7043, written: 1869, skipped: 5174, rejectedInAll: 0 });
    const [sum] = await shop.db.read('select count(*) as n, sum(revenue) as lost, count(lifetime_value) as valued from departures');
    expect(sum).toMatchObject({ n: 1869, lost: 13_913_085, valued: 1869 });
    expect(await runCommand(shop.deps, 'insight rebuild', { options: {}, words: [] })).toMatchObject({ differences: 0 });

    expect(await imported('customers', churn, { map: CUSTOMERS })).toMatchObject({ read: 7043, written: 0, unchanged: 7043 });
    expect(await imported('departures', churn, { map: DEPARTURES, where: 'Churn Value=1' })).toMatchObject({ written: 0, unchanged: 1869 });
  });

  test('needs no condition to see who left: a line without a reason says nothing', async () => {
    await imported('customers', churn, { map: CUSTOMERS });
    expect(await imported('departures', churn, { map: DEPARTURES })).toMatchObject({ written: 1869, skipped: 5174, rejectedInAll: 0 });
  });
});

describe('a file of customers', () => {
  test('may come from a spreadsheet: with a mark, CRLF, semicolons, quotes over two lines and blank amounts', async () => {
    const file =
      '\ufeffexternalId;name;email;mrr;currency;tags;contactAllowed\r\n' +
      'c-1;"Fern, ""the gardener""\r\nof Oak Lane";FERN@example.org;53.85;EUR;"regular, garden";no\r\n' +
      '\r\n' +
      'c-2;Gus;;;;;\r\n';
    expect(await imported('customers', file)).toMatchObject({ read: 2, written: 2, rejectedInAll: 0 });
    expect(await customer('c-1')).toMatchObject({
      email: 'fern@example.org',
      mrr: { amount: 5385, currency: 'EUR' },
      tags: ['regular', 'garden'],
      contactAllowed: false,
    });
    expect(await customer('c-2')).toMatchObject({ name: 'Gus', mrr: null, contactAllowed: true });
  });

  test('names what is wrong with each line it does not take, and takes the rest', async () => {
    const file = [
      'externalId,email,mrr,since,currency',
      'c-1,fern@example.org,12.50,2024-01-31,USD',
      'c-2,not an address,,,',
      ',nobody@example.org,,,',
      'c-4,,"1,200.50",,',
      'c-5,,12.505,,USD',
      'c-6,,,31/01/2024,',
      'c-7,,,2024-02-30,',
      'c-8,,,45322,',
      '1.23E+11,,,,',
      'c-10,,#N/A,,',
      'c-11,,,',
      'c-12,,1200,,JPY',
      'c-13,,,,Euro',
      'c-1,again@example.org,,,',
      'c-15,,-5,,',
      'c-16,,,2024-02-29,',
    ].join('\n');
    const result = await imported('customers', file);
    expect(result).toMatchObject({ read: 16, written: 3, rejectedInAll: 13 });
    expect(codes(result)).toEqual([
      [3, 'customer.invalid_email'],
      [4, 'customer.id_missing'],
      [5, 'customer.invalid_amount'],
      [6, 'customer.invalid_amount'],
      [7, 'customer.invalid_date'],
      [8, 'customer.invalid_date'],
      [9, 'customer.invalid_date'],
      [10, 'row.excel_number'],
      [11, 'row.excel_error'],
      [12, 'row.wrong_columns'],
      [14, 'customer.invalid_currency'],
      [15, 'customer.repeated'],
      [16, 'customer.invalid_amount'],
    ]);
    expect(result.rejected[0]).toMatchObject({ column: 'email', message: 'This is no mail address.' });
    expect(await customer('c-12')).toMatchObject({ mrr: { amount: 1200, currency: 'JPY' } });
  });

  test('loses one line to a quotation mark that is never closed, not the rest of the file', async () => {
    const result = await imported('customers', 'externalId,name\nc-1,"Fern\nc-2,Gus\nc-3,"Ivy ""Green"""\nc-4,Oak\n');
    expect(codes(result)).toEqual([[2, 'row.unclosed_quote']]);
    expect(result).toMatchObject({ read: 4, written: 3 });
    expect(await customer('c-3')).toMatchObject({ name: 'Ivy "Green"' });
  });

  test('may be UTF-16 as spreadsheets save it, or end its lines as old computers did', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('externalId\tname\r\nc-1\tΦέρν\r\n', 'utf16le')]);
    expect(await imported('customers', utf16)).toMatchObject({ written: 1 });
    expect(await customer('c-1')).toMatchObject({ name: 'Φέρν' });
    expect(await imported('customers', 'externalId,name\rc-2,Gus\rc-3,Ivy\r')).toMatchObject({ written: 2 });
    const latin = Buffer.from('externalId,name\nc-4,J\xfcrgen\n', 'latin1');
    expect(codes(await imported('customers', latin))).toEqual([[2, 'row.wrong_encoding']]);
  });

  test('arrives in pieces cut anywhere, even within a letter', async () => {
    const bytes = Buffer.from('\ufeffexternalId,name\r\nc-1,"Φέρν, der Gärtner"\r\nc-2,Gus\r\n');
    const oneByOne = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await imported('customers', oneByOne)).toMatchObject({ read: 2, written: 2 });
    expect(await customer('c-1')).toMatchObject({ name: 'Φέρν, der Gärtner' });
  });

  test('changes only what it names', async () => {
    await shop.put(
      '/v1/customers/c-1',
      { name: 'Fern', phone: '+31 20 1', plan: 'gold', tags: ['old'], contactAllowed: false },
      shop.key(),
    );
    expect(await imported('customers', 'externalId,name,plan\nc-1,,silver\n')).toMatchObject({ written: 1 });
    expect(await customer('c-1')).toMatchObject({ name: 'Fern', phone: '+31 20 1', plan: 'silver', tags: ['old'], contactAllowed: false });
  });

  test('may be one JSON object a line, with money in minor units', async () => {
    const file = [
      { externalId: 'c-1', name: 'Fern', mrr: 5385, currency: 'EUR', tags: ['a'], contactAllowed: false },
      { externalId: 2, mrr: { amount: 100, currency: 'JPY' } },
      { externalId: 'c-3', mrr: 12.5 },
    ].map((row) => JSON.stringify(row));
    const result = await imported('customers', [...file, 'not json', '[1]'].join('\n'), { type: 'application/x-ndjson' });
    expect(codes(result)).toEqual([
      [3, 'customer.invalid_amount'],
      [4, 'row.invalid_json'],
      [5, 'row.invalid_json'],
    ]);
    expect(await customer('c-1')).toMatchObject({ mrr: { amount: 5385, currency: 'EUR' }, tags: ['a'], contactAllowed: false });
    expect(await customer('2')).toMatchObject({ mrr: { amount: 100, currency: 'JPY' } });
  });

  test('is refused as a whole when a column it needs is not there, before anything is written', async () => {
    for (const [body, options] of [
      ['name\nFern\n', {}],
      ['externalId\nc-1\n', { map: { externalId: 'externalId', name: 'Full name' } }],
      ['externalId\nc-1\n', { where: 'State=open' }],
    ] as const) {
      const answer = await send('customers', body, options);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ code: 'import.missing_column' });
    }
    expect(await (await send('customers', 'externalId\nc-1\n', { map: { nickname: 'x' } })).json()).toMatchObject({
      code: 'import.map_invalid',
    });
    expect(await (await send('customers', '')).json()).toMatchObject({ code: 'import.unreadable' });
    expect((await send('customers', '{}', { type: 'application/json' })).status).toBe(415);
    expect(
      (
        await shop.request('/v1/customers/import?map=nonsense', {
          method: 'POST',
          headers: { 'content-type': 'text/csv', ...shop.key() },
          body: '',
        })
      ).status,
    ).toBe(400);
    expect(await shop.db.read('select * from customers')).toEqual([]);
  });

  test('is not for strangers, not for keys that may only read, and never another shop’s', async () => {
    const file = 'externalId,name\nc-1,Fern\n';
    expect((await send('customers', file, { headers: {} })).status).toBe(401);
    expect((await send('customers', file, { headers: shop.key('read') })).status).toBe(403);
    await imported('customers', file, { headers: shop.strangersKey() });
    expect((await shop.get('/v1/customers/c-1', shop.key())).status).toBe(404);
    expect(await imported('customers', file)).toMatchObject({ written: 1 });
  });
});

describe('a file of orders', () => {
  const ORDERS = 'externalId,customer,at,total,currency,range,items';
  beforeEach(async () => {
    await imported('customers', 'externalId\nc-1\nc-2\n');
  });

  test('is kept with its currencies, and the same file again changes nothing', async () => {
    const file = [
      ORDERS,
      'o-1,c-1,2026-01-05,19.90,EUR,Kettles,"[{""sku"":""K-1"",""range"":""Kettles"",""quantity"":1,""total"":1990}]"',
      'o-2,c-1,2026-01-06T10:00:00+01:00,5,USD,,',
      'o-3,c-9,2026-01-06,5,USD,,',
      'o-4,c-2,2026-01-06,5,USD,,"[{""quantity"":0}]"',
      'o-5,c-2,2026-01-06,,USD,,',
      'o-6,c-2,,5,USD,,',
    ].join('\n');
    const first = await imported('orders', file);
    expect(first).toMatchObject({ read: 6, written: 2 });
    expect(codes(first)).toEqual([
      [4, 'order.unknown_customer'],
      [5, 'order.invalid_items'],
      [6, 'order.total_missing'],
      [7, 'order.date_missing'],
    ]);
    expect(await imported('orders', file)).toMatchObject({ written: 0, unchanged: 2, rejectedInAll: 4 });
    const { items } = (await (await shop.get('/v1/customers/c-1/orders', shop.key())).json()) as { items: object[] };
    expect(items).toEqual([
      { externalId: 'o-2', at: '2026-01-06T09:00:00.000Z', total: { amount: 500, currency: 'USD' }, range: null, items: null },
      {
        externalId: 'o-1',
        at: '2026-01-05T00:00:00.000Z',
        total: { amount: 1990, currency: 'EUR' },
        range: 'Kettles',
        items: [{ sku: 'K-1', range: 'Kettles', quantity: 1, total: 1990 }],
      },
    ]);
  });

  test('may make the customers it speaks of', async () => {
    expect(
      await imported('orders', `${ORDERS}\no-1,c-new,2026-01-05,19.90,EUR,,\no-2,c-new,2026-01-06,5,EUR,,`, { createCustomers: true }),
    ).toMatchObject({
      written: 2,
    });
    expect(await customer('c-new')).toMatchObject({ externalId: 'c-new', name: null });
  });

  test('brings back somebody who orders on a later day than they left, once', async () => {
    await shop.put('/v1/customers/c-1/departure', { at: '2026-01-10' }, shop.key());
    const before = `${ORDERS}\no-1,c-1,2026-01-10T18:00:00Z,5,EUR,,`;
    await imported('orders', before);
    expect(await (await shop.get('/v1/customers/c-1/departure', shop.key())).json()).toMatchObject({ returnedAt: null });
    await imported('orders', `${before}\no-2,c-1,2026-01-20,5,EUR,,\no-3,c-1,2026-01-15,5,EUR,,`);
    expect(await (await shop.get('/v1/customers/c-1/departure', shop.key())).json()).toMatchObject({
      returnedAt: '2026-01-15T00:00:00.000Z',
    });
  });

  test('belongs to days of the shop’s own time zone', async () => {
    const week = { mon: [{ from: '09:00', to: '17:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const calendars = { calendars: { default: { timeZone: 'America/New_York', week, holidays: [] } } };
    expect((await shop.put('/v1/settings/calendars', calendars, { ...shop.key(), 'if-match': '"0"' })).status).toBe(200);
    await imported('orders', `${ORDERS}\no-1,c-1,2026-01-05,5,EUR,,`);
    expect(await shop.db.readOne('select at from orders')).toMatchObject({ at: '2026-01-05T05:00:00.000Z' });
  });
});

describe('a file of departures', () => {
  beforeEach(async () => {
    await imported('customers', 'externalId,mrr,currency\nc-1,50,EUR\nc-2,20,EUR\nc-3,,\n');
  });
  const departures = () =>
    shop.db.read(
      'select c.external_id as name, d.reason, d.reason_text, d.revenue, d.returned_at from departures d join customers c on c.id = d.customer_id order by name, d.at',
    );

  test('keeps their own words, and a reason where somebody agreed on one', async () => {
    const reasons = { mappings: { 'Price too high': 'cancel.too_expensive' } };
    expect((await shop.put('/v1/settings/reasons', reasons, { ...shop.key(), 'if-match': '"0"' })).status).toBe(200);
    const file =
      'customer,at,reason,reason_text,revenue\nc-1,2026-02-01,,price TOO high,\nc-2,2026-02-02,,Something odd,30\nc-3,2026-02-03,cancel.moved,,\n';
    expect(await imported('departures', file)).toMatchObject({ written: 3 });
    expect(await departures()).toMatchObject([
      { name: 'c-1', reason: 'cancel.too_expensive', reason_text: 'price TOO high', revenue: 5000 },
      { name: 'c-2', reason: 'cancel.other', reason_text: 'Something odd', revenue: 3000 },
      { name: 'c-3', reason: 'cancel.moved', reason_text: null, revenue: null },
    ]);
    expect(await imported('departures', file)).toMatchObject({ written: 0, unchanged: 3 });
    const corrected = file.replace('Something odd', 'Price too high');
    expect(await imported('departures', corrected)).toMatchObject({ written: 1, unchanged: 2 });
  });

  test('lets nobody leave twice without having come back', async () => {
    const result = await imported(
      'departures',
      'customer,at,reason,returnedAt\nc-1,2025-02-01,cancel.moved,2025-05-01\nc-1,2026-02-01,cancel.moved,\nc-1,2026-02-15,cancel.moved,\nc-2,2026-02-01,cancel.moved,2026-01-01\nc-9,2026-02-01,cancel.moved,\nc-2,2026-02-01,cancel.nonsense,\n',
    );
    expect(codes(result)).toEqual([
      [4, 'departure.already_left'],
      [5, 'departure.returned_before'],
      [6, 'departure.unknown_customer'],
      [7, 'departure.unknown_reason'],
    ]);
    expect(await departures()).toMatchObject([
      { name: 'c-1', returned_at: '2025-05-01T00:00:00.000Z' },
      { name: 'c-1', returned_at: null },
    ]);
  });

  test('values somebody without a subscription by their orders of twelve months', async () => {
    await imported(
      'orders',
      'externalId,customer,at,total,currency\no-1,c-3,2025-06-01,120,EUR\no-2,c-3,2026-01-01,120,EUR\no-3,c-3,2024-06-01,999,EUR\n',
    );
    await imported('departures', 'customer,at,reason\nc-3,2026-02-01,cancel.moved\n');
    expect(await shop.db.readOne('select revenue, lifetime_value, currency from departures')).toMatchObject({
      revenue: 2000,
      lifetime_value: 120_000,
      currency: 'EUR',
    });
  });
});
