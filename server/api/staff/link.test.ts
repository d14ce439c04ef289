import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Outbox } from '#shared/contracts/staff.ts';
import { composeMail } from '../mail/compose.ts';
import { listOutbox } from '#server/store/outbox.ts';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { createTestApp, PASSWORD, PUBLIC_URL, type TestApp } from '../test-app.ts';
import { codeOf } from './fixtures/authenticator.ts';
import { browserOf } from './fixtures/browser.ts';

const MAIL = { from: 'Garden shop <hello@garden.example>', replyTo: null };
let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
  shop.deps.mail = MAIL;
  onTestFinished(() => shop.close());
});

/** The letters as their readers get them. */
const letters = async () =>
  Promise.all((await listOutbox(shop.db, MERCHANT, { channel: 'mail' })).map((item) => composeMail(shop.deps, MAIL, item)));
const tokenIn = (text: string) => /\/admin\/link\?token=(\w+)/.exec(text)?.[1] ?? '';
async function linkFor(email: string): Promise<string> {
  expect((await browserOf(shop).post('/staff/sign-in-links', { email })).status).toBe(202);
  return tokenIn((await letters())[0]?.text ?? '');
}

test('a link by mail lets somebody in once', async () => {
  await shop.signIn('Maya', 'agent');
  const token = await linkFor('Maya@garden.example');
  const phone = browserOf(shop);
  expect((await phone.post('/staff/sign-in-links/opened', { token })).body).toEqual({ secondFactor: false });
  expect((await phone.get('/staff/me')).body.name).toBe('Maya');

  const again = await browserOf(shop).post('/staff/sign-in-links/opened', { token });
  expect([again.status, again.body.code]).toEqual([404, 'link.not_found']);
  expect((await browserOf(shop).post('/staff/sign-in-links/opened', { token: 'madeUp' })).status).toBe(404);
});

test('looking at the address of a link, as programs that read mail do, uses nothing up', async () => {
  await shop.signIn('Maya', 'agent');
  const token = await linkFor('maya@garden.example');
  expect((await shop.get(`/api/auth/magic-link/verify?token=${token}`)).status).toBe(404);
  expect((await browserOf(shop).post('/staff/sign-in-links/opened', { token })).status).toBe(200);
});

test('somebody with a second factor needs their code after the link too', async () => {
  const { headers } = await shop.signIn('Maya', 'agent');
  const desk = browserOf(shop, headers.cookie);
  const { secret } = (await desk.post('/staff/me/second-factor', { password: PASSWORD })).body as { secret: string };
  await desk.put('/staff/me/second-factor', { code: codeOf(secret) });

  const phone = browserOf(shop);
  const opened = await phone.post('/staff/sign-in-links/opened', { token: await linkFor('maya@garden.example') });
  expect(opened.body).toEqual({ secondFactor: true });
  expect(phone.cookies().filter((name) => name.includes('session_token'))).toEqual([]);
  for (const path of ['/staff/me', '/staff/cases', '/staff/team']) expect((await phone.get(path)).status).toBe(401);
  expect((await phone.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
  expect((await phone.post('/api/auth/two-factor/verify-totp', { code: codeOf(secret) })).status).toBe(200);
  expect((await phone.get('/staff/me')).body.name).toBe('Maya');
});

test('no session is left behind that the code was never given for', async () => {
  const { id, headers } = await shop.signIn('Maya', 'agent');
  const desk = browserOf(shop, headers.cookie);
  const { secret } = (await desk.post('/staff/me/second-factor', { password: PASSWORD })).body as { secret: string };
  await desk.put('/staff/me/second-factor', { code: codeOf(secret) });
  const before = await shop.db.read('select id from session where userId = ?', [id]);
  const answer = await shop.post('/staff/sign-in-links/opened', { token: await linkFor('maya@garden.example') }, { origin: PUBLIC_URL });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  expect((await shop.get('/staff/me', { cookie })).status).toBe(401);
  expect(await shop.db.read('select id from session where userId = ?', [id])).toEqual(before);
});

test('an unknown address is answered alike, gets no letter and becomes nobody', async () => {
  await shop.signIn('Maya', 'agent');
  const known = await browserOf(shop).post('/staff/sign-in-links', { email: 'maya@garden.example' });
  const unknown = await browserOf(shop).post('/staff/sign-in-links', { email: 'nobody@garden.example' });
  expect(unknown).toEqual(known);
  expect((await letters()).map(({ to }) => to)).toEqual(['maya@garden.example']);
  expect(await shop.db.read("select id from user where email = 'nobody@garden.example'")).toEqual([]);
});

test('somebody who no longer works here gets none', async () => {
  const { id } = await shop.signIn('Maya', 'agent');
  await shop.db.write([{ sql: 'delete from member where userId = ?', args: [id] }]);
  await browserOf(shop).post('/staff/sign-in-links', { email: 'maya@garden.example' });
  expect(await letters()).toEqual([]);
});

test('nobody’s mailbox is filled by asking again and again', async () => {
  await shop.signIn('Maya', 'agent');
  for (let asked = 0; asked < 8; asked += 1)
    expect((await browserOf(shop).post('/staff/sign-in-links', { email: 'maya@garden.example' })).status).toBe(202);
  expect(await letters()).toHaveLength(4);
});

test('colleagues see in the outbox that a link went out, but not the link', async () => {
  await shop.signIn('Maya', 'owner');
  const token = await linkFor('maya@garden.example');
  const vera = await shop.signIn('Vera', 'viewer');
  const { items } = (await (await shop.get('/staff/outbox', vera.headers)).json()) as Outbox;
  expect(items).toMatchObject([{ kind: 'sign_in_link', to: 'maya@garden.example', subject: 'Your link to sign in' }]);
  expect(token).not.toBe('');
  expect(JSON.stringify(items)).not.toContain(token);
  expect(JSON.stringify(await shop.db.read('select data from outbox'))).not.toContain(token);
});

test('without a mail server it is said plainly', async () => {
  shop.deps.mail = null;
  await shop.signIn('Maya', 'agent');
  expect((await browserOf(shop).get('/staff/door')).body).toEqual({ mailServer: false, setup: false });
  const refused = await browserOf(shop).post('/staff/sign-in-links', { email: 'maya@garden.example' });
  expect([refused.status, refused.body.code]).toEqual([422, 'mail.no_server']);
});

test.each(['/staff/sign-in-links', '/staff/sign-in-links/opened'])('another page cannot use %s', async (path) => {
  const answer = await shop.post(path, { email: 'maya@garden.example', token: 'x' }, { origin: 'https://thief.example' });
  expect(answer.status).toBe(403);
});
