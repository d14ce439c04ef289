import { expect, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import type { KeepInTouchList } from '#shared/contracts/keep-in-touch.ts';
import { createTestApp, lateKettle } from './api/test-app.ts';
import { runCommand } from './commands.ts';
import { bringCustomers } from './demo-customers.ts';
import { allowLetters } from './demo-letters.ts';

test('in the demo shop some who left allowed letters, some of which are due with something new to say, and one praise may be quoted', async () => {
  const shop = await createTestApp();
  await shop.post('/v1/public/cases', { ...lateKettle, kind: 'praise', reason: undefined, asked: undefined, story: 'They carried it up.' });
  await bringCustomers(shop.deps, MERCHANT);
  await allowLetters(shop.deps, MERCHANT);
  const { items } = (await (await shop.get('/v1/keep-in-touch', shop.key())).json()) as KeepInTouchList;
  expect(items).toHaveLength(4);
  expect(new Set(items.map(({ howOften }) => howOften)).size).toBe(4);
  const ready = items.filter(({ due, why }) => due && why === null);
  expect(ready.length).toBeGreaterThanOrEqual(2);
  expect(ready.some(({ news }) => news > 0)).toBe(true);
  expect(items.some(({ why }) => why === 'contact_not_allowed')).toBe(true);
  const sending = await (await shop.post('/v1/keep-in-touch/letters', { dryRun: true }, shop.key())).json();
  expect(sending.sent).toBeGreaterThanOrEqual(1);
  expect(await (await shop.get('/v1/testimonials', shop.key())).json()).toMatchObject({
    items: [{ state: 'waiting', mayName: true, customer: { name: 'Fern' }, words: 'They carried it up.' }],
  });
  expect((await (await shop.post('/v1/praise-invitations?dryRun=true', { count: 5 }, shop.key())).json()).invited).toHaveLength(5);
  expect(await runCommand(shop.deps, 'insight rebuild', { options: {}, words: [] })).toMatchObject({ differences: 0 });
  expect(shop.failures).toEqual([]);
  await shop.close();
});
