import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fern, lena, maya } from '#shared/fixtures/cast.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { type Actor, type Case, type CaseEvent, SYSTEM } from './case.ts';
import {
  type Clock,
  CLOCK_KINDS,
  DAY_MS,
  isRunning,
  later,
  pauseClock,
  remainingOf,
  resumeClock,
  startClock,
  type Timekeeper,
} from './clock.ts';
import { isInReopenWindow, replyToCase } from './customer-acts.ts';
import type { Doing } from './doing.ts';
import { clockOf, DONE, doing, fullRefund, lateKettle, until } from './fixtures.ts';
import { at, daily, hours, icsOf, timeOfShop, timeSettings } from './fixtures-time.ts';
import { nextDueAt } from './life.ts';
import { makeOffer } from './offer-acts.ts';
import { openCase } from './open-case.ts';
import { askCustomer, makePromise, mergeCase, routeCase, sayToCustomer, settlePromise } from './staff-acts.ts';
import { wakeAt } from './system-acts.ts';
import { timekeeperOf } from './timekeeper.ts';

const ATHENS = hours('Europe/Athens', undefined, { holidays: ['2026-03-25', '2026-04-10', '2026-04-13'] });
const ONE_HOUR = { first_reply: { businessHours: 1 } };

type Step = (before: Case, by: (who: Actor, when: string, time?: Timekeeper) => Doing) => Case;
const ask =
  (when: string): Step =>
  (before, by) =>
    askCustomer(before, { text: 'Which address?' }, by(maya, when)).after;
const reply =
  (when: string): Step =>
  (before, by) =>
    replyToCase(before, { text: 'The green door.' }, by(fern, when)).after;
const say =
  (when: string): Step =>
  (before, by) =>
    sayToCustomer(before, 'We are on it.', by(maya, when)).after;
const offer =
  (when: string): Step =>
  (before, by) =>
    makeOffer(before, fullRefund, by(maya, when)).after;
const close =
  (when: string): Step =>
  (before, by) => {
    const accepted = DONE.accept(before, by(fern, when)).after;
    return DONE.confirm(DONE.fulfil(accepted, by(maya, when)).after, by(fern, when)).after;
  };
const reopen =
  (when: string): Step =>
  (before, by) =>
    DONE.reopen(before, by(fern, when)).after;
const appeal =
  (when: string): Step =>
  (before, by) =>
    DONE.appeal(DONE.decide(before, by(maya, when)).after, by(fern, when)).after;

/** A case told at a moment, with what happened to it afterwards, in a shop with these hours. */
function live(told: string, time: Timekeeper, steps: Step[] = []): Case {
  const by = (who: Actor, when: string, own = time) => doing(who, at(when), { time: own });
  return steps.reduce((current, step) => step(current, by), openCase(lateKettle, by(fern, told)).after);
}
const dueAt = (current: Case, kind: string): Instant | null | undefined => clockOf(current, kind)?.dueAt;

const UTC = hours('UTC');
const LUNCH = hours('UTC', [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]);

