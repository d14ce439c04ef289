import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createTestApp, lateKettle } from '#server/api/test-app.ts';
import { couriersOf } from '#server/couriers.ts';
import { startMailServer, startPeer } from './fixtures/peers.ts';
import { startPost } from './post.ts';
import { createWaker } from './wake.ts';

test('a letter and a webhook leave as soon as their case is on disk', async () => {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  const [mailServer, peer] = [await startMailServer(), await startPeer()];
  Object.assign(shop.deps, { mail: { from: 'hello@garden.example', replyTo: null }, webhooksMayBePrivate: true });
  await shop.post('/v1/webhook-endpoints', { url: peer.url, events: ['case_opened'] }, shop.key());
  const post = startPost({ ...shop.deps, couriers: couriersOf(shop.deps, mailServer.url), name: 'srv_1' });
  onTestFinished(() => post.stop());
  await wait(300);
  const before = Date.now();
  await shop.post('/v1/public/cases', lateKettle);
  while ((mailServer.mails.length === 0 || peer.taken.length === 0) && Date.now() - before < 2500) await wait(20);
  expect([mailServer.mails.length, peer.taken.length]).toEqual([1, 1]);
  expect(Date.now() - before).toBeLessThan(2500);
  expect(shop.failures).toEqual([]);
});

test('a job that is woken often runs seldom, and once more after the last call', async () => {
  let runs = 0;
  let seen = 0;
  let calls = 0;
  const waker = createWaker(
    async () => {
      runs++;
      seen = calls;
      await wait(20);
    },
    () => {},
    5,
  );
  for (calls = 1; calls <= 50; calls++) {
    waker.wake();
    await wait(2);
  }
  await wait(80);
  await waker.stop();
  expect(seen).toBeGreaterThanOrEqual(50);
  expect(runs).toBeLessThan(20);
  waker.wake();
  await wait(40);
  expect(runs).toBeLessThan(20);
});
