import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATES } from '#shared/contracts/basics.ts';
import { NOON, daysAfter, fern, hoursAfter, lena, maya, omar, vera } from '#shared/fixtures/cast.ts';
import { requestApproval } from './approval-acts.ts';
import { type Actor, type Case, type CaseEvent, type Change, SYSTEM } from './case.ts';
import { DomainError } from './errors.ts';
import { PLAIN_TIME, type Timekeeper } from './clock.ts';
import { evolve } from './evolve.ts';
import { DONE, dear, doing, euro, idea, lateKettle, offerOf, pia, until, usualActor } from './fixtures.ts';
import { hours, timeOfShop } from './fixtures-time.ts';
import { replyToCase } from './customer-acts.ts';
import { ACTS, type Act, canBeDone, nextDueAt, turnOf } from './life.ts';
import { counterOffer, makeOffer } from './offer-acts.ts';
import { type Opening, openCase } from './open-case.ts';
import { decideCase, makePromise, settlePromise } from './staff-acts.ts';
import { wakeAt } from './system-acts.ts';

type Happening = { pick: number; wild: boolean; who: Actor; hours: number; waitsFirst: boolean };
const happening: fc.Arbitrary<Happening> = fc.record({
  pick: fc.nat(1000),
  wild: fc.nat(4).map((roll) => roll === 0),
  who: fc.constantFrom<Actor>(fern, maya, lena, omar, vera, SYSTEM),
  hours: fc.nat(9).chain((roll) => (roll < 8 ? fc.integer({ min: 0, max: 40 }) : fc.integer({ min: 100, max: 1000 }))),
  waitsFirst: fc.boolean(),
});
const beginning = fc.constantFrom(
  lateKettle,
  idea,
  { ...lateKettle, kind: 'praise' as const },
  { ...lateKettle, reason: 'handling.previous_complaint', asked: [] },
);
const life = fc.array(happening, { maxLength: 60, size: 'max' });

/** Other ways to do some acts than the usual one, so that choices, sums and thanks come up too. */
const OTHERWISE: Partial<Record<Act, (typeof DONE)[Act]>> = {
  offer: (before, by) =>
    makeOffer(
      before,
      {
        remedy: 'store_credit',
        amount: euro(9000),
        title: 'Credit',
        terms: 'For a year.',
        choices: [{ remedy: 'replacement', title: 'A new one' }],
        message: 'Here it is.',
        expiresAt: daysAfter(by.at, 2),
      },
      by,
    ),
  counter: (before, by) => counterOffer(before, offerOf(before), { remedy: 'replacement' }, by),
  reply: (before, by) =>
    replyToCase(
      before,
      {
        text: 'Thanks!',
        ...(before.state === 'investigating' && { files: [{ id: 'upl_1', name: 'lid.jpg', type: 'image/jpeg', size: 9 }] }),
      },
      by,
    ),
  decide: (before, by) => decideCase(before, { outcome: 'goodwill', reasons: 'As a sign of goodwill.' }, by),
  approve: (before, by) => requestApproval(before, dear, { ...by, by: pia }),
  promise: (before, by) => makePromise(before, { text: 'A parcel', dueAt: daysAfter(by.at, 20), owner: omar.id }, by),
  settle_promise: (before, by) =>
    settlePromise(before, before.promises.at(-1)?.id ?? 'pro_none', { state: 'renegotiated', dueAt: daysAfter(by.at, 3) }, by),
};

