import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DepartureView } from '#shared/contracts/departures.ts';
import { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { MERCHANT, NOON } from '#shared/fixtures/cast.ts';
import { storesOf } from './context.ts';
import { createTestApp, SHOP_ORIGIN, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
  await shop.put(
    '/v1/customers/c-1',
    { name: 'Fern', email: 'fern@example.org', mrr: { amount: 5000, currency: 'EUR' }, since: '2024-03-01' },
    shop.key(),
  );
  await shop.put('/v1/customers/c-2', { name: 'Gus', mrr: { amount: 2000, currency: 'EUR' } }, shop.key());
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const path = (name: string) => `/v1/customers/${name}/departure`;
const read = async (answer: Response | Promise<Response>, status = 200): Promise<DepartureView> => {
  const given = await answer;
  expect(given.status).toBe(status);
  return (await given.json()) as DepartureView;
};
const list = async (query = '', headers = shop.key('read')) =>
  (await (await shop.get(`/v1/departures${query}`, headers)).json()) as { items: DepartureView[]; nextCursor: string | null };

describe('told by a program', () => {
  test('somebody leaves, more becomes known, they come back and may leave again', async () => {
    const left = await read(shop.put(path('c-1'), { at: '2026-02-01', reason: 'cancel.too_expensive' }, shop.key('write')), 201);
    expect(left).toMatchObject({
      customer: { externalId: 'c-1', name: 'Fern', since: '2024-03-01' },
      at: '2026-02-01T00:00:00.000Z',
      way: 'api',
      segment: 'avoidable',
      revenue: { amount: 5000, currency: 'EUR' },
      lifetimeValue: { amount: 300_000, currency: 'EUR' },
      returnedAt: null,
    });
    const known = await read(shop.put(path('c-1'), { reasonText: 'Too dear for us', note: 'Told on the phone' }, shop.key('write')));
    expect(known).toMatchObject({
      id: left.id,
      at: left.at,
      reason: 'cancel.too_expensive',
      reasonText: 'Too dear for us',
      note: 'Told on the phone',
    });

    expect((await read(shop.remove(path('c-1'), undefined, shop.key('write')))).returnedAt).toBe('2026-03-02T12:00:00.000Z');
    expect((await shop.remove(path('c-1'), undefined, shop.key('write'))).status).toBe(404);
    const during = await shop.put(path('c-1'), { at: '2026-02-15' }, shop.key('write'));
    expect([during.status, ((await during.json()) as { code: string }).code]).toEqual([409, 'departure.already_left']);

    shop.forward({ days: 30 });
    const again = await read(shop.put(path('c-1'), {}, shop.key('write')), 201);
    expect(again.id).not.toBe(left.id);
    expect((await list()).items.map(({ id }) => id)).toEqual([again.id, left.id]);
  });

  test('what was told by mistake may be taken back and told again in the same moment', async () => {
    const left = await read(shop.put(path('c-1'), {}, shop.key()), 201);
    expect((await read(shop.remove(path('c-1'), undefined, shop.key()))).returnedAt).toBe(left.at);
    expect(await read(shop.put(path('c-1'), { reason: 'cancel.moved' }, shop.key()))).toMatchObject({ id: left.id, returnedAt: null });
  });

  test('ten programs that tell of it at once tell of one departure', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.put(path('c-1'), { reason: 'cancel.moved' }, shop.key())));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(9).fill(200), 201]);
    expect((await list()).items).toHaveLength(1);
  });

  test('an order on a later day shows that they came back', async () => {
    await shop.put(path('c-1'), { at: '2026-02-01' }, shop.key());
    const order = { customer: 'c-1', total: { amount: 500, currency: 'EUR' } };
    await shop.put('/v1/orders/o-1', { ...order, at: '2026-02-01T20:00:00Z' }, shop.key());
    expect((await read(shop.get(path('c-1'), shop.key()))).returnedAt).toBeNull();
    expect((await shop.put('/v1/orders/o-2', { ...order, at: '2026-02-20T08:00:00Z' }, shop.key())).status).toBe(201);
    expect((await read(shop.get(path('c-1'), shop.key()))).returnedAt).toBe('2026-02-20T08:00:00.000Z');
    expect((await shop.put('/v1/orders/o-2', { ...order, at: '2026-02-20T08:00:00Z' }, shop.key())).status).toBe(200);
  });

  test('strangers, readers, unknown people and reasons, and other shops are told apart', async () => {
    await shop.put(path('c-1'), { at: '2026-02-01' }, shop.key());
    const { id } = await read(shop.get(path('c-1'), shop.key()));
    const order = { customer: 'c-1', at: NOON, total: { amount: 500, currency: 'EUR' } };
    const decision = { what: 'call' };
    const calls: [string, string, unknown][] = [
      ['GET', path('c-1'), undefined],
      ['PUT', path('c-1'), {}],
      ['DELETE', path('c-1'), undefined],
      ['GET', '/v1/departures', undefined],
      ['GET', `/v1/departures/${id}`, undefined],
      ['PUT', `/v1/departures/${id}/decision`, decision],
      ['GET', '/v1/customers/c-1/orders', undefined],
      ['GET', '/v1/customers/c-1/worth', undefined],
      ['PUT', '/v1/orders/o-1', order],
    ];
    const statuses = async (headers: Record<string, string>) =>
      Promise.all(
        calls.map(async ([method, where, body]) => {
          const answer = await shop.request(where, {
            method,
            headers: { 'content-type': 'application/json', ...headers },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          });
          return answer.status;
        }),
      );
    expect(await statuses({})).toEqual(calls.map(() => 401));
    expect(await statuses(shop.key('read'))).toEqual([200, 403, 403, 200, 200, 403, 200, 200, 403]);
    expect(await statuses(shop.strangersKey())).toEqual([404, 404, 404, 200, 404, 404, 404, 404, 422]);
    expect((await list('', shop.strangersKey())).items).toEqual([]);
    const viewer = await shop.signIn('Vera', 'viewer');
    expect((await shop.put(`/staff/departures/${id}/decision`, decision, viewer.headers)).status).toBe(403);
    expect((await shop.get('/staff/departures', viewer.headers)).status).toBe(200);
    expect((await shop.get('/staff/departures')).status).toBe(401);
    expect((await shop.put(path('c-1'), { reason: 'delivery.late' }, shop.key())).status).toBe(422);
    expect((await shop.get(path('c-2'), shop.key())).status).toBe(404);
  });
});

