import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, hoursAfter } from '#shared/fixtures/cast.ts';
import {
  type Clock,
  DAY_MS,
  HOUR_MS,
  PLAIN_TIME,
  isPaused,
  isRunning,
  meetClock,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  type Timekeeper,
} from './clock.ts';

const started = (): Clock => startClock('decision', NOON, PLAIN_TIME)[0]!;
const pausedOnDay = (day: number): Clock => pauseClock(started(), daysAfter(NOON, day), PLAIN_TIME);

describe('a clock', () => {
  test('is due after its time, or on a date that somebody named', () => {
    expect(started()).toMatchObject({ kind: 'decision', startedAt: NOON, dueAt: daysAfter(NOON, 7), metAt: null });
    expect(startClock('chase', NOON, PLAIN_TIME, daysAfter(NOON, 2))).toMatchObject([{ dueAt: daysAfter(NOON, 2) }]);
  });

  test('that a shop does not keep never starts', () => {
    expect(startClock('legal_final', NOON, PLAIN_TIME)).toEqual([]);
    expect(startClock('offer_expiry', NOON, PLAIN_TIME, null)).toEqual([]);
  });

  test('has no date while it is paused, and counts on from where it stood', () => {
    const paused = pausedOnDay(2);
    expect(paused).toMatchObject({ dueAt: null, remainingMs: 5 * DAY_MS, pauses: [{ from: daysAfter(NOON, 2), to: null }] });
    expect([isRunning(paused), isPaused(paused)]).toEqual([true, true]);
    expect(resumeClock(paused, daysAfter(NOON, 30), PLAIN_TIME)).toMatchObject({
      dueAt: daysAfter(NOON, 35),
      remainingMs: null,
      pauses: [{ from: daysAfter(NOON, 2), to: daysAfter(NOON, 30) }],
    });
  });

  test('adds up several pauses', () => {
    const once = resumeClock(pausedOnDay(2), daysAfter(NOON, 4), PLAIN_TIME);
    const twice = resumeClock(pauseClock(once, daysAfter(NOON, 5), PLAIN_TIME), daysAfter(NOON, 15), PLAIN_TIME);
    expect(twice.pauses).toHaveLength(2);
    expect(twice.dueAt).toBe(daysAfter(NOON, 7 + 2 + 10));
  });

  test('that was already late is due at once when it goes on', () => {
    expect(resumeClock(pausedOnDay(9), daysAfter(NOON, 12), PLAIN_TIME).dueAt).toBe(daysAfter(NOON, 12));
  });

  test('counts the shop’s working time across a pause, never “created plus hold”', () => {
    const daytime = workingDays();
    const [clock] = startClock('first_reply', hoursAfter(NOON, 4), daytime); // Monday 16:00, eight working hours
    expect(clock!.dueAt).toBe(hoursAfter(NOON, 28)); // Tuesday 16:00
    const paused = pauseClock(clock!, hoursAfter(NOON, 22), daytime); // Tuesday 10:00, six hours left
    expect(paused.remainingMs).toBe(6 * HOUR_MS);
    expect(resumeClock(paused, hoursAfter(NOON, 51), daytime).dueAt).toBe(hoursAfter(NOON, 73)); // Wednesday 15:00 → Thursday 13:00
  });

  test('is paused once and resumed once', () => {
    const paused = pausedOnDay(2);
    expect(pauseClock(paused, daysAfter(NOON, 3), PLAIN_TIME)).toBe(paused);
    expect(resumeClock(started(), daysAfter(NOON, 3), PLAIN_TIME)).toEqual(started());
  });

  test('that was met or stopped is over, and so is its pause', () => {
    for (const over of [meetClock(pausedOnDay(2), daysAfter(NOON, 3)), stopClock(pausedOnDay(2), daysAfter(NOON, 3))]) {
      expect(isRunning(over)).toBe(false);
      expect(over.pauses).toEqual([{ from: daysAfter(NOON, 2), to: daysAfter(NOON, 3) }]);
      expect(resumeClock(over, daysAfter(NOON, 4), PLAIN_TIME)).toBe(over);
      expect(pauseClock(over, daysAfter(NOON, 4), PLAIN_TIME)).toBe(over);
    }
  });
});

/** A shop open from 9 to 17 every day. */
function workingDays(): Timekeeper {
  const OPENS = 9 * HOUR_MS;
  const CLOSES = 17 * HOUR_MS;
  const iso = (ms: number) => new Date(ms).toISOString();
  const after = (from: number, ms: number): number => {
    const day = Math.floor(from / DAY_MS) * DAY_MS;
    const start = Math.max(from, day + OPENS);
    const left = Math.max(0, day + CLOSES - start);
    return ms <= left ? start + ms : after(day + DAY_MS, ms - left);
  };
  const between = (from: number, to: number): number => {
    if (from >= to) return 0;
    const day = Math.floor(from / DAY_MS) * DAY_MS;
    const worked = Math.min(to, day + CLOSES) - Math.max(from, day + OPENS);
    return Math.max(0, worked) + between(day + DAY_MS, to);
  };
  return {
    dueAt: (_kind, from) => iso(after(Date.parse(from), 8 * HOUR_MS)),
    between: (_kind, from, to) => between(Date.parse(from), Date.parse(to)),
    after: (_kind, from, ms) => iso(after(Date.parse(from), ms)),
  };
}
