import { afterAll, beforeAll, expect, test } from 'vitest';
import { daysAfter, hoursAfter, lena, maya, NOON } from '#shared/fixtures/cast.ts';
import { doing, until } from '#server/domain/fixtures.ts';
import { makePromise, markSpam, settlePromise, tagCase, takeCase } from '#server/domain/staff-acts.ts';
import type { Db, InValue } from './db.ts';
import { desk } from './migrations/0012-desk.ts';
import { later } from './fixtures/database.ts';
import { openShops, type Shop } from './fixtures/shop.ts';

type Query = Parameters<Shop['cases']['list']>[0];
const after = later();
let db: Db;
let garden: Shop;
beforeAll(async () => {
  ({ db, garden } = await openShops('file', after.keep));
  const { cases, open } = garden;
  await open({ number: 'KEPT' });
  await open({ number: 'BROKEN' });
  await open({ number: 'NEW' }, hoursAfter(NOON, 1));
  await open({ number: 'SPAM' });
  for (const number of ['KEPT', 'BROKEN']) {
    await cases.change(number, (before) => takeCase(before, {}, doing(maya)));
    await cases.change(number, (before) => makePromise(before, { text: 'I call you.', dueAt: hoursAfter(NOON, 2) }, doing(maya)));
    await cases.change(number, (before) => until(hoursAfter(NOON, 3), before));
  }
  const kept = (await cases.find('KEPT')).promises[0]!;
  await cases.change('KEPT', (before) => settlePromise(before, kept.id, { state: 'kept' }, doing(maya, hoursAfter(NOON, 4))));
  await cases.change('SPAM', (before) => tagCase(before, ['vip'], doing(maya)));
  await cases.change('SPAM', (before) => markSpam(before, doing(lena)));
});
afterAll(after.clear);

const numbersIn = async (query: Query) => (await garden.cases.list(query)).items.map(({ number }) => number);

test.each<[string, Query, string[]]>([
  ['broken promises, and none that was kept after all', { brokenPromise: true }, ['BROKEN']],
  ['nothing that waits for approval', { awaitsApproval: true }, []],
  ['what was opened in an hour', { openedFrom: hoursAfter(NOON, 1), openedTo: hoursAfter(NOON, 2) }, ['NEW']],
  ['a tag, closed or not', { tag: 'vip' }, ['SPAM']],
  ['an outcome', { outcome: 'spam' }, ['SPAM']],
  ['a language', { locale: 'en', state: 'received' }, ['NEW']],
  ['a site nobody has', { site: 'site_elsewhere' }, []],
  ['customers who pay something, when nobody does', { valueAtLeast: 1 }, []],
])('shows %s', async (_, query, expected) => {
  expect(await numbersIn(query)).toEqual(expected);
});

/** How SQLite goes about each question that is asked while `work` is done. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked: [string, readonly InValue[]][] = [];
  const { read } = db;
  db.read = async (sql: string, args?: readonly InValue[]) => {
    asked.push([sql, args ?? []]);
    return read.call(db, sql, args) as never; // callers name the columns they select, as without us
  };
  await work();
  db.read = read;
  const plans = await Promise.all(asked.map(([sql, args]) => db.read(`explain query plan ${sql}`, [...args])));
  return plans.flat().map(({ detail }) => String(detail));
}

test.each<[string, Query, string]>([
  ['our turn', { turn: 'us', openOnly: true, sort: 'due' }, 'cases_our_turn'],
  ['mine', { assignee: maya.id, openOnly: true, sort: 'due' }, 'cases_in_hands'],
  ['unassigned', { unassigned: true, openOnly: true, sort: 'due' }, 'cases_in_hands'],
  ['due today', { openOnly: true, dueBefore: daysAfter(NOON, 1), sort: 'due' }, 'cases_open'],
  ['broken promises', { brokenPromise: true, sort: 'due' }, 'cases_broken'],
  ['waiting for approval', { awaitsApproval: true, sort: 'due' }, 'cases_awaiting'],
  ['cancellations', { kind: 'cancellation', sort: 'due' }, 'cases_of_kind'],
  ['second failures', { openOnly: true, secondFailure: 'true', sort: 'due' }, 'cases_failed_twice'],
  ['all open', { openOnly: true, sort: 'due' }, 'cases_open'],
  ['closed', { closedOnly: true, sort: 'newest' }, 'cases_closed'],
])('the view “%s” is read from its top, without sorting', async (_, query, index) => {
  for (const more of [{}, { severity: 'high,critical', locale: 'en' }]) {
    const plan = await plansOf(() => garden.cases.list({ ...query, ...more }));
    expect(plan.join('\n')).toContain(`USING INDEX ${index} `);
    expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  }
});

test('a shop that comes from an earlier version finds its broken promises and tags again', async () => {
  const [addBroken, addApproval, ...rest] = desk.up;
  expect([addBroken, addApproval]).toEqual([expect.stringContaining('broken_promise'), expect.stringContaining('awaits_approval')]);
  const backfill = rest.filter((statement) => /^(?:update cases|insert)/.test(statement));
  await db.write([
    { sql: "delete from counters where name in ('brokenPromise', 'approval')", args: [] },
    { sql: 'delete from case_tags', args: [] },
    { sql: 'update cases set broken_promise = 0', args: [] },
    ...backfill.map((sql) => ({ sql, args: [] })),
  ]);
  expect(await numbersIn({ brokenPromise: true })).toEqual(['BROKEN']);
  expect(await numbersIn({ tag: 'vip' })).toEqual(['SPAM']);
  expect(await db.readOne("select value from counters where name = 'brokenPromise'")).toMatchObject({ value: 1 });
});