/** Told at, what happens then, which clock, when it is due. All moments in UTC. */
const TABLE: [name: string, time: Timekeeper, told: string, steps: Step[], kind: string, due: string][] = [
  [
    'a complaint of Friday 16:30 with one hour',
    timeOfShop(UTC, { policy: ONE_HOUR }),
    '2026-03-06 16:30',
    [],
    'first_reply',
    '2026-03-09 09:30',
  ],
  [
    'the same in Athens, over the weekend the clocks go forward',
    timeOfShop(ATHENS, { policy: ONE_HOUR }),
    '2026-03-27 14:30',
    [],
    'first_reply',
    '2026-03-30 06:30',
  ],
  [
    'the same in Athens, over Good Friday and Easter Monday',
    timeOfShop(ATHENS, { policy: ONE_HOUR }),
    '2026-04-09 13:30',
    [],
    'first_reply',
    '2026-04-14 06:30',
  ],
  ['a shop that has set nothing: eight hours', timekeeperOf(DEFAULT_SETTINGS), '2026-03-02 12:00', [], 'first_reply', '2026-03-03 12:00'],
  ['a shop that has set nothing: five days', timekeeperOf(DEFAULT_SETTINGS), '2026-03-02 12:00', [], 'decision', '2026-03-09 12:00'],
  [
    'our silence, in plain days over a weekend',
    timekeeperOf(DEFAULT_SETTINGS),
    '2026-03-06 12:00',
    [say('2026-03-06 13:00')],
    'keep_in_loop',
    '2026-03-09 13:00',
  ],
  [
    'an offer, at the same time of day in Athens',
    timeOfShop(ATHENS),
    '2026-03-20 12:00',
    [offer('2026-03-20 12:00')],
    'offer_expiry',
    '2026-04-03 11:00',
  ],
  [
    'a second question of the customer’s, on Saturday',
    timeOfShop(UTC),
    '2026-03-06 12:00',
    [say('2026-03-06 13:00'), reply('2026-03-07 20:00')],
    'next_reply',
    '2026-03-09 17:00',
  ],

  [
    'a pause of two days',
    timeOfShop(UTC),
    '2026-03-02 12:00',
    [ask('2026-03-03 12:00'), reply('2026-03-05 12:00')],
    'decision',
    '2026-03-11 12:00',
  ],
  [
    'a pause over a weekend costs nobody a weekend',
    timeOfShop(UTC),
    '2026-03-06 12:00',
    [ask('2026-03-06 16:00'), reply('2026-03-09 10:00')],
    'decision',
    '2026-03-13 14:00',
  ],
  [
    'a pause that begins and ends while the shop is closed',
    timeOfShop(UTC),
    '2026-03-02 12:00',
    [ask('2026-03-02 20:00'), reply('2026-03-03 06:00')],
    'decision',
    '2026-03-09 12:00',
  ],
  [
    'a pause with a holiday inside',
    timeOfShop(ATHENS),
    '2026-03-23 10:00',
    [ask('2026-03-24 10:00'), reply('2026-03-26 10:00')],
    'decision',
    '2026-04-01 09:00',
  ],
  [
    'a holiday after a pause',
    timeOfShop(ATHENS),
    '2026-04-06 09:00',
    [ask('2026-04-07 09:00'), reply('2026-04-08 09:00')],
    'decision',
    '2026-04-16 09:00',
  ],
  [
    'a pause over the night the clocks go forward',
    timeOfShop(ATHENS),
    '2026-03-26 10:00',
    [ask('2026-03-27 10:00'), reply('2026-03-30 09:00')],
    'decision',
    '2026-04-03 09:00',
  ],
  [
    'a pause over the night the clocks go back',
    timeOfShop(ATHENS),
    '2026-10-22 09:00',
    [ask('2026-10-23 09:00'), reply('2026-10-26 10:00')],
    'decision',
    '2026-10-30 10:00',
  ],
  [
    'two pauses',
    timeOfShop(UTC),
    '2026-03-02 12:00',
    [ask('2026-03-02 13:00'), reply('2026-03-03 13:00'), ask('2026-03-04 13:00'), reply('2026-03-06 13:00')],
    'decision',
    '2026-03-12 12:00',
  ],
  [
    'a pause at lunch',
    timeOfShop(LUNCH),
    '2026-03-02 11:00',
    [ask('2026-03-02 12:15'), reply('2026-03-02 12:45')],
    'decision',
    '2026-03-09 11:00',
  ],
  [
    'a pause of an hour on the island of half hours',
    timeOfShop(hours('Australia/Lord_Howe')),
    '2026-04-02 23:00',
    [ask('2026-04-03 00:00'), reply('2026-04-03 01:00')],
    'decision',
    '2026-04-10 00:30',
  ],
  [
    'a pause after the time was over: due when it goes on',
    timeOfShop(UTC),
    '2026-03-02 12:00',
    [ask('2026-03-16 12:00'), reply('2026-03-17 12:00')],
    'decision',
    '2026-03-17 12:00',
  ],

  [
    'a case reopened on Friday evening',
    timeOfShop(UTC),
    '2026-03-02 12:00',
    [offer('2026-03-02 13:00'), close('2026-03-03 12:00'), reopen('2026-03-06 18:00')],
    'decision',
    '2026-03-13 17:00',
  ],
  [
    'the answer a reopened case waits for',
    timeOfShop(UTC, { policy: { next_reply: { businessHours: 1 } } }),
    '2026-03-02 12:00',
    [offer('2026-03-02 13:00'), close('2026-03-03 12:00'), reopen('2026-03-06 16:30')],
    'next_reply',
    '2026-03-09 09:30',
  ],
  [
    'a case reopened before a holiday',
    timeOfShop(ATHENS),
    '2026-03-20 10:00',
    [offer('2026-03-20 11:00'), close('2026-03-23 12:00'), reopen('2026-03-24 10:00')],
    'decision',
    '2026-04-01 09:00',
  ],
  ['a case appealed on Friday', timeOfShop(UTC), '2026-03-02 12:00', [appeal('2026-03-06 16:00')], 'decision', '2026-03-13 16:00'],

  [
    'eight weeks by the law of London, at the same time of day',
    timeOfShop(hours('Europe/London'), { clocks: { legalProfile: 'uk_fca' } }),
    '2026-03-02 12:00',
    [],
    'legal_final',
    '2026-04-27 11:00',
  ],
  [
    'eight weeks by the law, through a question',
    timeOfShop(UTC, { clocks: { legalProfile: 'uk_fca' } }),
    '2026-03-02 12:00',
    [ask('2026-03-03 12:00'), reply('2026-03-20 12:00')],
    'legal_final',
    '2026-04-27 12:00',
  ],
  [
    'thirty days by the law, through holidays',
    timeOfShop(ATHENS, { clocks: { legalProfile: 'au_rg271' } }),
    '2026-03-20 12:00',
    [],
    'legal_final',
    '2026-04-19 11:00',
  ],
  [
    'a first word within a day by the law, on Saturday',
    timeOfShop(UTC, { clocks: { legalProfile: 'au_rg271' } }),
    '2026-03-06 16:30',
    [],
    'first_reply',
    '2026-03-07 16:30',
  ],
  [
    'fifteen days by the law',
    timeOfShop(UTC, { clocks: { legalProfile: 'us_cfpb' } }),
    '2026-03-02 12:00',
    [],
    'legal_final',
    '2026-03-17 12:00',
  ],
  [
    'sixty days, where the shop says so',
    timeOfShop(UTC, { clocks: { legalProfile: 'us_cfpb' }, policy: { legal_final: { days: 60 } } }),
    '2026-03-02 12:00',
    [],
    'legal_final',
    '2026-05-01 12:00',
  ],
];

