import { expect, onTestFinished, test } from 'vitest';
import type { CareView } from '#shared/contracts/care.ts';
import { lookAfterReturned } from '#server/jobs/care.ts';
import { createTestApp } from './test-app.ts';

/** A garden shop whose customer Fern ordered every fortnight and left in January. */
async function openShop() {
  const shop = await createTestApp();
  onTestFinished(async () => {
    expect(shop.failures).toEqual([]);
    await shop.close();
  });
  const order = (id: string, day: string, customer = 'fern') =>
    shop.put(`/v1/orders/${id}`, { customer, at: `${day}T10:00:00.000Z`, total: { amount: 4000, currency: 'EUR' } }, shop.key());
  const importFile = async (kind: string, lines: string[]) =>
    (await (
      await shop.request(`/v1/${kind}/import`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', ...shop.key() },
        body: lines.join('\n'),
      })
    ).json()) as { written: number; unchanged: number; rejected: object[] };
  const cared = async () => ((await (await shop.get('/v1/care', shop.key('read'))).json()) as { items: CareView[] }).items;
  await shop.put('/v1/customers/fern', { name: 'Fern', email: 'fern@example.org' }, shop.key());
  for (const day of ['2025-09-01', '2025-09-15', '2025-09-29']) await order(day, day);
  await shop.put('/v1/customers/fern/departure', { at: '2026-01-10T00:00:00.000Z' }, shop.key());
  return { shop, order, importFile, cared };
}

const HEAD = 'externalId,customer,at,total,currency';
const shapeOf = ({ state, rhythmDays, checkIns }: CareView) => ({ state, rhythmDays, checkIns: checkIns.map(({ id }) => id) });
const PLAN = { state: 'watching', rhythmDays: 14, checkIns: ['two_weeks', 'month_1', 'month_3', 'month_6'] };

test('an order of somebody who left begins six months of care from that day, once', async () => {
  const { order, cared } = await openShop();
  await order('same-day', '2026-01-10');
  expect(await cared()).toEqual([]);
  await order('back', '2026-02-20');
  await order('again', '2026-02-25');
  await order('back', '2026-02-20');
  const all = await cared();
  expect(all).toMatchObject([
    { customer: { externalId: 'fern' }, startedAt: '2026-02-20T10:00:00.000Z', endsAt: '2026-08-20T10:00:00.000Z' },
  ]);
  expect(all.map(shapeOf)).toEqual([PLAN]);
});

test('so does a file of orders; the same file twice begins one plan', async () => {
  const { importFile, cared } = await openShop();
  const lines = [HEAD, 'b1,fern,2026-02-20,40,EUR', 'b2,fern,2026-02-22,40,EUR'];
  expect(await importFile('orders', lines)).toMatchObject({ written: 2, rejected: [] });
  expect(await importFile('orders', lines)).toMatchObject({ written: 0, unchanged: 2 });
  expect(await importFile('orders', [...lines, 'b3,fern,2026-02-23,40,EUR'])).toMatchObject({ written: 1 });
  const all = await cared();
  expect(all.map(shapeOf)).toEqual([PLAN]);
  expect(all[0]?.startedAt).toBe('2026-02-20T00:00:00.000Z');
});

test('so does a file that says who came back, and a program that says so', async () => {
  const { shop, importFile, cared } = await openShop();
  await shop.put('/v1/customers/ash', { name: 'Ash' }, shop.key());
  await shop.put('/v1/customers/oak', { name: 'Oak' }, shop.key());
  const lines = ['customer,at,returnedAt', 'fern,2026-01-10,2026-02-01', 'ash,2025-12-01,2026-01-15'];
  expect(await importFile('departures', lines)).toMatchObject({ written: 2, rejected: [] });
  expect(await importFile('departures', lines)).toMatchObject({ written: 0, unchanged: 2 });
  await shop.put('/v1/customers/oak/departure', { at: '2026-02-01T00:00:00.000Z' }, shop.key());
  await shop.remove('/v1/customers/oak/departure', undefined, shop.key());
  await lookAfterReturned(shop.deps);
  expect((await cared()).map(({ customer, startedAt }) => [customer.externalId, startedAt.slice(0, 10)]).toSorted()).toEqual([
    ['ash', '2026-01-15'],
    ['fern', '2026-02-01'],
    ['oak', '2026-03-02'],
  ]);
});

test('a return of long ago begins no plan, and a return told twice keeps the first', async () => {
  const { shop, importFile, cared } = await openShop();
  await shop.put('/v1/customers/elm', { name: 'Elm' }, shop.key());
  await importFile('departures', ['customer,at', 'elm,2019-01-10']);
  expect(await importFile('orders', [HEAD, 'o1,elm,2019-05-10,40,EUR'])).toMatchObject({ written: 1 });
  await lookAfterReturned(shop.deps);
  expect(await cared()).toEqual([]);

  const at = '/v1/customers/fern/departure';
  await shop.remove(`${at}?at=2026-02-01`, undefined, shop.key());
  const [first] = await cared();
  await shop.db.write([{ sql: 'update departures set returned_at = null', args: [] }]);
  expect((await shop.remove(`${at}?at=2026-02-15`, undefined, shop.key())).status).toBe(200);
  expect(await cared()).toEqual([first]);
  const detail = (await (await shop.get(`/v1/care/${first?.id}`, shop.key())).json()) as { events: { type: string }[] };
  expect(detail.events.map(({ type }) => type)).toEqual(['care_begun']);
});

test('how they bought before is known from the next day on when those orders came in after the return', async () => {
  const { shop, importFile, cared } = await openShop();
  await shop.put('/v1/customers/yew', { name: 'Yew' }, shop.key());
  await importFile('departures', ['customer,at', 'yew,2025-12-01']);
  await importFile('orders', [HEAD, 'y9,yew,2026-02-20,40,EUR']);
  await importFile('orders', [HEAD, ...['10-01', '10-11', '10-21'].map((day, i) => `y${i},yew,2025-${day},40,EUR`)]);
  expect((await cared()).map(({ rhythmDays }) => rhythmDays)).toEqual([null]);
  await lookAfterReturned(shop.deps);
  expect((await cared()).map(({ rhythmDays }) => rhythmDays)).toEqual([10]);
});
