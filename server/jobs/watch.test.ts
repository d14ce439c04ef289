import { afterEach, beforeEach, expect, test } from 'vitest';
import { MERCHANT, NOON, daysAfter } from '#shared/fixtures/cast.ts';
import type { WatchItemView } from '#shared/contracts/watch.ts';
import { createTestApp, type TestApp } from '#server/api/test-app.ts';
import { simulate } from '#server/domain/fixtures-buying.ts';
import { createOrderStore, type Order } from '#server/store/orders.ts';
import { lookAfterReturned } from './care.ts';
import { lookOverOrders } from './watch.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

let numbers = 0;
async function customer(name: string, own: object = {}): Promise<string> {
  await shop.put(`/v1/customers/${name}`, { name, email: `${name}@example.org`, ...own }, shop.key());
  return String((await shop.db.readOne('select id from customers where external_id = ? and merchant_id = ?', [name, MERCHANT]))?.id);
}
const order = (customerId: string, day: string, amount: number, range: string | null = null): Order => ({
  externalId: `o${++numbers}`,
  customerId,
  at: `${day}T10:00:00.000Z`,
  total: { amount, currency: 'EUR' },
  range,
  items: null,
});
const put = (orders: Order[]) => shop.db.write([createOrderStore(shop.db, MERCHANT).put(orders, NOON)]);
const json = async (answer: Response | Promise<Response>) => ({ status: (await answer).status, body: await (await answer).json() });
const list = async (query = '', headers = shop.key('read')) => (await json(shop.get(`/v1/insights/watchlist${query}`, headers))).body;

async function threeInTrouble(): Promise<void> {
  const [falling, quiet, dropped] = [await customer('falling'), await customer('quiet'), await customer('dropped')];
  await put([
    ...['2025-11-10', '2025-12-10', '2026-01-10', '2026-02-10'].map((day, i) => order(falling, day, 10_000 - i * 1000)),
    ...['2025-06-01', '2025-07-01', '2025-08-01', '2025-09-01'].map((day) => order(quiet, day, 500_00)),
    ...['2025-09-05', '2025-10-05', '2025-11-05', '2025-12-05'].map((day) => order(dropped, day, 2000, 'tea')),
    ...['2025-09-06', '2025-10-06', '2025-11-06', '2025-12-06', '2026-01-06', '2026-02-06'].map((day) =>
      order(dropped, day, 3000, 'coffee'),
    ),
  ]);
}

test('falling orders, a regular gone quiet and a dropped range are found, with the figures that say so, the most valuable first', async () => {
  await threeInTrouble();
  expect(await lookOverOrders(shop.deps)).toBe(1);
  const { items, look } = await list();
  expect(items.map((one: WatchItemView) => [one.customer.name, one.kind])).toEqual([
    ['quiet', 'gone_quiet'],
    ['falling', 'orders_falling'],
    ['dropped', 'range_dropped'],
  ]);
  expect(items[0]).toMatchObject({
    figures: { orders: 4, usualGapDays: 31, daysSinceLast: 182, lastOrder: '2025-09-01' },
    worth: { amount: 200_000, currency: 'EUR' },
  });
  expect(items[1].figures).toMatchObject({
    months: [{ month: '2025-11', average: 10_000 }, {}, {}, { month: '2026-02', average: 7000 }],
    fall: 0.3,
  });
  expect(items[2].figures).toMatchObject({ range: 'tea', monthsBought: 4, lastMonth: '2025-12' });
  expect(look).toEqual({ finishedAt: NOON, waiting: false, customers: 3, model: null });
  expect((await list('?limit=2')).nextCursor).not.toBe(null);
  expect((await list(`?limit=2&cursor=${(await list('?limit=2')).nextCursor}`)).items).toHaveLength(1);
});

test('the look is monthly, or when it is asked for; what no longer shows is over', async () => {
  await threeInTrouble();
  await lookOverOrders(shop.deps);
  expect(await lookOverOrders(shop.deps)).toBe(0);
  const lena = await shop.signIn('Lena', 'lead');
  shop.forward({ days: 2 });
  await put([order(String((await shop.db.readOne("select id from customers where external_id = 'quiet'"))?.id), '2026-03-03', 100)]);
  expect((await json(shop.post('/staff/insights/watchlist/looks', {}, lena.headers))).body.waiting).toBe(true);
  expect(await lookOverOrders(shop.deps)).toBe(1);
  expect((await list()).items.map((one: WatchItemView) => one.customer.name)).not.toContain('quiet');
  expect((await list('?state=over')).items).toHaveLength(1);
});

