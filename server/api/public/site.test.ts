import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp({
    currency: 'EUR',
    phone: '+49 30 1234',
    person: { name: 'Lena' },
    ruleSets: { 'US-MN': 'offers_after_cancel_with_consent', DE: 'de_button' },
  });
});
afterAll(() => shop.close());

const SITE = '/v1/public/sites/pk_garden';

test('a page of the shop learns what it needs to know about the site, in its language', async () => {
  const answer = await shop.get(`${SITE}?locale=de-AT`, { origin: SHOP_ORIGIN });

  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('access-control-allow-origin')]).toEqual([
    200,
    'public, max-age=60, stale-while-revalidate=86400',
    '*',
  ]);
  const config = await answer.json();
  expect(config).toMatchObject({
    siteKey: 'pk_garden',
    name: 'Garden shop',
    locale: 'de',
    dir: 'ltr',
    currency: 'EUR',
    phone: '+49 30 1234',
    person: { name: 'Lena' },
    ruleSet: 'offers_beside_cancel',
  });
  const labelOf = (id: string) => config.reasons.find((reason: { id: string }) => reason.id === id)?.label;
  expect(labelOf('delivery.late')).toBe('Es kam zu spät');
  expect(config.reasons.some(({ id }: { id: string }) => id === 'cancel.not_said')).toBe(false);
});

test('nothing secret of the site is told', async () => {
  const text = await (await shop.get(SITE)).text();
  expect(text).not.toContain(shop.site.secret);
  expect(text).not.toContain('identitySecret');
  expect(text).not.toContain('holdOut');
});

test('a browser that knows the site already is told that nothing changed', async () => {
  const etag = (await shop.get(SITE)).headers.get('etag') ?? '';
  const again = await shop.get(SITE, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await shop.get(`${SITE}?locale=el`, { 'if-none-match': etag })).status).toBe(200);
});

test('the line carries it small, and the browser that got it so is told as well that nothing changed', async () => {
  const small = await shop.get(SITE, { 'accept-encoding': 'gzip' });
  expect(small.headers.get('content-encoding')).toBe('gzip');
  expect((await small.arrayBuffer()).byteLength).toBeLessThan(3000);
  const again = await shop.get(SITE, { 'accept-encoding': 'gzip', 'if-none-match': small.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test.each([
  ['an unknown site', '/v1/public/sites/pk_nobody', {}, 404, 'site.not_found'],
  ['a page of somebody else', SITE, { origin: 'https://thief.example' }, 403, 'origin.not_allowed'],
  ['a page whose address only begins like the shop', SITE, { origin: 'https://garden.example.thief.example' }, 403, 'origin.not_allowed'],
])('%s is refused', async (_, path, headers: Record<string, string>, status, code) => {
  const answer = await shop.get(path, headers);
  expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([
    status,
    'application/problem+json',
    expect.objectContaining({ code, status }),
  ]);
});

test('our own pages may ask, wherever the shop is', async () => {
  expect((await shop.get(SITE, { origin: shop.deps.publicUrl })).status).toBe(200);
});
