import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
let maya: { id: string; headers: Record<string, string> };
let jonas: typeof maya;
let sven: typeof maya;
beforeAll(async () => {
  shop = await createTestApp();
  maya = await shop.signIn('Maya', 'agent');
  jonas = await shop.signIn('Jonas', 'viewer');
  sven = await shop.signIn('Sven', 'agent', shop.stranger.merchantId);
});
afterAll(() => shop.close());

const viewsOf = async (who = maya) => (await (await shop.get('/staff/views', who.headers)).json()).items;
const keep = (name: string, who = maya) => shop.post('/staff/views', { name, query: 'view=open&tag=vip' }, who.headers);

test('a view is kept under a name, named anew, and forgotten', async () => {
  const made = await keep('Important people');
  expect(made.status).toBe(201);
  const view = await made.json();
  expect(await viewsOf()).toEqual([view]);
  await shop.put(`/staff/views/${view.id}`, { name: 'VIP', query: 'tag=vip' }, maya.headers);
  expect(await viewsOf()).toEqual([{ id: view.id, name: 'VIP', query: 'tag=vip' }]);
  expect((await shop.remove(`/staff/views/${view.id}`, undefined, maya.headers)).status).toBe(204);
  expect(await viewsOf()).toEqual([]);
});

test('everybody has their own, lookers-on too', async () => {
  const { id } = await (await keep('Of Jonas', jonas)).json();
  for (const other of [maya, sven]) {
    expect(await viewsOf(other)).toEqual([]);
    expect((await shop.put(`/staff/views/${id}`, { name: 'Mine', query: '' }, other.headers)).status).toBe(404);
    expect((await shop.remove(`/staff/views/${id}`, undefined, other.headers)).status).toBe(404);
  }
  expect(await viewsOf(jonas)).toHaveLength(1);
  for (const path of ['/staff/views']) expect((await shop.get(path)).status).toBe(401);
  expect((await shop.post('/staff/views', { name: 'x', query: '' })).status).toBe(401);
});

test('a name is needed, and fifty views are enough', async () => {
  expect((await keep(' ')).status).toBe(400);
  for (let count = 0; count < 50; count += 1) await keep(`View ${count}`);
  const refused = await keep('One too many');
  expect([refused.status, (await refused.json()).code]).toEqual([409, 'view.too_many']);
});
