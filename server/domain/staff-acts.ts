import type { Instant, Outcome, Severity } from '#shared/contracts/basics.ts';
import type { Said } from './answer.ts';
import type { Case, CaseEvent, Change } from './case.ts';
import { type Doing, ourMessage, requireFuture, requireLead, requireStaff } from './doing.ts';
import { DomainError } from './errors.ts';
import { conclude } from './keep-clocks.ts';
import { type Act, isAppealPending, isLead, requireMove } from './life.ts';
import { parentReason, reasonOf } from './taxonomy.ts';

const SYSTEM_MAY = new Set<Act>([
  'fulfil',
  'fail',
  'mark_spam',
  'assign',
  'route',
  'escalate',
  'tag',
  'recategorise',
  'note',
  'promise',
  'settle_promise',
]);

/** One fact that a member of staff (or a rule of theirs) brings about, after the life of a case allowed it. */
function act(before: Case, name: Act, doing: Doing, fact: (now: { at: Instant; by: Doing['by'] }) => CaseEvent | CaseEvent[]): Change {
  if (doing.by.role !== 'system' || !SYSTEM_MAY.has(name)) requireStaff(doing);
  requireMove(before, name);
  requireOtherHandler(before, doing);
  return conclude(before, [fact({ at: doing.at, by: doing.by })].flat(), doing.time);
}

/** An appeal is never heard by the person who decided. */
export function requireOtherHandler(before: Case, { by }: Doing): void {
  if (isAppealPending(before) && before.decidedBy === by.id) {
    throw new DomainError('case.same_handler', 'You decided this case, so somebody else looks into the appeal.');
  }
}

/** @throws case.reason_missing, case.reason_unknown, case.wrong_state */
export function takeCase(before: Case, input: { severity?: Severity; reason?: string }, doing: Doing): Change {
  return act(before, 'take', doing, (now) => {
    const reason = input.reason ?? before.reason;
    if (!reason)
      throw new DomainError('case.reason_missing', 'Choose a reason before you take the case.', [
        { path: 'reason', message: 'Choose a reason.' },
      ]);
    requireReason(reason, doing);
    return { type: 'case_taken', ...now, severity: input.severity ?? before.severity, reason };
  });
}

export const askCustomer = (before: Case, input: { text: string; replyBy?: Instant }, doing: Doing): Change =>
  act(before, 'ask', doing, (now) => {
    requireFuture(input.replyBy, doing, 'replyBy');
    return { type: 'question_asked', ...now, message: ourMessage(doing, input.text), replyBy: input.replyBy ?? null };
  });

export const awaitThirdParty = (before: Case, { who, chaseAt }: { who: string; chaseAt: Instant }, doing: Doing): Change =>
  act(before, 'wait', doing, (now) => {
    requireFuture(chaseAt, doing, 'chaseAt');
    return { type: 'third_party_awaited', ...now, who, chaseAt };
  });

export const endThirdPartyWait = (before: Case, doing: Doing): Change =>
  act(before, 'resume', doing, (now) => ({ type: 'third_party_wait_ended', ...now }));

export const sayToCustomer = (before: Case, said: Said, doing: Doing): Change =>
  act(before, 'say', doing, (now) => ({ type: 'message_sent', ...now, message: ourMessage(doing, said) }));

/** @param mentions ids of colleagues who should read it */
export const addNote = (before: Case, text: string, doing: Doing, mentions: string[] = []): Change =>
  act(before, 'note', doing, (now) => ({
    type: 'note_added',
    ...now,
    note: { id: doing.newId('note'), text, ...(mentions.length > 0 && { mentions }) },
  }));

/** Says that the remedy was carried out, with proof. The customer confirms whether it arrived. */
export const fulfilRemedy = (before: Case, proof: { kind: string; text: string }, doing: Doing): Change =>
  act(before, 'fulfil', doing, (now) => ({ type: 'remedy_fulfilled', ...now, proof }));

/** It could not be done: one severity up, and back to talking. */
export const failRemedy = (before: Case, note: string, doing: Doing): Change =>
  act(before, 'fail', doing, (now) => ({ type: 'remedy_failed', ...now, note, severity: oneUp(before.severity) }));

const UNSETTLED = new Set<Outcome>(['upheld_partial', 'not_upheld_explained', 'no_fault_fixed']);