test('the register is narrowed down and paged through, latest first', async () => {
  for (const [name, month, reason] of [
    ['c-1', '01', 'cancel.moved'],
    ['c-2', '02', 'cancel.too_expensive'],
  ] as const)
    await shop.put(path(name), { at: `2026-${month}-10`, reason }, shop.key());
  const who = async (query: string) => (await list(query)).items.map(({ customer }) => customer.externalId);
  expect(await who('')).toEqual(['c-2', 'c-1']);
  expect(await who('?from=2026-02-01')).toEqual(['c-2']);
  expect(await who('?to=2026-02-01')).toEqual(['c-1']);
  expect(await who('?reason=cancel.moved')).toEqual(['c-1']);
  expect(await who('?valueAtLeast=5000')).toEqual(['c-1']);
  expect(await who('?way=cancel_flow')).toEqual([]);
  const first = await list('?limit=1');
  expect((await list(`?limit=1&cursor=${first.nextCursor}`)).items.map(({ customer }) => customer.externalId)).toEqual(['c-1']);
  expect((await shop.get('/v1/departures?cursor=nonsense', shop.key())).status).toBe(400);

  await shop.remove(path('c-1'), undefined, shop.key());
  expect(await who('?returned=true')).toEqual(['c-1']);
  const agent = await shop.signIn('Gwen', 'agent');
  const [departure] = (await list('?returned=false')).items;
  const decided = await read(
    shop.put(`/staff/departures/${departure?.id}/decision`, { what: 'not_right_for_us', why: 'Shouted at Ivy' }, agent.headers),
  );
  expect(decided).toMatchObject({
    segment: 'not_right_for_us',
    decision: { what: 'not_right_for_us', why: 'Shouted at Ivy', by: agent.id },
  });
  expect(await who('?decision=not_right_for_us')).toEqual(['c-2']);
  expect(await who('?decision=none')).toEqual(['c-1']);
});