describe('a case in a shop with hours', () => {
  test.each(TABLE)('%s', (_, time, told, steps, kind, due) => {
    expect(dueAt(live(told, time, steps), kind)).toBe(at(due));
  });

  test('the law asks for nothing unless a profile is chosen, or where it names only the way outside', () => {
    for (const legalProfile of ['none', 'eu_adr'] as const)
      expect(clockOf(live('2026-03-02 12:00', timeOfShop(UTC, { clocks: { legalProfile } })), 'legal_final')).toBeUndefined();
  });

  test('a merge ends the newer case’s clocks and leaves the older one’s as they were', () => {
    const time = timeOfShop(UTC);
    const older = live('2026-03-02 12:00', time);
    const newer = openCase({ ...lateKettle, id: 'case_newer' }, doing(fern, at('2026-03-06 16:30'), { time })).after;
    const merged = mergeCase(newer, older, doing(lena, at('2026-03-07 10:00'), { time })).after;
    expect(merged.clocks.filter(isRunning)).toEqual([]);
    expect(clockOf(merged, 'first_reply')).toMatchObject({ dueAt: at('2026-03-09 16:30'), stoppedAt: at('2026-03-07 10:00'), metAt: null });
    expect(dueAt(older, 'first_reply')).toBe(at('2026-03-03 12:00'));
  });

  test('a clock a shop does not keep never starts', () => {
    expect(clockOf(live('2026-03-02 12:00', timeOfShop(UTC, { policy: { decision: null } })), 'decision')).toBeUndefined();
  });
});

