import type { Money } from '#shared/contracts/basics.ts';
import type { RescueSegments } from '#shared/contracts/rescue.ts';
import { type ContactFacts, type Refusal, refusalOf } from './contact-rules.ts';
import type { Departure } from './departure.ts';
import { DomainError } from './errors.ts';
import { isHeldOut } from './hold-out.ts';
import { isAmongReasons, reasonOf } from './taxonomy.ts';

/** Somebody who left and may be worth a call. */
export type Candidate = {
  departure: Departure;
  name: string | null;
  /** Since when they were a customer. */
  since: string | null;
  facts: ContactFacts;
  /** Somebody is to call them already. */
  isPlanned: boolean;
};
/** `owner` null: nobody is there to call. */
export type PlannedCall = { candidate: Candidate; owner: string | null; list: 'executive' | 'team'; week: string | null };
export type CyclePlan = { calls: PlannedCall[]; control: Candidate[]; excluded: { candidate: Candidate; why: Refusal }[] };

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30.436875;
const A_QUARTER_DAYS = 100;
const MONTHS_OF_REVENUE = 12;

/** What winning somebody back is worth: what losing them cost, else a year of their revenue. */
export const worthOf = ({ lifetimeValue, revenue }: Pick<Departure, 'lifetimeValue' | 'revenue'>): Money | null =>
  lifetimeValue ?? (revenue && { ...revenue, amount: revenue.amount * MONTHS_OF_REVENUE });

export function isInSegments({ departure, since }: Pick<Candidate, 'departure' | 'since'>, wanted: RescueSegments): boolean {
  const worth = worthOf(departure);
  const left = departure.at.slice(0, 10);
  const months = since ? (Date.parse(departure.at) - Date.parse(since)) / DAY_MS / MONTH_DAYS : 0;
  return (
    (!wanted.valueAtLeast || (worth?.currency === wanted.valueAtLeast.currency && worth.amount >= wanted.valueAtLeast.amount)) &&
    (!wanted.reasons || isAmongReasons(wanted.reasons, departure.reason)) &&
    (!wanted.ways || wanted.ways.includes(departure.way)) &&
    (wanted.lengthAtLeastMonths === undefined || months >= wanted.lengthAtLeastMonths) &&
    (wanted.avoidable === undefined || (reasonOf(departure.reason)?.avoidable ?? null) === wanted.avoidable) &&
    (!wanted.leftFrom || left >= wanted.leftFrom) &&
    (!wanted.leftTo || left <= wanted.leftTo)
  );
}

/** The Mondays of the weeks from one day to another. @throws rescue_cycle.period_wrong unless it is at most a quarter */
export function weeksOf(from: string, to: string): string[] {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days < 0) throw wrongPeriod('It ends before it begins.');
  if (days > A_QUARTER_DAYS) throw wrongPeriod('A cycle is a month or a quarter.');
  const weeks: string[] = [];
  for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) weeks.push(week);
  return weeks;
}

const wrongPeriod = (message: string) => new DomainError('rescue_cycle.period_wrong', message, [{ path: 'to', message }]);

/** The Monday of the week of a day or an instant. */
export function mondayOf(when: string): string {
  const day = when.slice(0, 10);
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export type Planning = {
  at: string;
  from: string;
  to: string;
  merchantId: string;
  segments: RescueSegments;
  controlShare: number;
  coolDownDays: number;
  executives: { staff: string; calls: number }[];
  team: string[];
  weeklyPlanSize: number;
};

/**
 * Who calls whom, and when: the most valuable go to executives in turn, the rest to the team in turn, a few a week each.
 * The control group is drawn by a stable hash, so a dry run and the cycle itself leave the same people alone.
 */
export function planCycle(candidates: Candidate[], planning: Planning): CyclePlan {
  const { at, from, to, merchantId, segments, controlShare, coolDownDays, executives, team } = planning;
  const weeks = weeksOf(from, to).filter((week) => addDays(week, 6) >= at.slice(0, 10));
  const wanted = onePerCustomer(candidates.filter((one) => isInSegments(one, segments))).toSorted(byWorth);
  const judged = wanted.map((candidate) => ({ candidate, why: whyNot(candidate, { at, coolDownDays }) }));
  const free = judged.filter(({ why }) => why === null).map(({ candidate }) => candidate);
  const isControl = ({ departure }: Candidate) => isHeldOut(`${merchantId}:rescue:${from}`, departure.customerId, controlShare);
  const toCall = free.filter((one) => !isControl(one));

  const room = new Map(executives.map(({ staff, calls }) => [staff, calls]));
  const taken: Omit<PlannedCall, 'week'>[] = [];
  let next = 0;
  while ([...room.values()].some((left) => left > 0) && next < toCall.length) {
    for (const [staff, left] of room) {
      const candidate = left > 0 ? toCall[next] : undefined;
      if (!candidate) continue;
      taken.push({ candidate, owner: staff, list: 'executive' });
      room.set(staff, left - 1);
      next++;
    }
  }
  toCall.slice(next).forEach((candidate, i) => taken.push({ candidate, owner: team[i % team.length] ?? null, list: 'team' }));

  return {
    calls: spread(taken, weeks, planning.weeklyPlanSize),
    control: free.filter(isControl),
    excluded: judged.flatMap(({ candidate, why }) => (why ? [{ candidate, why }] : [])),
  };
}

function whyNot({ departure, facts, isPlanned }: Candidate, rules: { at: string; coolDownDays: number }): Refusal | null {
  const judged = refusalOf(
    {
      ...facts,
      isNotRightForUs: facts.isNotRightForUs || departure.decision?.what === 'not_right_for_us',
      hasReturned: departure.returnedAt !== null,
    },
    rules,
  );
  if (judged) return judged;
  if (departure.decision?.what === 'let_go') return 'let_go';
  return isPlanned ? 'already_planned' : null;
}

/** The last departure of each. */
function onePerCustomer(candidates: Candidate[]): Candidate[] {
  const last = new Map<string, Candidate>();
  for (const one of candidates) {
    const known = last.get(one.departure.customerId);
    if (!known || known.departure.at < one.departure.at) last.set(one.departure.customerId, one);
  }
  return [...last.values()];
}

const byWorth = (a: Candidate, b: Candidate): number =>
  (worthOf(b.departure)?.amount ?? 0) - (worthOf(a.departure)?.amount ?? 0) || (a.departure.id < b.departure.id ? -1 : 1);

/** Each person's calls over the weeks, as evenly as they go and never more than fit; the rest waits for room. */
function spread(calls: Omit<PlannedCall, 'week'>[], weeks: string[], mostAWeek: number): PlannedCall[] {
  const counts = new Map<string | null, number>();
  for (const { owner } of calls) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const placed = new Map<string | null, number>();
  return calls.map((call) => {
    const place = placed.get(call.owner) ?? 0;
    placed.set(call.owner, place + 1);
    const aWeek = Math.min(mostAWeek, Math.max(1, Math.ceil((counts.get(call.owner) ?? 0) / Math.max(1, weeks.length))));
    return { ...call, week: weeks[Math.floor(place / aWeek)] ?? null };
  });
}
