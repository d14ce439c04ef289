import type { Kind, Outcome, Severity, State, Turn } from '#shared/contracts/basics.ts';
import type { OfferState, PromiseView } from '#shared/contracts/case.ts';

/** What staff call things. Ids stay on the wire; these are for eyes. */
export const KIND: Record<Kind, string> = { complaint: 'Complaint', feedback: 'Feedback', praise: 'Praise', cancellation: 'Cancellation' };

export const STATE: Record<State, string> = {
  received: 'Received',
  investigating: 'Being looked into',
  info_needed: 'Question asked',
  waiting_third_party: 'Waiting for somebody else',
  offer_made: 'Offer made',
  negotiating: 'New offer needed',
  fulfilling: 'To be put right',
  fulfilled: 'Done, to be confirmed',
  decision_sent: 'Decision sent',
  appeal: 'Appeal',
  closed: 'Closed',
};

export const TURN: Record<Turn, string> = {
  us: 'Our turn',
  customer: 'Customer’s turn',
  third_party: 'Somebody else’s turn',
  none: 'Done',
};
export const SEVERITY: Record<Severity, string> = { low: 'Low', normal: 'Normal', high: 'High', critical: 'Critical' };

export const OUTCOME: Record<Outcome, string> = {
  upheld_full: 'Put right in full',
  upheld_partial: 'Put right in part',
  goodwill: 'Goodwill',
  not_upheld_explained: 'Not upheld, explained',
  no_fault_fixed: 'Nobody’s fault, fixed',
  answered: 'Answered',
  withdrawn: 'Withdrawn by the customer',
  lapsed: 'Lapsed without an answer',
  deadlock: 'No agreement',
  duplicate: 'Merged into another case',
  spam: 'Spam',
  wrong_company: 'Meant for another company',
};

export const OFFER_STATE: Record<OfferState, string> = {
  open: 'Waiting for the customer',
  accepted: 'Accepted',
  declined: 'Declined',
  countered: 'Countered',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced by a later offer',
};

export const PROMISE_STATE: Record<PromiseView['state'], string> = {
  pending: 'Pending',
  kept: 'Kept',
  broken: 'Broken',
  renegotiated: 'New date agreed',
  cancelled: 'Cancelled',
};

const CLOCK: Record<string, string> = {
  first_reply: 'First answer',
  next_reply: 'Next answer',
  keep_in_loop: 'Keep in the loop',
  decision: 'Offer or decision',
  legal_final: 'Legal deadline',
  offer_expiry: 'Offer expires',
  fulfilment: 'Put it right',
  verify: 'Customer confirms',
  customer_reply: 'Customer answers',
  chase: 'Ask again',
  appeal_window: 'Customer may appeal',
  reopen_window: 'Customer may reopen',
};

const spaced = (id: string) => id.replaceAll(/[._]/g, ' ').replace(/^./, (first) => first.toUpperCase());
export const clockLabel = (kind: string) => CLOCK[kind] ?? spaced(kind);
export const feelingLabel = (id: string) => spaced(id);
/** `offer_made` → `Offer made`: events are past tense already. */
export const eventLabel = (type: string) => spaced(type.replace(/^case_/, ''));