describe('a new policy', () => {
  const told = '2026-03-02 12:00';
  const quick = timeOfShop(UTC, { policy: { decision: { businessDays: 2 }, next_reply: { businessHours: 2 } } });

  test('applies to new clocks, and not to those that run', () => {
    const before = live(told, timeOfShop(UTC));
    const after = replyToCase(
      sayToCustomer(before, 'On it.', doing(maya, at('2026-03-03 10:00'), { time: quick })).after,
      { text: 'And?' },
      doing(fern, at('2026-03-03 12:00'), { time: quick }),
    ).after;
    expect([dueAt(after, 'decision'), dueAt(after, 'next_reply')]).toEqual([at('2026-03-09 12:00'), at('2026-03-03 14:00')]);
  });

  test('does not change how a paused clock counts on, even when it now speaks of days', () => {
    const plain = timeOfShop(UTC, { policy: { decision: { days: 5 } } });
    const asked = askCustomer(live(told, timeOfShop(UTC)), { text: 'Which?' }, doing(maya, at('2026-03-03 12:00'), { time: plain })).after;
    const answered = replyToCase(asked, { text: 'Green.' }, doing(fern, at('2026-03-05 12:00'), { time: plain })).after;
    expect(dueAt(answered, 'decision')).toBe(at('2026-03-11 12:00'));
  });

  test('a holiday made known during a pause counts from then on', () => {
    const asked = askCustomer(
      live(told, timeOfShop(UTC)),
      { text: 'Which?' },
      doing(maya, at('2026-03-03 12:00'), { time: timeOfShop(UTC) }),
    ).after;
    const withHoliday = timeOfShop({ ...UTC, holidays: ['2026-03-09'] });
    expect(
      dueAt(replyToCase(asked, { text: 'Green.' }, doing(fern, at('2026-03-05 12:00'), { time: withHoliday })).after, 'decision'),
    ).toBe(at('2026-03-12 12:00'));
  });
});

test('a closed case can be reopened for as long as the shop says, by its own days', () => {
  const time = timeOfShop(UTC, { policy: { reopen_window: { businessDays: 2 } } });
  const closed = live('2026-03-05 12:00', time, [offer('2026-03-05 13:00'), close('2026-03-06 12:00')]); // Friday noon
  expect(isInReopenWindow(closed, doing(fern, at('2026-03-10 12:00')))).toBe(true);
  expect(isInReopenWindow(closed, doing(fern, at('2026-03-10 12:01')))).toBe(false);
});

describe('a policy of its own for some cases', () => {
  const settings = timeSettings(UTC, {
    policies: { urgent: { first_reply: { businessHours: 1 }, offer_expiry: { days: 2 }, calendar: 'night' } },
  });
  settings.calendars.calendars.night = daily('UTC', [['00:00', '24:00']]);
  const time = timekeeperOf(settings);

  test('holds from the first moment when the case is opened under it, also in the receipt', () => {
    const { after, events } = openCase({ ...lateKettle, clockPolicy: 'urgent' }, doing(fern, at('2026-03-07 03:00'), { time }));
    expect(dueAt(after, 'first_reply')).toBe(at('2026-03-07 04:00'));
    expect(events.find(({ type }) => type === 'receipt_sent')).toMatchObject({ answerBy: at('2026-03-07 04:00') });
  });

  test('counts from the beginning when the case is routed at once', () => {
    const opened = live('2026-03-07 03:00', time);
    const routed = routeCase(
      opened,
      { clockPolicy: 'urgent', because: ['A safety matter'] },
      doing(SYSTEM, at('2026-03-07 03:00'), { time }),
    ).after;
    expect(dueAt(opened, 'first_reply')).toBe(at('2026-03-09 17:00'));
    expect(dueAt(routed, 'first_reply')).toBe(at('2026-03-07 04:00'));
    expect(routed.clocks.filter(({ kind }) => kind === 'first_reply')).toHaveLength(1);
    expect(dueAt(makeOffer(routed, fullRefund, doing(maya, at('2026-03-07 03:30'), { time })).after, 'offer_expiry')).toBe(
      at('2026-03-09 03:30'),
    );
  });

  test('changes no running clock when the case is routed later, and is used for the next', () => {
    const later = routeCase(
      live('2026-03-02 12:00', time),
      { clockPolicy: 'urgent', because: ['She called'] },
      doing(lena, at('2026-03-02 13:00'), { time }),
    ).after;
    expect(dueAt(later, 'first_reply')).toBe(at('2026-03-03 12:00'));
    expect(later.clockPolicy).toBe('urgent');
  });

  test('that nobody has written is the default one', () => {
    expect(
      dueAt(openCase({ ...lateKettle, clockPolicy: 'forgotten' }, doing(fern, at('2026-03-02 12:00'), { time })).after, 'first_reply'),
    ).toBe(at('2026-03-03 12:00'));
  });
});

