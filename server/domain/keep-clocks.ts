import type { Instant } from '#shared/contracts/basics.ts';
import type { Case, CaseEvent, Change } from './case.ts';
import {
  type Clock,
  type ClockKind,
  DAY_MS,
  isRunning,
  later,
  meetClock,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  timeOf,
  type Timekeeper,
} from './clock.ts';
import { evolve } from './evolve.ts';
import { QUIET_DAYS_BEFORE_LAPSE, REMINDERS_BEFORE_LAPSE } from './life.ts';

/** Lets facts happen one after the other, and sets the clocks after each. A fact carries the clocks it changed, so a replay needs no policy. */
export function conclude(before: Case | null, facts: CaseEvent[], time: Timekeeper): Change {
  let after = before;
  const events = facts.map((fact) => {
    const next = evolve(after, fact);
    const clocks = clocksAfter(next, fact, time);
    const event = clocks === next.clocks ? fact : { ...fact, clocks };
    after = { ...next, clocks };
    return event;
  });
  if (!after) throw new Error('Nothing happened to a case that does not exist');
  return { after, events };
}

const WAITING_FOR_CUSTOMER = new Set(['info_needed', 'offer_made', 'fulfilled', 'decision_sent', 'closed']);

const OWED_FROM_THE_START = new Set<ClockKind>(['first_reply', 'decision', 'legal_final']);

/** Which clocks run after a fact. @source domain.md section 3 */
function clocksAfter(after: Case, event: CaseEvent, time: Timekeeper): Clock[] {
  const rack = new Rack(after.clocks, event.at, timeOf(after, time));
  switch (event.type) {
    case 'case_opened':
    case 'case_unmarked_spam':
      if (after.responseExpected) rack.start('first_reply', 'decision', 'legal_final');
      break;
    case 'cancellation_recorded':
      if (after.responseExpected && after.state !== 'closed' && !rack.has('first_reply')) rack.start('first_reply', 'decision');
      break;
    case 'case_routed':
      if (event.clockPolicy !== undefined) rack.recount();
      break;
    case 'question_asked':
      rack.spoken();
      rack.pause('decision');
      rack.startUntil('customer_reply', event.replyBy);
      break;
    case 'customer_replied':
      rack.stop('customer_reply');
      rack.resume('decision');
      rack.heard();
      break;
    case 'customer_reminded':
      rack.start('customer_reply');
      if (event.count >= REMINDERS_BEFORE_LAPSE) rack.atLeast('customer_reply', QUIET_DAYS_BEFORE_LAPSE * DAY_MS);
      break;
    case 'third_party_awaited':
      rack.startUntil('chase', event.chaseAt);
      break;
    case 'third_party_wait_ended':
      rack.stop('chase');
      break;
    case 'offer_made':
      rack.spoken(event.by.role !== 'system');
      rack.meet('decision');
      rack.stop('customer_reply', 'chase', 'appeal_window');
      rack.startUntil('offer_expiry', event.offer.expiresAt);
      break;
    case 'offer_withdrawn':
      rack.spoken();
      rack.stop('offer_expiry');
      break;
    case 'offer_expired':
      rack.meet('offer_expiry');
      rack.start('keep_in_loop'); // nobody spoke, but it is our turn and something must be due
      break;
    case 'offer_countered':
    case 'offer_declined':
      rack.meet('offer_expiry');
      rack.heard();
      break;
    case 'offer_accepted':
      rack.meet('offer_expiry', 'legal_final', 'next_reply');
      rack.start('fulfilment');
      break;
    case 'message_sent':
      // The customer's silence counts from our answer, not from before their question.
      if (rack.has('next_reply')) rack.restart('verify', 'appeal_window');
      rack.needNotWarn('offer_expiry');
      rack.spoken();
      break;
    case 'remedy_fulfilled':
      rack.meet('fulfilment');
      rack.start('verify');
      break;
    case 'remedy_failed':
      rack.stop('fulfilment');
      rack.heard();
      break;
    case 'fulfilment_disputed':
      rack.stop('verify');
      rack.heard();
      break;
    case 'case_decided':
      rack.spoken();
      rack.meet('decision', 'legal_final');
      rack.stop('offer_expiry', 'customer_reply', 'chase');
      rack.start('appeal_window');
      break;
    case 'decision_appealed':
      rack.stop('appeal_window');
      rack.start('decision');
      rack.heard();
      break;
    case 'fulfilment_confirmed':
      rack.meet('verify');
      rack.end('reopen_window');
      break;
    case 'decision_accepted':
    case 'case_answered':
    case 'case_deadlocked':
    case 'case_withdrawn':
    case 'case_lapsed':
      rack.end('reopen_window');
      break;
    case 'case_merged':
    case 'case_marked_spam':
      rack.end();
      break;
    case 'case_reopened':
      rack.stop('reopen_window');
      rack.start('decision');
      rack.heard();
      break;
    case 'clock_warned':
      rack.warn(event.clock);
      break;
    case 'offer_reminded':
      rack.warn('offer_expiry');
      break;
    case 'clock_breached':
      rack.breach(event.clock);
      break;
  }
  if (WAITING_FOR_CUSTOMER.has(after.state)) rack.stop('keep_in_loop');
  return rack.clocks;
}

