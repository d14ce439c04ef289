import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulkResult } from '#shared/contracts/staff.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
let maya: { id: string; headers: Record<string, string> };
let sven: typeof maya;
let vera: typeof maya;
beforeAll(async () => {
  shop = await createTestApp();
  maya = await shop.signIn('Maya', 'agent');
  vera = await shop.signIn('Vera', 'viewer');
  sven = await shop.signIn('Sven', 'agent', shop.stranger.merchantId);
});
afterAll(() => shop.close());

type Row = {
  id: string;
  number: string;
  version: number;
  assignee: { id: string } | null;
  tags: string[];
  state: string;
  outcome: string | null;
};
const find = async (number: string): Promise<Row> => (await shop.get(`/staff/cases/${number}`, maya.headers)).json();
async function complain(own: object = {}): Promise<Row> {
  const { number } = (await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json()).case;
  return find(number);
}
const bulk = (body: object, who = maya) => shop.post('/staff/cases/bulk', body, who.headers);
async function done(body: object): Promise<BulkResult[]> {
  const answer = await bulk(body);
  expect(answer.status).toBe(200);
  return (await answer.json()).items;
}
const seen = (rows: Row[]) => rows.map(({ id, version }) => ({ id, version }));

test('many cases are given to somebody, and back to where they were', async () => {
  const rows = [await complain(), await complain()];
  const items = await done({ act: 'assign', cases: seen(rows), assignee: maya.id });
  expect(items.map(({ ok, was }) => [ok, was?.assignee])).toEqual([
    [true, null],
    [true, null],
  ]);
  expect((await find(rows[0]!.number)).assignee?.id).toBe(maya.id);
  await done({ act: 'assign', cases: items.map(({ id, version }) => ({ id, version })), assignee: null });
  expect((await find(rows[1]!.number)).assignee).toBeNull();
});

test('tags are added and taken away, and others stay', async () => {
  const row = await complain();
  await shop.put(`/staff/cases/${row.number}/tags`, { tags: ['vip', 'old'] }, maya.headers);
  await done({ act: 'tag', cases: [{ id: row.id }], add: ['parcel', 'vip'], remove: ['old'] });
  expect((await find(row.number)).tags).toEqual(['vip', 'parcel']);
  const { items } = await (await shop.get('/staff/cases?tag=parcel', maya.headers)).json();
  expect(items.map(({ number }: Row) => number)).toEqual([row.number]);
  expect((await (await shop.get('/staff/cases?tag=old', maya.headers)).json()).items).toEqual([]);
});

test('where one refuses, the others are done and the refusal is told', async () => {
  const idea = await complain({ kind: 'feedback', reason: undefined, asked: [] });
  const owed = await complain();
  const stale = await complain({ kind: 'feedback', reason: undefined, asked: [] });
  await shop.post(`/staff/cases/${stale.number}/notes`, { text: 'Look here first.' }, maya.headers);
  const items = await done({ act: 'answer', cases: [...seen([idea, owed, stale]), { id: 'case_nowhere' }] });
  expect(items.map(({ ok, refusal }) => [ok, refusal?.code])).toEqual([
    [true, undefined],
    [false, 'case.answer_owed'],
    [false, 'case.changed_meanwhile'],
    [false, 'case.not_found'],
  ]);
  expect(await find(idea.number)).toMatchObject({ state: 'closed', outcome: 'answered' });
});

test('cases of one customer are merged into the oldest of them', async () => {
  const contact = { name: 'Ida', email: 'ida@example.org' };
  const oldest = await complain({ contact });
  shop.forward({ minutes: 1 });
  const [same, others] = [await complain({ contact }), await complain({ contact: { name: 'Nils', email: 'nils@example.org' } })];
  const items = await done({ act: 'merge', cases: seen([same, others]), into: oldest.number });
  expect(items.map(({ ok, refusal }) => [ok, refusal?.code])).toEqual([
    [true, undefined],
    [false, 'case.merge_impossible'],
  ]);
  expect(await find(same.number)).toMatchObject({ state: 'closed', outcome: 'duplicate' });
});

test('strangers, lookers-on and other shops change nothing', async () => {
  const row = await complain();
  const body = { act: 'tag', cases: seen([row]), add: ['mine'] };
  expect((await bulk(body, { id: '', headers: {} })).status).toBe(401);
  expect((await bulk(body, vera)).status).toBe(403);
  expect((await (await bulk(body, sven)).json()).items).toMatchObject([{ ok: false, refusal: { code: 'case.not_found' } }]);
  expect((await bulk({ act: 'assign', cases: seen([row]), assignee: sven.id })).status).toBe(404);
  expect((await bulk({ act: 'spam', cases: seen([row]) })).status).toBe(400);
  expect((await find(row.number)).tags).toEqual([]);
});
