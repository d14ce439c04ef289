import { expect, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { createTestApp } from './api/test-app.ts';
import { runCommand } from './commands.ts';
import { bringCustomers } from './demo-customers.ts';

test('the demo shop has sixty customers with two years of orders, some of whom left and some of whom came back', async () => {
  const shop = await createTestApp();
  await bringCustomers(shop.deps, MERCHANT);
  const [sums] = await shop.db.read(
    `select (select count(*) from customers) as people, (select count(*) from orders) as orders,
     (select min(at) from orders) as first, (select count(*) from departures) as gone,
     (select count(*) from departures where returned_at is not null) as back,
     (select count(*) from departures where lifetime_value is null) as worthless,
     (select count(*) from orders o join departures d on d.customer_id = o.customer_id and o.at > d.at and d.returned_at is null) as after`,
  );
  expect(sums).toMatchObject({ people: 60, gone: 15, back: 4, worthless: 0, after: 0 });
  expect(Number(sums?.orders)).toBeGreaterThan(600);
  expect(Date.parse(String(sums?.first))).toBeLessThan(shop.now().getTime() - 700 * 86_400_000);
  expect(await runCommand(shop.deps, 'insight rebuild', { options: {}, words: [] })).toMatchObject({ differences: 0 });
  expect(shop.failures).toEqual([]);
  await shop.close();
});
