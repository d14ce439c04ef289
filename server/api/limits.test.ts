import { expect, test } from 'vitest';
import { createApp } from './app.ts';
import { createTestApp, lateKettle } from './test-app.ts';

async function behindProxy() {
  const shop = await createTestApp();
  const app = createApp({ ...shop.deps, trustProxy: true });
  const tell = (from: string, claimed = '') =>
    app.request('http://amends.test/v1/public/cases', {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'x-forwarded-for': `${claimed}${from}` },
      body: JSON.stringify(lateKettle),
    });
  return { shop, tell };
}

test('a busy address is set apart, a flood is told when to come back, and others are not touched', async () => {
  const { shop, tell } = await behindProxy();
  for (let i = 0; i < 600; i++) await tell('203.0.113.9');
  const flood = await tell('203.0.113.9', '198.51.100.1, ');
  expect([flood.status, (await flood.json()).code]).toEqual([429, 'request.too_many']);
  expect(Number(flood.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await tell('203.0.113.10')).status).toBe(201);
  const cases = await shop.db.read("select json_extract(data, '$.tags') as tags from cases order by seq");
  expect(cases.slice(0, 60).every(({ tags }) => tags === '[]')).toBe(true);
  expect(cases.slice(60, 600).every(({ tags }) => tags === '["suspicious"]')).toBe(true);
  await shop.close();
});