test('a finding is handled once, and reaching out is a call in my week under the rules of contact', async () => {
  await threeInTrouble();
  await lookOverOrders(shop.deps);
  const maya = await shop.signIn('Maya', 'agent');
  const [quiet, falling] = (await list()).items;
  const at = `/staff/insights/watchlist/${quiet.id}`;
  expect((await json(shop.post(`${at}/outreach`, { way: 'letter' }, maya.headers))).body.letter).toMatchObject({ to: 'quiet@example.org' });
  const made = await json(shop.post(`${at}/outreach`, { way: 'call' }, maya.headers));
  expect(made).toMatchObject({
    status: 201,
    body: { item: { state: 'contacted', handledBy: { name: 'Maya' } }, call: { week: '2026-03-02' } },
  });
  expect((await json(shop.get('/staff/me/plan', maya.headers))).body.calls).toMatchObject([
    { id: made.body.call.id, customer: { name: 'quiet' } },
  ]);
  expect(await json(shop.post(`${at}/outreach`, { way: 'call' }, maya.headers))).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'already_planned' }] },
  });
  const called = await json(shop.put(`/staff/calls/${made.body.call.id}`, { outcome: 'reached', note: 'On holiday.' }, maya.headers));
  expect(called.body).toMatchObject({ state: 'done', cycle: null });

  const stale = { state: 'dismissed', version: falling.version };
  const both = await Promise.all([1, 2].map(() => json(shop.put(`/staff/insights/watchlist/${falling.id}`, stale, maya.headers))));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  await shop.put('/v1/customers/falling', { contactAllowed: false }, shop.key());
  expect(await json(shop.post(`/staff/insights/watchlist/${falling.id}/outreach`, { way: 'letter' }, maya.headers))).toMatchObject({
    status: 422,
    body: { code: 'contact.not_allowed', errors: [{ path: 'contact_not_allowed' }] },
  });
});

test('a letter to somebody on the list is in their language, can be rewritten, and leaves once under the rules of contact', async () => {
  await threeInTrouble();
  await lookOverOrders(shop.deps);
  const maya = await shop.signIn('Maya', 'agent');
  await shop.put('/v1/customers/quiet', { locale: 'fr' }, shop.key());
  const [quiet, falling] = (await list()).items;
  const at = `/staff/insights/watchlist/${quiet.id}/letter`;
  const proposed = (await json(shop.get(at, maya.headers))).body;
  expect(proposed).toMatchObject({ to: 'quiet@example.org', locale: 'fr', edited: false, body: expect.stringMatching(/^Bonjour quiet,/) });
  expect((await json(shop.put(at, { subject: 'Du thé', body: 'Il est là.' }, maya.headers))).body).toMatchObject({ edited: true });
  const both = await Promise.all([1, 2].map(() => json(shop.post(at, { body: 'Il est arrivé.' }, maya.headers))));
  expect(both.map(({ status }) => status).toSorted()).toSatisfy((all: number[]) => all[0] === 201 && (all[1] === 409 || all[1] === 422));
  expect((await list('?state=contacted')).items).toMatchObject([{ id: quiet.id, handledBy: { name: 'Maya' } }]);
  const sent = await shop.db.read("select data from outbox where topic = 'outreach'");
  expect(sent.map(({ data }) => JSON.parse(String(data)))).toMatchObject([
    { to: 'quiet@example.org', locale: 'fr', values: { title: 'Du thé', text: 'Il est arrivé.' } },
  ]);
  expect(await json(shop.post(at, {}, maya.headers))).toMatchObject({ status: 422, body: { errors: [{ path: 'cool_down' }] } });

  await shop.put('/v1/customers/falling', { contactAllowed: false }, shop.key());
  const other = `/staff/insights/watchlist/${falling.id}/letter`;
  expect((await json(shop.post(other, {}, maya.headers))).body.errors).toMatchObject([{ path: 'contact_not_allowed' }]);
  const vera = await shop.signIn('Vera', 'viewer');
  expect((await shop.get(other)).status).toBe(401);
  expect((await shop.post(other, {}, vera.headers)).status).toBe(403);
  expect((await shop.get(other.replace('/staff', '/v1'), shop.strangersKey())).status).toBe(404);
});

