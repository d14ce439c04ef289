import { jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { createShop } from './shop.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const SECRET = 'a secret that only the shop and Amends know';

const openShop = (basePath = '') =>
  createShop({ amendsUrl: 'http://amends.test', siteKey: 'pk_shop', identitySecret: SECRET, basePath, now: () => NOON });

const stateOf = async (shop: ReturnType<typeof openShop>, id: string) => (await shop.request(`/billing/subscriptions/${id}`)).json();

test('the account page carries the public snippet and a cancel link that works by itself', async () => {
  const shop = openShop('/shop');
  const text = await (await shop.request('/account')).text();
  expect(text).toContain('<script async src="http://amends.test/widget.js" data-site="pk_shop"></script>');
  expect(text).toContain('href="/shop/account/cancel" data-amends="cancel" data-subscription="sub_1"');
});

test('the shop says who is signed in with a token that lasts an hour', async () => {
  const text = await (await openShop().request('/account')).text();
  const token = /data-identity="([^"]+)"/.exec(text)?.[1] ?? '';
  const { payload } = await jwtVerify(token, new TextEncoder().encode(SECRET), { currentDate: NOON });
  expect(payload).toMatchObject({
    sub: 'fern',
    email: 'fern@shop.example',
    name: 'Fern Holloway',
    subscription: 'sub_1',
    plan: 'Tea club',
    mrr: { amount: 2400, currency: 'EUR' },
    exp: NOON.getTime() / 1000 + 3600,
  });
});

test('cancelling on the shop’s own page ends the subscription without anybody’s script', async () => {
  const shop = openShop();
  const answer = await shop.request('/account/cancel', { method: 'POST' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account/cancel']);
  expect(await stateOf(shop, 'sub_1')).toMatchObject({ state: 'cancelled', cancelledAt: NOON.toISOString(), cancelCalls: 1 });
  expect(await (await shop.request('/account/cancel')).text()).toContain('is cancelled');
});

test('billing counts every call and leaves the others alone', async () => {
  const shop = openShop();
  await shop.request('/billing/subscriptions/sub_2/cancellation', { method: 'POST' });
  await shop.request('/billing/subscriptions/sub_2/cancellation', { method: 'POST' });
  expect(await stateOf(shop, 'sub_2')).toMatchObject({ state: 'cancelled', cancelCalls: 2 });
  expect(await stateOf(shop, 'sub_1')).toMatchObject({ state: 'active', cancelCalls: 0 });
});

test('a refusing bank leaves the subscription running and says so', async () => {
  const shop = openShop();
  await shop.request('/billing/subscriptions/sub_1/refusal', { method: 'PUT', body: '{"refuse":true}' });
  const answer = await shop.request('/account/cancel', { method: 'POST' });
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('still runs')]);
  expect(await stateOf(shop, 'sub_1')).toMatchObject({ state: 'active', cancelCalls: 1 });
});

test('one customer does not see another’s order', async () => {
  const shop = openShop();
  expect((await shop.request('/orders/1042')).status).toBe(200);
  expect((await shop.request('/orders/1051')).status).toBe(404);
  expect((await shop.request('/orders/1051', { headers: { Cookie: 'shop_customer=jonas' } })).status).toBe(200);
});