describe('in the cancel flow', () => {
  async function visit(identityToken?: string) {
    const opened = await shop.post(
      '/v1/public/cancellations',
      { siteKey: 'pk_garden', locale: 'en', ...(identityToken && { identityToken }) },
      { origin: SHOP_ORIGIN },
    );
    const { cancellation } = (await opened.json()) as { cancellation: { id: string; token: string } };
    return (what: string, body: object) =>
      shop.put(`/v1/public/cancellations/${cancellation.id}/${what}`, body, shop.bearer(cancellation.token));
  }
  const fern = () => shop.identityToken({ sub: 'c-1' });

  test('who cancels has left, with reason, words, case and what it costs', async () => {
    const put = await visit(await fern());
    await put('answer', { reason: 'cancel.too_expensive', story: 'Four more than theirs.' });
    expect((await shop.get(path('c-1'), shop.key())).status).toBe(404);
    await put('outcome', { outcome: 'cancelled' });
    const left = await read(shop.get(path('c-1'), shop.key()));
    expect(left).toMatchObject({
      at: NOON,
      way: 'cancel_flow',
      reason: 'cancel.too_expensive',
      reasonText: 'Four more than theirs.',
      revenue: { amount: 5000, currency: 'EUR' },
    });
    expect((await shop.get(`/v1/cases/${left.case}`, shop.key())).status).toBe(200);
    await put('outcome', { outcome: 'cancelled' });
    expect((await list()).items).toHaveLength(1);
  });

  test('the last word of the visit counts: who stays after all has come back, who leaves again has left', async () => {
    const put = await visit(await fern());
    await put('outcome', { outcome: 'cancelled' });
    shop.forward({ minutes: 5 });
    await put('outcome', { outcome: 'accepted_offer' });
    expect((await read(shop.get(path('c-1'), shop.key()))).returnedAt).toBe('2026-03-02T12:05:00.000Z');
    await put('outcome', { outcome: 'cancelled' });
    expect((await read(shop.get(path('c-1'), shop.key()))).returnedAt).toBeNull();
    expect((await list()).items).toHaveLength(1);
  });

  test('somebody who had left already leaves no second time; what they now say is kept', async () => {
    await shop.put(path('c-1'), { at: '2026-03-01' }, shop.key());
    const put = await visit(await fern());
    await put('answer', { reason: 'cancel.moved' });
    await put('outcome', { outcome: 'cancelled' });
    const { items } = await list();
    expect(items).toMatchObject([{ at: '2026-03-01T00:00:00.000Z', way: 'api', reason: 'cancel.moved' }]);
    expect(items[0]?.case).not.toBeNull();
  });

  test('nobody leaves whom nobody knows, and closing the window is no leaving', async () => {
    const stranger = await visit();
    await stranger('outcome', { outcome: 'cancelled' });
    const undecided = await visit(await fern());
    await undecided('outcome', { outcome: 'undecided' });
    expect((await list()).items).toEqual([]);
  });

  test('what staff settle for somebody who asked on paper is a departure too', async () => {
    await shop.submit('/s/pk_garden/cancel', { name: 'Ivy', email: 'ivy@example.org', story: 'Please cancel.', subscription: 'sub_9' });
    const { items } = (await (await shop.get('/v1/cases?kind=cancellation', shop.key())).json()) as { items: { id: string }[] };
    expect(items).toHaveLength(1);
    expect((await list()).items).toEqual([]);
    expect((await shop.put(`/v1/cases/${items[0]?.id}/cancellation`, { outcome: 'cancelled' }, shop.key())).status).toBe(200);
    expect((await list()).items).toMatchObject([{ customer: { email: 'ivy@example.org' }, way: 'cancel_flow', case: items[0]?.id }]);
  });
});

test('a worth is shown with its formula, by subscription or by orders, and by the shop’s own margin', async () => {
  const worth = async (name: string) =>
    (await (await shop.get(`/v1/customers/${name}/worth`, shop.key('read'))).json()) as Record<string, unknown>;
  expect(await worth('c-1')).toMatchObject({
    revenuePerMonth: { amount: 5000, currency: 'EUR' },
    lifetimeValue: { amount: 300_000, currency: 'EUR' },
    formula: '€50.00 a month × 100 % margin × 60 months (the longest that is reckoned with) = €3,000.00',
  });
  const settings = { ...DEFAULT_SETTINGS.worth, margin: 0.4, expectedLifetimeMonths: 24 };
  await storesOf(shop.deps, MERCHANT).settings.publish('worth', 0, settings, { id: null, at: NOON });
  await shop.put('/v1/customers/c-3', { acquisitionCost: { amount: 1000, currency: 'EUR' } }, shop.key());
  expect(await worth('c-3')).toMatchObject({ revenuePerMonth: null, lifetimeValue: null, inputs: { revenueFrom: 'unknown' } });
  for (const [name, at] of [
    ['o-1', '2025-06-01T00:00:00Z'],
    ['o-2', '2026-01-01T00:00:00Z'],
    ['old', '2024-01-01T00:00:00Z'],
  ] as const)
    await shop.put(`/v1/orders/${name}`, { customer: 'c-3', at, total: { amount: 6000, currency: 'EUR' } }, shop.key());
  expect(await worth('c-3')).toMatchObject({
    revenuePerMonth: { amount: 1000, currency: 'EUR' },
    lifetimeValue: { amount: 8600, currency: 'EUR' },
    lostOnDeparture: { amount: 9600, currency: 'EUR' },
    formula: '€120.00 ordered in 12 months ÷ 12 × 40 % margin × 24 months (as set) − €10.00 to win them = €86.00',
  });
});

