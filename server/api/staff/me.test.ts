import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, PASSWORD, type TestApp } from '../test-app.ts';
import { deviceOf } from './device.ts';
import { browserOf } from './fixtures/browser.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(() => shop.close());
const hire = async (name: string) => browserOf(shop, (await shop.signIn(name, 'viewer')).headers.cookie);

test('everybody may correct their own name', async () => {
  const maya = await hire('Maya');
  expect((await maya.put('/staff/me', { name: '  Maya Rossi ' })).body.name).toBe('Maya Rossi');
  expect((await maya.get('/staff/me')).body.name).toBe('Maya Rossi');
  expect((await maya.put('/staff/me', { name: ' ' })).body.errors).toMatchObject([{ path: 'name' }]);
});

test('what somebody likes is kept on the server, each choice for itself', async () => {
  const lena = await hire('Lena');
  expect((await lena.get('/staff/me/preferences')).body).toEqual({ afterAct: 'stay', language: null, keys: true });
  await lena.put('/staff/me/preferences', { afterAct: 'next' });
  await lena.put('/staff/me/preferences', { language: 'ur', keys: false });
  expect((await lena.get('/staff/me')).body.preferences).toEqual({ afterAct: 'next', language: 'ur', keys: false });
  await lena.put('/staff/me/preferences', { language: null });
  expect((await lena.get('/staff/me/preferences')).body).toEqual({ afterAct: 'next', language: null, keys: false });
  expect((await lena.put('/staff/me/preferences', { afterAct: 'sleep' })).status).toBe(400);
});

test('a new password needs the old one, and ends the sessions elsewhere', async () => {
  const desk = await hire('Omar');
  const phone = browserOf(shop);
  await phone.signIn('omar@garden.example');
  const wrong = await desk.put('/staff/me/password', { current: 'a guess at it', next: 'four quite ordinary words' });
  expect([wrong.status, wrong.body.code, wrong.body.errors]).toMatchObject([422, 'password.wrong', [{ path: 'password' }]]);
  expect((await desk.put('/staff/me/password', { current: PASSWORD, next: 'short' })).status).toBe(400);

  expect((await desk.put('/staff/me/password', { current: PASSWORD, next: 'four quite ordinary words' })).status).toBe(204);

  expect((await desk.get('/staff/me')).status).toBe(200);
  expect((await phone.get('/staff/me')).status).toBe(401);
  expect((await browserOf(shop).signIn('omar@garden.example')).status).toBe(401);
  expect((await browserOf(shop).signIn('omar@garden.example', 'four quite ordinary words')).status).toBe(200);
});

test('whoever wishes stays signed in elsewhere', async () => {
  const desk = await hire('Noor');
  const phone = browserOf(shop);
  await phone.signIn('noor@garden.example');
  await desk.put('/staff/me/password', { current: PASSWORD, next: 'four quite ordinary words', endOthers: false });
  expect((await phone.get('/staff/me')).status).toBe(200);
});

test('somebody sees where they are signed in, and ends one session or all others', async () => {
  const desk = await hire('Vera');
  const [phone, tablet, laptop] = [browserOf(shop), browserOf(shop), browserOf(shop)];
  for (const device of [phone, tablet, laptop]) await device.signIn('vera@garden.example');
  const { items = [] } = (await phone.get('/staff/sessions')).body;
  expect(items).toHaveLength(4);
  expect(items.filter(({ isThisOne }) => isThisOne)).toMatchObject([{ browser: 'Firefox', system: 'Linux', address: shop.address }]);
  expect(JSON.stringify(items)).not.toContain('token');

  const ofPhone = items.find(({ isThisOne }) => isThisOne)?.id;
  expect((await desk.remove(`/staff/sessions/${String(ofPhone)}`)).status).toBe(204);
  expect((await phone.get('/staff/me')).status).toBe(401);
  expect((await laptop.get('/staff/me')).status).toBe(200);

  expect((await desk.remove('/staff/sessions')).status).toBe(204);
  expect([(await tablet.get('/staff/me')).status, (await laptop.get('/staff/me')).status]).toEqual([401, 401]);
  expect((await desk.get('/staff/sessions')).body.items).toHaveLength(1);
});

test('nobody ends the session of somebody else', async () => {
  const [ida, olga] = [await hire('Ida'), await hire('Olga')];
  const ofOlga = (await olga.get('/staff/sessions')).body.items?.[0]?.id;
  const refused = await ida.remove(`/staff/sessions/${String(ofOlga)}`);
  expect([refused.status, refused.body.code]).toEqual([404, 'session.not_found']);
  expect((await olga.get('/staff/me')).status).toBe(200);
});

test.each<[method: 'get' | 'post' | 'put' | 'remove', path: string]>([
  ['put', '/staff/me'],
  ['get', '/staff/me/preferences'],
  ['put', '/staff/me/preferences'],
  ['put', '/staff/me/password'],
  ['post', '/staff/me/second-factor'],
  ['put', '/staff/me/second-factor'],
  ['remove', '/staff/me/second-factor'],
  ['post', '/staff/me/recovery-codes'],
  ['get', '/staff/sessions'],
  ['remove', '/staff/sessions'],
  ['remove', '/staff/sessions/ses_1'],
])('a stranger may not %s %s', async (method, path) => {
  const answer = await browserOf(shop)[method](path);
  expect([answer.status, answer.body.code]).toEqual([401, 'staff.not_signed_in']);
});

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0', 'Edge', 'Windows'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36', 'Chrome', 'Android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'macOS'],
  ['curl/8.1', null, null],
  [null, null, null],
])('%s is told in words', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});
