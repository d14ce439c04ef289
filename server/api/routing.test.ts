import { afterEach, beforeEach, expect, test } from 'vitest';
import { alarmSpikes, alarmUnassigned } from '#server/jobs/alarms.ts';
import type { Actor } from '#server/domain/case.ts';
import { doingFor } from './context.ts';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const tell = async (own: object = {}) => {
  const { case: opened } = await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json();
  return opened.number as string;
};
const read = async (number: string) => (await shop.get(`/v1/cases/${number}`, shop.key())).json();
const publish = (document: object, version = 0) =>
  shop.put('/v1/settings/routing', document, { ...shop.key(), 'if-match': `"${version}"` });
const dryRun = async (body: object) => (await shop.post('/v1/settings/routing/dry-run', body, shop.key('write'))).json();
const clockwork = () => ({
  db: shop.db,
  now: shop.now,
  newId: shop.deps.newId,
  doing: (merchant: string, by: Actor) => doingFor(shop.deps, merchant, by),
});

test('a rule sends a case to its team, and there to whoever has least to do', async () => {
  const maya = await shop.signIn('Maya', 'agent');
  const tom = await shop.signIn('Tom', 'agent');
  const teams = [
    {
      id: 'parcels',
      name: 'Parcels',
      members: [
        { staff: maya.id, capacity: 2 },
        { staff: tom.id, capacity: 2 },
      ],
    },
  ];
  const published = await publish({
    teams,
    rules: [
      {
        id: 'late',
        name: 'Parcels that never came',
        when: { reason: ['delivery.not_received'] },
        then: { team: 'parcels', tags: ['parcel'] },
      },
    ],
  });
  expect(published.status).toBe(200);

  const numbers = [await tell(), await tell(), await tell(), await tell(), await tell()];
  const cases = await Promise.all(numbers.map(read));

  expect(cases.every(({ team, tags }) => team === 'parcels' && tags.includes('parcel'))).toBe(true);
  const owners = cases.map(({ assignee }) => assignee?.id ?? null);
  expect(owners.filter((id) => id === maya.id)).toHaveLength(2);
  expect(owners.filter((id) => id === tom.id)).toHaveLength(2);
  expect(owners.at(-1)).toBe(null);
  const { items } = await (await shop.get(`/v1/cases/${numbers[0]}/events`, shop.key())).json();
  expect(items.map(({ type }: { type: string }) => type)).toEqual(['case_opened', 'receipt_sent', 'case_routed']);
});

test('forty cases in the same moment overfill nobody', async () => {
  const maya = await shop.signIn('Maya', 'agent');
  const tom = await shop.signIn('Tom', 'agent');
  await publish({
    defaultTeam: 'all',
    teams: [
      {
        id: 'all',
        name: 'All',
        members: [
          { staff: maya.id, capacity: 5 },
          { staff: tom.id, capacity: 7 },
        ],
      },
    ],
  });
  const answers = await Promise.all(Array.from({ length: 40 }, () => shop.post('/v1/public/cases', lateKettle)));
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(201));
  const loads = await shop.db.read('select assignee, count(*) as n from cases where assignee is not null group by assignee order by n');
  expect(loads.map(({ n }) => n)).toEqual([5, 7]);
  const counted = await shop.db.read("select value from counters where name like 'load:%' order by value");
  expect(counted.map(({ value }) => value)).toEqual([5, 7]);
});

test('something unsafe goes to a lead at once without any rule', async () => {
  const lena = await shop.signIn('Lena', 'lead');
  await shop.signIn('Maya', 'agent');
  expect(await read(await tell({ reason: 'product.safety' }))).toMatchObject({ severity: 'critical', assignee: { id: lena.id } });
});

test('rules that name what is not there are refused, each at its place', async () => {
  const answer = await publish({
    defaultTeam: 'nowhere',
    rules: [
      { id: 'a', name: 'A', when: { reason: ['weather.bad'] }, then: { team: 'ghosts', person: 'staff_nobody', clockPolicy: 'never' } },
    ],
    teams: [{ id: 'real', name: 'Real', calendar: 'moon', members: [{ staff: 'staff_nobody' }] }],
  });
  const problem = await answer.json();
  expect([answer.status, problem.code]).toEqual([422, 'settings.invalid']);
  expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual([
    'rules.0.when.reason.0',
    'rules.0.then.team',
    'rules.0.then.person',
    'rules.0.then.clockPolicy',
    'teams.0.members.0.staff',
    'teams.0.calendar',
    'defaultTeam',
  ]);
});

