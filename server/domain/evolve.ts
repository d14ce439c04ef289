import type { Instant, State } from '#shared/contracts/basics.ts';
import type { ApprovalOfCase, Case, CaseEvent, OfferOfCase, OpenedCase } from './case.ts';
import { canBeDone } from './life.ts';
import { type RemedyStep, requireStep } from './remedy.ts';

/** The case after a fact. A row in the store equals the replay of its events through this function. */
export function evolve(before: Case | null, event: CaseEvent): Case {
  const current = event.type === 'case_opened' ? begin(event.opened, event.at) : before;
  if (!current) throw new Error(`An event (${event.type}) before the case was opened`);
  const next = {
    ...current,
    ...changed(current, event),
    updatedAt: event.at,
    version: event.type === 'case_opened' ? 1 : current.version + 1,
  };
  if (!canBeDone(next.state, 'approve')) next.approvals = withdrawPending(next, event);
  if (event.clocks) next.clocks = event.clocks;
  if (next.assignee !== null || next.state === 'closed') next.leftUnassignedAt = null;
  if (next.state !== current.state) next.steps = [...current.steps, { state: next.state, at: event.at }];
  return next;
}

function begin(opened: OpenedCase, at: Instant): Case {
  return {
    ...opened,
    state: 'received',
    rootCause: null,
    assignee: null,
    team: null,
    leftUnassignedAt: null,
    tags: [],
    offers: [],
    approvals: [],
    agreed: null,
    proof: null,
    messages: [],
    notes: [],
    promises: [],
    thirdParty: null,
    counterRounds: 0,
    unansweredSince: null,
    reminders: [],
    decidedBy: null,
    appealed: false,
    outcome: null,
    route: null,
    mergedInto: null,
    rating: null,
    notRightForUs: null,
    clocks: [],
    steps: [{ state: 'received', at }],
    openedAt: at,
    updatedAt: at,
    closedAt: null,
    version: 0,
  };
}

