import { afterAll, beforeAll, expect, test } from 'vitest';
import { countsAs, REASONS } from '#server/domain/taxonomy.ts';
import { createTestApp, type TestApp } from '#server/api/test-app.ts';
import { countsAsSql } from './counts-as.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(() => shop.close());

test('the database counts a narrower reason as the same one as the rules do', async () => {
  const ids = REASONS.flatMap(({ id }) => [id, `${id}.own`, `${id}.a_1`, `${id}.later_late`]);
  const rows = await shop.db.read(`select value, ${countsAsSql('value')} as counted from json_each(?)`, [JSON.stringify(ids)]);
  expect(rows.map((row) => [row.value, row.counted])).toEqual(ids.map((id) => [id, countsAs(id)]));
});
