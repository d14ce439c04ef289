import { expect, onTestFinished, test } from 'vitest';
import type { Outbox } from '#shared/contracts/staff.ts';
import { createTestApp, lateKettle } from '../test-app.ts';

async function openShop() {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  await shop.post('/v1/public/cases', lateKettle);
  return shop;
}

test('staff read every letter as its customer will', async () => {
  const shop = await openShop();
  const maya = await shop.signIn('Maya', 'agent');
  const { items } = (await (await shop.get('/staff/outbox', maya.headers)).json()) as Outbox;
  expect(items).toMatchObject([
    { kind: 'receipt', to: 'fern@example.org', subject: 'We have it: A7K-001', state: 'waiting', tries: 0, error: null },
  ]);
});

test('a stranger reads none, and somebody who may only look sends none', async () => {
  const shop = await openShop();
  expect((await shop.get('/staff/outbox')).status).toBe(401);
  const vera = await shop.signIn('Vera', 'viewer');
  expect((await shop.post('/staff/outbox/out_000001/retry', {}, vera.headers)).status).toBe(403);
});

test('another merchant’s letter is not found', async () => {
  const shop = await openShop();
  await shop.post(
    '/v1/public/cases',
    { ...lateKettle, siteKey: 'pk_stranger', reason: undefined, asked: [] },
    { origin: 'https://another.example' },
  );
  const maya = await shop.signIn('Maya', 'agent');
  expect((await shop.db.read("select id from outbox where merchant_id = 'mer_stranger'")).map(({ id }) => id)).toEqual(['out_000002']);
  expect((await shop.post('/staff/outbox/out_000002/retry', {}, maya.headers)).status).toBe(404);
});
