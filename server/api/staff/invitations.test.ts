import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Outbox } from '#shared/contracts/staff.ts';
import type { Role } from '#shared/contracts/basics.ts';
import { createTestApp, PASSWORD, type TestApp } from '../test-app.ts';
import { browserOf } from './fixtures/browser.ts';
import { invite } from './invite.ts';

let shop: TestApp;
const staff = {} as Record<Role | 'stranger', ReturnType<typeof browserOf>>;
beforeAll(async () => {
  shop = await createTestApp();
  const people: [Role, string][] = [
    ['owner', 'Omar'],
    ['lead', 'Lena'],
    ['agent', 'Maya'],
    ['viewer', 'Vera'],
  ];
  for (const [role, name] of people) staff[role] = browserOf(shop, (await shop.signIn(name, role)).headers.cookie);
  staff.stranger = browserOf(shop, (await shop.signIn('Sam', 'owner', 'mer_stranger')).headers.cookie);
});
beforeEach(() => {
  shop.deps.mail = null;
});
afterAll(() => shop.close());
const tokenIn = (url: unknown) => new URL(String(url)).searchParams.get('token');

test('without a mail server the link is shown once to whoever invites, and lets one person in', async () => {
  const made = await staff.owner.post('/staff/invitations', { email: 'Noor@garden.example', role: 'lead' });
  expect([made.status, made.body]).toMatchObject([201, { email: 'noor@garden.example', role: 'lead', invitedBy: 'Omar' }]);
  const { items = [] } = (await staff.owner.get('/staff/invitations')).body;
  expect(items).toMatchObject([{ email: 'noor@garden.example', role: 'lead', invitedBy: 'Omar' }]);
  expect(JSON.stringify(items)).not.toContain(tokenIn(made.body.url));

  const noor = browserOf(shop);
  expect((await noor.post('/staff/join', { token: tokenIn(made.body.url), name: 'Noor', password: PASSWORD })).status).toBe(201);
  expect((await staff.owner.get('/staff/invitations')).body.items).toEqual([]);
});

test('with a mail server the link goes to that person alone', async () => {
  shop.deps.mail = { from: 'hello@garden.example', replyTo: null };
  const made = await staff.lead.post('/staff/invitations', { email: 'jonas@garden.example', role: 'agent' });
  expect(made.body.url).toBeNull();
  const { items } = (await staff.viewer.get('/staff/outbox')).body as unknown as Outbox;
  expect(items[0]).toMatchObject({ kind: 'invitation', to: 'jonas@garden.example', subject: 'Lena invites you to Garden shop' });
  expect(items[0]?.text).not.toContain('/admin/join');
});

test.each<[Role, Role, number]>([
  ['owner', 'owner', 201],
  ['owner', 'viewer', 201],
  ['lead', 'owner', 403],
  ['lead', 'lead', 403],
  ['lead', 'agent', 201],
  ['lead', 'viewer', 201],
  ['agent', 'viewer', 403],
  ['viewer', 'viewer', 403],
])('when a %s invites a %s, the answer is %i', async (by, role, status) => {
  expect((await staff[by].post('/staff/invitations', { email: `${by}.${role}@garden.example`, role })).status).toBe(status);
});

test('whoever works here already is not invited again', async () => {
  const answer = await staff.owner.post('/staff/invitations', { email: 'maya@garden.example', role: 'viewer' });
  expect([answer.status, answer.body.code, answer.body.errors]).toMatchObject([409, 'staff.known', [{ path: 'email' }]]);
});

test('an invitation that was withdrawn lets nobody in', async () => {
  const made = await staff.owner.post('/staff/invitations', { email: 'late@garden.example', role: 'agent' });
  expect((await staff.owner.remove(`/staff/invitations/${String(made.body.id)}`)).status).toBe(204);
  const joined = await browserOf(shop).post('/staff/join', { token: tokenIn(made.body.url), name: 'Late', password: PASSWORD });
  expect(joined.status).toBe(404);
  expect((await staff.owner.remove(`/staff/invitations/${String(made.body.id)}`)).status).toBe(404);
});

test('a lead withdraws what a lead may give, another shop nothing', async () => {
  const { id } = (await staff.owner.post('/staff/invitations', { email: 'second@garden.example', role: 'owner' })).body;
  expect((await staff.lead.remove(`/staff/invitations/${String(id)}`)).status).toBe(403);
  expect((await staff.stranger.remove(`/staff/invitations/${String(id)}`)).status).toBe(404);
  expect(JSON.stringify((await staff.stranger.get('/staff/invitations')).body)).not.toContain('second@garden.example');
  expect((await staff.agent.get('/staff/invitations')).status).toBe(403);
  expect((await browserOf(shop).get('/staff/invitations')).status).toBe(401);
});

test('an old invitation to be less does not take the last owner away', async () => {
  const { id: merchantId } = (await staff.owner.get('/staff/me')).body.merchant as { id: string };
  const { token } = await invite(shop.deps, { merchantId, email: 'omar@garden.example', role: 'viewer', invitedBy: null });
  const joined = await browserOf(shop).post('/staff/join', { token, name: 'Omar', password: PASSWORD });
  expect([joined.status, joined.body.code]).toEqual([409, 'staff.last_owner']);
  expect((await staff.owner.get('/staff/me')).body.role).toBe('owner');
});