test('trying a rule on 500 cases changes none of them and lists exactly those that would change', async () => {
  const reasons = ['delivery.not_received', 'delivery.late', 'product.defective', 'billing.duplicate', 'staff.conduct'];
  const expected = new Set<string>();
  for (let i = 0; i < 500; i++) {
    const reason = reasons[i % reasons.length]!;
    const number = await tell({
      reason,
      story: i % 7 === 0 ? 'The kettle smells of smoke.' : 'The kettle is not right.',
      locale: i % 3 === 0 ? 'de' : 'en',
    });
    if (reason === 'product.defective' || (i % 7 === 0 && i % 3 === 0)) expected.add(number);
  }
  const everything = async () =>
    JSON.stringify([
      await shop.db.read('select * from cases order by seq'),
      await shop.db.read('select * from case_events order by seq'),
      await shop.db.read('select * from counters'),
    ]);
  const before = await everything();

  const { tried, changes } = await dryRun({
    rules: [
      { id: '1', name: 'Broken things', when: { reason: ['product.defective'] }, then: { team: 'workshop' } },
      { id: '2', name: 'Smoke, in German', when: { words: ['smoke'], language: ['de'] }, then: { severity: 'high' } },
    ],
  });

  expect(tried).toBe(500);
  expect(new Set(changes.map(({ number }: { number: string }) => number))).toEqual(expected);
  expect(changes).toHaveLength(expected.size);
  expect(changes.find(({ because }: { because: string[] }) => because[0] === 'Broken things')).toMatchObject({
    before: { team: null },
    after: { team: 'workshop' },
  });
  expect(await everything()).toBe(before);
}, 60_000);

test('a stranger’s rules and cases are not tried', async () => {
  await tell();
  const answer = await shop.post('/v1/settings/routing/dry-run', { rules: [] }, shop.strangersKey());
  expect(await answer.json()).toEqual({ tried: 0, changes: [] });
  expect((await shop.post('/v1/settings/routing/dry-run', {})).status).toBe(401);
});

test('a case nobody looks after raises one alarm, and taking it ends the alarm', async () => {
  const number = await tell();
  shop.forward({ hours: 3 });
  expect(await alarmUnassigned(clockwork())).toBe(0);
  shop.forward({ hours: 2 });
  expect(await alarmUnassigned(clockwork())).toBe(1);
  expect(await alarmUnassigned(clockwork())).toBe(0);
  expect((await read(number)).leftUnassigned).toBe(true);
  const maya = await shop.signIn('Maya', 'agent');
  await shop.put(`/v1/cases/${number}/assignment`, { assignee: maya.id }, shop.key());
  expect((await read(number)).leftUnassigned).toBe(false);
});

test('a sudden rise of a reason is noticed once, with its cases; one person alone is no rise', async () => {
  for (let i = 0; i < 6; i++) await tell({ reason: 'billing.duplicate' });
  expect(await alarmSpikes(clockwork())).toBe(0);
  const numbers = [];
  for (let i = 0; i < 4; i++)
    numbers.push(
      await tell({ reason: 'product.damaged', area: { touchpoint: 'delivery' }, contact: { email: `someone${i}@example.org` } }),
    );

  expect(await alarmSpikes(clockwork())).toBe(2);
  expect(await alarmSpikes(clockwork())).toBe(0);

  const { items } = await (await shop.get('/v1/insights/spikes', shop.key('read'))).json();
  expect(items.map(({ kind, id, count, customers }: Record<string, unknown>) => [kind, id, count, customers]).toSorted()).toEqual([
    ['reason', 'product.damaged', 4, 4],
    ['touchpoint', 'delivery', 4, 4],
  ]);
  expect(items[0].cases).toHaveLength(4);
  expect((await (await shop.get('/v1/insights/spikes', shop.strangersKey())).json()).items).toEqual([]);
  expect(numbers).toHaveLength(4);
});
