import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { createTestApp, lateKettle, PUBLIC_URL, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(() => shop.close());

test('without a token of its own the page of figures is not there', async () => {
  expect((await shop.get('/metrics')).status).toBe(404);
  expect((await shop.get('/metrics', shop.key())).status).toBe(404);
});

test('a monitor with the token reads how things are, nobody else', async () => {
  const app = createApp({ ...shop.deps, metricsToken: 'a token of the monitor' });
  const get = async (headers: Record<string, string> = {}) => app.request(`${PUBLIC_URL}/metrics`, { headers });
  const watch = createApp({ ...shop.deps, metricsToken: 'metrics-of-march' });
  const read = async (authorization: string) => watch.request(`${PUBLIC_URL}/metrics`, { headers: { authorization } });

  expect([(await get()).status, (await get(shop.key())).status]).toEqual([401, 401]);

  await watch.request(`${PUBLIC_URL}/v1/public/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(lateKettle),
  });
  await watch.request(`${PUBLIC_URL}/v1/cases`);
  const answer = await read('Bearer metrics-of-march');
  const text = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  expect(text).toContain('amends_requests_total{method="POST",status="201"} 1\n');
  expect(text).toContain('amends_requests_total{method="GET",status="401"} 1\n');
  expect(text).toContain('# TYPE amends_open_cases gauge\namends_open_cases 1\n');
  expect(text).toMatch(/amends_events_total [1-9]\d*\n/);
  expect(text).toMatch(/amends_outbox_waiting [1-9]\d*\n/);
  for (const line of text.trim().split('\n')) expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="\w+"(?:,\w+="\w+")*\})? \d+)$/);
});
