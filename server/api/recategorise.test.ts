import { expect, onTestFinished, test } from 'vitest';
import type { DepartureView } from '#shared/contracts/departures.ts';
import type { Reasons } from '#shared/contracts/insights.ts';
import { rebuildInsight } from '#server/store/insight/rebuild.ts';
import { createTestApp, SHOP_ORIGIN } from './test-app.ts';

/** Fern cancelled because of the price, and her case was opened again. */
async function openShop() {
  const shop = await createTestApp();
  onTestFinished(async () => {
    expect(shop.failures).toEqual([]);
    expect((await rebuildInsight(shop.db, { fix: false })).examples).toEqual([]);
    await shop.close();
  });
  const identityToken = await shop.identityToken({ sub: 'c-1', email: 'fern@example.org', mrr: { amount: 2900, currency: 'EUR' } });
  const visits = '/v1/public/cancellations';
  const begun = await shop.post(visits, { siteKey: 'pk_garden', locale: 'en', identityToken }, { origin: SHOP_ORIGIN });
  const { cancellation } = (await begun.json()) as { cancellation: { id: string; token: string } };
  const put = (path: string, body: object) => shop.put(`${visits}/${cancellation.id}/${path}`, body, shop.bearer(cancellation.token));
  await put('answer', { reason: 'cancel.too_expensive', story: 'Too dear for what it is.' });
  await put('outcome', { outcome: 'cancelled' });
  const { items } = (await (await shop.get('/v1/cases?kind=cancellation', shop.key())).json()) as { items: { id: string }[] };
  const id = items[0]!.id;
  expect((await shop.put(`/v1/cases/${id}/reopening`, { note: 'Called her.' }, shop.key())).status).toBe(200);
  const left = async () => (await (await shop.get('/v1/customers/c-1/departure', shop.key())).json()) as DepartureView;
  const money = async () =>
    ((await (await shop.get('/v1/insights/reasons?kind=cancellation', shop.key())).json()) as Reasons).items.map(
      ({ reason, customers, revenuePerMonth }) => [reason, customers, revenuePerMonth?.amount],
    );
  const recategorise = (body: object, headers: Record<string, string> = shop.key()) => shop.put(`/v1/cases/${id}/reason`, body, headers);
  return { shop, id, left, money, recategorise };
}

test('what staff found to be the reason of a cancellation is why the customer left, and the money moves with it', async () => {
  const { left, money, recategorise } = await openShop();
  expect(await left()).toMatchObject({ reason: 'cancel.too_expensive' });
  expect(await money()).toEqual([['cancel.too_expensive', 1, 2900]]);
  expect((await recategorise({ reason: 'cancel.moved' })).status).toBe(200);
  expect(await left()).toMatchObject({ reason: 'cancel.moved', reasonText: 'Too dear for what it is.', way: 'cancel_flow' });
  expect(await money()).toEqual([['cancel.moved', 1, 2900]]);
});

test('a root cause or an unknown reason leaves the departure as it is; so does somebody who may not', async () => {
  const { shop, left, recategorise } = await openShop();
  const before = await left();
  const vera = await shop.signIn('Vera', 'viewer');
  expect((await recategorise({ rootCause: 'price_list' })).status).toBe(200);
  expect((await recategorise({ reason: 'cancel.weather' })).status).toBe(422);
  expect((await recategorise({ reason: 'cancel.moved' }, shop.key('read'))).status).toBe(403);
  expect((await recategorise({ reason: 'cancel.moved' }, shop.strangersKey())).status).toBe(404);
  expect((await recategorise({ reason: 'cancel.moved' }, {})).status).toBe(401);
  expect((await recategorise({ reason: 'cancel.moved' }, vera.headers)).status).toBe(401);
  expect((await recategorise({ reason: 'delivery.late' })).status).toBe(200); // a complaint after all: no reason for leaving
  expect(await left()).toEqual(before);
});

test('a departure that changes in the same moment keeps both changes', async () => {
  const { shop, left, recategorise } = await openShop();
  const { id } = await left();
  const all = await Promise.all([
    recategorise({ reason: 'cancel.moved' }),
    shop.put(`/v1/departures/${id}/decision`, { what: 'call' }, shop.key()),
    shop.put('/v1/customers/c-1/departure', { note: 'Was a good customer.' }, shop.key()),
  ]);
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await left()).toMatchObject({ reason: 'cancel.moved', note: 'Was a good customer.', decision: { what: 'call' } });
});
