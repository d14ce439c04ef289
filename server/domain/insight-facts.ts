import type { Instant, Money } from '#shared/contracts/basics.ts';
import { decimalsOf } from '#shared/decimals.ts';
import type { Cancellation } from './cancellation.ts';
import { departureSegmentOf } from './cancellation.ts';
import type { Case } from './case.ts';
import type { Departure } from './departure.ts';

/**
 * What is summed up, by subject; the figures each has, in order. Everything about a case counts on the day it came, about a visit
 * to the cancel flow on the day it began. Days and months are those of UTC: decision 0260.
 */
export const FIGURES = {
  /** Subject `kind|reason`. */
  case: ['cases', 'secondFailures'],
  /** Subject: the touchpoint. Sums of one-tap ratings, of effort, and of stars when all was over, each with its count. */
  touchpoint: ['cases', 'complaints', 'ratingSum', 'ratings', 'effortSum', 'efforts', 'starsSum', 'stars'],
  /** Subject: who looks after the case, empty for nobody. */
  staff: ['cases', 'secondFailures', 'starsSum', 'stars'],
  /** Subject `staff|bucket`, a place in ANSWER_BUCKETS_MINUTES. */
  answer: ['answered', 'onTime', 'minutes'],
  /** Subject: who owns the promise. */
  promise: ['made', 'kept', 'broken', 'cancelled'],
  /** Subject: who moved the date of a promise. Kept by a trigger. */
  moved: ['moved'],
  left: ['customers', 'revenue', 'lifetime', 'returned', 'revenueReturned'],
  'left.reason': ['customers', 'revenue', 'lifetime', 'returned', 'revenueReturned'],
  /** Subject `reason|words`. */
  'left.text': ['customers', 'revenue', 'lifetime', 'returned', 'revenueReturned'],
  'left.way': ['customers', 'revenue', 'lifetime', 'returned', 'revenueReturned'],
  'left.segment': ['customers', 'revenue', 'lifetime', 'returned', 'revenueReturned'],
  'left.value': ['customers', 'revenue', 'lifetime', 'returned', 'revenueReturned'],
  /** Subject `remedy|reason`. `cost` in the currency of the row. */
  offer: ['shown', 'accepted', 'declined', 'heldOut', 'cost'],
  /** Subject `arm|remedy|reason`; visits of known customers, how many left within 30, 60, 90 days, and the same of those who accepted. Kept by triggers. */
  kept: ['visits', 'left30', 'left60', 'left90', 'accepted', 'acceptedLeft30', 'acceptedLeft60', 'acceptedLeft90'],
} as const;
export type What = keyof typeof FIGURES;

/** One line of a sum: these figures belong to that day. */
export type Entry = { what: What; day: string; subject: string; currency: string; figures: number[] };
/** Somebody was concerned on that day. Subject `any:reason`, `KIND:reason` or `text:words`; `customer` is the case where nobody is known. */
export type Presence = { subject: string; customer: string; day: string };
export type Facts = { entries: Entry[]; presences: Presence[] };

const NOTHING: Facts = { entries: [], presences: [] };
const NOT_COUNTED = new Set<Case['outcome']>(['spam', 'duplicate']);

/** Upper ends, in minutes on the wall, of the spans in which a first answer came; later than the last is one more. */
export const ANSWER_BUCKETS_MINUTES = [15, 60, 240, 480, 1440, 2880, 4320, 10_080];

const dayOf = (at: Instant): string => at.slice(0, 10);
const secondsOf = (at: Instant): number => Math.floor(Date.parse(at) / 1000);
const entry = (what: What, day: string, subject: string, figures: number[], currency = ''): Entry => ({
  what,
  day,
  subject,
  currency,
  figures,
});

/** What a case adds to the sums: nothing while it is spam, or another case's double. */
export function factsOfCase(current: Case): Facts {
  if (NOT_COUNTED.has(current.outcome)) return NOTHING;
  const { kind, reason, area, rating, assignee, secondFailure, customerId, id, clocks, promises } = current;
  const day = dayOf(current.openedAt);
  const failed = Number(secondFailure);
  const stars = rating ? [rating.stars, 1] : [0, 0];
  const effort = rating?.effort ? [rating.effort, 1] : [0, 0];
  const atStep = area?.rating ? [area.rating, 1] : [0, 0];
  return {
    entries: [
      entry('case', day, `${kind}|${reason ?? ''}`, [1, failed]),
      ...(area?.touchpoint
        ? [entry('touchpoint', day, area.touchpoint, [1, Number(kind === 'complaint'), ...atStep, ...effort, ...stars])]
        : []),
      entry('staff', day, assignee ?? '', [1, failed, ...stars]),
      ...clocks.flatMap((clock) =>
        clock.kind === 'first_reply' && clock.metAt !== null
          ? [answered(day, assignee, clock.startedAt, clock.metAt, clock.breachedAt === null)]
          : [],
      ),
      ...promises.map(({ owner, state }) =>
        entry('promise', day, owner ?? '', [1, ...(['kept', 'broken', 'cancelled'] as const).map((end) => Number(state === end))]),
      ),
    ],
    presences: [`any:${reason ?? ''}`, `${kind}:${reason ?? ''}`].map((subject) => ({ subject, customer: customerId ?? id, day })),
  };
}

