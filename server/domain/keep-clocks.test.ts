import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, lena, maya } from '#shared/fixtures/cast.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import { type Actor, type Case, SYSTEM } from './case.ts';
import { isPaused, isRunning, later, PLAIN_TIME, type Timekeeper, DAY_MS } from './clock.ts';
import { disputeFulfilment, replyToCase } from './customer-acts.ts';
import type { Doing } from './doing.ts';
import { DONE, REACHED, clockOf, countered, doing, idea, lateKettle, offered, opened, until } from './fixtures.ts';
import { nextDueAt, turnOf } from './life.ts';
import { openCase } from './open-case.ts';
import { askCustomer, makePromise, mergeCase, sayToCustomer } from './staff-acts.ts';
import { remindCustomer, timePasses, wakeAt } from './system-acts.ts';

const day = (days: number): Instant => daysAfter(NOON, days);
const running = (current: Case) => Object.fromEntries(current.clocks.filter(isRunning).map(({ kind, dueAt }) => [kind, dueAt]));
const say = (before: Case, at: Instant) => sayToCustomer(before, 'We are on it.', doing(maya, at)).after;
const write = (before: Case, at: Instant) => replyToCase(before, { text: 'Any news?' }, doing(fern, at)).after;
const ask = (before: Case, at: Instant, replyBy?: Instant) =>
  askCustomer(before, { text: 'Which address?', replyBy }, doing(maya, at)).after;

describe('what we owe', () => {
  test('a complaint starts the first reply and the decision; an idea starts nothing', () => {
    expect(running(opened())).toEqual({ first_reply: day(1), decision: day(7) });
    expect(nextDueAt(opened())).toBe(day(1));
    expect(opened(idea).clocks).toEqual([]);
    expect(nextDueAt(opened(idea))).toBeNull();
  });

  test('a first word from a person meets the first reply; an offer made by a rule does not', () => {
    expect(clockOf(say(opened(), day(0.5)), 'first_reply')).toMatchObject({ metAt: day(0.5) });
    expect(clockOf(offered(opened(), {}, SYSTEM), 'first_reply')).toMatchObject({ metAt: null });
    expect(clockOf(offered(opened(), {}, SYSTEM), 'decision')).toMatchObject({ metAt: NOON });
  });

  test('the oldest unanswered message sets the next reply, later ones do not move it', () => {
    const twice = write(write(say(opened(), day(0.5)), day(1)), day(1.5));
    expect(running(twice)).toMatchObject({ next_reply: day(2) });
    expect(clockOf(say(twice, day(1.75)), 'next_reply')).toMatchObject({ metAt: day(1.75) });
  });

  test('we keep in touch every three days, also while we wait for others', () => {
    const spoken = say(REACHED.investigating(), day(1));
    expect(running(spoken)).toMatchObject({ keep_in_loop: day(4) });
    const waiting = DONE.wait(spoken, doing(maya, day(1))).after;
    expect(running(waiting)).toMatchObject({ keep_in_loop: day(4), chase: day(3) });
    expect(running(say(waiting, day(3)))).toMatchObject({ keep_in_loop: day(6) });
    expect(running(DONE.resume(waiting, doing(maya, day(2))).after)).not.toHaveProperty('chase');
  });

  test('we do not keep in touch while it is the customer’s turn', () => {
    for (const state of ['info_needed', 'offer_made', 'fulfilled', 'decision_sent'] as const)
      expect(running(REACHED[state]())).not.toHaveProperty('keep_in_loop');
  });

  test('a pending promise is a next date like a clock', () => {
    const promised = makePromise(opened(), { text: 'A call', dueAt: day(0.25) }, doing(maya)).after;
    expect(nextDueAt(promised)).toBe(day(0.25));
    expect(nextDueAt(DONE.settle_promise(promised, doing(maya)).after)).toBe(day(1));
  });
});

