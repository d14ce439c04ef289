import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import type { Db } from './db.ts';
import { readCounts } from './counters.ts';
import { live, lives } from './fixtures/lives.ts';
import { openShops, STRANGER } from './fixtures/shop.ts';

/** The inbox's numbers, counted the slow way. */
const recount = async (db: Db, merchantId: string) => ({
  mine: 0,
  ...(await db.readOne(
    `select count(*) as open, count(*) filter (where turn = 'us') as us, count(*) filter (where assignee is null) as unassigned,
       count(*) filter (where second_failure = 1) as secondFailure, count(*) filter (where kind = 'cancellation') as cancellation,
       count(*) filter (where exists (select 1 from json_each(data, '$.promises') where value ->> 'state' = 'broken')) as brokenPromise,
       count(*) filter (where exists (select 1 from json_each(data, '$.approvals') where value ->> 'step' = 'pending_approval')) as approval
     from cases where merchant_id = ? and state <> 'closed'`,
    [merchantId],
  )),
});

test('the numbers over the inbox are right after whatever happened to the cases', async () => {
  const { db, garden, stranger } = await openShops();
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(lives, fc.boolean(), async (some, isStrangers) => {
      changes += (await live(isStrangers ? stranger : garden, some)).changes;
      expect(await readCounts(db, MERCHANT)).toEqual(await recount(db, MERCHANT));
      expect(await readCounts(db, STRANGER)).toEqual(await recount(db, STRANGER));
    }),
    { numRuns: 30, seed: 2026 },
  );
  expect(changes).toBeGreaterThan(100);
});

test('a shop nobody has written to yet counts nothing', async () => {
  const { db } = await openShops();
  expect(await readCounts(db, MERCHANT)).toEqual({
    open: 0,
    us: 0,
    unassigned: 0,
    secondFailure: 0,
    cancellation: 0,
    brokenPromise: 0,
    approval: 0,
    mine: 0,
  });
});
