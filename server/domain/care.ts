import type { Instant } from '#shared/contracts/basics.ts';
import type { CARE_STATES, CareSignal, CHECK_INS } from '#shared/contracts/care.ts';
import { DomainError } from './errors.ts';

export type CheckInId = (typeof CHECK_INS)[number];
export type CareState = (typeof CARE_STATES)[number];
export type CheckIn = { id: CheckInId; dueAt: Instant; doneAt: Instant | null; by: string | null; note: string | null };
/** How somebody bought before they left: the usual days between orders and the usual order, null where there were too few. */
export type Rhythm = { gapDays: number | null; averageOrder: number | null; currency: string | null };

/** Six months of watching over somebody who came back. @source domain.md section 6 */
export type Care = {
  id: string;
  customerId: string;
  departureId: string;
  /** Who looks after them. */
  owner: string | null;
  state: CareState;
  startedAt: Instant;
  endsAt: Instant;
  checkIns: CheckIn[];
  rhythm: Rhythm;
  signals: CareSignal[];
  /** Signals up to then were answered by a check-in. */
  answeredAt: Instant | null;
  endedAt: Instant | null;
  version: number;
};
export type CareEvent = {
  type: 'care_begun' | 'check_in_done' | 'customer_slipping' | 'customer_recovered' | 'customer_kept' | 'customer_lost' | 'owner_changed';
  at: Instant;
  by: string | null;
  data: Record<string, unknown>;
};
export type CareChange = { after: Care; events: CareEvent[] };

/** What was seen since they came back. */
export type Seen = {
  orders: { at: Instant; amount: number; currency: string }[];
  complaints: { number: string; at: Instant }[];
  brokenPromises: { number: string; at: Instant }[];
  /** They left again. */
  leftAt: Instant | null;
};

const DAY_MS = 86_400_000;
/** No order for so many of their usual gaps is quieter than before. */
const GAPS = 2;
const LEAST_GAP_DAYS = 7;
/** Two orders or more, worth less than this share of before. */
const SMALLER = 0.6;

const addMonths = (at: Instant, months: number): Instant => {
  const from = new Date(at);
  const then = new Date(from);
  then.setUTCDate(1);
  then.setUTCMonth(from.getUTCMonth() + months);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(from.getUTCDate(), last));
  return then.toISOString();
};

/** The plan from the day of the return: check-ins after two weeks, one, three and six months. */
export function beginCare(
  given: Pick<Care, 'id' | 'customerId' | 'departureId' | 'owner' | 'rhythm'>,
  returnedAt: Instant,
  by: string | null,
): CareChange {
  const checkIn = (id: CheckInId, dueAt: Instant): CheckIn => ({ id, dueAt, doneAt: null, by: null, note: null });
  const endsAt = addMonths(returnedAt, 6);
  const after: Care = {
    ...given,
    state: 'watching',
    startedAt: returnedAt,
    endsAt,
    checkIns: [
      checkIn('two_weeks', new Date(Date.parse(returnedAt) + 14 * DAY_MS).toISOString()),
      checkIn('month_1', addMonths(returnedAt, 1)),
      checkIn('month_3', addMonths(returnedAt, 3)),
      checkIn('month_6', endsAt),
    ],
    signals: [],
    answeredAt: null,
    endedAt: null,
    version: 0,
  };
  return { after, events: [{ type: 'care_begun', at: returnedAt, by, data: { departure: given.departureId } }] };
}

export const nextCheckIn = ({ checkIns, state }: Pick<Care, 'checkIns' | 'state'>): CheckIn | null =>
  state === 'lost' ? null : (checkIns.find(({ doneAt }) => doneAt === null) ?? null);

/** Somebody looked after them: what was seen until now counts as answered. @throws check_in.not_found, care.over */
export function doCheckIn(
  before: Care,
  id: string,
  { note, by, at }: { note: string | undefined; by: string | null; at: Instant },
): CareChange {
  const planned = before.checkIns.find((one) => one.id === id);
  if (!planned) throw new DomainError('check_in.not_found', 'There is no such check-in.');
  if (before.state === 'lost') throw new DomainError('care.over', 'This customer has left again.');
  const done: CheckIn = { ...planned, doneAt: planned.doneAt ?? at, by, note: note ?? planned.note };
  const wasSlipping = before.state === 'slipping';
  return {
    after: {
      ...before,
      state: wasSlipping ? 'watching' : before.state,
      answeredAt: at,
      checkIns: before.checkIns.map((one) => (one.id === id ? done : one)),
    },
    events: [
      { type: 'check_in_done', at, by, data: { checkIn: id } },
      ...(wasSlipping ? [{ type: 'customer_recovered' as const, at, by, data: { because: 'check_in' } }] : []),
    ],
  };
}

