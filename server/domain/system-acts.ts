import type { ApprovalOfCase, Case, CaseEvent, Change } from './case.ts';
import { type Clock, DAY_MS, isRunning, willWarn } from './clock.ts';
import { acceptDecision, confirmFulfilment } from './customer-acts.ts';
import { type Doing, requireSystem } from './doing.ts';
import { DomainError } from './errors.ts';
import { conclude } from './keep-clocks.ts';
import { QUIET_DAYS_BEFORE_LAPSE, REMINDERS_BEFORE_LAPSE, requireMove } from './life.ts';
import { openOffer } from './offer-acts.ts';
import { oneUp } from './staff-acts.ts';

/** @throws case.too_early before its date */
export function expireOffer(before: Case, offerId: string, doing: Doing): Change {
  requireSystem(doing);
  requireMove(before, 'expire');
  const { expiresAt } = openOffer(before, offerId);
  if (expiresAt === null || expiresAt > doing.at) throw new DomainError('case.too_early', 'This offer is still open.');
  return conclude(before, [{ type: 'offer_expired', at: doing.at, by: doing.by, offerId }], doing.time);
}

/** Reminds a customer whose answer we wait for. */
export function remindCustomer(before: Case, doing: Doing): Change {
  requireSystem(doing);
  requireMove(before, 'remind');
  return conclude(before, [{ type: 'customer_reminded', at: doing.at, by: doing.by, count: before.reminders.length + 1 }], doing.time);
}

/** Closes a case whose customer did not answer: two reminders, the last at least a week ago. @throws case.too_early */
export function lapseCase(before: Case, doing: Doing): Change {
  requireSystem(doing);
  requireMove(before, 'lapse');
  if (!mayLapse(before, doing.at)) throw new DomainError('case.too_early', 'The customer still has time to answer.');
  return conclude(before, [{ type: 'case_lapsed', at: doing.at, by: doing.by }], doing.time);
}

/** One thing that time alone brings about, or null when nothing is due. Called again until it answers null. */
export function timePasses(before: Case, doing: Doing): Change | null {
  const { at, by, time } = doing;
  const [due] = before.clocks
    .filter((clock) => isAwake(before, clock) && clock.dueAt !== null && clock.dueAt <= at)
    .toSorted((a, b) => Date.parse(a.dueAt ?? at) - Date.parse(b.dueAt ?? at));
  const broken = before.promises.find((promise) => promise.state === 'pending' && promise.dueAt <= at);
  if (broken) return conclude(before, [{ type: 'promise_broken', at, by, promiseId: broken.id, note: null }], time);
  const waiting = before.approvals.find((approval) => isAwaited(approval) && approval.dueAt <= at);
  if (waiting)
    return conclude(before, [{ type: 'approval_overdue', at, by, offerId: waiting.offerId, severity: oneUp(before.severity) }], time);
  if (!due || before.state === 'closed') return warnOf(before, doing);
  const offer = before.offers.findLast(({ step }) => step === 'offered');
  if (due.kind === 'offer_expiry' && before.state === 'offer_made' && offer) return expireOffer(before, offer.id, doing);
  if (due.kind === 'verify' && before.state === 'fulfilled') return confirmFulfilment(before, undefined, doing);
  if (due.kind === 'appeal_window' && before.state === 'decision_sent') return acceptDecision(before, doing);
  if (due.kind === 'customer_reply' && before.state === 'info_needed') {
    return mayLapse(before, at) ? lapseCase(before, doing) : remindCustomer(before, doing);
  }
  const breach: CaseEvent = { type: 'clock_breached', at, by, clock: due.kind, dueAt: due.dueAt ?? at };
  return conclude(before, [breach], time);
}

/** Tells once, before it is too late: us that a date comes near, the customer that our offer is still open. */
function warnOf(before: Case, { at, by, time }: Doing): Change | null {
  const near =
    before.state === 'closed'
      ? undefined
      : before.clocks.find((clock) => isAwake(before, clock) && warns(before, clock) && (clock.warnsAt as string) <= at);
  if (!near) return null;
  const offer = before.offers.findLast(({ step }) => step === 'offered');
  const warning: CaseEvent =
    near.kind === 'offer_expiry' && offer
      ? { type: 'offer_reminded', at, by, offerId: offer.id }
      : { type: 'clock_warned', at, by, clock: near.kind, dueAt: near.dueAt ?? at };
  return conclude(before, [warning], time);
}

/** Nobody is reminded of an offer while they wait for a word from us. */
const warns = (current: Case, clock: Clock): boolean =>
  willWarn(clock) && !(clock.kind === 'offer_expiry' && current.unansweredSince !== null);

function mayLapse({ reminders }: Case, at: string): boolean {
  const last = reminders.at(-1);
  return (
    last !== undefined &&
    reminders.length >= REMINDERS_BEFORE_LAPSE &&
    Date.parse(at) - Date.parse(last) >= QUIET_DAYS_BEFORE_LAPSE * DAY_MS
  );
}

const ENDS_IN_SILENCE = new Set<string>(['verify', 'appeal_window']);

/** Whether time can still bring something about: silence is no consent while the customer waits for a word from us. */
const isAwake = (current: Case, clock: Clock): boolean =>
  isRunning(clock) &&
  clock.breachedAt === null &&
  clock.dueAt !== null &&
  !(current.unansweredSince !== null && ENDS_IN_SILENCE.has(clock.kind));

/** An approval nobody gave in time goes up the ladder once; it is never given by waiting. */
const isAwaited = ({ step, overdueAt }: ApprovalOfCase): boolean => step === 'pending_approval' && overdueAt === null;

/** When time alone will next bring something about on this case; null: never. */
export function wakeAt(current: Case): string | null {
  const clocks =
    current.state === 'closed'
      ? []
      : current.clocks
          .filter((clock) => isAwake(current, clock))
          .map((clock) => (warns(current, clock) ? clock.warnsAt : clock.dueAt) as string);
  const promises = current.promises.filter(({ state }) => state === 'pending').map(({ dueAt }) => dueAt);
  const approvals = current.approvals.filter(isAwaited).map(({ dueAt }) => dueAt);
  return [...clocks, ...promises, ...approvals].toSorted()[0] ?? null;
}
