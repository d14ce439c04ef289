import type { Case, CaseEvent, Change } from './case.ts';
import { DAY_MS, isRunning } from './clock.ts';
import { acceptDecision, confirmFulfilment } from './customer-acts.ts';
import type { Doing } from './doing.ts';
import { conclude } from './keep-clocks.ts';
import { requireMove } from './life.ts';

export function expireOffer(before: Case, offerId: string, doing: Doing): Change {
  requireMove(before, 'expire');
  return conclude(before, [{ type: 'offer_expired', at: doing.at, by: doing.by, offerId }], doing.time);
}

/** Reminds a customer whose answer we wait for. */
export function remindCustomer(before: Case, doing: Doing): Change {
  requireMove(before, 'remind');
  return conclude(before, [{ type: 'customer_reminded', at: doing.at, by: doing.by, count: before.reminders.length + 1 }], doing.time);
}

/** Closes a case whose customer did not answer: two reminders, the last at least a week ago. */
export function lapseCase(before: Case, doing: Doing): Change {
  requireMove(before, 'lapse');
  return conclude(before, [{ type: 'case_lapsed', at: doing.at, by: doing.by }], doing.time);
}

export const REMINDERS_BEFORE_LAPSE = 2;
const QUIET_DAYS_BEFORE_LAPSE = 7;

/** One thing that time alone brings about, or null when nothing is due. Called again until it answers null. */
export function timePasses(before: Case, doing: Doing): Change | null {
  const { at, by, time } = doing;
  const due = before.clocks.find((clock) => isRunning(clock) && clock.breachedAt === null && clock.dueAt !== null && clock.dueAt <= at);
  const broken = before.promises.find((promise) => promise.state === 'pending' && promise.dueAt <= at);
  if (broken) return conclude(before, [{ type: 'promise_broken', at, by, promiseId: broken.id, note: null }], time);
  if (!due || before.state === 'closed') return null;
  const offer = before.offers.findLast(({ step }) => step === 'offered');
  if (due.kind === 'offer_expiry' && before.state === 'offer_made' && offer) return expireOffer(before, offer.id, doing);
  if (due.kind === 'verify' && before.state === 'fulfilled' && before.unansweredSince === null) return confirmFulfilment(before, undefined, doing);
  if (due.kind === 'appeal_window' && before.state === 'decision_sent' && before.unansweredSince === null) return acceptDecision(before, doing);
  if (due.kind === 'customer_reply' && before.state === 'info_needed') {
    return before.reminders.length < REMINDERS_BEFORE_LAPSE || !isQuiet(before, at) ? remindCustomer(before, doing) : lapseCase(before, doing);
  }
  const breach: CaseEvent = { type: 'clock_breached', at, by, clock: due.kind, dueAt: due.dueAt ?? at };
  return conclude(before, [breach], time);
}

const isQuiet = (before: Case, at: string): boolean => Date.parse(at) - Date.parse(before.reminders.at(-1) ?? at) >= QUIET_DAYS_BEFORE_LAPSE * DAY_MS;

/** When time alone will next bring something about on this case; null: never. */
export function wakeAt(current: Case): string | null {
  const clocks = current.state === 'closed' ? [] : current.clocks.filter((clock) => isRunning(clock) && clock.breachedAt === null && clock.dueAt !== null).map((clock) => clock.dueAt as string);
  const promises = current.promises.filter(({ state }) => state === 'pending').map(({ dueAt }) => dueAt);
  return [...clocks, ...promises].toSorted()[0] ?? null;
}