/** @throws case.route_missing where the law wants the customer told who else can look at it */
export const decideCase = (before: Case, input: { outcome: Outcome; reasons: Said; route?: string }, doing: Doing): Change =>
  act(before, 'decide', doing, (now) => {
    requireLeadAfterRounds(before, doing);
    if (doing.policy.namesOutsideRoute && !input.route && UNSETTLED.has(input.outcome)) {
      throw new DomainError('case.route_missing', 'Say who outside can look at it: an ombudsman or an arbitration board.', [
        { path: 'route', message: 'Name the way outside.' },
      ]);
    }
    return { type: 'case_decided', ...now, outcome: input.outcome, message: ourMessage(doing, input.reasons), route: input.route ?? null };
  });

/** Closes what needs no answer: praise, a thank-you, feedback nobody asked an answer to. @throws case.answer_owed */
export const answerCase = (before: Case, note: string | undefined, doing: Doing): Change =>
  act(before, 'answer', doing, (now) => {
    if (before.responseExpected && !(before.kind === 'praise' && note))
      throw new DomainError('case.answer_owed', 'This customer is owed an answer: send a decision or an offer.');
    return { type: 'case_answered', ...now, message: note ? ourMessage(doing, note) : null };
  });

export const deadlockCase = (before: Case, input: { letter: string; route: string }, doing: Doing): Change =>
  act(before, 'deadlock', doing, (now) => {
    requireLead(doing, 'A deadlock letter');
    return { type: 'case_deadlocked', ...now, message: ourMessage(doing, input.letter), route: input.route };
  });

/** The newer case of the same customer goes into the older. @throws case.merge_impossible */
export const mergeCase = (before: Case, into: Case, doing: Doing): Change =>
  act(before, 'merge', doing, (now) => {
    if (into.id === before.id) throw new DomainError('case.merge_impossible', 'A case cannot be merged into itself.');
    if (before.customerId === null || into.customerId !== before.customerId)
      throw new DomainError('case.merge_impossible', 'Both cases must be of the same customer.');
    if (into.openedAt > before.openedAt)
      throw new DomainError('case.merge_impossible', `Merge the newer into the older: merge ${into.number} into ${before.number}.`);
    if (into.state === 'closed') throw new DomainError('case.merge_impossible', 'The older case is closed; reopen it first.');
    return { type: 'case_merged', ...now, into: into.id };
  });

export const markSpam = (before: Case, doing: Doing): Change =>
  act(before, 'mark_spam', doing, (now) => ({ type: 'case_marked_spam', ...now }));

export const unmarkSpam = (before: Case, doing: Doing): Change =>
  act(before, 'unmark_spam', doing, (now) => {
    requireLead(doing, 'Taking back “spam”');
    if (before.outcome !== 'spam') throw new DomainError('case.wrong_state', 'This case was not closed as spam.');
    return { type: 'case_unmarked_spam', ...now };
  });

/** A lead may always reopen; nobody else on our side. */
export const reopenByLead = (before: Case, note: string | undefined, doing: Doing): Change =>
  act(before, 'reopen', doing, (now) => {
    requireLead(doing, 'Reopening');
    return [
      { type: 'case_reopened', ...now, message: null, ...gravityOfReopening(before) },
      ...(note ? [{ type: 'note_added' as const, ...now, note: { id: doing.newId('note'), text: note } }] : []),
    ];
  });

/** @throws case.same_handler when an appeal would go back to the person who decided */
export const assignCase = (before: Case, input: { assignee?: string | null; team?: string | null }, doing: Doing): Change =>
  act(before, 'assign', doing, (now) => {
    if (input.assignee && isAppealPending(before) && before.decidedBy === input.assignee) {
      throw new DomainError('case.same_handler', 'They decided this case, so somebody else looks into the appeal.');
    }
    return {
      type: 'case_assigned',
      ...now,
      assignee: input.assignee === undefined ? before.assignee : input.assignee,
      team: input.team === undefined ? before.team : input.team,
    };
  });

/** Sends a case to the people it belongs to, and says why. */
export const routeCase = (
  before: Case,
  {
    because,
    ...to
  }: {
    team?: string | null;
    assignee?: string | null;
    severity?: Severity;
    tags?: string[];
    clockPolicy?: string | null;
    because: string[];
  },
  doing: Doing,
): Change =>
  act(before, 'route', doing, (now) => ({
    type: 'case_routed',
    ...now,
    team: to.team === undefined ? before.team : to.team,
    assignee: to.assignee === undefined ? before.assignee : to.assignee,
    severity: to.severity ?? before.severity,
    tags: [...new Set(to.tags ?? before.tags)],
    clockPolicy: to.clockPolicy === undefined ? before.clockPolicy : to.clockPolicy,
    because,
  }));

