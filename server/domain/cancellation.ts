import type { Instant, RuleSet, Severity } from '#shared/contracts/basics.ts';
import type { Asked, Contact, Offer } from '#shared/contracts/case.ts';
import type { CancellationOutcome, KeepInTouch } from '#shared/contracts/cancellation.ts';
import { DomainError } from './errors.ts';
import { countsAs, REASONS, reasonOf, severityOf } from './taxonomy.ts';

/** One visit to the cancel flow, from open to outcome. It may or may not end in leaving. */
export type Cancellation = {
  id: string;
  siteId: string;
  customerId: string | null;
  identified: boolean;
  subscription: string | null;
  locale: string;
  region: string | null;
  touchpoint: string | null;
  ruleSet: RuleSet;
  holdOut: boolean;
  reason: string | null;
  probe: string | null;
  story: string | null;
  asked: Asked[];
  consent: boolean;
  /** Who declared it, in their own words: nobody checked. */
  contact?: Contact | null;
  offer: (Offer & { answer: 'accepted' | 'declined' | null; choice: string | null; answeredAt: Instant | null }) | null;
  /** What would have been offered but for the hold-out, so that both sides of the comparison are alike. */
  withheld?: { remedy: string; at: Instant } | null;
  /** When the customer asked us to cancel where we cannot see the billing: owed to them, not done yet. */
  requestedAt?: Instant | null;
  outcome: CancellationOutcome | null;
  outcomeAt: Instant | null;
  keepInTouch: KeepInTouch | null;
  detail: string | null;
  caseId: string | null;
  openedAt: Instant;
  version: number;
};

export type CancellationStep = {
  type: 'opened' | 'answered' | 'offer_shown' | 'offer_accepted' | 'offer_declined' | 'cancellation_requested' | 'outcome_recorded';
  at: Instant;
  data: Record<string, unknown>;
};
export type CancellationChange = { after: Cancellation; steps: CancellationStep[] };

type Opening = Pick<
  Cancellation,
  'id' | 'siteId' | 'customerId' | 'identified' | 'subscription' | 'locale' | 'region' | 'touchpoint' | 'ruleSet' | 'holdOut' | 'openedAt'
>;

/** A visit in which nothing has been said yet. */
export const beginCancellation = (opening: Opening): Cancellation => ({
  ...opening,
  reason: null,
  probe: null,
  story: null,
  asked: [],
  consent: false,
  offer: null,
  outcome: null,
  outcomeAt: null,
  keepInTouch: null,
  detail: null,
  caseId: null,
  version: 1,
});

const VISIT_HOURS = 24;

/** A visit stays open for a day: until then the last word counts. @throws cancellation.already_over */
export function requireOpenVisit(before: Cancellation, at: Instant): void {
  if (Date.parse(at) - Date.parse(before.openedAt) > VISIT_HOURS * 3_600_000) {
    throw new DomainError('cancellation.already_over', 'This visit ended. Nothing was changed; please start again.');
  }
}

export type AnswerInput = {
  reason?: string | undefined;
  probe?: string | undefined;
  story?: string | undefined;
  asked?: Asked[] | undefined;
  consent?: boolean | undefined;
  contact?: Contact | undefined;
  subscription?: string | undefined;
};

/** @throws case.reason_unknown */
export function answerCancellation(before: Cancellation, input: AnswerInput, at: Instant): CancellationChange {
  requireOpenVisit(before, at);
  if (input.reason !== undefined && reasonOf(input.reason)?.kind !== 'cancellation') {
    throw new DomainError('case.reason_unknown', `There is no reason for leaving “${input.reason}”.`, [
      { path: 'reason', message: 'Choose one of the reasons.' },
    ]);
  }
  const after = {
    ...before,
    reason: input.reason ?? before.reason,
    probe: input.probe ?? before.probe,
    story: input.story ?? before.story,
    asked: input.asked ?? before.asked,
    consent: input.consent ?? before.consent,
    contact: input.contact ?? before.contact ?? null,
    subscription: input.subscription ?? before.subscription,
  };
  return { after, steps: [{ type: 'answered', at, data: { ...input } }] };
}

export function showOffer(before: Cancellation, offer: Offer, at: Instant): CancellationChange {
  return {
    after: { ...before, offer: { ...offer, answer: null, choice: null, answeredAt: null } },
    steps: [{ type: 'offer_shown', at, data: { offer } }],
  };
}

/** The hold-out sees no offer; that there was one to see is remembered, the first time. */
export const withholdOffer = (before: Cancellation, remedy: string, at: Instant): Cancellation => ({
  ...before,
  withheld: before.withheld ?? { remedy, at },
});

/** Somebody who cancelled is left alone, unless the law puts offers after the cancelling and they wished to see one. */
export const mayStillTake = ({ outcome, ruleSet, consent }: Pick<Cancellation, 'outcome' | 'ruleSet' | 'consent'>): boolean =>
  outcome !== 'cancelled' || (ruleSet === 'offers_after_cancel_with_consent' && consent);

