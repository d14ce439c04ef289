import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import type { Departures, Offers, Reasons, Team, Touchpoints } from '#shared/contracts/insights.ts';
import { type Departure, departureOf } from '#server/domain/departure.ts';
import { isHeldOut } from '#server/domain/hold-out.ts';
import { createCustomerStore } from '#server/store/customers.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { rebuildInsight } from '#server/store/insight/rebuild.ts';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  expect((await rebuildInsight(shop.db, { fix: false })).examples).toEqual([]);
  await shop.close();
});

const ask = async <Answer>(path: string, headers = shop.key('read')): Promise<Answer> =>
  (await shop.get(`/v1/insights/${path}`, headers)).json();
const table = async (path: string) => (await shop.get(`/v1/insights/${path}`, shop.key('read'))).text();
const usd = (amount: number) => ({ amount, currency: 'USD' });

type Leaving = Partial<Departure> & { at: string; customer: string };

/** These customers left; written as an import writes them. */
async function leave(leavings: Leaving[], merchantId = MERCHANT): Promise<string[]> {
  const customers = createCustomerStore(shop.db, merchantId);
  const departures = createDepartureStore(shop.db, merchantId);
  const at = shop.now().toISOString();
  const ids: string[] = [];
  for (let i = 0; i < leavings.length; i += 200) {
    const writes = leavings.slice(i, i + 200).map(async ({ customer, ...facts }) => {
      const known = await customers.find({ externalId: customer });
      const customerId = known?.id ?? shop.deps.newId('cus');
      const id = shop.deps.newId('dep');
      ids.push(id);
      return [
        ...(known ? [] : customers.upsert(null, customerId, { externalId: customer }, { name: `Customer ${customer}` }, at)),
        ...departures.create(departureOf(id, { way: 'import', ...facts, customerId }, at)),
      ];
    });
    await shop.db.write((await Promise.all(writes)).flat());
  }
  return ids;
}

