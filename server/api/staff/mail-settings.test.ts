import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailState } from '#shared/contracts/mail.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

let shop: TestApp;
let omar: Awaited<ReturnType<TestApp['signIn']>>;
beforeAll(async () => {
  shop = await createTestApp();
  omar = await shop.signIn('Omar', 'owner');
});
afterAll(() => shop.close());

const state = async (who = omar) => (await (await shop.get('/staff/mail-settings', who.headers)).json()) as MailState;

test('the owner sees that no mail server is set, and how many letters wait because of it', async () => {
  expect(await state()).toEqual({
    mailServer: false,
    from: null,
    replyTo: null,
    waiting: 0,
    failed: 0,
    oldestWaitingAt: null,
    lastSentAt: null,
  });
  await shop.post('/v1/public/cases', lateKettle, { origin: SHOP_ORIGIN });
  expect(await state()).toMatchObject({ waiting: 1, oldestWaitingAt: shop.now().toISOString() });
});

test('with a mail server its addresses are shown, and nothing that signs in there', async () => {
  shop.deps.mail = { from: 'Garden shop <hello@garden.example>', replyTo: 'reply@garden.example' };
  expect(await state()).toMatchObject({ mailServer: true, from: 'Garden shop <hello@garden.example>', replyTo: 'reply@garden.example' });
});

test('letters that left or failed are counted for this shop alone', async () => {
  await shop.db.write([{ sql: "update outbox set state = 'failed'", args: [] }]);
  expect(await state()).toMatchObject({ waiting: 0, failed: 1 });
  await shop.db.write([{ sql: "update outbox set state = 'sent', done_at = ?", args: [shop.now().toISOString()] }]);
  expect(await state()).toMatchObject({ failed: 0, lastSentAt: shop.now().toISOString() });
  expect(await state(await shop.signIn('Kim', 'owner', shop.stranger.merchantId))).toMatchObject({ lastSentAt: null, waiting: 0 });
});

test('agents and strangers are not told how mail is set', async () => {
  expect((await shop.get('/staff/mail-settings')).status).toBe(401);
  const maya = await shop.signIn('Maya', 'agent');
  expect((await shop.get('/staff/mail-settings', maya.headers)).status).toBe(403);
});