/** The same answer twice is one answer; a changed mind counts until the outcome is known. @throws offer.not_found, offer.not_open, remedy.not_a_choice */
export function answerStayOffer(
  before: Cancellation,
  offerId: string,
  input: { answer: 'accepted' | 'declined'; choice?: string | undefined },
  at: Instant,
): CancellationChange {
  requireOpenVisit(before, at);
  const { offer } = before;
  if (!offer || offer.id !== offerId) throw new DomainError('offer.not_found', 'There is no such offer in this visit.');
  if (offer.expiresAt !== null && offer.expiresAt < at) throw new DomainError('offer.not_open', 'This offer is no longer open.');
  if (input.choice && input.choice !== offer.remedy && !offer.choices?.some(({ remedy }) => remedy === input.choice)) {
    throw new DomainError('remedy.not_a_choice', 'This was not among the choices offered.');
  }
  if (offer.answer === input.answer) return { after: before, steps: [] };
  if (!mayStillTake(before)) throw new DomainError('offer.not_open', 'You cancelled; this offer is no longer open.');
  const answered = { ...offer, answer: input.answer, choice: input.choice ?? null, answeredAt: at };
  return {
    after: { ...before, offer: answered },
    steps: [{ type: `offer_${input.answer}`, at, data: { offerId, choice: input.choice ?? null } }],
  };
}

export function recordOutcome(
  before: Cancellation,
  input: { outcome: CancellationOutcome; keepInTouch?: KeepInTouch | undefined; detail?: string | undefined },
  at: Instant,
): CancellationChange {
  requireOpenVisit(before, at);
  // Closing the window takes back nothing that was declared.
  const stands = input.outcome === 'undecided' && isRequested(before);
  const after = {
    ...before,
    outcome: stands ? null : input.outcome,
    outcomeAt: stands ? null : at,
    keepInTouch: input.keepInTouch ?? before.keepInTouch,
    detail: input.detail ?? before.detail,
  };
  return { after, steps: [{ type: 'outcome_recorded', at, data: { ...input } }] };
}

/** Asked for without our seeing the billing: on the plain form, by the button the law wants, or as a withdrawal. The first time counts. */
export function requestCancellation(before: Cancellation, at: Instant): CancellationChange {
  requireOpenVisit(before, at);
  if (before.requestedAt) return { after: before, steps: [] };
  return { after: { ...before, requestedAt: at }, steps: [{ type: 'cancellation_requested', at, data: {} }] };
}

/** Asked to cancel, and nobody has said yet that it is done. */
export const isRequested = ({ requestedAt, outcome }: Cancellation): boolean =>
  requestedAt !== undefined && requestedAt !== null && outcome === null;

/** Staff say what became of a cancellation that was asked for, or that billing refused. @throws cancellation.already_over */
export function settleRequest(
  before: Cancellation,
  { outcome, note }: { outcome: 'cancelled' | 'failed'; note?: string | undefined },
  at: Instant,
): CancellationChange {
  if (!isRequested(before) && before.outcome !== 'failed')
    throw new DomainError('cancellation.already_over', 'This cancellation is settled already.');
  return {
    after: { ...before, outcome, outcomeAt: at, detail: note ?? before.detail },
    steps: [{ type: 'outcome_recorded', at, data: { outcome, ...(note && { note }) } }],
  };
}

/** Whether a visit has become something to be learned from or acted on. */
export const isWorthACase = (visit: Cancellation): boolean =>
  visit.reason !== null ||
  visit.story !== null ||
  visit.asked.length > 0 ||
  isRequested(visit) ||
  (visit.outcome !== null && visit.outcome !== 'undecided');

/** They leave because a complaint of theirs was never put right. */
export const isUnresolvedComplaint = (reason: string | null): boolean =>
  reason !== null && countsAs(reason) === 'cancel.unresolved_complaint';

/** A request to cancel, an unresolved complaint, a refused billing and an accepted promise are owed something by us. */
export const isAnswerOwed = (visit: Cancellation): boolean =>
  isRequested(visit) || visit.outcome === 'failed' || isUnresolvedComplaint(visit.reason);

export const severityOfVisit = (visit: Cancellation): Severity =>
  visit.outcome === 'failed' || isRequested(visit) ? 'high' : severityOf(visit.reason);

/** The reasons that make a departure one that could, or could not, have been avoided. */
export const reasonsOfSegment = (segment: 'avoidable' | 'unavoidable'): string[] =>
  REASONS.filter(({ id }) => departureSegmentOf(id) === segment).map(({ id }) => id);

/** Whether the leaving could have been avoided; null until somebody looked, where the reason does not tell. */
export function departureSegmentOf(reason: string | null, notRightForUs = false): 'avoidable' | 'unavoidable' | 'not_right_for_us' | null {
  if (notRightForUs) return 'not_right_for_us';
  const avoidable = reasonOf(reason)?.avoidable;
  return avoidable === undefined || avoidable === null ? null : avoidable ? 'avoidable' : 'unavoidable';
}