describe('a telephone company whose customers left', () => {
  async function sample(): Promise<Leaving[]> {
    const file = gunzipSync(await readFile(new URL('../../shared/fixtures/telco-churn.csv.gz', import.meta.url)));
    const rows = parse(file, { columns: true }) as Record<string, string>[]; // every cell is text
    return rows
      .filter((row) => row['Churn Value'] === '1')
      .map((row) => ({
        customer: row.CustomerID ?? '',
        at: '2026-02-10T00:00:00.000Z',
        reason: 'cancel.other',
        reasonText: row['Churn Reason'] ?? '',
        revenue: usd(Math.round(Number(row['Monthly Charges']) * 100)),
        lifetimeValue: usd(Number(row.CLTV) * 100),
      }));
  }

  test('lost 139,130.85 dollars a month, most of it to faster competitors, most customers to the attitude of support', async () => {
    await leave(await sample());
    const { items, total, otherCurrencies } = await ask<Reasons>('reasons?by=text');
    expect(total).toMatchObject({ left: 1869, revenuePerMonth: usd(13_913_085) });
    expect(items.reduce((sum, { revenuePerMonth }) => sum + revenuePerMonth.amount, 0)).toBe(13_913_085);
    expect(items[0]).toMatchObject({
      text: 'Competitor offered higher download speeds',
      revenuePerMonth: usd(1_414_460),
      reason: 'cancel.other',
    });
    const [most] = items.toSorted((a, b) => b.customers - a.customers);
    expect(most).toMatchObject({ text: 'Attitude of support person', customers: 192, left: 192, small: false });
    expect(items.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(otherCurrencies).toEqual([]);
    expect((await ask<Departures>('departures')).total).toMatchObject({ customers: 1869, revenuePerMonth: usd(13_913_085) });

    const lines = (await table('reasons?by=text&format=csv')).trim().split('\r\n');
    expect(lines[0]).toBe(
      'reason,label,text,cases,customers,left,returned,revenue_per_month,lifetime_value,at_stake_per_month,currency,share,change,small',
    );
    expect(lines[1]).toMatch(/^cancel\.other,[^,]+,Competitor offered higher download speeds,0,\d+,\d+,0,14144\.6,/);
    expect(lines).toHaveLength(items.length + 1);

    const words = encodeURIComponent('Attitude of support person');
    const first = await ask<{ items: { customer: { externalId: string }; departure: object }[]; nextCursor: string }>(
      `reasons/${words}/customers?by=text&limit=100`,
    );
    const rest = await ask<typeof first>(`reasons/${words}/customers?by=text&limit=100&cursor=${first.nextCursor}`);
    const names = [...first.items, ...rest.items].map(({ customer }) => customer.externalId);
    expect([new Set(names).size, rest.nextCursor, first.items[0]?.departure]).toMatchObject([
      192,
      null,
      { text: 'Attitude of support person' },
    ]);
    const everybody = (await table(`reasons/${words}/customers?by=text&format=csv`)).trim().split('\r\n');
    expect(everybody.slice(1).map((line) => line.split(',')[0])).toEqual(names);
    const file = await ask<typeof first>(`reasons/${words}/customers?by=text&format=json`);
    expect([file.items, file.nextCursor]).toEqual([[...first.items, ...rest.items], null]);
  }, 60_000);
});

describe('customers lost', () => {
  const three: Leaving[] = [
    { customer: 'a', at: '2025-11-05T10:00:00.000Z', revenue: usd(1000), lifetimeValue: usd(24_000), reason: 'cancel.moved' },
    { customer: 'b', at: '2026-02-01T00:00:00.000Z', revenue: usd(2000), lifetimeValue: usd(48_000), reason: 'cancel.too_expensive' },
    { customer: 'c', at: '2026-02-28T23:59:59.000Z', revenue: { amount: 9900, currency: 'EUR' }, reason: 'cancel.too_expensive' },
  ];

  test('are counted by month and quarter, and months without any are there with zeros', async () => {
    await leave(three);
    const { items, currency } = await ask<Departures>('departures?by=month');
    expect(currency).toBe('USD');
    expect(items.map(({ period, customers, revenuePerMonth }) => [period, customers, revenuePerMonth.amount])).toEqual([
      ['2025-11', 1, 1000],
      ['2025-12', 0, 0],
      ['2026-01', 0, 0],
      ['2026-02', 1, 2000],
      ['2026-03', 0, 0],
    ]);
    const quarters = await ask<Departures>('departures?by=quarter&from=2025-Q4&to=2026-Q1');
    expect(quarters.items.map(({ period, lifetimeValue }) => [period, lifetimeValue])).toEqual([
      ['2025-Q4', usd(24_000)],
      ['2026-Q1', usd(48_000)],
    ]);
  });

  test('in another currency are listed, never added', async () => {
    await leave(three);
    const dollars = await ask<Departures>('departures');
    expect(dollars.total).toMatchObject({ customers: 2, revenuePerMonth: usd(3000) });
    expect(dollars.otherCurrencies).toMatchObject([{ currency: 'EUR', customers: 1, revenuePerMonth: { amount: 9900, currency: 'EUR' } }]);
    const euros = await ask<Departures>('departures?currency=EUR');
    expect(euros.total).toMatchObject({ customers: 1, revenuePerMonth: { amount: 9900, currency: 'EUR' } });
    expect(euros.otherCurrencies).toMatchObject([{ currency: 'USD', customers: 2 }]);
  });

  test('are named, page by page, with what they paid and whether they came back', async () => {
    const [, second] = await leave(three);
    const departures = createDepartureStore(shop.db, MERCHANT);
    const at = '2026-03-01T09:00:00.000Z';
    await shop.db.write(departures.returnOf(await departures.find(second ?? ''), at, at));
    type Names = { items: { customer: { name: string }; returnedAt: string | null }[]; nextCursor: string | null };
    const first = await ask<Names>('departures?period=2026-02&limit=1');
    const next = await ask<Names>(`departures?period=2026-02&limit=1&cursor=${first.nextCursor}`);
    expect([first, next].map(({ items }) => [items[0]?.customer.name, items[0]?.returnedAt])).toEqual([
      ['Customer b', at],
      ['Customer c', null],
    ]);
    expect(next.nextCursor).toBeNull();
    expect((await ask<Departures>('departures')).total).toMatchObject({ customers: 2, returned: 1, revenueReturned: usd(2000) });
    expect(await table('departures?period=2026-02&format=csv')).toContain(
      'b,Customer b,2026-02-01T00:00:00.000Z,cancel.too_expensive,,import,20,480,USD,2026-03-01',
    );
  });

  test('fall into those who could have been kept and those who could not, by way and by value', async () => {
    await leave(three);
    const { segments, ways, values } = await ask<Departures>('departures');
    expect(segments.map(({ id, customers }) => [id, customers])).toEqual([
      ['avoidable', 1],
      ['unavoidable', 1],
    ]);
    expect(ways.map(({ id, customers }) => [id, customers])).toEqual([['import', 2]]);
    expect(values.map(({ from, customers }) => [from, customers])).toEqual([
      [usd(2000), 1],
      [usd(0), 1],
    ]);
  });

  test('of a span that is no whole month are those of its days', async () => {
    await leave(three);
    const { total } = await ask<Departures>('departures?from=2025-11-06&to=2026-02-01');
    expect(total).toMatchObject({ customers: 1, revenuePerMonth: usd(2000) });
    const reasons = await ask<Reasons>('reasons?from=2026-02-15&to=2026-02-28&currency=EUR');
    expect(reasons.items.map(({ reason, customers }) => [reason, customers])).toEqual([['cancel.too_expensive', 1]]);
  });

  test.each([
    'departures?period=2026-13',
    'reasons?from=yesterday',
    'departures?from=2026-05&to=2026-04',
    'reasons?kind=nonsense',
    'departures?cursor=x&period=2026',
  ])('%s is not understood', async (path) => {
    const answer = await shop.get(`/v1/insights/${path}`, shop.key('read'));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  });
});

describe('what went wrong', () => {
  const complain = async (own: object = {}): Promise<string> =>
    (await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json()).case.number as string;
  const fern = (mrr = 4900) => shop.identityToken({ sub: 'fern', email: 'fern@example.org', mrr: { amount: mrr, currency: 'USD' } });

  test('counts cases and different customers, with what they pay now', async () => {
    await shop.put('/v1/customers/fern', { mrr: usd(4900) }, shop.key());
    const identityToken = await fern();
    await complain({ identityToken });
    await complain({ identityToken });
    await complain({ contact: { email: 'someone@example.org' } });
    await complain({ reason: 'product.damaged', contact: { email: 'else@example.org' } });
    const { items } = await ask<Reasons>('reasons');
    expect(
      items.map(({ reason, cases, customers, atStake, left, small }) => [reason, cases, customers, atStake.amount, left, small]),
    ).toEqual([
      ['delivery.not_received', 3, 2, 4900, 0, true],
      ['product.damaged', 1, 1, 0, 0, true],
    ]);
    await shop.put('/v1/customers/fern', { mrr: usd(5900) }, shop.key());
    expect((await ask<Reasons>('reasons?kind=complaint')).items[0]?.atStake).toEqual(usd(5900));
    expect((await ask<Reasons>('reasons?kind=feedback')).items).toEqual([]);
  });

  test('follows a case to its other reason, and forgets spam', async () => {
    const [one, other] = [await complain(), await complain({ contact: { email: 'someone@example.org' } })];
    await shop.put(`/v1/cases/${one}/investigation`, { reason: 'product.damaged' }, shop.key());
    const change = await shop.put(`/v1/cases/${other}/spam`, {}, shop.key());
    expect(change.status).toBe(200);
    expect((await ask<Reasons>('reasons')).items.map(({ reason, cases, customers }) => [reason, cases, customers])).toEqual([
      ['product.damaged', 1, 1],
    ]);
  });

  test('is compared with as many months before', async () => {
    for (let i = 0; i < 2; i++) await complain({ contact: { email: `before${i}@example.org` } });
    shop.forward({ days: 31 });
    for (let i = 0; i < 3; i++) await complain({ contact: { email: `after${i}@example.org` } });
    const { items } = await ask<Reasons>('reasons?from=2026-04&to=2026-04');
    expect(items[0]).toMatchObject({ reason: 'delivery.not_received', cases: 3, change: 0.5, before: { cases: 2, customers: 2 } });
    expect((await ask<Reasons>('reasons')).items[0]).toMatchObject({ cases: 5, customers: 5, change: null, before: null });
  });

  test('is told by step of the journey, with ratings and effort', async () => {
    const number = await complain({ area: { touchpoint: 'checkout', rating: 2 } });
    await complain({ area: { touchpoint: 'checkout', rating: 5 }, kind: 'feedback', reason: undefined, asked: [] });
    await complain({ area: { touchpoint: 'delivery' } });
    const { id } = await (await shop.get(`/v1/cases/${number}`, shop.key())).json();
    await shop.put('/v1/public/case/rating', { stars: 4, effort: 6 }, shop.bearer(shop.deps.secrets.caseToken(id)));
    const { items } = await ask<Touchpoints>('touchpoints');
    expect(items).toMatchObject([
      {
        touchpoint: 'checkout',
        cases: 2,
        complaints: 1,
        rating: { mean: 3.5, count: 2 },
        effort: { mean: 6, count: 1 },
        satisfaction: { mean: 4, count: 1 },
      },
      { touchpoint: 'delivery', cases: 1, rating: { mean: null, count: 0 } },
    ]);
    expect(await table('journey?format=csv')).toContain('checkout,2026-03,2,1,3.5,2,6,1,4,1\r\n');
  });
});

describe('the team', () => {
  async function answered() {
    const maya = await shop.signIn('Maya', 'agent');
    const { case: opened } = await (await shop.post('/v1/public/cases', lateKettle)).json();
    await shop.put(`/staff/cases/${opened.number}/investigation`, { reason: 'delivery.not_received' }, maya.headers);
    shop.forward({ minutes: 50 });
    await shop.post(`/staff/cases/${opened.number}/messages`, { text: 'I am looking for your kettle.' }, maya.headers);
    const promised = await shop.post(
      `/staff/cases/${opened.number}/promises`,
      { text: 'I call you', dueAt: '2026-03-04T12:00:00Z' },
      maya.headers,
    );
    const [promise] = (await promised.json()).promises;
    await shop.put(
      `/staff/cases/${opened.number}/promises/${promise.id}`,
      { state: 'renegotiated', dueAt: '2026-03-05T12:00:00Z' },
      maya.headers,
    );
    await shop.put(`/staff/cases/${opened.number}/promises/${promise.id}`, { state: 'kept' }, maya.headers);
    return maya;
  }

  test('sees how soon it answered and whether it kept its promises', async () => {
    const maya = await answered();
    const lena = await shop.signIn('Lena', 'lead');
    const { items } = (await (await shop.get('/staff/insights/team', lena.headers)).json()) as Team;
    expect(items).toEqual([
      {
        staff: { id: maya.id, name: 'Maya' },
        cases: 1,
        secondFailures: 0,
        firstAnswers: { count: 1, onTime: 1, meanMinutes: 50, halfWithinMinutes: 60 },
        promises: { made: 1, kept: 1, broken: 0, cancelled: 0, moved: 1 },
        satisfaction: { mean: null, count: 0 },
      },
    ]);
  });

  test('an agent sees their own figures, a lead everybody’s, a viewer nobody’s', async () => {
    const maya = await answered();
    const tom = await shop.signIn('Tom', 'agent');
    const vera = await shop.signIn('Vera', 'viewer');
    const own = async (headers: Record<string, string>) =>
      (await (await shop.get('/staff/insights/team', headers)).json()).items.length as number;
    expect([await own(maya.headers), await own(tom.headers)]).toEqual([1, 0]);
    const refused = await shop.get('/staff/insights/team', vera.headers);
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'staff.not_allowed']);
    expect([
      (await shop.get('/v1/insights/team', shop.key('read'))).status,
      (await shop.get('/v1/insights/team', shop.key('admin'))).status,
    ]).toEqual([403, 200]);
  });
});

