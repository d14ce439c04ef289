import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { createTestApp, type TestApp } from './test-app.ts';

let shop: TestApp;
let src: string;
let integrity: string;
beforeAll(async () => {
  shop = await createTestApp();
  await buildWidget(join(shop.deps.distDir, 'widget'));
  const lena = await shop.signIn('Lena', 'lead');
  const { items } = (await (await shop.get('/staff/sites', lena.headers)).json()) as { items: { pinnedSnippet: string }[] };
  const pinned = /src="http:\/\/amends\.test(.+?)" integrity="(.+?)" crossorigin="anonymous"/.exec(items[0]!.pinnedSnippet)!;
  [src, integrity] = [pinned[1]!, pinned[2]!];
});
afterAll(() => shop.close());

test('a pinned page gets exactly what its fingerprint says, for good', async () => {
  const answer = await shop.get(src);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const fingerprint = createHash('sha384')
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest('base64');
  expect(integrity).toBe(`sha384-${fingerprint}`);
});

test('a version that is not here is not found, and nobody remembers that', async () => {
  const answer = await shop.get('/v/0000000x/widget.js');
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

test('the usual script stays fresh, and its parts never change', async () => {
  const script = await shop.get('/widget.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400');
  const app = await shop.get(`/widget/app-${src.split('/')[2]}.js`);
  expect([app.status, app.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
});