describe('the decision clock', () => {
  test('stands still while we wait for the customer’s answer and counts on afterwards', () => {
    const asked = ask(opened(), day(2));
    expect(clockOf(asked, 'decision')).toMatchObject({ dueAt: null });
    expect(isPaused(clockOf(asked, 'decision')!)).toBe(true);
    expect(clockOf(write(asked, day(6)), 'decision')).toMatchObject({ dueAt: day(11), pauses: [{ from: day(2), to: day(6) }] });
  });

  test('stands still each time we ask', () => {
    const again = write(ask(write(ask(opened(), day(1)), day(3)), day(4)), day(10));
    expect(clockOf(again, 'decision')?.dueAt).toBe(day(15));
  });

  test('is met by an offer and by a decision, and begins anew with an appeal or a reopening', () => {
    expect(clockOf(REACHED.offer_made(), 'decision')).toMatchObject({ metAt: NOON });
    expect(clockOf(REACHED.decision_sent(), 'decision')).toMatchObject({ metAt: NOON });
    expect(clockOf(DONE.appeal(REACHED.decision_sent(), doing(fern, day(3))).after, 'decision')).toMatchObject({
      startedAt: day(3),
      dueAt: day(10),
      metAt: null,
    });
    expect(running(DONE.reopen(REACHED.closed(), doing(fern, day(20))).after)).toEqual({ decision: day(27), next_reply: day(21) });
  });

  test('does not stop the final answer the law asks for', () => {
    const withLaw: Timekeeper = {
      ...PLAIN_TIME,
      dueAt: (kind, from) => (kind === 'legal_final' ? later(from, 56 * DAY_MS) : PLAIN_TIME.dueAt(kind, from)),
    };
    const lawful = (by: Actor = maya) => doing(by, day(1), { time: withLaw });
    const known = openCase(lateKettle, doing(fern, NOON, { time: withLaw })).after;
    expect(running(DONE.ask(known, lawful()).after)).toMatchObject({ legal_final: day(56), decision: null });
    expect(clockOf(DONE.decide(known, lawful()).after, 'legal_final')).toMatchObject({ metAt: day(1) });
  });
});

describe('an offer nobody answers', () => {
  test('expires after 14 days and leaves us something to do, with the question still unanswered', () => {
    const waiting = write(REACHED.offer_made(), day(1));
    const { after, events } = until(day(14), waiting);
    expect(events.map(({ type }) => type)).toEqual(['clock_breached', 'offer_expired']);
    expect(after).toMatchObject({ state: 'investigating', unansweredSince: day(1) });
    expect(clockOf(after, 'next_reply')).toMatchObject({ metAt: null, breachedAt: day(14) });
    expect(nextDueAt(until(day(14), REACHED.offer_made()).after)).toBe(day(17));
  });

  test('does not expire a moment earlier', () => {
    expect(timePasses(REACHED.offer_made(), doing(SYSTEM, day(13.999)))).toBeNull();
  });

  test('is not expired once it was countered, accepted or withdrawn', () => {
    for (const before of [
      countered(REACHED.offer_made()),
      REACHED.fulfilling(),
      DONE.withdraw_offer(REACHED.offer_made(), doing(maya)).after,
    ]) {
      expect(running(before)).not.toHaveProperty('offer_expiry');
    }
  });
});

describe('silence after it was carried out', () => {
  test('confirms after a week, not before', () => {
    expect(timePasses(REACHED.fulfilled(), doing(SYSTEM, day(6.9)))).toBeNull();
    expect(until(day(7), REACHED.fulfilled()).after).toMatchObject({ state: 'closed', outcome: 'upheld_full', closedAt: day(7) });
  });

  test('is no consent while the customer waits for a word from us', () => {
    const asked = write(REACHED.fulfilled(), day(5));
    const later = until(day(40), asked).after;
    expect(later).toMatchObject({ state: 'fulfilled' });
    expect([turnOf(later), wakeAt(later)]).toEqual(['us', null]);
    const answered = say(later, day(41));
    expect(running(answered)).toEqual({ verify: day(48) });
    expect(until(day(48), answered).after).toMatchObject({ state: 'closed' });
  });

  test('closes a decision after its appeal window, counted from our last answer', () => {
    expect(until(day(14), REACHED.decision_sent()).after).toMatchObject({ state: 'closed', outcome: 'not_upheld_explained' });
    const answered = say(write(REACHED.decision_sent(), day(10)), day(11));
    expect(until(day(24), answered).after.state).toBe('decision_sent');
    expect(until(day(25), answered).after.state).toBe('closed');
  });

  test('ends nothing that the customer disputed', () => {
    expect(running(disputeFulfilment(REACHED.fulfilled(), undefined, doing(fern, day(2))).after)).toEqual({ next_reply: day(3) });
  });
});