/** What stands out against how they bought before, and what went wrong since. */
export function signalsIn({ startedAt, rhythm }: Pick<Care, 'startedAt' | 'rhythm'>, seen: Seen, at: Instant): CareSignal[] {
  const signals: CareSignal[] = [];
  const orders = seen.orders.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const last = orders.at(-1)?.at ?? startedAt;
  if (rhythm.gapDays !== null) {
    const patience = Math.max(LEAST_GAP_DAYS, GAPS * rhythm.gapDays) * DAY_MS;
    const quiet = Math.floor((Date.parse(at) - Date.parse(last)) / patience);
    if (quiet > 0)
      signals.push({
        kind: 'quieter_than_before',
        at: new Date(Date.parse(last) + quiet * patience).toISOString(),
        figures: {
          usualGapDays: rhythm.gapDays,
          daysSinceLast: Math.floor((Date.parse(at) - Date.parse(last)) / DAY_MS),
          orders: orders.length,
        },
      });
  }
  const like = orders.filter(({ currency }) => currency === rhythm.currency);
  const average = like.reduce((sum, { amount }) => sum + amount, 0) / like.length;
  if (rhythm.averageOrder !== null && rhythm.currency !== null && like.length >= 2 && average < SMALLER * rhythm.averageOrder)
    signals.push({
      kind: 'smaller_orders',
      at: last,
      figures: {
        averageBefore: Math.round(rhythm.averageOrder),
        averageNow: Math.round(average),
        currency: rhythm.currency,
        orders: like.length,
      },
    });
  for (const { number, at: when } of seen.complaints) signals.push({ kind: 'new_complaint', at: when, figures: { case: number } });
  for (const { number, at: when } of seen.brokenPromises) signals.push({ kind: 'broken_promise', at: when, figures: { case: number } });
  return signals.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** A day's look: lost when they left again, kept after six months, slipping when something new stands out. */
export function lookAfter(before: Care, seen: Seen, at: Instant): CareChange {
  if (before.state === 'kept' || before.state === 'lost') return { after: before, events: [] };
  const signals = signalsIn(before, seen, at < before.endsAt ? at : before.endsAt);
  if (seen.leftAt !== null && seen.leftAt < before.endsAt)
    return {
      after: { ...before, signals, state: 'lost', endedAt: seen.leftAt },
      events: [{ type: 'customer_lost', at, by: null, data: { leftAt: seen.leftAt } }],
    };
  if (at >= before.endsAt)
    return {
      after: { ...before, signals, state: 'kept', endedAt: before.endsAt },
      events: [{ type: 'customer_kept', at, by: null, data: {} }],
    };
  const fresh = signals.filter((one) => before.answeredAt === null || one.at > before.answeredAt);
  const state: CareState = fresh.length > 0 ? 'slipping' : 'watching';
  if (state === before.state) return { after: { ...before, signals }, events: [] };
  const type = state === 'slipping' ? 'customer_slipping' : 'customer_recovered';
  return { after: { ...before, signals, state }, events: [{ type, at, by: null, data: { signals: fresh.map(({ kind }) => kind) } }] };
}

/** How somebody buys, by days with orders. @returns a gap of null for fewer than three orders */
export function rhythmOf(orders: { at: Instant; amount: number; currency: string }[]): Rhythm {
  const days = [...new Set(orders.map(({ at }) => at.slice(0, 10)))].toSorted();
  const gaps = days.slice(1).map((day, i) => (Date.parse(day) - Date.parse(days[i]!)) / DAY_MS);
  const currency = orders[0]?.currency ?? null;
  const like = orders.filter((one) => one.currency === currency);
  return {
    gapDays: gaps.length >= 2 ? medianOf(gaps) : null,
    averageOrder: like.length >= 2 ? like.reduce((sum, { amount }) => sum + amount, 0) / like.length : null,
    currency,
  };
}

export function medianOf(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