describe('offers to those who wanted to leave', () => {
  /** One visit of a customer who pays too much; whoever is not held out takes the offer. */
  async function visit(sub: string): Promise<void> {
    const identityToken = await shop.identityToken({ sub });
    const { cancellation } = await (
      await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', identityToken, locale: 'en' })
    ).json();
    const path = `/v1/public/cancellations/${cancellation.id}`;
    const { offer } = await (await shop.put(`${path}/answer`, { reason: 'cancel.too_expensive' }, shop.bearer(cancellation.token))).json();
    if (offer) await shop.put(`${path}/offers/${offer.id}`, { answer: 'accepted' }, shop.bearer(cancellation.token));
  }

  test('are measured against those who would have seen one, and only once the days have passed', async () => {
    await shop.put('/v1/settings/offers', { holdOutShare: 0.5 }, { ...shop.key(), 'if-match': '"0"' });
    const subs = Array.from({ length: 80 }, (_, i) => `leaver-${i}`);
    for (const sub of subs) await visit(sub);
    const heldOut = subs.filter((sub) => isHeldOut('site_garden_shop', sub, 0.5));
    const offered = subs.filter((sub) => !heldOut.includes(sub));
    expect([heldOut.length > 30, offered.length > 30]).toEqual([true, true]);
    // Of those offered 5 leave after ten days, of those held out 15; one more after 40 days.
    await leave([...offered.slice(0, 5), ...heldOut.slice(0, 15)].map((customer) => ({ customer, at: '2026-03-12T12:00:00.000Z' })));
    await leave([{ customer: offered[6] ?? '', at: '2026-04-11T12:00:00.000Z' }]);

    const early = (await ask<Offers>('offers')).total;
    expect(early).toMatchObject({ shown: offered.length, accepted: offered.length, declined: 0, heldOut: heldOut.length });
    expect(early.kept[0]).toMatchObject({ days: 30, offered: { of: 0, waiting: offered.length }, tooFew: true, lift: null });

    shop.forward({ days: 31 });
    const [after30, after60] = (await ask<Offers>('offers')).total.kept;
    expect(after30).toMatchObject({
      offered: { of: offered.length, kept: offered.length - 5, waiting: 0 },
      accepted: { of: offered.length, kept: offered.length - 5 },
      heldOut: { of: heldOut.length, kept: heldOut.length - 15 },
      tooFew: false,
    });
    const lift = 15 / heldOut.length - 5 / offered.length;
    expect(after30?.lift?.difference).toBeCloseTo(lift, 12);
    expect(after30?.lift?.low).toBeGreaterThan(0);
    expect(after30?.incremental?.customers).toBeCloseTo(lift * offered.length, 10);
    expect(after60).toMatchObject({ offered: { of: 0, waiting: offered.length }, tooFew: true });

    shop.forward({ days: 60 });
    const { total, items, byRemedy } = await ask<Offers>('offers');
    expect(total.kept.map(({ offered: { kept } }) => kept)).toEqual([offered.length - 5, offered.length - 6, offered.length - 6]);
    expect(items).toMatchObject([{ reason: 'cancel.too_expensive', kept: total.kept }]);
    expect(byRemedy).toHaveLength(1);
    expect((await table('offers?format=csv')).split('\r\n')[1]).toContain(
      `cancel.too_expensive,${offered.length},${offered.length},0,${heldOut.length},`,
    );
  }, 60_000);

  test('of few are too few to tell, and erasing somebody changes no figure', async () => {
    await visit('fern');
    shop.forward({ days: 100 });
    const before = await ask<Offers>('offers');
    expect(before.total.kept.map(({ tooFew, lift }) => [tooFew, lift])).toEqual([
      [true, null],
      [true, null],
      [true, null],
    ]);
    expect((await shop.remove('/v1/customers/fern', undefined, shop.key())).status).toBe(200);
    expect(await ask<Offers>('offers')).toEqual(before);
  });
});

describe.each(['departures', 'reasons', 'reasons/none/customers', 'touchpoints', 'journey', 'offers', 'team', 'spikes'])('%s', (path) => {
  test('is nobody’s business without a key or a sign-in', async () => {
    const answers = [
      await shop.get(`/v1/insights/${path}`),
      await shop.get(`/staff/insights/${path}`),
      await shop.get(`/v1/insights/${path}`, shop.bearer('sk_unknown')),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  test('of another shop is empty, as JSON and as a table', async () => {
    await leave([{ customer: 'a', at: '2026-02-05T10:00:00.000Z', revenue: usd(1000), reason: null, reasonText: 'dust' }]);
    await shop.post('/v1/public/cases', { ...lateKettle, area: { touchpoint: 'checkout' } });
    const { items } = await ask<{ items: { customers?: number }[] }>(path, shop.strangersKey());
    expect(items.filter(({ customers }) => customers !== 0)).toEqual([]);
    const csv = await shop.get(`/v1/insights/${path}`, { ...shop.key(), accept: 'text/csv' });
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    const vera = await shop.signIn('Vera', 'viewer');
    expect((await shop.get(`/staff/insights/${path}`, vera.headers)).status).toBe(path === 'team' ? 403 : 200);
  });
});
