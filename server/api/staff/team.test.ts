import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TeamPerson } from '#shared/contracts/access.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';
import { browserOf } from './fixtures/browser.ts';

let shop: TestApp;
let omar: Awaited<ReturnType<typeof hire>>;
let sam: typeof omar;
beforeAll(async () => {
  shop = await createTestApp();
  omar = await hire('Omar', 'owner');
  sam = await hire('Sam', 'agent', 'mer_stranger');
});
afterAll(() => shop.close());
const hire = async (name: string, role: 'owner' | 'lead' | 'agent' | 'viewer', merchantId?: string) => {
  const { id, headers } = await shop.signIn(name, role, merchantId);
  return { id, headers, ...browserOf(shop, headers.cookie) };
};
const complain = async () => ((await (await shop.post('/v1/public/cases', lateKettle)).json()) as { case: { number: string } }).case.number;
const problemOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body?.code];

test('everybody sees who works here, what they are and how much they have', async () => {
  const maya = await hire('Maya', 'agent');
  await maya.put(`/staff/cases/${await complain()}/assignment`, { assignee: maya.id });
  expect((await maya.get('/staff/team')).body.items).toMatchObject([
    { name: 'Maya', email: 'maya@garden.example', role: 'agent', secondFactor: false, openCases: 1 },
    { name: 'Omar', role: 'owner', openCases: 0 },
  ]);
});

test('an owner makes an agent a lead, and at once they may do what leads do', async () => {
  const maya = await hire('Bea', 'agent');
  expect((await maya.get('/staff/invitations')).status).toBe(403);
  expect((await omar.put(`/staff/team/${maya.id}/role`, { role: 'lead' })).body).toMatchObject({ role: 'lead' });
  expect((await maya.get('/staff/invitations')).status).toBe(200);
});

test.each(['lead', 'agent', 'viewer'] as const)('a %s decides nobody’s role and removes nobody', async (role) => {
  const lena = await hire(`Lena ${role}`.replace(' ', '.'), role);
  expect(problemOf(await lena.put(`/staff/team/${lena.id}/role`, { role: 'owner' }))).toEqual([403, 'staff.not_allowed']);
  expect(problemOf(await lena.remove(`/staff/team/${omar.id}`))).toEqual([403, 'staff.not_allowed']);
});

test('the last owner stays, whoever asks', async () => {
  expect(problemOf(await omar.put(`/staff/team/${omar.id}/role`, { role: 'lead' }))).toEqual([409, 'staff.last_owner']);
  expect(problemOf(await omar.remove(`/staff/team/${omar.id}`))).toEqual([409, 'staff.last_owner']);
  expect((await omar.get('/staff/me')).body.role).toBe('owner');
});

test('two owners who demote each other in the same moment leave one owner', async () => {
  const [ole, olga] = [await hire('Ole', 'owner', 'mer_stranger'), await hire('Olga', 'owner', 'mer_stranger')];
  const answers = await Promise.all([
    ole.put(`/staff/team/${olga.id}/role`, { role: 'agent' }),
    olga.put(`/staff/team/${ole.id}/role`, { role: 'agent' }),
  ]);
  const [done, refused] = answers.map(({ status }) => status).toSorted();
  expect(done).toBe(200);
  expect([403, 409]).toContain(refused); // the slower one is no owner any more, or would take the last one away
  expect((await shop.db.read("select userId from member where role = 'owner' and organizationId = 'mer_stranger'")).length).toBe(1);
});

test('whoever is removed is out at once, and cannot come back in', async () => {
  const maya = await hire('Flora', 'agent');
  expect((await maya.get('/staff/me')).status).toBe(200);
  expect((await omar.remove(`/staff/team/${maya.id}`)).body).toEqual({ moved: 0 });
  expect((await maya.get('/staff/me')).status).toBe(401);
  expect(await shop.db.read('select id from session where userId = ?', [maya.id])).toEqual([]);
  const laptop = browserOf(shop);
  await laptop.signIn('flora@garden.example');
  expect((await laptop.get('/staff/cases')).status).toBe(401);
});

test('their open cases go to a chosen colleague, and the history keeps their name', async () => {
  const [maya, jonas] = [await hire('Gita', 'agent'), await hire('Jonas', 'agent')];
  const number = await complain();
  await maya.put(`/staff/cases/${number}/investigation`, { severity: 'normal', reason: 'delivery.not_received' });
  await maya.put(`/staff/cases/${number}/assignment`, { assignee: maya.id });

  expect((await omar.remove(`/staff/team/${maya.id}`, { casesTo: jonas.id })).body).toEqual({ moved: 1 });

  const after = (await omar.get(`/staff/cases/${number}`)).body as { assignee: unknown };
  expect(JSON.stringify(after.assignee)).toContain(jonas.id);
  const { items = [] } = (await omar.get(`/staff/cases/${number}/events`)).body;
  expect(JSON.stringify(items)).toContain('"Gita"');
  const team = (await omar.get('/staff/team')).body.items as unknown as TeamPerson[];
  expect(team.find(({ name }) => name === 'Jonas')?.openCases).toBe(1);
});

test('without a colleague chosen they wait for somebody', async () => {
  const maya = await hire('Hana', 'agent');
  const number = await complain();
  await maya.put(`/staff/cases/${number}/assignment`, { assignee: maya.id });
  expect((await omar.remove(`/staff/team/${maya.id}`)).body).toEqual({ moved: 1 });
  expect((await omar.get(`/staff/cases/${number}`)).body.assignee).toBeNull();
});

test('a colleague of another shop, or nobody, takes over nothing', async () => {
  const maya = await hire('Ines', 'agent');
  for (const casesTo of [sam.id, maya.id, 'nobody'])
    expect(problemOf(await omar.remove(`/staff/team/${maya.id}`, { casesTo }))).toEqual([404, 'staff.not_found']);
  expect((await maya.get('/staff/me')).status).toBe(200);
});

test('another shop’s people are not found', async () => {
  expect(problemOf(await omar.put(`/staff/team/${sam.id}/role`, { role: 'viewer' }))).toEqual([404, 'staff.not_found']);
  expect(problemOf(await omar.remove(`/staff/team/${sam.id}`))).toEqual([404, 'staff.not_found']);
  expect((await sam.get('/staff/me')).body.role).toBe('agent');
});

test('what was done in the team is written down', async () => {
  const maya = await hire('Kira', 'agent');
  await omar.put(`/staff/team/${omar.id}/role`, { role: 'agent' });
  await omar.put(`/staff/team/${maya.id}/role`, { role: 'lead' });
  await omar.remove(`/staff/team/${maya.id}`);
  const written = await shop.db.read(
    "select what, about, by_name from audit_log where what in ('role_changed', 'staff_removed') order by seq desc limit 2",
  );
  expect(written.toReversed()).toEqual([
    { what: 'role_changed', about: 'kira@garden.example: lead', by_name: 'Omar' },
    { what: 'staff_removed', about: 'kira@garden.example', by_name: 'Omar' },
  ]);
});