function changed(before: Case, event: CaseEvent): Partial<Case> {
  switch (event.type) {
    case 'case_opened':
    case 'receipt_sent':
    case 'person_erased':
    case 'mail_noted':
    case 'clock_warned':
    case 'clock_breached':
    case 'offer_reminded':
      return {};
    case 'case_routed':
      return {
        team: event.team,
        assignee: event.assignee,
        severity: event.severity,
        tags: event.tags,
        ...(event.clockPolicy !== undefined && { clockPolicy: event.clockPolicy }),
      };
    case 'case_left_unassigned':
      return { leftUnassignedAt: event.at };
    case 'case_taken':
      return { state: 'investigating', severity: event.severity, reason: event.reason, assignee: before.assignee ?? event.by.id };
    case 'question_asked':
      return { ...spoken(before, event.message), state: 'info_needed', reminders: [] };
    case 'customer_replied':
      return { ...heard(before, event), state: before.state === 'info_needed' ? 'investigating' : before.state, reminders: [] };
    case 'thanks_noted':
      return { messages: [...before.messages, event.message] };
    case 'third_party_awaited':
      return { state: 'waiting_third_party', thirdParty: { who: event.who, chaseAt: event.chaseAt } };
    case 'third_party_wait_ended':
      return { state: 'investigating', thirdParty: null };
    case 'offer_made':
      return {
        ...(event.message ? spoken(before, event.message) : { unansweredSince: null }),
        state: 'offer_made',
        thirdParty: null,
        reminders: [],
        offers: [...before.offers, event.offer],
        ...(before.state === 'decision_sent' && { outcome: null, decidedBy: null }), // the offer takes the place of the decision
      };
    case 'approval_requested':
      return { approvals: [...before.approvals, event.approval] };
    case 'approval_given':
      return { approvals: approvalsAt(before, event, 'approved') };
    case 'approval_refused':
      return { approvals: approvalsAt(before, event, 'rejected') };
    case 'approval_withdrawn':
      return { approvals: approvalsAt(before, event, 'withdrawn') };
    case 'approval_overdue':
      return {
        severity: event.severity,
        approvals: before.approvals.map((approval) =>
          approval.offerId === event.offerId ? { ...approval, overdueAt: event.at } : approval,
        ),
      };
    case 'offer_withdrawn':
      return { ...spoken(before, event.message), state: 'investigating', offers: offersAt(before, event, ['withdrawn']) };
    case 'offer_accepted':
      return {
        state: 'fulfilling',
        unansweredSince: null,
        decidedBy: null,
        offers: offersAt(before, event, ['accepted', 'fulfilling']),
        agreed: agreedTo(before, event),
      };
    case 'offer_countered':
      return {
        ...heard(before, event),
        state: 'negotiating',
        counterRounds: before.counterRounds + 1,
        offers: offersAt(before, event, ['countered']).map((offer) =>
          offer.id === event.offerId ? { ...offer, counter: event.counter } : offer,
        ),
      };
    case 'offer_declined':
      return { ...heard(before, event), state: 'investigating', offers: offersAt(before, event, ['declined']) };
    case 'offer_expired':
      return { state: 'investigating', offers: offersAt(before, event, ['expired']) };
    case 'message_sent':
      return spoken(before, event.message);
    case 'note_added':
      return { notes: [...before.notes, { ...event.note, by: event.by.name ?? event.by.id, at: event.at }] };
    case 'remedy_fulfilled':
      return { state: 'fulfilled', proof: { ...event.proof, at: event.at }, offers: agreedOfferAt(before, event, 'fulfilled') };
    case 'remedy_failed':
      return {
        state: 'negotiating',
        severity: event.severity,
        agreed: null,
        offers: agreedOfferAt(before, event, 'failed'),
        secondFailure: true,
        unansweredSince: before.unansweredSince ?? event.at,
      };
    case 'fulfilment_confirmed':
      return { ...closed(event.at), outcome: event.outcome, offers: agreedOfferAt(before, event, 'verified') };
    case 'fulfilment_disputed':
      return {
        ...heard(before, event),
        state: 'investigating',
        secondFailure: true,
        offers: agreedOfferAt(before, event, 'disputed'),
        agreed: null,
      };
    case 'case_decided':
      return {
        ...spoken(before, event.message),
        state: 'decision_sent',
        outcome: event.outcome,
        route: event.route,
        decidedBy: event.by.id,
        thirdParty: null,
        offers: before.offers.map((offer) => (offer.step === 'offered' ? stepped(offer, 'withdrawn', event) : offer)),
        approvals: withdrawPending(before, event),
      };
    case 'decision_accepted':
      return closed(event.at);
    case 'decision_appealed':
      return { ...heard(before, event), state: 'appeal', appealed: true, assignee: null, outcome: null };
    case 'case_answered':
      return { ...(event.message ? spoken(before, event.message) : {}), ...closed(event.at), outcome: 'answered' };
    case 'case_deadlocked':
      return { ...spoken(before, event.message), ...closed(event.at), outcome: 'deadlock', route: event.route };
    case 'case_withdrawn':
      return { ...heard(before, event), ...closed(event.at), outcome: 'withdrawn', offers: withdrawOpenOffers(before, event) };
    case 'customer_reminded':
      return { reminders: [...before.reminders, event.at] };
    case 'case_lapsed':
      return { ...closed(event.at), outcome: 'lapsed' };
    case 'case_merged':
      return { ...closed(event.at), outcome: 'duplicate', mergedInto: event.into, offers: withdrawOpenOffers(before, event) };
    case 'case_marked_spam':
      return { ...closed(event.at), outcome: 'spam' };
    case 'case_unmarked_spam':
      return { state: 'received', outcome: null, closedAt: null };
    case 'case_reopened':
      return {
        ...heard(before, event),
        state: 'investigating',
        outcome: null,
        closedAt: null,
        agreed: null,
        proof: null,
        mergedInto: null,
        decidedBy: null,
        severity: event.severity,
        secondFailure: before.secondFailure || event.secondFailure,
        counterRounds: 0,
        responseExpected: true,
      };
    case 'case_assigned':
      return { assignee: event.assignee, team: event.team };
    case 'case_escalated':
      return { severity: event.severity };
    case 'case_tagged':
      return { tags: event.tags };
    case 'case_recategorised':
      return { reason: event.reason, rootCause: event.rootCause, severity: event.severity };
    case 'promise_made':
      return { promises: [...before.promises, event.promise] };
    case 'promise_kept':
      return { promises: promisesAt(before, event.promiseId, { state: 'kept' }) };
    case 'promise_broken':
      return {
        promises: promisesAt(before, event.promiseId, { state: 'broken' }),
        secondFailure: before.secondFailure || countedOnUs(before),
      };
    case 'promise_cancelled':
      return { promises: promisesAt(before, event.promiseId, { state: 'cancelled' }) };
    case 'promise_renegotiated':
      return { promises: promisesAt(before, event.promiseId, { state: 'pending', dueAt: event.dueAt }) };
    case 'not_right_for_us_decided':
      return { notRightForUs: { reasons: event.reasons, by: event.by.name ?? event.by.id, at: event.at } };
    case 'not_right_for_us_lifted':
      return { notRightForUs: null };
    case 'case_rated':
      return { rating: event.rating };
    case 'cancellation_recorded':
      return {
        cancellation: event.cancellation,
        reason: event.reason,
        story: event.story ?? before.story,
        asked: event.asked,
        severity: event.severity,
        responseExpected: event.responseExpected,
      };
  }
}

