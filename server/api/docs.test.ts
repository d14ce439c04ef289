import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(() => shop.close());

test('every call of the document can be read on one page that needs no script', async () => {
  const { paths } = await (await shop.get('/v1/openapi.json')).json();
  const page = await (await shop.get('/docs')).text();
  const calls = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `<b>${method.toUpperCase()}</b> <code>${path}</code>`),
  );
  expect(calls.length).toBeGreaterThan(50);
  expect(calls.filter((call) => !page.includes(call))).toEqual([]);
  expect(page).toContain('<code>story</code> string');
  expect(page).not.toContain('<script');
  expect(page).toContain('<code>customer_slipping</code>');
});