/** Lets a shop's time pass hour by hour, as the job does; what happened and when. */
function passing(before: Case, from: string, to: string, time: Timekeeper): [string, Instant][] {
  const happened: [string, Instant][] = [];
  let current = before;
  for (let now = at(from); now <= at(to); now = later(now, DAY_MS / 24)) {
    const { after, events } = until(now, current, { time });
    current = after;
    happened.push(
      ...events.map((event: CaseEvent): [string, Instant] => ['clock' in event ? `${event.type} ${event.clock}` : event.type, event.at]),
    );
  }
  return happened;
}

describe('a warning', () => {
  const time = timeOfShop(UTC);

  test('comes once when three quarters of the time have run, and before the breach', () => {
    expect(passing(live('2026-03-02 12:00', time), '2026-03-02 12:00', '2026-03-11 12:00', time)).toEqual([
      ['clock_warned first_reply', at('2026-03-03 10:00')],
      ['clock_breached first_reply', at('2026-03-03 12:00')],
      ['clock_warned decision', at('2026-03-06 10:00')],
      ['clock_breached decision', at('2026-03-09 12:00')],
    ]);
  });

  test('wakes the case', () => {
    expect(wakeAt(live('2026-03-02 12:00', time))).toBe(at('2026-03-03 10:00'));
  });

  test('comes at the share the shop has set', () => {
    expect(wakeAt(live('2026-03-02 12:00', timeOfShop(UTC, { clocks: { warnAt: 0.5 } })))).toBe(at('2026-03-02 16:00'));
  });

  test('stands still with its clock', () => {
    const paused = live('2026-03-02 12:00', time, [say('2026-03-02 13:00'), ask('2026-03-03 12:00')]);
    expect(clockOf(paused, 'decision')).toMatchObject({ warnsAt: null, dueAt: null });
    expect(
      clockOf(live('2026-03-02 12:00', time, [say('2026-03-02 13:00'), ask('2026-03-03 12:00'), reply('2026-03-05 12:00')]), 'decision'),
    ).toMatchObject({ warnsAt: at('2026-03-10 10:00'), dueAt: at('2026-03-11 12:00') });
  });

  test('is left out when the date has passed before anybody could be warned', () => {
    expect(until(at('2026-03-30 12:00'), live('2026-03-02 12:00', time), { time }).events.map(({ type }) => type)).toEqual([
      'clock_breached',
      'clock_breached',
    ]);
  });

  test('is for what we owe: nobody is warned that a customer is quiet', () => {
    const quiet = live('2026-03-02 12:00', time, [say('2026-03-02 12:00'), ask('2026-03-02 12:00')]);
    expect(passing(quiet, '2026-03-02 12:00', '2026-03-08 12:00', time)).toEqual([]);
  });
});

describe('an open offer', () => {
  const time = timeOfShop(UTC);
  const open = live('2026-03-02 12:00', time, [offer('2026-03-02 12:00')]);

  test('is reminded of once, at half its time', () => {
    expect(passing(open, '2026-03-02 12:00', '2026-03-16 11:00', time)).toEqual([['offer_reminded', at('2026-03-09 12:00')]]);
  });

  test('is not reminded of while the customer waits for a word from us, nor when that word came later', () => {
    const asked = reply('2026-03-07 12:00')(open, (who, when) => doing(who, at(when), { time }));
    expect(passing(asked, '2026-03-08 12:00', '2026-03-11 09:00', time).map(([what]) => what)).not.toContain('offer_reminded');
    const answered = sayToCustomer(asked, 'Yes, to your card.', doing(maya, at('2026-03-11 09:00'), { time })).after;
    expect(passing(answered, '2026-03-11 09:00', '2026-03-13 09:00', time)).toEqual([]);
  });
});