/** One act in five is anybody's at any time; the others are such as the life of a case allows. */
function attempt(before: Case, { pick, wild, who }: Happening, at: string, time: Timekeeper): Change | null {
  const acts = wild
    ? ACTS
    : ACTS.filter((act) => canBeDone(before.state, act) && act !== 'withdraw' && act !== 'merge' && act !== 'mark_spam');
  const act = acts[pick % acts.length]!;
  try {
    return ((pick % 3 === 0 && OTHERWISE[act]) || DONE[act])(before, doing(wild ? who : usualActor(act), at, { time }));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Whatever an act does to a frozen case it must do to a copy. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Lives a whole life and looks at the case after every step. */
function live(
  opening: Opening,
  happenings: Happening[],
  time: Timekeeper,
  look: (current: Case) => void = () => {},
): { last: Case; events: CaseEvent[] } {
  let after = openCase(opening, doing(fern, NOON, { time })).after;
  const events: CaseEvent[] = [];
  let at = NOON;
  const remember = (change: Change) => {
    after = frozen(change.after);
    events.push(...change.events);
    look(after);
  };
  remember(openCase(opening, doing(fern, NOON, { time })));
  for (const one of happenings) {
    at = hoursAfter(at, one.hours);
    if (one.waitsFirst) remember(until(at, after, { time }));
    const change = attempt(after, one, at, time);
    if (change) remember(change);
  }
  return { last: after, events };
}

/** What would be wrong with a case, whatever had happened to it. */
function oddities(current: Case): string[] {
  const due = nextDueAt(current);
  const turn = turnOf(current);
  const isClosed = current.state === 'closed';
  const running = current.clocks.filter(({ metAt, stoppedAt }) => metAt === null && stoppedAt === null).map(({ kind }) => kind);
  const rules: Record<string, boolean> = {
    'the next date is before the beginning': due !== null && due < current.openedAt,
    'a closed case has a next date': isClosed && due !== null,
    'an open complaint has no next date': !isClosed && current.kind === 'complaint' && due === null,
    'it is nobody’s turn on an open case, or somebody’s on a closed one': (turn === 'none') !== isClosed,
    'the customer waits for a word, and it is not our turn': current.unansweredSince !== null && turn !== 'us',
    'a closed case lacks its date or outcome, or an open one has a date': isClosed
      ? !current.closedAt || !current.outcome
      : current.closedAt !== null,
    'an outcome without a decision': !isClosed && current.state !== 'decision_sent' && current.outcome !== null,
    'two clocks of one kind run': running.length !== new Set(running).size,
    'a clock runs on after the end': isClosed && running.some((kind) => kind !== 'reopen_window'),
    'somebody waits for a yes to an offer that cannot be made, or two do':
      current.approvals.filter(({ step }) => step === 'pending_approval').length > (canBeDone(current.state, 'approve') ? 1 : 0),
    'an offer is open when none is on the table':
      current.offers.filter(({ step }) => step === 'offered').length !== (current.state === 'offer_made' ? 1 : 0),
    'the steps do not end where the case is': current.steps.at(-1)?.state !== current.state,
  };
  return Object.keys(rules).filter((rule) => rules[rule]);
}

const SHOP_TIME = timeOfShop(
  hours(
    'Europe/Athens',
    [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    { holidays: ['2026-03-25'] },
  ),
  { clocks: { legalProfile: 'uk_fca' } },
);

describe.each([
  ['in plain time', PLAIN_TIME],
  ['in a shop with hours, warnings and a rule book', SHOP_TIME],
])('any life a case may have, %s,', (_, time) => {
  test('leaves a case that equals the replay of its events, read back from where they were kept', () => {
    fc.assert(
      fc.property(beginning, life, (opening, happenings) => {
        const { last, events } = live(opening, happenings, time);
        const replayed = asStored(events).reduce<Case | null>((current, event) => evolve(current, event), null);
        expect(asStored(replayed)).toStrictEqual(asStored(last));
        expect(last.version).toBe(events.length);
      }),
      { numRuns: 200 },
    );
  });

  test('always has a turn, a next date that makes sense, and an ending that ends', () => {
    fc.assert(
      fc.property(
        beginning,
        life,
        (opening, happenings) => void live(opening, happenings, time, (current) => expect(oddities(current)).toEqual([])),
      ),
      { numRuns: 200 },
    );
  });

  test('is woken by time only when something happens, and is then left alone', () => {
    fc.assert(
      fc.property(beginning, life, (opening, happenings) => {
        const { last } = live(opening, happenings, time);
        const wakes = wakeAt(last);
        const moment = wakes === null ? daysAfter(last.updatedAt, 4000) : wakes > last.updatedAt ? wakes : last.updatedAt;
        const woken = until(moment, last, { time });
        expect(woken.events.length > 0).toBe(wakes !== null);
        expect(until(moment, woken.after, { time }).events).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('together they pass through every state and fifty kinds of fact', () => {
    const states = new Set<string>();
    const facts = new Set<string>();
    for (const [opening, happenings] of fc.sample(fc.tuple(beginning, life), { numRuns: 300, seed: 2026 })) {
      live(opening, happenings, time, ({ state }) => states.add(state)).events.forEach(({ type }) => facts.add(type));
    }
    expect([...states].toSorted()).toEqual(STATES.toSorted());
    expect(facts.size).toBeGreaterThanOrEqual(50); // not the record of a cancellation, for one
  });
});
