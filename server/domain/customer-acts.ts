import type { Instant, Money, Outcome } from '#shared/contracts/basics.ts';
import type { Case, Change, FileOfCase } from './case.ts';
import { DAY_MS, isRunning, later } from './clock.ts';
import { type Doing, noteOf, requireCustomer, requireCustomerOrSystem, theirMessage } from './doing.ts';
import { DomainError } from './errors.ts';
import { conclude } from './keep-clocks.ts';
import { requireMove } from './life.ts';
import { gravityOfReopening } from './staff-acts.ts';
import { isBareThanks } from './thanks.ts';

/**
 * A word from the customer. A bare “thanks” on a case that is done is kept and changes nothing;
 * anything else on a closed case reopens it while the window is open.
 */
export function replyToCase(before: Case, input: { text: string; files?: FileOfCase[] }, doing: Doing): Change {
  requireCustomer(doing);
  const { at, by, time } = doing;
  const message = theirMessage(doing, input.text, input.files);
  const settled = before.state === 'closed' || before.state === 'fulfilled';
  if (settled && !input.files?.length && isBareThanks(input.text))
    return conclude(before, [{ type: 'thanks_noted', at, by, message }], time);
  if (before.state === 'closed') return reopenByCustomer(before, input.text, doing, input.files);
  requireMove(before, 'reply');
  return conclude(before, [{ type: 'customer_replied', at, by, message }], time);
}

/** Issued is not received: the customer says it arrived, or a week of silence does. */
export function confirmFulfilment(before: Case, note: string | undefined, doing: Doing): Change {
  requireCustomerOrSystem(doing);
  requireMove(before, 'confirm');
  const { at, by, time } = doing;
  return conclude(
    before,
    [{ type: 'fulfilment_confirmed', at, by, note: note ?? null, outcome: outcomeOf(before), bySilence: by.role === 'system' }],
    time,
  );
}

export function disputeFulfilment(before: Case, note: string | undefined, doing: Doing): Change {
  requireCustomer(doing);
  requireMove(before, 'not_received');
  return conclude(before, [{ type: 'fulfilment_disputed', at: doing.at, by: doing.by, message: noteOf(doing, note) }], doing.time);
}

export function acceptDecision(before: Case, doing: Doing): Change {
  requireCustomerOrSystem(doing);
  requireMove(before, 'accept_decision');
  return conclude(before, [{ type: 'decision_accepted', at: doing.at, by: doing.by, bySilence: doing.by.role === 'system' }], doing.time);
}

/** Once, and never heard by the same person. @throws case.already_appealed */
export function appealDecision(before: Case, note: string | undefined, doing: Doing): Change {
  requireCustomer(doing);
  requireMove(before, 'appeal');
  if (before.appealed) throw new DomainError('case.already_appealed', 'A second person has looked into this already.');
  return conclude(before, [{ type: 'decision_appealed', at: doing.at, by: doing.by, message: noteOf(doing, note) }], doing.time);
}

export function withdrawCase(before: Case, note: string | undefined, doing: Doing): Change {
  requireCustomer(doing);
  requireMove(before, 'withdraw');
  return conclude(before, [{ type: 'case_withdrawn', at: doing.at, by: doing.by, message: noteOf(doing, note) }], doing.time);
}

/** @throws case.reopen_too_late outside the window */
export function reopenByCustomer(before: Case, note: string | undefined, doing: Doing, files: FileOfCase[] = []): Change {
  requireCustomer(doing);
  requireMove(before, 'reopen');
  if (!isInReopenWindow(before, doing)) {
    const until = reopenableUntil(before, doing.policy)?.slice(0, '2026-04-01'.length) ?? 'it was closed';
    throw new DomainError('case.reopen_too_late', `This case could be opened again until ${until}. Please tell us as a new one.`);
  }
  const message = note || files.length > 0 ? theirMessage(doing, note ?? '', files) : null;
  return conclude(before, [{ type: 'case_reopened', at: doing.at, by: doing.by, message, ...gravityOfReopening(before) }], doing.time);
}

/** A name is shown only beside words that may be shown; who takes one back by rating anew takes it back from then on. */
export function rateCase(before: Case, { mayName, ...said }: NonNullable<Case['rating']>, doing: Doing): Change {
  requireCustomer(doing);
  requireMove(before, 'rate');
  const rating = mayName && said.mayPublish ? { ...said, mayName } : said;
  return conclude(before, [{ type: 'case_rated', at: doing.at, by: doing.by, rating }], doing.time);
}

export function isInReopenWindow(before: Case, { at, policy }: Pick<Doing, 'at' | 'policy'>): boolean {
  if (before.outcome === 'spam' || before.outcome === 'duplicate') return false;
  const until = reopenableUntil(before, policy);
  return until !== null && at <= until;
}

/** As its clock says; where none is kept, as the shop's policy does. */
function reopenableUntil({ clocks, closedAt }: Case, policy: Doing['policy']): Instant | null {
  const kept = clocks.findLast((clock) => clock.kind === 'reopen_window' && isRunning(clock))?.dueAt;
  return kept ?? (closedAt && later(closedAt, policy.reopenWindowDays * DAY_MS));
}

/** In full when the customer got what they last asked for, in part when they settled for less, goodwill when nothing was owed. */
export function outcomeOf(before: Case): Outcome {
  const { agreed } = before;
  if (!agreed) return 'answered';
  const wanted = [...counterAsked(before), ...before.asked];
  if (wanted.every(({ remedy }) => remedy === 'nothing')) return 'goodwill';
  const met = wanted.some(({ remedy, amount }) => remedy === agreed.remedy && isEnough(agreed.amount, amount));
  return met ? 'upheld_full' : 'upheld_partial';
}

/** What the customer last asked for instead of an offer; words alone ask for nothing that can be measured. */
function counterAsked({ offers, asked }: Case): { remedy: string; amount?: Money }[] {
  const countered = offers.findLast(({ counter }) => counter?.remedy || counter?.amount);
  if (!countered?.counter) return [];
  const remedy = countered.counter.remedy ?? countered.remedy;
  const amount = countered.counter.amount ?? asked.find((one) => one.remedy === remedy)?.amount;
  return [{ remedy, ...(amount && { amount }) }];
}

const isEnough = (given: Money | undefined, wanted: Money | undefined): boolean =>
  wanted === undefined || (given !== undefined && given.currency === wanted.currency && given.amount >= wanted.amount);