function answered(day: string, assignee: string | null, startedAt: Instant, metAt: Instant, onTime: boolean): Entry {
  const minutes = Math.floor((secondsOf(metAt) - secondsOf(startedAt)) / 60);
  const bucket = ANSWER_BUCKETS_MINUTES.findIndex((end) => minutes <= end);
  return entry('answer', day, `${assignee ?? ''}|${bucket === -1 ? ANSWER_BUCKETS_MINUTES.length : bucket}`, [1, Number(onTime), minutes]);
}

/** Longer words are a story, not a reason that others give too. */
export const MOST_LETTERS = 200;

/** Somebody's own words for why they left, where they can be counted; what is told in the cancellation is a story. */
const wordsOf = ({ way, reasonText }: Departure): string | null =>
  way !== 'cancel_flow' && reasonText !== null && reasonText !== '' && [...reasonText].length <= MOST_LETTERS ? reasonText : null;

/** Revenue a month from which on somebody belongs to the next band, in major units. */
export const VALUE_BANDS = [20, 50, 100, 500];

/** The band of a revenue: its place among VALUE_BANDS, or `unknown`. */
function bandOf(revenue: Money | null): string {
  if (!revenue) return 'unknown';
  const major = revenue.amount / 10 ** decimalsOf(revenue.currency);
  return String(VALUE_BANDS.filter((from) => major >= from).length);
}

/** What a departure adds to the sums. A return leaves it counted as lost, and counts it as won back too. */
export function factsOfDeparture(departure: Departure): Facts {
  const { reason, revenue, lifetimeValue, way, decision, returnedAt, customerId } = departure;
  const day = dayOf(departure.at);
  const back = returnedAt === null ? 0 : 1;
  const figures = [1, revenue?.amount ?? 0, lifetimeValue?.amount ?? 0, back, back * (revenue?.amount ?? 0)];
  const words = wordsOf(departure);
  const segment = departureSegmentOf(reason, decision?.what === 'not_right_for_us') ?? 'unknown';
  const subjects: [What, string][] = [
    ['left', ''],
    ['left.reason', reason ?? ''],
    ...(words === null ? [] : [['left.text', `${reason ?? ''}|${words}`] as [What, string]]),
    ['left.way', way],
    ['left.segment', segment],
    ['left.value', bandOf(revenue)],
  ];
  return {
    entries: subjects.map(([what, subject]) => entry(what, day, subject, figures, revenue?.currency ?? lifetimeValue?.currency ?? '')),
    presences: [`any:${reason ?? ''}`, `cancellation:${reason ?? ''}`, ...(words === null ? [] : [`text:${words}`])].map((subject) => ({
      subject,
      customer: customerId,
      day,
    })),
  };
}

/** What a visit to the cancel flow adds to the sums: the offer it was shown, or would have been but for the hold-out. */
export function factsOfVisit({ openedAt, offer, withheld, reason }: Cancellation): Facts {
  const day = dayOf(openedAt);
  if (offer) {
    const subject = `${offer.remedy}|${reason ?? ''}`;
    const accepted = Number(offer.answer === 'accepted');
    return {
      entries: [
        entry('offer', day, subject, [1, accepted, Number(offer.answer === 'declined'), 0, 0]),
        ...(accepted && offer.money ? [entry('offer', day, subject, [0, 0, 0, 0, offer.money.amount], offer.money.currency)] : []),
      ],
      presences: [],
    };
  }
  return withheld ? { entries: [entry('offer', day, `${withheld.remedy}|${reason ?? ''}`, [0, 0, 0, 1, 0])], presences: [] } : NOTHING;
}

/** A visit by which offers are measured: somebody who can be met again saw one, or would have but for the hold-out. */
export type MeasuredVisit = { arm: 'offered' | 'held_out'; remedy: string; reason: string; accepted: boolean };

export function measuredVisit({ customerId, identified, offer, withheld, reason }: Cancellation): MeasuredVisit | null {
  if (customerId === null || !identified) return null;
  if (offer) return { arm: 'offered', remedy: offer.remedy, reason: reason ?? '', accepted: offer.answer === 'accepted' };
  return withheld ? { arm: 'held_out', remedy: withheld.remedy, reason: reason ?? '', accepted: false } : null;
}