class Rack {
  clocks: Clock[];
  readonly #at: Instant;
  readonly #time: Timekeeper;
  constructor(clocks: Clock[], at: Instant, time: Timekeeper) {
    this.clocks = clocks;
    this.#at = at;
    this.#time = time;
  }
  has(kind: ClockKind): boolean {
    return this.clocks.some((clock) => clock.kind === kind && isRunning(clock));
  }
  start(...kinds: ClockKind[]): void {
    for (const kind of kinds) this.#replace(kind, startClock(kind, this.#at, this.#time));
  }
  /** Runs until a date somebody named, else as long as usual. */
  startUntil(kind: ClockKind, dueAt: Instant | null): void {
    this.#replace(kind, startClock(kind, this.#at, this.#time, dueAt ?? undefined));
  }
  restart(...kinds: ClockKind[]): void {
    this.start(...kinds.filter((kind) => this.has(kind)));
  }
  /** Not due before so much calendar time has passed. */
  atLeast(kind: ClockKind, ms: number): void {
    const earliest = later(this.#at, ms);
    this.#change([kind], (clock) => (clock.dueAt !== null && clock.dueAt < earliest ? { ...clock, dueAt: earliest } : clock));
  }
  meet(...kinds: ClockKind[]): void {
    this.#change(kinds, (clock) => meetClock(clock, this.#at));
  }
  stop(...kinds: ClockKind[]): void {
    this.#change(kinds, (clock) => stopClock(clock, this.#at));
  }
  pause(...kinds: ClockKind[]): void {
    this.#change(kinds, (clock) => pauseClock(clock, this.#at, this.#time));
  }
  resume(...kinds: ClockKind[]): void {
    this.#change(kinds, (clock) => resumeClock(clock, this.#at, this.#time));
  }
  /** Clocks that began in this very moment count by the policy the case has now. */
  recount(): void {
    const fresh = this.clocks.filter((clock) => OWED_FROM_THE_START.has(clock.kind) && isRunning(clock) && clock.startedAt === this.#at);
    this.clocks = this.clocks.filter((clock) => !fresh.includes(clock));
    this.start(...fresh.map(({ kind }) => kind));
  }
  warn(kind: string): void {
    this.#change([kind], (clock) => ({ ...clock, warnedAt: clock.warnedAt ?? this.#at }));
  }
  /** A warning whose moment has passed is no longer of use. */
  needNotWarn(kind: ClockKind): void {
    this.#change([kind], (clock) => (clock.warnsAt !== null && clock.warnsAt <= this.#at ? { ...clock, warnsAt: null } : clock));
  }
  breach(kind: string): void {
    this.#change([kind], (clock) => ({ ...clock, breachedAt: clock.breachedAt ?? this.#at }));
  }
  /** We said something: replies are met, and from now on we keep in touch. A first reply is a person's. */
  spoken(byPerson = true): void {
    this.meet('next_reply', 'keep_in_loop');
    if (byPerson) this.meet('first_reply');
    this.start('keep_in_loop');
  }
  /** The customer waits for us, unless they wait for the first answer already. */
  heard(): void {
    if (!this.has('first_reply') && !this.has('next_reply')) this.start('next_reply');
  }
  end(next?: ClockKind): void {
    this.clocks = this.clocks.map((clock) => (isRunning(clock) ? stopClock(clock, this.#at) : clock));
    if (next) this.start(next);
  }
  #change(kinds: readonly string[], change: (clock: Clock) => Clock): void {
    if (!this.clocks.some((clock) => kinds.includes(clock.kind) && isRunning(clock))) return;
    this.clocks = this.clocks.map((clock) => (kinds.includes(clock.kind) && isRunning(clock) ? change(clock) : clock));
  }
  #replace(kind: ClockKind, started: Clock[]): void {
    this.stop(kind);
    if (started.length > 0) this.clocks = [...this.clocks, ...started];
  }
}
