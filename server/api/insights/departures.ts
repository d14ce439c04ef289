import type { DepartedCustomer, DepartedCustomers, Departures } from '#shared/contracts/insights.ts';
import { decimalsOf } from '#shared/decimals.ts';
import { VALUE_BANDS } from '#server/domain/insight-facts.ts';
import { type By, type Span, periodOf, periodsBetween } from '#server/domain/insight-period.ts';
import type { Departed } from '#server/store/insight/people.ts';
import type { InsightStore, Sum } from '#server/store/insight/sums.ts';
import { type Table, major } from '../csv.ts';
import { type Speaking, addLost, gather, othersOf, speakIn, toLost } from './currency.ts';

type Asked = { by: By; span: Span; currency: string | undefined; usual: string; now: string };

/** Customers lost by month or quarter, in one currency. */
export async function tellDepartures(insight: InsightStore, { by, span, currency, usual, now }: Asked): Promise<Departures> {
  const [months, ways, segments, values] = await Promise.all([
    insight.months('left', span),
    insight.sums('left.way', span),
    insight.sums('left.segment', span),
    insight.sums('left.value', span),
  ]);
  const totals = [...gather(months, (line) => line.currency)].map(([own, lines]) => ({
    ...addLost(lines, { ...EVERY, currency: own }),
    currency: own,
  }));
  const speaking = speakIn(currency, usual, totals);
  const perPeriod = gather(months, ({ month }) => periodOf(month, by));
  const today = now.slice(0, 7);
  const first = span.from?.slice(0, 7) ?? months[0]?.month ?? today;
  const last = span.until === null ? latest(months.at(-1)?.month ?? today, today) : lastDayBefore(span.until).slice(0, 7);
  return {
    currency: speaking.currency,
    from: span.from,
    until: span.until,
    timeZone: 'UTC',
    by,
    items: periodsBetween(first, last, by).map((period) => ({
      period,
      ...toLost(addLost(perPeriod.get(period) ?? [], speaking), speaking),
    })),
    total: toLost(addLost(months, speaking), speaking),
    ways: bySubject(ways, speaking),
    segments: bySubject(segments, speaking),
    values: bySubject(values, speaking).map((band) => ({
      ...band,
      from: band.id === 'unknown' ? null : beginOf(Number(band.id), speaking),
    })),
    otherCurrencies: othersOf(totals, speaking),
  };
}

const EVERY: Speaking = { currency: '', counts: () => true, money: (amount) => ({ amount, currency: '' }) };
const latest = (a: string, b: string): string => (a > b ? a : b);
const lastDayBefore = (day: string): string => new Date(Date.parse(day) - 1).toISOString().slice(0, 10);

const bySubject = (sums: Sum<'left.way' | 'left.segment' | 'left.value'>[], speaking: Speaking) =>
  [...gather(sums, ({ subject }) => subject)]
    .map(([id, lines]) => ({ id, ...toLost(addLost(lines, speaking), speaking) }))
    .filter(({ customers }) => customers > 0)
    .toSorted((a, b) => b.revenuePerMonth.amount - a.revenuePerMonth.amount || b.customers - a.customers);

const beginOf = (band: number, { currency, money }: Speaking) =>
  money(band === 0 ? 0 : (VALUE_BANDS[band - 1] ?? 0) * 10 ** decimalsOf(currency));

export const tableOfDepartures = ({ items, currency, by }: Departures): Table => ({
  name: `departures-by-${by}`,
  columns: ['period', 'customers', 'revenue_per_month', 'lifetime_value', 'returned', 'revenue_returned', 'currency'],
  rows: items.map((one) => [
    one.period,
    one.customers,
    major(one.revenuePerMonth),
    major(one.lifetimeValue),
    one.returned,
    major(one.revenueReturned),
    currency,
  ]),
});

export const toDeparted = ({ revenue, lifetimeValue, currency, ...one }: Departed): DepartedCustomer => ({
  ...one,
  revenuePerMonth: revenue === null || currency === null ? null : { amount: revenue, currency },
  lifetimeValue: lifetimeValue === null || currency === null ? null : { amount: lifetimeValue, currency },
});

export const tableOfDeparted = ({ items, period }: DepartedCustomers): Table => ({
  name: `departures-${period}`,
  columns: ['customer', 'name', 'at', 'reason', 'text', 'way', 'revenue_per_month', 'lifetime_value', 'currency', 'returned_at'],
  rows: items.map((one) => [
    one.customer.externalId ?? one.customer.id,
    one.customer.name,
    one.at,
    one.reason,
    one.text,
    one.way,
    major(one.revenuePerMonth),
    major(one.lifetimeValue),
    one.revenuePerMonth?.currency ?? one.lifetimeValue?.currency ?? null,
    one.returnedAt,
  ]),
});
