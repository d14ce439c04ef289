import type { Kind, Outcome, Severity, State, Turn } from '#shared/contracts/basics.ts';
import type { OfferState, PromiseView } from '#shared/contracts/case.ts';
import { msg, t } from './language.ts';

/** What staff call things, to be drawn with `t`. Ids stay on the wire; these are for eyes. */
export const KIND: Record<Kind, string> = {
  complaint: msg('Complaint'),
  feedback: msg('Feedback'),
  praise: msg('Praise'),
  cancellation: msg('Cancellation'),
};

export const STATE: Record<State, string> = {
  received: msg('Received'),
  investigating: msg('Being looked into'),
  info_needed: msg('Question asked'),
  waiting_third_party: msg('Waiting for somebody else'),
  offer_made: msg('Offer made'),
  negotiating: msg('New offer needed'),
  fulfilling: msg('To be put right'),
  fulfilled: msg('Done, to be confirmed'),
  decision_sent: msg('Decision sent'),
  appeal: msg('Appeal'),
  closed: msg('Closed'),
};

export const TURN: Record<Turn, string> = {
  us: msg('Our turn'),
  customer: msg('Customer’s turn'),
  third_party: msg('Somebody else’s turn'),
  none: msg('Done'),
};
export const SEVERITY: Record<Severity, string> = { low: msg('Low'), normal: msg('Normal'), high: msg('High'), critical: msg('Critical') };

export const OUTCOME: Record<Outcome, string> = {
  upheld_full: msg('Put right in full'),
  upheld_partial: msg('Put right in part'),
  goodwill: msg('Goodwill'),
  not_upheld_explained: msg('Not upheld, explained'),
  no_fault_fixed: msg('Nobody’s fault, fixed'),
  answered: msg('Answered'),
  withdrawn: msg('Withdrawn by the customer'),
  lapsed: msg('Lapsed without an answer'),
  deadlock: msg('No agreement'),
  duplicate: msg('Merged into another case'),
  spam: msg('Spam'),
  wrong_company: msg('Meant for another company'),
};

export const OFFER_STATE: Record<OfferState, string> = {
  open: msg('Waiting for the customer'),
  accepted: msg('Accepted'),
  declined: msg('Declined'),
  countered: msg('Countered'),
  expired: msg('Expired'),
  withdrawn: msg('Withdrawn'),
  superseded: msg('Replaced by a later offer'),
};

export const PROMISE_STATE: Record<PromiseView['state'], string> = {
  pending: msg('Pending'),
  kept: msg('Kept'),
  broken: msg('Broken'),
  renegotiated: msg('New date agreed'),
  cancelled: msg('Called off'),
};

const CLOCK: Record<string, string> = {
  first_reply: msg('First answer'),
  next_reply: msg('Next answer'),
  keep_in_loop: msg('Keep in the loop'),
  decision: msg('Offer or decision'),
  legal_final: msg('Legal deadline'),
  offer_expiry: msg('Offer expires'),
  fulfilment: msg('Put it right'),
  verify: msg('Customer confirms'),
  customer_reply: msg('Customer answers'),
  chase: msg('Ask again'),
  appeal_window: msg('Customer may appeal'),
  reopen_window: msg('Customer may reopen'),
};

const FEELING: Record<string, string> = {
  annoyed: msg('Annoyed'),
  let_down: msg('Let down'),
  embarrassed: msg('Embarrassed'),
  worried: msg('Worried'),
  angry: msg('Angry'),
};

const EVENT: Record<string, string> = {
  case_opened: msg('Opened'),
  receipt_sent: msg('Receipt sent'),
  case_routed: msg('Sent to the right people'),
  case_left_unassigned: msg('Alarm: nobody looks after it'),
  case_taken: msg('Looked into'),
  question_asked: msg('Question asked'),
  customer_replied: msg('The customer wrote'),
  thanks_noted: msg('The customer said thank you'),
  mail_noted: msg('Mail noted'),
  third_party_awaited: msg('Waiting for somebody else'),
  third_party_wait_ended: msg('Waiting ended'),
  offer_made: msg('Offer made'),
  approval_requested: msg('Approval asked for'),
  approval_given: msg('Approved'),
  approval_refused: msg('Approval refused'),
  approval_withdrawn: msg('Approval taken back'),
  approval_overdue: msg('Approval overdue'),
  offer_withdrawn: msg('Offer withdrawn'),
  offer_accepted: msg('Offer accepted'),
  offer_countered: msg('Something else asked for'),
  offer_declined: msg('Offer declined'),
  offer_expired: msg('Offer expired'),
  message_sent: msg('We wrote'),
  note_added: msg('Note added'),
  remedy_fulfilled: msg('Done, with proof'),
  remedy_failed: msg('It could not be done'),
  fulfilment_confirmed: msg('Put right, confirmed'),
  fulfilment_disputed: msg('Not received, says the customer'),
  case_decided: msg('Decided'),
  decision_accepted: msg('Decision accepted'),
  decision_appealed: msg('Appeal'),
  case_answered: msg('Closed as answered'),
  case_deadlocked: msg('Closed without agreement'),
  case_withdrawn: msg('Withdrawn by the customer'),
  customer_reminded: msg('Customer reminded'),
  case_lapsed: msg('Lapsed without an answer'),
  case_merged: msg('Merged'),
  case_marked_spam: msg('Marked as spam'),
  case_unmarked_spam: msg('Not spam after all'),
  case_reopened: msg('Reopened'),
  case_assigned: msg('Given to somebody'),
  case_escalated: msg('Escalated'),
  case_tagged: msg('Tags changed'),
  case_recategorised: msg('Reason or cause changed'),
  promise_made: msg('Promise made'),
  promise_kept: msg('Promise kept'),
  promise_broken: msg('Promise broken'),
  promise_cancelled: msg('Promise cancelled'),
  promise_renegotiated: msg('Promise moved to a new date'),
  not_right_for_us_decided: msg('Not right for us, decided'),
  not_right_for_us_lifted: msg('Right for us after all'),
  person_erased: msg('Person erased'),
  case_rated: msg('Rated'),
  clock_warned: msg('A clock warned'),
  clock_breached: msg('Too late'),
  offer_reminded: msg('Reminded of the offer'),
  cancellation_recorded: msg('Cancellation recorded'),
};

const spaced = (id: string) => id.replaceAll(/[._]/g, ' ').replace(/^./, (first) => first.toUpperCase());
const named = (table: Record<string, string>, id: string) => (table[id] ? t(table[id]) : spaced(id));
export const clockLabel = (kind: string) => named(CLOCK, kind);
export const feelingLabel = (id: string) => named(FEELING, id);
/** What happened, in the past tense. */
export const eventLabel = (type: string) => named(EVENT, type);
