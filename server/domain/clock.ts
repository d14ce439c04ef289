import type { Instant } from '#shared/contracts/basics.ts';

export const CLOCK_KINDS = [
  'first_reply', 'next_reply', 'keep_in_loop', 'decision', 'legal_final', 'offer_expiry', 'customer_reply', 'chase',
  'fulfilment', 'verify', 'appeal_window', 'reopen_window',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A span of time somebody was given. `pauses` are intervals; an open one has no end. */
export type Clock = {
  kind: ClockKind;
  startedAt: Instant;
  /** null while paused: nobody knows yet when it will be due. */
  dueAt: Instant | null;
  metAt: Instant | null;
  stoppedAt: Instant | null;
  breachedAt: Instant | null;
  warnedAt: Instant | null;
  pauses: { from: Instant; to: Instant | null }[];
  /** Milliseconds of the calendar still to run, kept while paused. */
  remainingMs: number | null;
};

/** How long each clock runs, and in which calendar time. */
export type Timekeeper = {
  /** When a clock of this kind that starts now is due; null: this clock is not kept. */
  dueAt(kind: ClockKind, from: Instant): Instant | null;
  /** Calendar milliseconds between two instants. */
  between(kind: ClockKind, from: Instant, to: Instant): number;
  /** The instant after so many calendar milliseconds. */
  after(kind: ClockKind, from: Instant, ms: number): Instant;
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const later = (from: Instant, ms: number): Instant => new Date(Date.parse(from) + ms).toISOString();

/** Plain calendar time for a shop that has set no working hours. */
export const PLAIN_DURATIONS: Record<ClockKind, number | null> = {
  first_reply: DAY_MS,
  next_reply: DAY_MS,
  keep_in_loop: 3 * DAY_MS,
  decision: 7 * DAY_MS,
  legal_final: null,
  offer_expiry: 14 * DAY_MS,
  customer_reply: 7 * DAY_MS,
  chase: 3 * DAY_MS,
  fulfilment: 7 * DAY_MS,
  verify: 7 * DAY_MS,
  appeal_window: 14 * DAY_MS,
  reopen_window: 30 * DAY_MS,
};

export const PLAIN_TIME: Timekeeper = {
  dueAt: (kind, from) => (PLAIN_DURATIONS[kind] === null ? null : later(from, PLAIN_DURATIONS[kind])),
  between: (_kind, from, to) => Date.parse(to) - Date.parse(from),
  after: (_kind, from, ms) => later(from, ms),
};

export const isRunning = (clock: Clock): boolean => clock.metAt === null && clock.stoppedAt === null;
export const isPaused = (clock: Clock): boolean => clock.pauses.at(-1)?.to === null;

export function startClock(kind: ClockKind, at: Instant, time: Timekeeper, dueAt?: Instant | null): Clock[] {
  const due = dueAt === undefined ? time.dueAt(kind, at) : dueAt;
  if (due === null) return [];
  return [{ kind, startedAt: at, dueAt: due, metAt: null, stoppedAt: null, breachedAt: null, warnedAt: null, pauses: [], remainingMs: null }];
}

export const meetClock = (clock: Clock, at: Instant): Clock => ({ ...clock, metAt: at, ...endPause(clock, at) });
export const stopClock = (clock: Clock, at: Instant): Clock => ({ ...clock, stoppedAt: at, ...endPause(clock, at) });

/** Stops the count: what is left is kept, not the date. */
export function pauseClock(clock: Clock, at: Instant, time: Timekeeper): Clock {
  if (!isRunning(clock) || isPaused(clock) || clock.dueAt === null) return clock;
  const remainingMs = clock.dueAt > at ? time.between(clock.kind, at, clock.dueAt) : 0;
  return { ...clock, pauses: [...clock.pauses, { from: at, to: null }], remainingMs, dueAt: null };
}

/** Counts on from where it was paused, never from "created + hold". */
export function resumeClock(clock: Clock, at: Instant, time: Timekeeper): Clock {
  if (!isRunning(clock) || !isPaused(clock)) return clock;
  return { ...clock, ...endPause(clock, at), dueAt: time.after(clock.kind, at, clock.remainingMs ?? 0), remainingMs: null };
}

function endPause(clock: Clock, at: Instant): Pick<Clock, 'pauses'> {
  return { pauses: clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause)) };
}
