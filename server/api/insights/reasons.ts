import type { Kind } from '#shared/contracts/basics.ts';
import type { ConcernedCustomers, Reasons, ReasonSums } from '#shared/contracts/insights.ts';
import { type Span, spanBefore } from '#server/domain/insight-period.ts';
import { labelOfReason, type OwnReasons } from '#server/domain/own-reasons.ts';
import { reasonOf } from '#server/domain/taxonomy.ts';
import type { InsightStore } from '#server/store/insight/sums.ts';
import { type Table, major } from '../csv.ts';
import { type LostFigures, NOTHING_LOST, addLost, gather, othersOf, speakIn } from './currency.ts';

export type ReasonBy = 'reason' | 'text';
type Asked = { by: ReasonBy; kind: Kind | undefined; span: Span; currency: string | undefined; usual: string; own: OwnReasons };
type Figures = { reason: string; cases: number; customers: number; atStake: number; lost: LostFigures };
const NOTHING: Omit<Figures, 'reason'> = { cases: 0, customers: 0, atStake: 0, lost: NOTHING_LOST };

const SMALL = 10;

/** What went wrong, dearest first: by reason, or by the words people used for leaving. */
export async function tellReasons(insight: InsightStore, { by, kind, span, currency, usual, own: words }: Asked): Promise<Reasons> {
  const leaving = kind === undefined || kind === 'cancellation';
  const totals = leaving ? await insight.sums(by === 'text' ? 'left.text' : 'left.reason', span) : [];
  const perCurrency = [...gather(totals, (line) => line.currency)].map(([own, lines]) => ({
    ...addLost(lines, { currency: own, counts: () => true, money: (amount) => ({ amount, currency: own }) }),
    currency: own,
  }));
  const speaking = speakIn(currency, usual, perCurrency);
  const figuresOf = (within: Span) => (by === 'text' ? figuresByText(within) : figuresByReason(within));

  async function figuresByReason(within: Span): Promise<Map<string, Figures>> {
    const [cases, lost, reach] = await Promise.all([
      insight.sums('case', within),
      leaving ? insight.sums('left.reason', within) : [],
      insight.reach(`${kind ?? 'any'}:`, within, speaking.currency),
    ]);
    const figures = new Map<string, Figures>();
    const change = (reason: string, more: (before: Figures) => Partial<Figures>) => {
      const before = figures.get(reason) ?? { reason, ...NOTHING };
      figures.set(reason, { ...before, ...more(before) });
    };
    for (const { subject, cases: count } of cases) {
      const [caseKind = '', reason = ''] = subject.split('|');
      if (kind === undefined || kind === caseKind) change(reason, (before) => ({ cases: before.cases + count }));
    }
    for (const [reason, lines] of gather(lost, ({ subject }) => subject)) change(reason, () => ({ lost: addLost(lines, speaking) }));
    for (const { subject, customers, revenue } of reach) change(subject, () => ({ customers, atStake: revenue }));
    return figures;
  }

  async function figuresByText(within: Span): Promise<Map<string, Figures>> {
    const [lost, reach] = await Promise.all([insight.sums('left.text', within), insight.reach('text:', within, speaking.currency)]);
    const people = new Map(reach.map((one) => [one.subject, one]));
    const lines = lost.map((line) => {
      const [reason = '', text = ''] = line.subject.split(/\|(.*)/s);
      return { ...line, reason, text };
    });
    return new Map(
      [...gather(lines, ({ text }) => text)].map(([text, own]) => [
        text,
        {
          reason: own.toSorted((a, b) => b.customers - a.customers)[0]?.reason ?? '',
          cases: 0,
          customers: people.get(text)?.customers ?? 0,
          atStake: people.get(text)?.revenue ?? 0,
          lost: addLost(own, speaking),
        },
      ]),
    );
  }

  const earlier = spanBefore(span);
  const [now, before] = await Promise.all([figuresOf(span), earlier ? figuresOf(earlier) : null]);
  const all = [...now.values()];
  const total = {
    cases: all.reduce((sum, { cases }) => sum + cases, 0),
    left: all.reduce((sum, { lost }) => sum + lost.customers, 0),
    revenue: all.reduce((sum, { lost }) => sum + lost.revenue, 0),
    lifetime: all.reduce((sum, { lost }) => sum + lost.lifetime, 0),
  };
  const items = [...now]
    .filter(([, { cases, lost }]) => cases > 0 || lost.customers > 0)
    .map(([key, one]): ReasonSums => {
      const was = before && (before.get(key) ?? { reason: one.reason, ...NOTHING });
      return {
        reason: one.reason === '' ? null : one.reason,
        label: reasonOf(one.reason) ? labelOfReason(words, one.reason, 'en') : null,
        ...(by === 'text' && { text: key }),
        cases: one.cases,
        customers: one.customers,
        left: one.lost.customers,
        returned: one.lost.returned,
        revenuePerMonth: speaking.money(one.lost.revenue),
        lifetimeValue: speaking.money(one.lost.lifetime),
        atStake: speaking.money(one.atStake),
        share: share(total.revenue ? one.lost.revenue : one.cases, total.revenue || total.cases),
        change: was ? changeOf(one, was) : null,
        before: was && { cases: was.cases, customers: was.customers, revenuePerMonth: speaking.money(was.lost.revenue) },
        small: one.customers < SMALL,
      };
    })
    .toSorted(
      (a, b) =>
        b.revenuePerMonth.amount - a.revenuePerMonth.amount ||
        b.atStake.amount - a.atStake.amount ||
        b.cases - a.cases ||
        (a.reason ?? '').localeCompare(b.reason ?? ''),
    );
  return {
    currency: speaking.currency,
    from: span.from,
    until: span.until,
    timeZone: 'UTC',
    by,
    items,
    total: {
      cases: total.cases,
      left: total.left,
      revenuePerMonth: speaking.money(total.revenue),
      lifetimeValue: speaking.money(total.lifetime),
    },
    otherCurrencies: othersOf(perCurrency, speaking),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Of revenue where any was lost, else of cases. */
function changeOf(now: Figures, was: Figures): number | null {
  const [is, before] = now.lost.revenue || was.lost.revenue ? [now.lost.revenue, was.lost.revenue] : [now.cases, was.cases];
  return before === 0 ? null : (is - before) / before;
}

export const tableOfReasons = ({ items, currency, by }: Reasons): Table => ({
  name: `reasons-by-${by}`,
  columns: [
    'reason',
    'label',
    'text',
    'cases',
    'customers',
    'left',
    'returned',
    'revenue_per_month',
    'lifetime_value',
    'at_stake_per_month',
    'currency',
    'share',
    'change',
    'small',
  ],
  rows: items.map((one) => [
    one.reason,
    one.label,
    one.text ?? null,
    one.cases,
    one.customers,
    one.left,
    one.returned,
    major(one.revenuePerMonth),
    major(one.lifetimeValue),
    major(one.atStake),
    currency,
    one.share,
    one.change,
    one.small,
  ]),
});

export const tableOfConcerned = ({ items }: ConcernedCustomers): Table => ({
  name: 'customers-concerned',
  columns: ['customer', 'name', 'times', 'last_on', 'left_at', 'revenue_per_month', 'lifetime_value', 'currency', 'returned_at'],
  rows: items.map(({ customer, times, lastOn, departure }) => [
    customer?.externalId ?? customer?.id ?? null,
    customer?.name ?? null,
    times,
    lastOn,
    departure?.at ?? null,
    major(departure?.revenuePerMonth),
    major(departure?.lifetimeValue),
    departure?.revenuePerMonth?.currency ?? null,
    departure?.returnedAt ?? null,
  ]),
});