test('strangers, readers and other merchants are kept out of the watch list', async () => {
  await threeInTrouble();
  await lookOverOrders(shop.deps);
  const [{ id }] = (await list()).items;
  const [vera, maya] = [await shop.signIn('Vera', 'viewer'), await shop.signIn('Maya', 'agent')];
  const at = `/staff/insights/watchlist/${id}`;
  expect((await shop.get('/v1/insights/watchlist')).status).toBe(401);
  expect((await shop.put(at, { state: 'dismissed' })).status).toBe(401);
  expect((await shop.put(at, { state: 'dismissed' }, vera.headers)).status).toBe(403);
  expect((await shop.post(`${at}/outreach`, { way: 'call' }, vera.headers)).status).toBe(403);
  expect((await shop.post('/staff/insights/watchlist/looks', {}, maya.headers)).status).toBe(403);
  expect((await list('', shop.strangersKey())).items).toEqual([]);
  expect((await shop.put(`/v1/insights/watchlist/${id}`, { state: 'dismissed' }, shop.strangersKey())).status).toBe(404);
  expect((await shop.post(`/v1/insights/watchlist/${id}/outreach`, { way: 'call' }, shop.strangersKey())).status).toBe(404);
});

test('with enough customers the model of buying is fitted on its own thread, and says who is alive', async () => {
  const bought: Order[] = [];
  const people = simulate({ r: 1, alpha: 4, a: 1, b: 2.5 }, 60, 50, 0, 3);
  for (const [i, one] of people.entries()) {
    const id = await customer(`c${i}`);
    for (let k = 0; k <= one.repeats; k++)
      bought.push(order(id, daysAfter(NOON, -350 + (one.repeats ? (one.recency * 7 * k) / one.repeats : 0)).slice(0, 10), 1000));
  }
  await put(bought);
  await lookOverOrders(shop.deps);
  const { items, look } = await list('?limit=100');
  expect(look).toMatchObject({ customers: 60, model: { customers: 60 } });
  const odds = items.flatMap((one: WatchItemView) => (one.odds ? [one.odds] : []));
  expect(odds.length).toBe(items.length);
  expect(
    odds.every(
      ({ alive, expectedOrders, weeks }: NonNullable<WatchItemView['odds']>) =>
        alive > 0 && alive < 1 && expectedOrders >= 0 && weeks === 12,
    ),
  ).toBe(true);
});

test('whoever comes back is looked after; who slips away again is an alarm, once; after six months it is said what came of it', async () => {
  const maya = await shop.signIn('Maya', 'owner');
  const fern = await customer('fern');
  await put(['2025-09-01', '2025-09-15', '2025-09-29', '2025-10-13'].map((day) => order(fern, day, 4000)));
  await shop.put('/v1/customers/fern/departure', { at: '2025-12-01T00:00:00.000Z' }, shop.key());
  await shop.remove('/v1/customers/fern/departure', undefined, shop.key());
  await lookAfterReturned(shop.deps);
  const [care] = (await json(shop.get('/staff/care', maya.headers))).body.items;
  expect(care).toMatchObject({ customer: { name: 'fern' }, state: 'watching', rhythmDays: 14 });

  shop.forward({ days: 29 });
  await lookAfterReturned(shop.deps);
  await lookAfterReturned(shop.deps);
  const slipping = (await json(shop.get('/staff/care?state=slipping', maya.headers))).body.items;
  expect(slipping).toMatchObject([
    { id: care.id, slipping: true, signals: [{ kind: 'quieter_than_before', figures: { usualGapDays: 14, daysSinceLast: 29 } }] },
  ]);
  expect(await shop.db.read("select topic from outbox where topic = 'notice'")).toHaveLength(1);

  const done = await json(shop.put(`/staff/care/${care.id}/check-ins/two_weeks`, { note: 'Was abroad.' }, maya.headers));
  expect(done.body).toMatchObject({ state: 'watching', nextAt: '2026-04-02T12:00:00.000Z' });
  await lookAfterReturned(shop.deps);
  expect((await json(shop.get(`/staff/care/${care.id}`, maya.headers))).body).toMatchObject({
    state: 'watching',
    events: [{ type: 'care_begun' }, { type: 'customer_slipping' }, { type: 'check_in_done' }, { type: 'customer_recovered' }],
  });

  shop.forward({ days: 170 });
  await lookAfterReturned(shop.deps);
  expect((await json(shop.get(`/staff/care/${care.id}`, maya.headers))).body).toMatchObject({
    state: 'kept',
    endedAt: '2026-09-02T12:00:00.000Z',
  });

  const vera = await shop.signIn('Vera', 'viewer');
  expect((await shop.put(`/staff/care/${care.id}/check-ins/month_6`, {}, vera.headers)).status).toBe(403);
  expect((await shop.put(`/v1/care/${care.id}/check-ins/month_6`, {}, shop.strangersKey())).status).toBe(404);
  expect((await shop.get(`/v1/care/${care.id}`, shop.strangersKey())).status).toBe(404);
  expect((await shop.put(`/v1/care/${care.id}/check-ins/never`, {}, shop.key())).status).toBe(404);
  expect((await shop.get('/v1/care')).status).toBe(401);
});