test('erasing somebody takes their words and the numbers of their orders, and leaves the sums', async () => {
  await shop.put('/v1/orders/o-77', { customer: 'c-1', at: '2026-01-01T00:00:00Z', total: { amount: 6000, currency: 'EUR' } }, shop.key());
  const left = { at: '2026-02-01', reason: 'cancel.moved', reasonText: 'My mother in Delft fell ill', note: 'Call her sister' };
  await shop.put(path('c-1'), left, shop.key());
  const { id } = await read(shop.get(path('c-1'), shop.key()));
  await shop.put(`/v1/departures/${id}/decision`, { what: 'let_go', why: 'Because of her mother' }, shop.key());
  const kept = (await (await shop.get('/v1/customers/c-1/export', shop.key())).json()) as { orders: object[]; departures: object[] };
  expect(kept).toMatchObject({ orders: [{ externalId: 'o-77' }], departures: [{ id, reasonText: left.reasonText }] });

  expect((await shop.remove('/v1/customers/c-1', undefined, shop.key())).status).toBe(200);
  const traces = JSON.stringify([await shop.db.read('select * from departures'), await shop.db.read('select * from orders')]);
  for (const words of ['Delft', 'sister', 'mother', 'o-77']) expect(traces).not.toContain(words);
  expect(await read(shop.get(`/v1/departures/${id}`, shop.key()))).toMatchObject({
    reason: 'cancel.moved',
    revenue: { amount: 5000, currency: 'EUR' },
    decision: { what: 'let_go', why: null },
    customer: { name: null, email: null },
  });
  expect(await shop.db.readOne('select sum(total) as sum from orders')).toMatchObject({ sum: 6000 });
});

describe('the register as a whole', () => {
  beforeEach(async () => {
    await read(shop.put(path('c-1'), { at: '2026-02-01', reason: 'cancel.too_expensive' }, shop.key('write')), 201);
    await read(shop.put(path('c-2'), { at: '2026-02-03', reason: 'cancel.moved', reasonText: '=1+1' }, shop.key('write')), 201);
  });

  test('is narrowed to those who could have been kept, or to one customer', async () => {
    const names = async (query: string) => (await list(query)).items.map(({ customer }) => customer.name);
    expect(await names('?segment=avoidable')).toEqual(['Fern']);
    expect(await names('?segment=unavoidable')).toEqual(['Gus']);
    expect(await names('?customer=c-2')).toEqual(['Gus']);
    const { id } = (await list('?customer=c-1')).items[0]!;
    const maya = await shop.signIn('Maya', 'agent');
    await shop.put(`/staff/departures/${id}/decision`, { what: 'not_right_for_us', why: 'Wants what we do not make.' }, maya.headers);
    expect(await names('?segment=avoidable')).toEqual([]);
    expect(await names('?segment=not_right_for_us')).toEqual(['Fern']);
    expect((await shop.get('/v1/departures?customer=c-1', shop.strangersKey())).status).toBe(404);
  });

  test('comes as a table that no spreadsheet takes for a formula, to nobody without a key', async () => {
    const answer = await shop.get('/v1/departures/register.csv?from=2026-01-01', shop.key('read'));
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('c-2,Gus,,,2026-02-03T00:00:00.000Z,cancel.moved,');
    expect(lines[1]).toContain("'=1+1,unavoidable,api,20,");
    expect(lines[2]).toContain('fern@example.org,2024-03-01');
    expect((await shop.get('/v1/departures/register.csv')).status).toBe(401);
    expect((await (await shop.get('/v1/departures/register.csv', shop.strangersKey())).text()).trim().split('\r\n')).toHaveLength(1);
  });
});
