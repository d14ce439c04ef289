import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#shared/contracts/basics.ts';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { invite } from './invite.ts';
import { createTestApp, PASSWORD, PUBLIC_URL, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(() => shop.close());

const own = { origin: PUBLIC_URL };
const join = (token: string, name = 'Maya', password = PASSWORD, headers: Record<string, string> = own) =>
  shop.post('/staff/join', { token, name, password }, headers);
const invited = async (email: string, role: Role = 'agent') =>
  (await invite(shop.deps, { merchantId: MERCHANT, email, role, invitedBy: null })).token;
const signedIn = async (email: string, password = PASSWORD) => {
  const answer = await shop.post('/api/auth/sign-in/email', { email, password }, own);
  return shop.get('/staff/me', {
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  });
};
const rowsOf = (email: string) =>
  shop.db.read('select role from member join user on user.id = member.userId where user.email = ?', [email]);

test('an invited person chooses a name and a password, and is one of the staff', async () => {
  const answer = await join(await invited('Maya@garden.example', 'lead'));
  expect([answer.status, await answer.json()]).toEqual([201, { email: 'maya@garden.example' }]);
  expect(await (await signedIn('maya@garden.example')).json()).toMatchObject({ name: 'Maya', role: 'lead', merchant: { id: MERCHANT } });
});

test('an invitation is good once', async () => {
  const token = await invited('omar@garden.example');
  expect((await join(token, 'Omar')).status).toBe(201);
  const again = await join(token, 'Thief', 'another password');
  expect([again.status, (await again.json()).code]).toEqual([404, 'invitation.not_found']);
  expect((await signedIn('omar@garden.example', 'another password')).status).toBe(401);
});

test('a second click at the same moment changes nothing', async () => {
  const token = await invited('lena@garden.example');
  const answers = await Promise.all([join(token, 'Lena'), join(token, 'Lena'), join(token, 'Lena')]);
  expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(['201', '404', '404']);
  expect(await rowsOf('lena@garden.example')).toHaveLength(1);
  expect(shop.failures).toEqual([]);
});

test('somebody who is here already keeps their password, and is not counted twice', async () => {
  await join(await invited('vera@garden.example', 'agent'), 'Vera');
  expect((await join(await invited('vera@garden.example', 'lead'), 'Somebody', 'another password')).status).toBe(201);
  expect((await signedIn('vera@garden.example', 'another password')).status).toBe(401);
  expect(await (await signedIn('vera@garden.example')).json()).toMatchObject({ name: 'Vera', role: 'lead' });
  expect(await rowsOf('vera@garden.example')).toHaveLength(1);
});

test('an invitation ends after a week', async () => {
  const token = await invited('late@garden.example');
  shop.forward({ days: 7, minutes: 1 });
  expect((await join(token)).status).toBe(404);
  expect(await rowsOf('late@garden.example')).toEqual([]);
});

test.each<[string, () => Promise<Response>, number, string]>([
  ['an invitation nobody sent', () => join('in_made_up'), 404, 'invitation.not_found'],
  ['a password that is too short', async () => join(await invited('short@garden.example'), 'Sam', 'short'), 400, 'request.malformed'],
  ['no name', async () => join(await invited('noname@garden.example'), '  '), 400, 'request.malformed'],
  [
    'no JSON',
    () => shop.request('/staff/join', { method: 'POST', body: '{', headers: { ...own, 'content-type': 'application/json' } }),
    400,
    'request.malformed',
  ],
  [
    'another page',
    async () => join(await invited('page@garden.example'), 'Sam', PASSWORD, { origin: 'https://thief.example' }),
    403,
    'origin.not_allowed',
  ],
])('%s is refused', async (_, attempt, status, code) => {
  const answer = await attempt();
  expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
});

test('a refused password does not use the invitation up', async () => {
  const token = await invited('second@garden.example');
  expect((await join(token, 'Sam', 'short')).status).toBe(400);
  expect((await join(token, 'Sam')).status).toBe(201);
});
