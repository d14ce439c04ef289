import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuth, migrateAuth } from '../auth.ts';
import { createTestApp, PASSWORD, type TestApp } from '../test-app.ts';
import { codeOf } from './fixtures/authenticator.ts';
import { browserOf } from './fixtures/browser.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(() => shop.close());

/** Somebody with a second factor, and what they wrote down when they set it up. */
async function carefulPerson(name: string) {
  const { headers } = await shop.signIn(name, 'agent');
  const desk = browserOf(shop, headers.cookie);
  const begun = (await desk.post('/staff/me/second-factor', { password: PASSWORD })).body as { secret: string; recoveryCodes: string[] };
  expect((await desk.put('/staff/me/second-factor', { code: codeOf(begun.secret) })).status).toBe(204);
  return { desk, email: `${name.toLowerCase()}@garden.example`, ...begun };
}

test('setting it up shows a picture, a secret and ten codes to keep, and is on with the first code alone', async () => {
  const { headers } = await shop.signIn('Maya', 'agent');
  const desk = browserOf(shop, headers.cookie);
  const begun = await desk.post('/staff/me/second-factor', { password: PASSWORD });
  expect(begun.status).toBe(201);
  expect(begun.body.svg).toMatch(/^<svg/);
  expect(begun.body.recoveryCodes).toHaveLength(10);
  expect((await desk.get('/staff/me')).body.secondFactor).toBe(false);

  const wrong = await desk.put('/staff/me/second-factor', { code: '000000' });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'code.wrong']);
  expect((await desk.put('/staff/me/second-factor', { code: codeOf(String(begun.body.secret)) })).status).toBe(204);
  expect((await desk.get('/staff/me')).body).toMatchObject({ name: 'Maya', secondFactor: true });
});

test('the password alone lets nobody in any more: no page of the staff answers before the code', async () => {
  const { email, secret } = await carefulPerson('Omar');
  const laptop = browserOf(shop);
  const first = await laptop.signIn(email);
  expect(first.body).toMatchObject({ twoFactorRedirect: true });
  for (const path of ['/staff/me', '/staff/cases', '/staff/team', '/staff/sessions', '/staff/outbox'])
    expect((await laptop.get(path)).status).toBe(401);

  expect((await laptop.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
  expect((await laptop.get('/staff/me')).status).toBe(401);
  expect((await laptop.post('/api/auth/two-factor/verify-totp', { code: codeOf(secret), trustDevice: true })).status).toBe(400);
  expect((await laptop.post('/api/auth/two-factor/verify-totp', { code: codeOf(secret) })).status).toBe(200);
  expect((await laptop.get('/staff/me')).body.name).toBe('Omar');
});

test('a recovery code opens once', async () => {
  const { email, recoveryCodes } = await carefulPerson('Lena');
  const laptop = browserOf(shop);
  await laptop.signIn(email);
  expect((await laptop.post('/api/auth/two-factor/verify-backup-code', { code: recoveryCodes[0] })).status).toBe(200);
  expect((await laptop.get('/staff/me')).status).toBe(200);

  const thief = browserOf(shop);
  await thief.signIn(email);
  expect((await thief.post('/api/auth/two-factor/verify-backup-code', { code: recoveryCodes[0] })).status).toBe(401);
  expect((await thief.get('/staff/me')).status).toBe(401);
});

test('new recovery codes make the old ones worthless, and ask for the password', async () => {
  const { desk, email, recoveryCodes } = await carefulPerson('Noor');
  expect((await desk.post('/staff/me/recovery-codes', { password: 'a guess at it' })).body.code).toBe('password.wrong');
  const fresh = (await desk.post('/staff/me/recovery-codes', { password: PASSWORD })).body.recoveryCodes as string[];
  expect(fresh).toHaveLength(10);
  const laptop = browserOf(shop);
  await laptop.signIn(email);
  expect((await laptop.post('/api/auth/two-factor/verify-backup-code', { code: recoveryCodes[1] })).status).toBe(401);
  expect((await laptop.post('/api/auth/two-factor/verify-backup-code', { code: fresh[1] })).status).toBe(200);
});

test('switching it off asks for the password; then the password is enough again', async () => {
  const { desk, email } = await carefulPerson('Vera');
  const refused = await desk.remove('/staff/me/second-factor', { password: 'a guess at it' });
  expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
    422,
    'password.wrong',
    [{ path: 'password', message: 'This is not your password.' }],
  ]);
  expect((await desk.remove('/staff/me/second-factor', { password: PASSWORD })).status).toBe(204);
  const laptop = browserOf(shop);
  await laptop.signIn(email);
  expect((await laptop.get('/staff/me')).body).toMatchObject({ name: 'Vera', secondFactor: false });
});

test('whoever guesses passwords at an open desk is stopped', async () => {
  const { headers } = await shop.signIn('Ida', 'agent');
  const desk = browserOf(shop, headers.cookie);
  const answers = [];
  for (let tried = 0; tried < 11; tried += 1)
    answers.push((await desk.post('/staff/me/second-factor', { password: `guess ${tried}` })).status);
  expect([...new Set(answers.slice(0, 10)), answers[10]]).toEqual([422, 429]);
});

test('what the sign-in library could do besides is out of reach', async () => {
  const { headers } = await shop.signIn('Olga', 'owner');
  const desk = browserOf(shop, headers.cookie);
  for (const path of [
    'two-factor/enable',
    'two-factor/disable',
    'sign-in/magic-link',
    'organization/delete',
    'organization/invite-member',
    'organization/leave',
    'update-user',
    'delete-user',
    'change-email',
  ])
    expect([path, (await desk.post(`/api/auth/${path}`, { organizationId: 'mer_garden' })).status]).toEqual([path, 404]);
});

test('a database from before second factors comes up to date by itself', async () => {
  const { db, deps } = shop;
  await db.write(['drop table twoFactor', 'alter table user drop column twoFactorEnabled'].map((text) => ({ sql: text, args: [] })));
  expect(await migrateAuth(createAuth(db, deps.secrets, deps.publicUrl), db)).toEqual(['twoFactor']);
  const { headers } = await shop.signIn('Pia', 'agent');
  expect((await browserOf(shop, headers.cookie).get('/staff/me')).body).toMatchObject({ name: 'Pia', secondFactor: false });
});
