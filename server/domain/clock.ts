import type { Instant } from '#shared/contracts/basics.ts';

export const CLOCK_KINDS = [
  'first_reply',
  'next_reply',
  'keep_in_loop',
  'decision',
  'legal_final',
  'offer_expiry',
  'customer_reply',
  'chase',
  'fulfilment',
  'verify',
  'appeal_window',
  'reopen_window',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A span of time somebody was given. `pauses` are intervals; an open one has no end. */
export type Clock = {
  kind: ClockKind;
  startedAt: Instant;
  /** The calendar it counts in; null: time on the wall. Kept for its whole life, so a new policy never changes how a running clock counts. */
  calendar: string | null;
  /** Milliseconds of its calendar it was given. */
  allowedMs: number;
  /** null while paused: nobody knows yet when it will be due. */
  dueAt: Instant | null;
  /** When it warns that little is left; null: never, or not while paused. */
  warnsAt: Instant | null;
  /** It warns when only so many milliseconds of its calendar are left; null: never. */
  warnLeftMs: number | null;
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
  /** Milliseconds of the clock's calendar between two instants. */
  between(clock: Counting, from: Instant, to: Instant): number;
  /** The instant after so many milliseconds of the clock's calendar. */
  after(clock: Counting, from: Instant, ms: number): Instant;
  /** The calendar in which clocks of this kind count; null or missing: time on the wall. */
  calendarOf?(kind: ClockKind): string | null;
  /** The share of a clock that has run when it warns; null or missing: it does not. */
  warnShareOf?(kind: ClockKind): number | null;
  /** The same shop's time under another clock policy; missing: it has only one. */
  under?(policy: string | null): Timekeeper;
};

/** How a clock counts. */
export type Counting = Pick<Clock, 'kind' | 'calendar'>;

/** The time that counts for one case: that of the clock policy it was routed to. */
export const timeOf = ({ clockPolicy }: { clockPolicy: string | null }, time: Timekeeper): Timekeeper => time.under?.(clockPolicy) ?? time;

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
  between: (_clock, from, to) => Date.parse(to) - Date.parse(from),
  after: (_clock, from, ms) => later(from, ms),
};

export const isRunning = (clock: Clock): boolean => clock.metAt === null && clock.stoppedAt === null;
export const isPaused = (clock: Clock): boolean => clock.pauses.at(-1)?.to === null;

/** @param named the date somebody named, instead of the usual time; null: no date, and so no clock */
export function startClock(kind: ClockKind, at: Instant, time: Timekeeper, named?: Instant | null): Clock[] {
  const dueAt = named === undefined ? time.dueAt(kind, at) : named;
  if (dueAt === null) return [];
  const counting = { kind, calendar: named === undefined ? (time.calendarOf?.(kind) ?? null) : null };
  const allowedMs = time.between(counting, at, dueAt);
  const share = time.warnShareOf?.(kind) ?? null;
  const warnLeftMs = share === null ? null : Math.round(allowedMs * (1 - share));
  const warnsAt = warnLeftMs === null ? null : time.after(counting, at, allowedMs - warnLeftMs);
  return [
    {
      ...counting,
      startedAt: at,
      allowedMs,
      dueAt,
      warnsAt,
      warnLeftMs,
      metAt: null,
      stoppedAt: null,
      breachedAt: null,
      warnedAt: null,
      pauses: [],
      remainingMs: null,
    },
  ];
}

export const meetClock = (clock: Clock, at: Instant): Clock => ({ ...clock, metAt: at, ...endPause(clock, at) });
export const stopClock = (clock: Clock, at: Instant): Clock => ({ ...clock, stoppedAt: at, ...endPause(clock, at) });

/** Stops the count: what is left is kept, not the date. */
export function pauseClock(clock: Clock, at: Instant, time: Timekeeper): Clock {
  if (!isRunning(clock) || isPaused(clock) || clock.dueAt === null) return clock;
  return {
    ...clock,
    pauses: [...clock.pauses, { from: at, to: null }],
    remainingMs: remainingOf(clock, at, time),
    dueAt: null,
    warnsAt: null,
  };
}

/** Counts on from where it was paused, never from "created + hold". */
export function resumeClock(clock: Clock, at: Instant, time: Timekeeper): Clock {
  if (!isRunning(clock) || !isPaused(clock)) return clock;
  const left = clock.remainingMs ?? 0;
  const warnsAt = clock.warnLeftMs === null ? null : time.after(clock, at, Math.max(0, left - clock.warnLeftMs));
  return { ...clock, ...endPause(clock, at), dueAt: time.after(clock, at, left), warnsAt, remainingMs: null };
}

/** Milliseconds of its calendar that a clock still has. */
export function remainingOf(clock: Clock, at: Instant, time: Timekeeper): number {
  if (clock.dueAt === null) return clock.remainingMs ?? 0;
  return clock.dueAt > at ? time.between(clock, at, clock.dueAt) : 0;
}

/** Whether it will still warn before it is due. */
export const willWarn = ({ warnsAt, warnedAt, dueAt }: Clock): boolean =>
  warnsAt !== null && warnedAt === null && dueAt !== null && warnsAt < dueAt;

function endPause(clock: Clock, at: Instant): Pick<Clock, 'pauses'> {
  return { pauses: clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause)) };
}
