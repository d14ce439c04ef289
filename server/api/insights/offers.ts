import type { Offers } from '#shared/contracts/insights.ts';
import { type Span, settledBefore } from '#server/domain/insight-period.ts';
import { KEPT_AFTER_DAYS, keptAfter } from '#server/domain/lift.ts';
import type { Figures, InsightStore, Sum } from '#server/store/insight/sums.ts';
import { type Table, major } from '../csv.ts';
import { gather, speakIn } from './currency.ts';

type Asked = { span: Span; currency: string | undefined; usual: string; now: string };
type KeptLine = Sum<'kept'> & { arm: string; remedy: string; reason: string };
type Settled = { days: (typeof KEPT_AFTER_DAYS)[number]; settled: KeptLine[] };

/** What was offered to those who wanted to leave, and whether it kept them: against those who would have seen it but for the hold-out. */
export async function tellOffers(insight: InsightStore, { span, currency, usual, now }: Asked): Promise<Offers> {
  const [offers, all, ...settled] = await Promise.all([
    insight.sums('offer', span),
    keptWithin(insight, span),
    ...KEPT_AFTER_DAYS.map(async (days) => ({ days, settled: await keptWithin(insight, upTo(span, settledBefore(now, days))) })),
  ]);
  const costs = [...gather(offers, (line) => line.currency)].map(([own, lines]) => ({
    currency: own,
    customers: lines.reduce((sum, { cost }) => sum + cost, 0),
  }));
  const speaking = speakIn(currency, usual, costs);
  const lines = offers.map((line) => {
    const [remedy = '', reason = ''] = line.subject.split('|');
    return { ...line, remedy, reason };
  });
  const sum = (name: keyof Figures<'offer'>, own: typeof lines) => own.reduce((total, line) => total + line[name], 0);
  const tell = (own: typeof lines, isTheirs: (kept: KeptLine) => boolean) => ({
    shown: sum('shown', own),
    accepted: sum('accepted', own),
    declined: sum('declined', own),
    heldOut: sum('heldOut', own),
    cost: speaking.money(
      sum(
        'cost',
        own.filter((line) => line.currency === speaking.currency),
      ),
    ),
    kept: settled.map((after) => keptOf(all.filter(isTheirs), { ...after, settled: after.settled.filter(isTheirs) })),
  });
  const groups = [...gather(lines, ({ remedy, reason }) => `${remedy}|${reason}`).values()];
  return {
    currency: speaking.currency,
    from: span.from,
    until: span.until,
    timeZone: 'UTC',
    total: tell(lines, () => true),
    byRemedy: [...gather(lines, ({ remedy }) => remedy)]
      .map(([remedy, own]) => ({ remedy, ...tell(own, (kept) => kept.remedy === remedy) }))
      .toSorted((a, b) => b.shown - a.shown),
    items: groups
      .map((own) => {
        const { remedy = '', reason = '' } = own[0] ?? {};
        return { remedy, reason: reason === '' ? null : reason, ...tell(own, (kept) => kept.remedy === remedy && kept.reason === reason) };
      })
      .toSorted((a, b) => b.shown - a.shown),
    otherCurrencies: costs.flatMap((one) =>
      one.currency === '' || one.currency === speaking.currency || one.customers === 0
        ? []
        : [{ amount: one.customers, currency: one.currency }],
    ),
  };
}

async function keptWithin(insight: InsightStore, span: Span | null): Promise<KeptLine[]> {
  if (!span) return [];
  return (await insight.sums('kept', span)).map((line) => {
    const [arm = '', remedy = '', reason = ''] = line.subject.split('|');
    return { ...line, arm, remedy, reason };
  });
}

/** The part of a span before a day; null: none of it. */
const upTo = ({ from, until }: Span, day: string): Span | null =>
  from !== null && from >= day ? null : { from, until: until === null || until > day ? day : until };

function keptOf(all: KeptLine[], { days, settled }: Settled) {
  const count = (lines: KeptLine[], arm: string, name: keyof Figures<'kept'>) =>
    lines.filter((line) => line.arm === arm).reduce((sum, line) => sum + line[name], 0);
  const arm = (name: string, visits: 'visits' | 'accepted', left: 'left' | 'acceptedLeft') => {
    const of = count(settled, name, visits);
    return { of, kept: of - count(settled, name, `${left}${days}`), waiting: count(all, name, visits) - of };
  };
  return keptAfter(days, arm('offered', 'visits', 'left'), arm('offered', 'accepted', 'acceptedLeft'), arm('held_out', 'visits', 'left'));
}

export const tableOfOffers = ({ items, currency }: Offers): Table => ({
  name: 'offers',
  columns: [
    'remedy',
    'reason',
    'shown',
    'accepted',
    'declined',
    'held_out',
    'cost',
    'currency',
    ...KEPT_AFTER_DAYS.flatMap((days) =>
      ['offered', 'offered_kept', 'held_out', 'held_out_kept', 'lift', 'lift_low', 'lift_high'].map((name) => `${name}_${days}`),
    ),
  ],
  rows: items.map((one) => [
    one.remedy,
    one.reason,
    one.shown,
    one.accepted,
    one.declined,
    one.heldOut,
    major(one.cost),
    currency,
    ...one.kept.flatMap(({ offered, heldOut, lift }) => [
      offered.of,
      offered.kept,
      heldOut.of,
      heldOut.kept,
      lift?.difference ?? null,
      lift?.low ?? null,
      lift?.high ?? null,
    ]),
  ]),
});
