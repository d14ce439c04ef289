import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPageReader } from '#server/jobs/channels/page.ts';
import type { SiteDetail, SiteWithSecret } from '#shared/contracts/sites.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

type Person = Awaited<ReturnType<TestApp['signIn']>>;
let shop: TestApp;
let omar: Person;
let lena: Person;
let maya: Person;
const servers: Server[] = [];
beforeAll(async () => {
  shop = await createTestApp();
  [omar, lena, maya] = [await shop.signIn('Omar', 'owner'), await shop.signIn('Lena', 'lead'), await shop.signIn('Maya', 'agent')];
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => shop.close());

const PATH = () => `/staff/sites/${shop.site.id}`;
const read = async <Body = Record<string, never>>(answer: Response) => (await answer.json()) as Body;
const garden = async () => read<SiteDetail>(await shop.get(PATH(), omar.headers));
const change = async (body: object, who = lena) => shop.put(PATH(), body, { ...who.headers, 'if-match': String((await garden()).version) });

test('the owner makes a site, whose key works from its own address and nowhere else', async () => {
  const made = await shop.post(
    '/staff/sites',
    { name: 'Tea room', origins: ['https://Tea.example/'], locale: 'de', currency: 'EUR' },
    omar.headers,
  );
  expect(made.status).toBe(201);
  const site = await read<SiteWithSecret>(made);
  expect(site).toMatchObject({ name: 'Tea room', origins: ['https://tea.example'], settings: { locale: 'de', currency: 'EUR' } });
  expect(site.identitySecret).toMatch(/^is_/);
  expect(site.snippet).toContain(site.siteKey);
  expect((await shop.get(`/v1/public/sites/${site.siteKey}`, { origin: 'https://tea.example' })).status).toBe(200);
  expect((await shop.get(`/v1/public/sites/${site.siteKey}`, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect(JSON.stringify(await read(await shop.get('/staff/sites', omar.headers)))).not.toContain(site.identitySecret);
});

test.each([
  ['https://shop.example/cart', 'https://shop.example'],
  ['shop.example', 'https://shop.example'],
  ['ftp://shop.example', 'https://shop.example'],
  ['https://shop.*', 'https://*.shop.example'],
])('“%s” is no address a widget may work on; “%s” is one', async (wrong, right) => {
  const refused = await change({ origins: [SHOP_ORIGIN, wrong] });
  expect(refused.status).toBe(400);
  expect((await read<{ errors: { path: string }[] }>(refused)).errors[0]?.path).toBe('origins.1');
  expect((await change({ origins: [SHOP_ORIGIN, right] })).status).toBe(200);
});

test('what a lead changes reaches the widget, and what was not named stays', async () => {
  const before = await garden();
  const changed = await change({ phone: '+49 30 1234', theme: { accent: '#1d6b5a', radius: 4 }, person: { name: 'Fern', role: 'Owner' } });
  expect(changed.status).toBe(200);
  expect(await read<SiteDetail>(changed)).toMatchObject({ name: before.name, version: before.version + 1 });
  const config = await read(await shop.get('/v1/public/sites/pk_garden', { origin: SHOP_ORIGIN }));
  expect(config).toMatchObject({ phone: '+49 30 1234', theme: { accent: '#1d6b5a', radius: 4 }, person: { name: 'Fern', role: 'Owner' } });
});

test('of two who change a site at once, the second is told, and loses nothing of the first', async () => {
  const { version } = await garden();
  const both = await Promise.all(
    ['Garden & tea', 'Garden & more'].map((name) => shop.put(PATH(), { name }, { ...lena.headers, 'if-match': String(version) })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const winner = await read<SiteDetail>(both.find(({ status }) => status === 200)!);
  expect(await garden()).toMatchObject({ name: winner.name, version: version + 1 });
});

test('a new identity secret makes tokens of the old one worthless', async () => {
  const identified = async (secret: string, key: string) => {
    const opened = await shop.post(
      '/v1/public/cases',
      { ...lateKettle, idempotencyKey: key, identityToken: await shop.identityToken({ sub: 'fern' }, { secret }) },
      { origin: SHOP_ORIGIN },
    );
    return (await read<{ identified: boolean }>(opened)).identified;
  };
  expect(await identified(shop.site.secret, 'before')).toBe(true);
  const { identitySecret } = await read<SiteWithSecret>(await shop.post(`${PATH()}/identity-secret`, {}, omar.headers));
  expect(await identified(shop.site.secret, 'old')).toBe(false);
  expect(await identified(identitySecret, 'new')).toBe(true);
});

test('where the widget was last seen is remembered once an hour for each address', async () => {
  const ask = () => shop.get('/v1/public/sites/pk_garden', { origin: SHOP_ORIGIN });
  await ask();
  const [first] = (await garden()).sightings;
  expect(first?.origin).toBe(SHOP_ORIGIN);
  shop.forward({ minutes: 59 });
  await ask();
  expect((await garden()).sightings[0]?.seenAt).toBe(first?.seenAt);
  shop.forward({ minutes: 2 });
  await ask();
  expect((await garden()).sightings[0]?.seenAt).toBe(shop.now().toISOString());
});

/** A page of the merchant's on this machine. */
async function pageWith(html: string, status = 200): Promise<string> {
  const server = createServer((_, answer) => answer.writeHead(status, { 'content-type': 'text/html' }).end(html));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const look = async (url: string) => read(await shop.post(`${PATH()}/look`, { url }, lena.headers));

test('the server looks at a page and says whether the script stands there', async () => {
  await change({ origins: [SHOP_ORIGIN, 'http://127.0.0.1:*'] });
  expect(await look('http://127.0.0.1:1/')).toMatchObject({ result: 'cannot_look' });
  shop.deps.readPage = createPageReader({ mayBePrivate: true });
  const script = (key: string) => `<html><script async src="https://amends.example/widget.js" data-site="${key}"></script></html>`;
  expect(await look(await pageWith(script('pk_garden')))).toEqual({ result: 'found', why: null });
  expect(await look(await pageWith(script('pk_another')))).toEqual({ result: 'other', why: null });
  expect(await look(await pageWith('<p>Welcome</p>'))).toEqual({ result: 'not_found', why: null });
  expect(await look(await pageWith('', 500))).toEqual({ result: 'cannot_look', why: 'It answered 500.' });
});

test('nobody can make the server look at an address of its own network, or at a page the site does not name', async () => {
  shop.deps.readPage = createPageReader({ mayBePrivate: false });
  const url = await pageWith('<script src="widget.js" data-site="pk_garden"></script>');
  expect(await look(url)).toMatchObject({ result: 'cannot_look', why: expect.stringContaining('private') as string });
  expect((await shop.post(`${PATH()}/look`, { url: 'http://169.254.169.254/latest' }, lena.headers)).status).toBe(403);
});

test('a preview shows the real widget with what is typed, and nothing in it opens a case', async () => {
  const { url } = await read<{ url: string }>(
    await shop.post(`${PATH()}/preview`, { name: 'Garden in green', theme: { accent: '#00ff00' } }, lena.headers),
  );
  const page = await shop.get(url);
  expect(page.headers.get('content-security-policy')).toContain("sandbox allow-scripts allow-forms; default-src 'none'");
  expect(await page.text()).toContain('Garden in green');
  const base = url.replace(/\/page$/, '');
  const config = await read(await shop.get(`${base}/v1/public/sites/pk_garden?locale=en`));
  expect(config).toMatchObject({ name: 'Garden in green', theme: { accent: '#00ff00' }, test: true });
  const before = await shop.db.read('select count(*) as n from cases');
  const sent = await shop.post(`${base}/v1/public/cases`, { ...lateKettle });
  expect([sent.status, (await read<{ case: { number: string } }>(sent)).case.number]).toEqual([201, 'A7K-3QX']);
  expect(await shop.db.read('select count(*) as n from cases')).toEqual(before);
});

test('a preview nobody of the staff made is not shown, and one ends after two hours', async () => {
  expect((await shop.get('/preview/bm90LW91cnM/page')).status).toBe(404);
  const { url } = await read<{ url: string }>(await shop.post(`${PATH()}/preview`, {}, lena.headers));
  expect((await shop.get(url)).status).toBe(200);
  shop.forward({ hours: 2, minutes: 1 });
  expect((await shop.get(url)).status).toBe(404);
});

test('agents read sites and change nothing; a lead makes no site and no secret; strangers and other shops find none', async () => {
  expect((await shop.get('/staff/sites', maya.headers)).status).toBe(200);
  const asked = (who: Person['headers'] | Record<string, never>) =>
    Promise.all([
      shop.put(PATH(), { name: 'Mine now' }, { ...who, 'if-match': '1' }),
      shop.post('/staff/sites', { name: 'New', origins: ['https://new.example'] }, who),
      shop.post(`${PATH()}/identity-secret`, {}, who),
      shop.post(`${PATH()}/look`, { url: SHOP_ORIGIN }, who),
      shop.get(PATH(), who),
    ]).then((answers) => answers.map(({ status }) => status));
  expect(await asked(maya.headers)).toEqual([403, 403, 403, 403, 200]);
  expect((await asked(lena.headers)).slice(1)).toEqual([403, 403, 200, 200]);
  expect((await shop.get('/staff/sites')).status).toBe(401);
  const another = await shop.signIn('Kim', 'owner', shop.stranger.merchantId);
  const [put, , secret, looked, got] = await asked(another.headers);
  expect([put, secret, looked, got]).toEqual([404, 404, 404, 404]);
});