export const escalateCase = (before: Case, input: { note: string; severity?: Severity }, doing: Doing): Change =>
  act(before, 'escalate', doing, (now) => ({
    type: 'case_escalated',
    ...now,
    note: input.note,
    severity: input.severity ?? oneUp(before.severity),
  }));

export const tagCase = (before: Case, tags: string[], doing: Doing): Change =>
  act(before, 'tag', doing, (now) => ({ type: 'case_tagged', ...now, tags: [...new Set(tags)] }));

export const recategoriseCase = (before: Case, input: { reason?: string; rootCause?: string; severity?: Severity }, doing: Doing): Change =>
  act(before, 'recategorise', doing, (now) => {
    if (input.reason) requireReason(input.reason, doing);
    return {
      type: 'case_recategorised',
      ...now,
      reason: input.reason ?? before.reason,
      rootCause: input.rootCause ?? before.rootCause,
      severity: input.severity ?? before.severity,
    };
  });

/** @throws promise.undated when the date has already passed */
export const makePromise = (before: Case, input: { text: string; dueAt: Instant; owner?: string }, doing: Doing): Change =>
  act(before, 'promise', doing, (now) => {
    if (input.dueAt <= doing.at)
      throw new DomainError('promise.undated', 'A promise needs a date in the future.', [
        { path: 'dueAt', message: 'Choose a date in the future.' },
      ]);
    const promise = {
      id: doing.newId('pro'),
      text: input.text,
      owner: input.owner ?? doing.by.id,
      dueAt: input.dueAt,
      state: 'pending' as const,
      madeAt: doing.at,
    };
    return { type: 'promise_made', ...now, promise };
  });

export const settlePromise = (
  before: Case,
  promiseId: string,
  input: { state: 'kept' | 'renegotiated' | 'cancelled'; dueAt?: Instant; note?: string },
  doing: Doing,
): Change =>
  act(before, 'settle_promise', doing, (now) => {
    const promise = before.promises.find(({ id }) => id === promiseId);
    if (!promise) throw new DomainError('promise.not_found', 'There is no such promise on this case.');
    if (promise.state !== 'pending' && !(promise.state === 'broken' && input.state !== 'cancelled')) {
      throw new DomainError('promise.already_settled', `This promise is already ${promise.state}.`);
    }
    const note = input.note ?? null;
    if (input.state === 'kept') return { type: 'promise_kept', ...now, promiseId, note };
    if (input.state === 'cancelled') return { type: 'promise_cancelled', ...now, promiseId, note };
    if (!input.dueAt || input.dueAt <= doing.at)
      throw new DomainError('promise.undated', 'A new date in the future is needed.', [
        { path: 'dueAt', message: 'Choose a date in the future.' },
      ]);
    return { type: 'promise_renegotiated', ...now, promiseId, dueAt: input.dueAt, note };
  });

export function requireLeadAfterRounds(before: Case, { by, policy }: Doing): void {
  if (before.state === 'negotiating' && before.counterRounds >= policy.maxCounterRounds && !isLead(by.role)) {
    throw new DomainError('case.lead_needed', `After ${policy.maxCounterRounds} rounds a lead decides.`);
  }
}

function requireReason(reason: string, { policy }: Doing): void {
  if (!reasonOf(reason) || (parentReason(reason) !== null && !policy.ownReasons.includes(reason)))
    throw new DomainError('case.reason_unknown', `There is no reason “${reason}”.`, [
      { path: 'reason', message: 'Choose one of the reasons.' },
    ]);
}

const LADDER: Severity[] = ['low', 'normal', 'high', 'critical'];
export const oneUp = (severity: Severity): Severity => LADDER[LADDER.indexOf(severity) + 1] ?? 'critical';

const NOT_A_FAILURE = new Set<Outcome | null>(['lapsed', 'withdrawn', 'spam']);

/** Reopening is one severity up, and a second failure unless nobody had failed before. */
export function gravityOfReopening(before: Case): { secondFailure: boolean; severity: Severity } {
  const secondFailure = !NOT_A_FAILURE.has(before.outcome);
  return { secondFailure, severity: oneUp(before.severity) };
}
