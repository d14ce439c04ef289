import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaffUser } from '../auth.ts';
import { createTestApp, lateKettle, PASSWORD, PUBLIC_URL, type TestApp } from '../test-app.ts';

let shop: TestApp;
let maya: { id: string; headers: Record<string, string> };
beforeAll(async () => {
  shop = await createTestApp();
  maya = await shop.signIn('Maya', 'agent');
});
afterAll(() => shop.close());

const signIn = (email: string, password: string, headers: Record<string, string> = { origin: PUBLIC_URL }) =>
  shop.post('/api/auth/sign-in/email', { email, password }, headers);
const problemOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];

test('whoever signs in is known by name, role and shop', async () => {
  const me = await shop.get('/staff/me', maya.headers);
  expect(me.headers.get('cache-control')).toBe('no-store');
  expect(await me.json()).toEqual({
    id: maya.id,
    name: 'Maya',
    email: 'maya@garden.example',
    role: 'agent',
    merchant: { id: 'mer_garden', name: 'Garden shop', currency: 'USD' },
    secondFactor: false,
    preferences: { afterAct: 'stay', language: null, keys: true },
  });
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const [cookie = ''] = (await signIn('maya@garden.example', PASSWORD)).headers.getSetCookie();
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=(Lax|Strict)/);
});

test('a wrong password and an unknown address are refused alike', async () => {
  const [wrong, unknown] = [await signIn('maya@garden.example', 'a garden in april'), await signIn('nobody@garden.example', PASSWORD)];
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.headers.getSetCookie()).toEqual([]);
  expect(await wrong.json()).toEqual(await unknown.json());
});

test.each([
  '/staff/me',
  '/staff/cases',
  '/staff/counts',
  '/staff/outbox',
  '/staff/team',
  '/staff/sites',
  '/staff/taxonomy',
  '/staff/changes?after=0',
])('nobody sees %s without signing in', async (path) => {
  expect(await problemOf(await shop.get(path))).toEqual([401, 'staff.not_signed_in']);
  expect((await shop.get(path, { cookie: 'amends.session_token=made-up.signature' })).status).toBe(401);
  expect((await shop.get(path, shop.key())).status).toBe(401);
});

test('nobody signs up by themselves', async () => {
  const answer = await shop.post(
    '/api/auth/sign-up/email',
    { email: 'thief@garden.example', name: 'Thief', password: PASSWORD },
    { origin: PUBLIC_URL },
  );
  expect(answer.ok).toBe(false);
  expect((await signIn('thief@garden.example', PASSWORD)).status).toBe(401);
});

test('somebody who works for no shop here sees nothing', async () => {
  await createStaffUser(shop.deps.auth, { email: 'left@garden.example', name: 'Left', password: PASSWORD });
  const cookie = (await signIn('left@garden.example', PASSWORD)).headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  expect(cookie).not.toBe('');
  expect(await problemOf(await shop.get('/staff/cases', { cookie }))).toEqual([401, 'staff.not_signed_in']);
});

test('who signs out is out, also with the cookie kept', async () => {
  const lena = await shop.signIn('Lena', 'lead');
  expect((await shop.get('/staff/me', lena.headers)).status).toBe(200);
  expect((await shop.post('/api/auth/sign-out', {}, lena.headers)).status).toBe(200);
  expect((await shop.get('/staff/me', lena.headers)).status).toBe(401);
});

test.each([
  ['another page', { origin: 'https://thief.example' }],
  ['the merchant’s own shop page', { origin: 'https://garden.example' }],
  ['a page without a name', { origin: 'null' }],
  ['another site that hides its name', { origin: '', 'sec-fetch-site': 'cross-site' }],
])('a request from %s is refused although the browser sends the cookie', async (_, from) => {
  const { number } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
  const { origin, ...more } = from as { origin: string; 'sec-fetch-site'?: string };
  const headers = { cookie: maya.headers.cookie!, ...(origin && { origin }), ...(more as Record<string, string>) };
  expect(await problemOf(await shop.put(`/staff/cases/${number}/investigation`, {}, headers))).toEqual([403, 'origin.not_allowed']);
  expect((await (await shop.get(`/staff/cases/${number}`, maya.headers)).json()).state).toBe('received');
});

test('who may only look cannot make themselves more', async () => {
  const vera = await shop.signIn('Vera', 'viewer');
  const member = await shop.db.readOne('select id from member where userId = ?', [vera.id]);
  await shop.post(
    '/api/auth/organization/update-member-role',
    { memberId: member?.id, organizationId: 'mer_garden', role: 'owner' },
    vera.headers,
  );
  await shop.post('/api/auth/organization/create', { name: 'Mine', slug: 'mine' }, vera.headers);
  expect((await (await shop.get('/staff/me', vera.headers)).json()).role).toBe('viewer');
  expect(await shop.db.read("select id from organization where slug = 'mine'")).toEqual([]);
});
