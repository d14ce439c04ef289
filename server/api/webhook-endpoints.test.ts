import { expect, onTestFinished, test, describe } from 'vitest';
import type { EventStream, NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint } from '#shared/contracts/webhooks.ts';
import { createTestApp, lateKettle } from './test-app.ts';

const HOOK = 'https://hooks.garden.example/amends';

async function openShop() {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  const made = async (body: object = { url: HOOK }, headers = shop.key()) => {
    const answer = await shop.post('/v1/webhook-endpoints', body, headers);
    expect(answer.status).toBe(201);
    return (await answer.json()) as NewWebhookEndpoint;
  };
  const list = async (headers = shop.key('read')) =>
    ((await (await shop.get('/v1/webhook-endpoints', headers)).json()) as { items: WebhookEndpoint[] }).items;
  return { shop, made, list };
}

test('the secret of an endpoint is shown once, and kept sealed', async () => {
  const { shop, made, list } = await openShop();
  const { secret, ...endpoint } = await made({ url: HOOK, events: ['case_opened'] });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await list()).toEqual([endpoint]);
  const stored = String((await shop.db.readOne('select secret from webhook_endpoints'))?.secret);
  expect(stored).not.toContain(secret.slice(6));
  expect(shop.deps.secrets.unseal(stored)).toBe(secret);
});

test('the same request twice makes one endpoint with one secret', async () => {
  const { made, list } = await openShop();
  const [first, second] = [await made({ url: HOOK, idempotencyKey: 'k1' }), await made({ url: HOOK, idempotencyKey: 'k1' })];
  expect(second).toEqual(first);
  expect(await list()).toHaveLength(1);
});

test('an endpoint is changed, switched off and on, tested and removed', async () => {
  const { shop, made, list } = await openShop();
  const { id } = await made();
  const path = `/v1/webhook-endpoints/${id}`;
  expect(await (await shop.put(path, { events: ['offer_made'], enabled: false }, shop.key())).json()).toMatchObject({
    url: HOOK,
    events: ['offer_made'],
    disabledBecause: 'Switched off by hand.',
  });
  expect(await (await shop.put(path, { enabled: true }, shop.key())).json()).toMatchObject({ disabledAt: null, disabledBecause: null });
  expect((await shop.post(`${path}/test`, {}, shop.key())).status).toBe(202);
  const { items } = (await (await shop.get(`${path}/deliveries?state=waiting`, shop.key())).json()) as { items: WebhookDelivery[] };
  expect(items).toMatchObject([{ type: 'ping', state: 'waiting', tries: 0, error: null }]);
  expect((await shop.request(path, { method: 'DELETE', headers: shop.key() })).status).toBe(200);
  expect(await list()).toEqual([]);
  expect(await shop.db.read("select id from outbox where channel = 'webhook'")).toEqual([]);
});

test.each(['http://hooks.garden.example/', 'https://user:word@hooks.garden.example/', 'ftp://hooks.garden.example/', 'not an address'])(
  '%s is not an address we call',
  async (url) => {
    const { shop } = await openShop();
    expect([400, 422]).toContain((await shop.post('/v1/webhook-endpoints', { url }, shop.key())).status);
  },
);

describe('who decides who hears of events', () => {
  test('nobody without a key, and no key below admin', async () => {
    const { shop } = await openShop();
    expect((await shop.post('/v1/webhook-endpoints', { url: HOOK })).status).toBe(401);
    expect((await shop.post('/v1/webhook-endpoints', { url: HOOK }, shop.key('read'))).status).toBe(403);
    expect((await shop.post('/v1/webhook-endpoints', { url: HOOK }, shop.key('write'))).status).toBe(403);
  });

  test('the owner on the staff page, and nobody else', async () => {
    const { shop, list } = await openShop();
    const [omar, lena] = [await shop.signIn('Omar', 'owner'), await shop.signIn('Lena', 'lead')];
    expect((await shop.post('/staff/webhook-endpoints', { url: HOOK }, lena.headers)).status).toBe(403);
    expect((await shop.post('/staff/webhook-endpoints', { url: HOOK }, omar.headers)).status).toBe(201);
    expect(await list()).toHaveLength(1);
  });

  test('another merchant does not find ours', async () => {
    const { shop, made, list } = await openShop();
    const { id } = await made();
    const path = `/v1/webhook-endpoints/${id}`;
    expect(await list(shop.strangersKey())).toEqual([]);
    for (const answer of [
      shop.put(path, { enabled: false }, shop.strangersKey()),
      shop.request(path, { method: 'DELETE', headers: shop.strangersKey() }),
      shop.post(`${path}/test`, {}, shop.strangersKey()),
      shop.post(`${path}/replay?since=2026-03-02T00:00:00Z`, {}, shop.strangersKey()),
      shop.get(`${path}/deliveries`, shop.strangersKey()),
    ])
      expect((await answer).status).toBe(404);
    expect((await list())[0]?.disabledAt).toBeNull();
  });
});

describe('the stream of events', () => {
  test('everything that happened comes once and in order, however it is cut', async () => {
    const { shop } = await openShop();
    for (const email of ['fern@example.org', 'ada@example.org', 'bo@example.org'])
      await shop.post('/v1/public/cases', { ...lateKettle, contact: { email } });
    const read = async (after: number, limit: number) =>
      (await (await shop.get(`/v1/events?after=${after}&limit=${limit}`, shop.key('read'))).json()) as EventStream;
    const whole = await read(0, 100);
    const pieces: EventStream['items'] = [];
    for (let after = 0; ;) {
      const { items, next } = await read(after, 2);
      if (items.length === 0) break;
      pieces.push(...items);
      after = next;
    }
    expect(pieces).toEqual(whole.items);
    expect(whole.items.filter(({ type }) => type === 'case_opened').map(({ caseId }) => caseId)).toEqual([
      'case_000001',
      'case_000002',
      'case_000003',
    ]);
    expect(await read(whole.next, 10)).toEqual({ items: [], next: whole.next });
  });

  test('is for the merchant’s own programs, and shows nothing of another merchant’s', async () => {
    const { shop } = await openShop();
    await shop.post('/v1/public/cases', lateKettle);
    expect((await shop.get('/v1/events')).status).toBe(401);
    expect(await (await shop.get('/v1/events', shop.strangersKey('read'))).json()).toEqual({ items: [], next: 0 });
  });
});
