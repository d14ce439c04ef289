import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, hoursAfter, lena, maya } from '#shared/fixtures/cast.ts';
import type { Actor, Case, Change } from '#server/domain/case.ts';
import { DONE, doing as doingBy } from '#server/domain/fixtures.ts';
import type { Act } from '#server/domain/life.ts';
import { makePromise } from '#server/domain/staff-acts.ts';
import { type Db, sql } from '#server/store/db.ts';
import { newFile, openDatabase } from '#server/store/fixtures/database.ts';
import { newId, openShops, type Shop } from '#server/store/fixtures/shop.ts';
import { letTimePass } from './time-passes.ts';

const passes = (db: Db, at: string) =>
  letTimePass({ db, now: () => new Date(at), newId, doing: async (_merchant, by: Actor) => doingBy(by, at) });

/** A case of Fern's, brought along by these acts at noon. */
async function caseAfter({ cases, open }: Shop, acts: Act[]): Promise<string> {
  const { id } = await open();
  for (const act of acts) await cases.change(id, (before) => DONE[act](before, doingBy(act === 'accept' ? lena : maya)));
  return id;
}

const typesOf = async ({ cases }: Shop, id: string) => (await cases.events(id)).map(({ event }) => event.type);

describe('when nobody does anything', () => {
  test.each<[string, Act[], string, Partial<Case>, string]>([
    ['an offer ends on its date', ['offer'], daysAfter(NOON, 14), { state: 'investigating' }, 'offer_expired'],
    [
      'silence confirms what was done',
      ['offer', 'accept', 'fulfil'],
      daysAfter(NOON, 7),
      { state: 'closed', outcome: 'upheld_full' },
      'fulfilment_confirmed',
    ],
    [
      'a decision nobody appeals stands',
      ['decide'],
      daysAfter(NOON, 14),
      { state: 'closed', outcome: 'not_upheld_explained' },
      'decision_accepted',
    ],
    ['a customer who was asked is reminded', ['take', 'ask'], daysAfter(NOON, 7), { state: 'info_needed' }, 'customer_reminded'],
    ['a promise is broken', ['promise'], daysAfter(NOON, 2), {}, 'promise_broken'],
    ['a first answer is late', [], hoursAfter(NOON, 24), { state: 'received' }, 'clock_breached'],
  ])('%s, not a moment before and only once', async (_, acts, due, then, type) => {
    const { db, garden } = await openShops();
    const id = await caseAfter(garden, acts);
    await passes(db, hoursAfter(due, -0.001));
    const before = await typesOf(garden, id);
    await passes(db, due);
    const after = await typesOf(garden, id);
    expect([before.filter((one) => one === type).length, after.filter((one) => one === type).length]).toEqual([0, 1]);
    expect(await garden.cases.find(id)).toMatchObject(then);

    const traces = await garden.traces();
    await passes(db, due);
    expect(await garden.traces()).toEqual(traces);
  });

  test('a month away makes up for everything at once, in order', async () => {
    const { db, garden, stranger } = await openShops();
    const ours = await caseAfter(garden, ['offer']);
    const theirs = await caseAfter(stranger, ['decide']);
    await garden.cases.change(ours, (before): Change => makePromise(before, { text: 'A call', dueAt: daysAfter(NOON, 1) }, doingBy(maya)));
    await passes(db, daysAfter(NOON, 30));
    expect((await typesOf(garden, ours)).slice(-3)).toEqual(expect.arrayContaining(['promise_broken', 'offer_expired']));
    expect((await stranger.cases.find(theirs)).state).toBe('closed');
    expect(await passes(db, daysAfter(NOON, 30))).toBe(0);
  });

  test('more cases than fit into one go are all looked after', async () => {
    const { db, garden } = await openShops();
    for (let i = 0; i < 120; i++) await garden.open();
    expect(await passes(db, daysAfter(NOON, 1))).toBe(120);
    expect(await db.readOne("select count(distinct case_id) as n from case_events where type = 'clock_breached'")).toMatchObject({
      n: 120,
    });
    expect(await passes(db, daysAfter(NOON, 1))).toBe(0);
  });
});

test('a case that cannot be read does not hold up the others, and is reported', async () => {
  const { db, garden } = await openShops();
  const broken = await caseAfter(garden, []);
  const others = [await caseAfter(garden, []), await caseAfter(garden, [])];
  await db.write([sql("update cases set data = '{}', wake_at = ? where id = ?", NOON, broken)]);
  await expect(passes(db, daysAfter(NOON, 1))).rejects.toThrow(broken);
  for (const id of others) expect(await typesOf(garden, id)).toContain('clock_breached');
});

test('two servers on one database do each thing once, and write each letter once', async () => {
  const file = await newFile();
  const [one, other] = [await openDatabase('http', file), await openDatabase('http', file)];
  const { garden } = await openShops(one);
  const ids: string[] = [];
  for (let i = 0; i < 12; i++) ids.push(await caseAfter(garden, ['take', 'ask']));
  const letters = (await garden.letters()).length;
  await Promise.all([passes(one, daysAfter(NOON, 7)), passes(other, daysAfter(NOON, 7))]);
  for (const id of ids) expect((await typesOf(garden, id)).filter((type) => type === 'customer_reminded')).toHaveLength(1);
  const after = await garden.letters();
  expect(new Set(after.map((letter) => JSON.stringify(letter))).size).toBe(after.length);
  expect(after.length).toBeGreaterThanOrEqual(letters);
});
