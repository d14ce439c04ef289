import { expect, test } from 'vitest';
import { fern } from '#shared/fixtures/cast.ts';
import { doing } from '#server/domain/fixtures.ts';
import { withdrawCase } from '#server/domain/customer-acts.ts';
import type { Db } from './db.ts';
import { openShops, type Shop } from './fixtures/shop.ts';
import { listAlike } from './similar.ts';

const STORY = 'The handle of my kettle leaks boiling water.';
const current = { id: 'case_now', story: STORY, reason: 'product.defective' };

async function close(shop: Shop, own: { story?: string; reason?: string }): Promise<string> {
  const { id } = await shop.open({ reason: 'delivery.late', ...own });
  await shop.cases.change(id, (before) => withdrawCase(before, undefined, doing(fern)));
  return id;
}

test('closed cases are found by two of the words or by the reason, and only this shop’s', async () => {
  const { db, garden, stranger } = await openShops();
  const byWords = await close(garden, { story: 'Boiling hot: it leaks!' });
  const byReason = await close(garden, { story: 'Der Deckel ist lose.', reason: 'product.defective' });
  await close(garden, { story: 'One word only: kettle.' });
  await close(stranger, { story: STORY, reason: 'product.defective' });
  await garden.open({ story: STORY, reason: 'product.defective' });

  expect((await listAlike(db, garden.merchantId, current)).map(({ id }) => id)).toEqual([byWords, byReason]);
  expect(await listAlike(db, garden.merchantId, { ...current, story: '…', reason: null })).toEqual([]);
});

test('however many cases there are, no more are looked at: every table is read by an index', async () => {
  const { db, garden } = await openShops();
  const plans: string[] = [];
  const explaining = {
    read: async (sql: string, args: string[]) => {
      plans.push(...(await db.read(`explain query plan ${sql}`, args)).map(({ detail }) => String(detail)));
      return db.read(sql, args);
    },
  } as unknown as Db; // reading is all it is asked for
  await listAlike(explaining, garden.merchantId, current);
  expect(plans.filter((step) => step.startsWith('SCAN cases'))).toEqual([]);
  expect(plans.filter((step) => step.startsWith('SEARCH cases USING INTEGER PRIMARY KEY'))).toHaveLength(2);
  expect(plans.some((step) => step.includes('USING COVERING INDEX cases_by_reason'))).toBe(true);
});
