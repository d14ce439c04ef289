import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeptOfPerson } from '#shared/contracts/privacy.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

let shop: TestApp;
let lena: Awaited<ReturnType<TestApp['signIn']>>;
let id: string;
beforeAll(async () => {
  shop = await createTestApp();
  lena = await shop.signIn('Lena', 'lead');
  const identityToken = await shop.identityToken({ sub: 'fern', email: 'fern@example.org' });
  for (const key of ['one', 'two'])
    await shop.post('/v1/public/cases', { ...lateKettle, idempotencyKey: key, identityToken }, { origin: SHOP_ORIGIN });
  id = ((await (await shop.get('/staff/customers/fern', lena.headers)).json()) as { id: string }).id;
});
afterAll(() => shop.close());

const ask = (who = lena) => shop.get(`/staff/privacy/customers/${id}`, who.headers);

test('before a person is erased, a lead sees how much is kept of them', async () => {
  const kept = (await (await ask()).json()) as KeptOfPerson;
  expect(kept).toMatchObject({ cases: 2, openCases: 2, files: 0, visits: 0, orders: 0, customer: { externalId: 'fern', legalHold: null } });
  expect(kept.letters).toBeGreaterThan(0);
});

test('agents, strangers and other shops are told nothing of a person', async () => {
  expect((await ask(await shop.signIn('Maya', 'agent'))).status).toBe(403);
  expect((await shop.get(`/staff/privacy/customers/${id}`)).status).toBe(401);
  expect((await ask(await shop.signIn('Kim', 'owner', shop.stranger.merchantId))).status).toBe(404);
});
