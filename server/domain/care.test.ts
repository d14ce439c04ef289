import { describe, expect, test } from 'vitest';
import { NOON, daysAfter } from '#shared/fixtures/cast.ts';
import { beginCare, type Care, doCheckIn, lookAfter, rhythmOf, type Seen } from './care.ts';

const NOTHING: Seen = { orders: [], complaints: [], brokenPromises: [], leftAt: null };
const begun = (own: Partial<Care> = {}, at = NOON): Care => ({
  ...beginCare(
    {
      id: 'care_1',
      customerId: 'cus_fern',
      departureId: 'dep_1',
      owner: 'stf_maya',
      rhythm: { gapDays: 10, averageOrder: 4000, currency: 'EUR' },
    },
    at,
    null,
  ).after,
  ...own,
});
const orders = (...days: [day: number, amount: number][]) =>
  days.map(([day, amount]) => ({ at: daysAfter(NOON, day), amount, currency: 'EUR' }));

test('check-ins are due after two weeks, one, three and six months, and a month that is too short ends on its last day', () => {
  const due = (at: string) => begun({}, at).checkIns.map(({ dueAt }) => dueAt.slice(0, 10));
  expect(due(NOON)).toEqual(['2026-03-16', '2026-04-02', '2026-06-02', '2026-09-02']);
  expect(due('2026-08-31T12:00:00.000Z')).toEqual(['2026-09-14', '2026-09-30', '2026-11-30', '2027-02-28']);
});

describe('what stands out', () => {
  test.each<[string, Partial<Seen>, number, string, string[]]>([
    ['orders as before', { orders: orders([5, 4000], [14, 4100]) }, 20, 'watching', []],
    ['quiet for twice their gap', {}, 20, 'slipping', ['quieter_than_before']],
    ['not quiet for so long yet', {}, 19.9, 'watching', []],
    ['half the order', { orders: orders([5, 2000], [14, 2100]) }, 20, 'slipping', ['smaller_orders']],
    [
      'a complaint',
      { orders: orders([15, 4000]), complaints: [{ number: 'A7K', at: daysAfter(NOON, 16) }] },
      20,
      'slipping',
      ['new_complaint'],
    ],
    [
      'a broken promise',
      { orders: orders([15, 4000]), brokenPromises: [{ number: 'A7K', at: daysAfter(NOON, 16) }] },
      20,
      'slipping',
      ['broken_promise'],
    ],
  ])('%s', (_, seen, day, state, kinds) => {
    const { after } = lookAfter(begun(), { ...NOTHING, ...seen }, daysAfter(NOON, day));
    expect([after.state, after.signals.map(({ kind }) => kind)]).toEqual([state, kinds]);
  });

  test('a check-in answers it; quiet for as long again, and it is said again', () => {
    const slipping = lookAfter(begun(), NOTHING, daysAfter(NOON, 21)).after;
    const answered = doCheckIn(slipping, 'two_weeks', { note: 'Abroad.', by: 'stf_maya', at: daysAfter(NOON, 22) }).after;
    expect(lookAfter(answered, NOTHING, daysAfter(NOON, 39)).after.state).toBe('watching');
    expect(lookAfter(answered, NOTHING, daysAfter(NOON, 40)).after.state).toBe('slipping');
  });
});

test('after six months they are kept, or were lost on the day they left again', () => {
  expect(lookAfter(begun(), NOTHING, '2026-09-02T12:00:00.000Z')).toMatchObject({
    after: { state: 'kept' },
    events: [{ type: 'customer_kept' }],
  });
  const lost = lookAfter(begun(), { ...NOTHING, leftAt: daysAfter(NOON, 50) }, daysAfter(NOON, 51));
  expect(lost).toMatchObject({ after: { state: 'lost', endedAt: daysAfter(NOON, 50) }, events: [{ type: 'customer_lost' }] });
  expect(lookAfter(lost.after, NOTHING, daysAfter(NOON, 60)).events).toEqual([]);
  expect(() => doCheckIn(lost.after, 'month_1', { note: undefined, by: null, at: NOON })).toThrow('left again');
});

test('a rhythm needs three days with orders', () => {
  expect(rhythmOf(orders([0, 100], [7, 300]))).toEqual({ gapDays: null, averageOrder: 200, currency: 'EUR' });
  expect(rhythmOf(orders([0, 100], [0, 100], [7, 100], [17, 100])).gapDays).toBe(8.5);
});