describe('a question nobody answers', () => {
  const daily = (before: Case, own: Partial<Doing> = {}): [string, Instant][] => {
    const happened: [string, Instant][] = [];
    let current = before;
    for (let days = 1; days <= 40; days++) {
      const { after, events } = until(day(days), current, own);
      current = after;
      happened.push(...events.map(({ type, at }): [string, Instant] => [type, at]));
    }
    return happened;
  };

  test('is reminded of twice, and lapses a week after the second time', () => {
    expect(daily(ask(REACHED.investigating(), NOON))).toEqual([
      ['customer_reminded', day(7)],
      ['customer_reminded', day(14)],
      ['case_lapsed', day(21)],
    ]);
  });

  test('lapses no sooner in a shop that reminds after two days', () => {
    const hasty: Timekeeper = {
      ...PLAIN_TIME,
      dueAt: (kind, from) => (kind === 'customer_reply' ? later(from, 2 * DAY_MS) : PLAIN_TIME.dueAt(kind, from)),
    };
    expect(daily(ask(REACHED.investigating(), NOON, day(3)), { time: hasty })).toEqual([
      ['customer_reminded', day(3)],
      ['customer_reminded', day(5)],
      ['case_lapsed', day(12)],
    ]);
  });

  test('cannot lapse after one reminder, nor six days after the second', () => {
    const asked = ask(REACHED.investigating(), NOON);
    const once = remindCustomer(asked, doing(SYSTEM, day(7))).after;
    const twice = remindCustomer(once, doing(SYSTEM, day(14))).after;
    const tooEarly = expect.objectContaining({ code: 'case.too_early' });
    expect(() => DONE.lapse(once, doing(SYSTEM, day(30)))).toThrow(tooEarly);
    expect(() => DONE.lapse(twice, doing(SYSTEM, day(20)))).toThrow(tooEarly);
    expect(DONE.lapse(twice, doing(SYSTEM, day(21))).after).toMatchObject({ state: 'closed', outcome: 'lapsed' });
  });

  test('that is answered is forgotten', () => {
    expect(running(write(ask(opened(), NOON), day(2)))).not.toHaveProperty('customer_reply');
  });
});

describe('time', () => {
  test('breaches a clock once', () => {
    const late = until(day(2), opened());
    expect(late.events).toMatchObject([{ type: 'clock_breached', clock: 'first_reply', dueAt: day(1) }]);
    expect(until(day(2), late.after).events).toEqual([]);
    expect(nextDueAt(late.after)).toBe(day(1));
  });

  test('breaks a promise whose day has come, also on a closed case', () => {
    const promised = makePromise(REACHED.fulfilled(), { text: 'A call', dueAt: day(3) }, doing(maya)).after;
    const closed = DONE.confirm(promised, doing(fern, day(1))).after;
    expect(until(day(3), closed).after).toMatchObject({ state: 'closed', secondFailure: true, promises: [{ state: 'broken' }] });
    expect(until(day(2.9), closed).events).toEqual([]);
  });

  test('does nothing to a closed case', () => {
    const merged = mergeCase(opened({ id: 'case_newer' }, day(0.1)), opened(), doing(lena)).after;
    for (const closed of [REACHED.closed(), merged]) {
      expect(until(day(4000), closed).events).toEqual([]);
      expect([nextDueAt(closed), wakeAt(closed)]).toEqual([null, null]);
    }
  });

  test.each(Object.keys(REACHED) as (keyof typeof REACHED)[])('ends passing, from %s', (state) => {
    const { after } = until(day(400), REACHED[state]());
    expect(until(day(400), after).events).toEqual([]);
  });
});

test('a closed case can be reopened for 30 days, and its other clocks are over', () => {
  expect(running(REACHED.closed())).toEqual({ reopen_window: day(30) });
  expect(running(REACHED.closed_as_spam())).toEqual({});
});
