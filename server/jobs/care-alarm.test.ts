import { expect, onTestFinished, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { CustomerSlipping, type NewWebhookEndpoint } from '#shared/contracts/webhooks.ts';
import { createTestApp, type TestApp } from '#server/api/test-app.ts';
import { couriersOf } from '#server/couriers.ts';
import { lookAfterReturned } from './care.ts';
import { fanOut } from './fan-out.ts';
import { startPeer } from './fixtures/peers.ts';
import { deliverDue, type Postmaster } from './outbox.ts';

/** A garden shop whose customer Fern ordered every fortnight, left, and came back today. */
async function openShop() {
  const shop = await createTestApp();
  onTestFinished(async () => {
    expect(shop.failures).toEqual([]);
    await shop.close();
  });
  const deps = Object.assign(shop.deps, { webhooksMayBePrivate: true });
  await shop.put('/v1/customers/fern', { name: 'Fern', email: 'fern@example.org' }, shop.key());
  for (const day of ['2025-09-01', '2025-09-15', '2025-09-29', '2025-10-13'])
    await shop.put(
      `/v1/orders/${day}`,
      { customer: 'fern', at: `${day}T10:00:00.000Z`, total: { amount: 4000, currency: 'EUR' } },
      shop.key(),
    );
  await shop.put('/v1/customers/fern/departure', { at: '2025-12-01T00:00:00.000Z' }, shop.key());
  await shop.remove('/v1/customers/fern/departure', undefined, shop.key());
  await lookAfterReturned(shop.deps);

  const couriers = couriersOf(deps, null);
  onTestFinished(() => couriers.forEach((courier) => courier.close()));
  const postmaster: Postmaster = { db: shop.db, now: deps.now, random: () => 0.5, name: 'srv_1', couriers, log: deps.log };
  const send = async () => void (await fanOut(postmaster), await deliverDue(postmaster));
  const silence = async () => {
    shop.forward({ days: 29 });
    await lookAfterReturned(shop.deps);
  };
  return { shop, send, silence };
}

async function listen(shop: TestApp, events?: string[], headers = shop.key()) {
  const peer = await startPeer();
  const made = (await (await shop.post('/v1/webhook-endpoints', { url: peer.url, events }, headers)).json()) as NewWebhookEndpoint;
  return { ...peer, id: made.id, types: () => peer.taken.map(({ body }) => (JSON.parse(body) as { type: string }).type) };
}
const waiting = async (shop: TestApp) =>
  (await shop.db.read("select topic from outbox where state = 'waiting' order by topic")).map(({ topic }) => topic);

test('a program hears who may be leaving again, whose customer it is, and by which figures, once', async () => {
  const { shop, send, silence } = await openShop();
  const maya = await shop.signIn('Maya', 'owner');
  const [wanting, everything, others] = [
    await listen(shop, ['customer_slipping']),
    await listen(shop),
    await listen(shop, ['case_opened']),
  ];
  const elsewhere = await listen(shop, ['customer_slipping'], shop.strangersKey());
  const { id, version } = ((await (await shop.get('/staff/care', maya.headers)).json()) as { items: { id: string; version: number }[] })
    .items[0]!;
  await shop.put(`/staff/care/${id}/owner`, { owner: maya.id, version }, maya.headers);
  await silence();
  await lookAfterReturned(shop.deps);
  await send();
  await send();
  expect([wanting.types(), everything.types(), others.types(), elsewhere.types()]).toEqual([
    ['customer_slipping'],
    ['customer_slipping'],
    [],
    [],
  ]);
  const body = CustomerSlipping.parse(JSON.parse(wanting.taken[0]!.body));
  expect({ ...body, data: { ...body.data, care: { ...body.data.care, owner: body.data.care.owner?.name } } }).toMatchInlineSnapshot(`
    {
      "data": {
        "care": {
          "customer": {
            "externalId": "fern",
            "id": "cus_000001",
          },
          "departure": "dep_000001",
          "endsAt": "2026-09-02T12:00:00.000Z",
          "id": "care_000001",
          "nextAt": "2026-03-16T12:00:00.000Z",
          "owner": "Maya",
          "signals": [
            {
              "at": "2026-03-30T12:00:00.000Z",
              "figures": {
                "daysSinceLast": 29,
                "orders": 0,
                "usualGapDays": 14,
              },
              "kind": "quieter_than_before",
            },
          ],
          "startedAt": "2026-03-02T12:00:00.000Z",
          "state": "slipping",
          "version": 3,
        },
        "event": {
          "at": "2026-03-31T12:00:00.000Z",
          "by": null,
          "data": {
            "signals": [
              "quieter_than_before",
            ],
          },
          "number": 3,
          "type": "customer_slipping",
        },
      },
      "timestamp": "2026-03-31T12:00:00.000Z",
      "type": "customer_slipping",
    }
  `);
});

test('the alarm, the letter and what programs hear are written together or not at all', async () => {
  const { shop, silence } = await openShop();
  await shop.signIn('Maya', 'owner');
  await listen(shop, ['customer_slipping']);
  await shop.db.write([
    {
      sql: "create trigger full before insert on outbox when new.channel = 'webhook' begin select raise(abort, 'disk full'); end",
      args: [],
    },
  ]);
  await expect(silence()).rejects.toThrow(/disk full/);
  expect(await waiting(shop)).toEqual([]);
  expect(await shop.db.read("select 1 from care_events where type = 'customer_slipping'")).toEqual([]);
  await shop.db.write([{ sql: 'drop trigger full', args: [] }]);
  await lookAfterReturned(shop.deps);
  expect(await waiting(shop)).toEqual(['customer_slipping', 'notice']);
});

test('a program that was switched off hears of it when it is switched on, and again by replay under the same id', async () => {
  const { shop, send, silence } = await openShop();
  const peer = await listen(shop, ['customer_slipping']);
  const at = `/v1/webhook-endpoints/${peer.id}`;
  await shop.put(at, { enabled: false }, shop.key());
  const since = shop.now().toISOString();
  await silence();
  await send();
  expect(peer.types()).toEqual([]);
  await shop.put(at, { enabled: true }, shop.key());
  await send();
  expect(peer.types()).toEqual(['customer_slipping']);
  expect(await (await shop.post(`${at}/replay?since=${since}`, {}, shop.key())).json()).toEqual({ events: 1 });
  await send();
  expect(new Set(peer.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(peer.taken).toHaveLength(2);
  shop.forward({ minutes: 1 });
  await shop.post(`${at}/replay?since=${shop.now().toISOString()}`, {}, shop.key());
  await send();
  expect(peer.taken).toHaveLength(2);
});

test('nobody hears of somebody who asked to be forgotten', async () => {
  const { shop, silence } = await openShop();
  await listen(shop, ['customer_slipping']);
  await shop.remove('/v1/customers/fern', undefined, shop.key());
  await silence();
  expect(await waiting(shop)).not.toContain('customer_slipping');
  expect(await shop.db.readOne('select count(*) as n from care_events where merchant_id = ?', [MERCHANT])).not.toEqual({ n: 0 });
});