describe('a broken promise', () => {
  const time = timeOfShop(UTC);
  const promised = makePromise(
    live('2026-03-02 12:00', time),
    { text: 'A call', dueAt: at('2026-03-02 15:00') },
    doing(maya, at('2026-03-02 12:00'), { time }),
  ).after;
  const broken = until(at('2026-03-02 16:00'), promised, { time }).after;

  test('is a second failure and stays on top of the queue with its past date', () => {
    expect(broken).toMatchObject({ secondFailure: true, promises: [{ state: 'broken' }] });
    expect(nextDueAt(broken)).toBe(at('2026-03-02 15:00'));
  });

  test('leaves the top when it is kept late or made anew', () => {
    const settle = (input: Parameters<typeof settlePromise>[2]) =>
      settlePromise(broken, broken.promises[0]!.id, input, doing(maya, at('2026-03-02 17:00'), { time })).after;
    expect(nextDueAt(settle({ state: 'kept' }))).toBe(at('2026-03-03 12:00'));
    expect(nextDueAt(settle({ state: 'renegotiated', dueAt: at('2026-03-02 20:00') }))).toBe(at('2026-03-02 20:00'));
  });

  test('is noted on a case the customer has left, and is no second failure there', () => {
    const left = DONE.withdraw(promised, doing(fern, at('2026-03-02 13:00'), { time })).after;
    expect(until(at('2026-03-02 16:00'), left, { time }).after).toMatchObject({ secondFailure: false, promises: [{ state: 'broken' }] });
  });
});

describe('whatever the pauses', () => {
  const shops = [
    UTC,
    LUNCH,
    ATHENS,
    hours('America/New_York'),
    daily('Australia/Lord_Howe', [
      ['00:00', '05:00'],
      ['22:15', '24:00'],
    ]),
    hours('Asia/Kolkata', undefined, { ics: icsOf(['DTSTART;VALUE=DATE:20200302', 'RRULE:FREQ=YEARLY']) }),
  ];
  const spans = [{ businessHours: 8 }, { businessDays: 5 }, { hours: 30 }, { days: 3 }];
  const lengths = fc.array(
    fc.integer({ min: 0, max: 3 * 24 * 60 }).map((minutes) => minutes * 60_000),
    { maxLength: 12 },
  );
  const anyStart = fc.integer({ min: 0, max: 300 * 24 * 60 }).map((minutes) => later(at('2026-01-20 00:00'), minutes * 60_000));

  /** Runs, pauses, runs, pauses…; the clock after each turn, and what it had run in all. */
  function alternating(time: Timekeeper, start: Instant, turns: number[]): { clock: Clock; consumedMs: number; now: Instant }[] {
    let clock = startClock('decision', start, time)[0]!;
    let now = start;
    let consumedMs = 0;
    return turns.map((ms, turn) => {
      const then = later(now, ms);
      if (turn % 2 === 0) {
        consumedMs += time.between(clock, now, then);
        clock = pauseClock(clock, then, time);
      } else clock = resumeClock(clock, then, time);
      now = then;
      return { clock, consumedMs, now };
    });
  }

  test('what has run and what is left are always what was given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shops), fc.constantFrom(...spans), anyStart, lengths, (shop, decision, start, turns) => {
        const time = timeOfShop(shop, { policy: { decision } });
        for (const { clock, consumedMs, now } of alternating(time, start, turns)) {
          expect(remainingOf(clock, now, time)).toBe(Math.max(0, clock.allowedMs - consumedMs));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('no clock that counts in hours of the shop is due while it is closed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shops), anyStart, lengths, (shop, start, turns) => {
        const time = timeOfShop(shop);
        const coming = alternating(time, start, turns)
          .filter(({ clock, now }) => clock.dueAt !== null && clock.dueAt > now)
          .map(({ clock }) => clock);
        const dueWhileClosed = coming.filter((clock) => time.between(clock, later(clock.dueAt!, -1), clock.dueAt!) !== 1);
        expect(dueWhileClosed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

test('every kind of clock has a length, or is left out on purpose', () => {
  const time = timekeeperOf(DEFAULT_SETTINGS);
  expect(CLOCK_KINDS.filter((kind) => time.dueAt(kind, at('2026-03-02 12:00')) === null)).toEqual(['legal_final']);
});