const closed = (at: Instant): Pick<Case, 'state' | 'closedAt' | 'unansweredSince' | 'thirdParty'> => ({
  state: 'closed' as State,
  closedAt: at,
  unansweredSince: null,
  thirdParty: null,
});

const spoken = (before: Case, message: Case['messages'][number]) => ({ messages: [...before.messages, message], unansweredSince: null });

const heard = (before: Case, event: { at: Instant; message: Case['messages'][number] | null }) => ({
  messages: event.message ? [...before.messages, event.message] : before.messages,
  files: event.message ? [...before.files, ...event.message.files] : before.files,
  unansweredSince: before.unansweredSince ?? event.at,
});

function stepped(offer: OfferOfCase, step: RemedyStep, event: CaseEvent): OfferOfCase {
  return {
    ...offer,
    step: requireStep(offer.step, step),
    answeredAt: offer.answeredAt ?? event.at,
    history: [...offer.history, { step, by: event.by, at: event.at, ...(offer.amount && { amount: offer.amount }), terms: offer.terms }],
  };
}

const offersAt = (before: Case, event: CaseEvent & { offerId: string }, steps: RemedyStep[]) =>
  before.offers.map((offer) =>
    offer.id === event.offerId ? steps.reduce((current, step) => stepped(current, step, event), offer) : offer,
  );

const agreedOfferAt = (before: Case, event: CaseEvent, step: RemedyStep) =>
  before.offers.map((offer) => (offer.id === before.agreed?.offerId ? stepped(offer, step, event) : offer));

const withdrawOpenOffers = (before: Case, event: CaseEvent) =>
  before.offers.map((offer) => (offer.step === 'offered' || offer.step === 'fulfilling' ? stepped(offer, 'withdrawn', event) : offer));

const approvalsAt = (before: Case, event: CaseEvent & { offerId: string; reason: string | null }, step: RemedyStep) =>
  before.approvals.map((approval) => (approval.offerId === event.offerId ? decided(approval, step, event, event.reason) : approval));

/** Nobody waits for a yes to an offer that can no longer be made. */
const withdrawPending = (current: Case, event: CaseEvent) =>
  current.approvals.map((approval) => (approval.step === 'pending_approval' ? decided(approval, 'withdrawn', event, null) : approval));

const decided = (approval: ApprovalOfCase, step: RemedyStep, { by, at }: CaseEvent, reason: string | null): ApprovalOfCase => ({
  ...approval,
  step: requireStep(approval.step, step),
  decidedBy: by,
  decidedAt: at,
  reason,
});

const promisesAt = (before: Case, id: string, change: Partial<Case['promises'][number]>) =>
  before.promises.map((promise) => (promise.id === id ? { ...promise, ...change } : promise));

function agreedTo(before: Case, event: CaseEvent & { offerId: string; choice: string | null }): Case['agreed'] {
  const offer = before.offers.find(({ id }) => id === event.offerId);
  if (!offer) return null;
  const choice = offer.choices?.find(({ remedy }) => remedy === event.choice);
  const amount = choice ? choice.money : offer.amount;
  return {
    offerId: offer.id,
    remedy: choice?.remedy ?? offer.remedy,
    ...(amount && { amount }),
    title: choice?.title ?? offer.title,
    terms: offer.terms,
    at: event.at,
  };
}

const NOBODY_COUNTS_ON_US = new Set<Case['outcome']>(['withdrawn', 'lapsed', 'spam', 'duplicate', 'wrong_company']);

/** Whether a customer still relied on what we promised: every promise is on their page, unless they left the matter or it was none. */
const countedOnUs = ({ outcome }: Case): boolean => !NOBODY_COUNTS_ON_US.has(outcome);
