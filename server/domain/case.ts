import type { Instant, Kind, Money, Outcome, Severity, State } from '#shared/contracts/basics.ts';
import type { Area, Asked, Contact, Cost } from '#shared/contracts/case.ts';
import type { AnswerParts } from '#shared/contracts/settings.ts';
import type { Answer, Signatory } from './answer.ts';
import type { LimitName } from './authority.ts';
import type { Clock } from './clock.ts';
import type { RemedyStep } from './remedy.ts';

/** Who does something. `id` is a member of staff's, null for the customer and the system. */
export type Actor = { role: 'customer' | 'system' | 'owner' | 'lead' | 'agent' | 'viewer'; id: string | null; name: string | null };
export const SYSTEM: Actor = { role: 'system', id: null, name: null };

export type FileOfCase = { id: string; name: string; type: string; size: number };
/** `parts` and `signatory` where it is an answer in five parts; `text` says the same as one. */
export type MessageOfCase = {
  id: string;
  from: 'customer' | 'us' | 'system';
  name: string | null;
  text: string;
  files: FileOfCase[];
  at: Instant;
  parts?: AnswerParts;
  signatory?: Signatory;
};
export type Counter = { remedy?: string; amount?: Money; note?: string };

/** A remedy put to the customer, with everything that ever happened to it. */
export type OfferOfCase = {
  id: string;
  remedy: string;
  amount?: Money;
  title: string;
  terms: string;
  choices?: { remedy: string; title: string; money?: Money }[];
  because: string[];
  expiresAt: Instant | null;
  offeredAt: Instant;
  answeredAt: Instant | null;
  counter: Counter | null;
  step: RemedyStep;
  history: { step: RemedyStep; by: Actor; at: Instant; amount?: Money; terms?: string }[];
};

/** A remedy above somebody's limit, waiting for a second person. Its customer knows nothing of it. */
export type ApprovalOfCase = {
  /** Id of the offer it becomes. */
  offerId: string;
  remedy: string;
  amount?: Money;
  title: string;
  terms: string;
  choices?: OfferOfCase['choices'];
  because: string[];
  /** What the customer reads with it, in the name of who proposed it. */
  message: string | null;
  /** That message, where it is an answer in parts. */
  answer?: Answer;
  files?: FileOfCase[];
  /** When the offer ends, where somebody named a day. */
  expiresAt: Instant | null;
  /** For who approves. */
  note: string | null;
  /** The limits it is above. */
  over: LimitName[];
  by: Actor;
  requestedAt: Instant;
  dueAt: Instant;
  overdueAt: Instant | null;
  step: RemedyStep;
  decidedBy: Actor | null;
  decidedAt: Instant | null;
  reason: string | null;
};

export type PromiseOfCase = {
  id: string;
  text: string;
  owner: string | null;
  dueAt: Instant;
  state: 'pending' | 'kept' | 'broken' | 'renegotiated' | 'cancelled';
  madeAt: Instant;
};

export type CancellationOfCase = {
  id: string;
  outcome: 'cancelled' | 'accepted_offer' | 'undecided' | 'failed' | 'requested' | 'open';
  ruleSet: string;
  probe: string | null;
  holdOut: boolean;
  subscription: string | null;
  keepInTouch: { how: string; how_often: string } | null;
};

/** One thing to be answered or learned from. */
export type Case = {
  id: string;
  number: string;
  siteId: string;
  kind: Kind;
  state: State;
  responseExpected: boolean;
  severity: Severity;
  secondFailure: boolean;
  story: string;
  locale: string;
  reason: string | null;
  rootCause: string | null;
  area: Area | null;
  cost: Cost | null;
  asked: Asked[];
  context: Record<string, string | number | boolean> | null;
  customerId: string | null;
  contact: Contact | null;
  identified: boolean;
  assignee: string | null;
  team: string | null;
  /** Whose durations its clocks follow, as routing chose; null: the default policy. */
  clockPolicy: string | null;
  /** Since when an alarm says that nobody looks after it. */
  leftUnassignedAt: Instant | null;
  tags: string[];
  offers: OfferOfCase[];
  approvals: ApprovalOfCase[];
  agreed: { offerId: string; remedy: string; amount?: Money; title: string; terms: string; at: Instant } | null;
  proof: { kind: string; text: string; at: Instant } | null;
  messages: MessageOfCase[];
  notes: { id: string; by: string | null; text: string; at: Instant; mentions?: string[] }[];
  promises: PromiseOfCase[];
  files: FileOfCase[];
  thirdParty: { who: string; chaseAt: Instant } | null;
  counterRounds: number;
  /** Since when the customer waits for a word from us; null when they do not. */
  unansweredSince: Instant | null;
  reminders: Instant[];
  decidedBy: string | null;
  appealed: boolean;
  outcome: Outcome | null;
  route: string | null;
  mergedInto: string | null;
  rating: { stars: number; effort?: number; text?: string; mayPublish?: boolean; mayName?: boolean } | null;
  cancellation: CancellationOfCase | null;
  /** A decision with reasons, not a mood: this customer and this merchant do not fit. */
  notRightForUs: { reasons: string; by: string | null; at: Instant } | null;
  clocks: Clock[];
  steps: { state: State; at: Instant }[];
  openedAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  /** Events recorded so far; also the number of the last one. */
  version: number;
};

/** Mail that nobody wrote, or a part of one we do not keep. It is remembered and changes nothing. */
export type NotedMail = {
  about: 'automatic' | 'bounce' | 'delay' | 'spam' | 'file_refused';
  from: string | null;
  subject: string;
  text: string;
};

type Fact<Type extends string, Data = object> = { type: Type; at: Instant; by: Actor; clocks?: Clock[] } & Data;

/** A fact about a case: past tense, append-only, numbered per case. */
export type CaseEvent =
  | Fact<'case_opened', { opened: OpenedCase }>
  | Fact<'receipt_sent', { number: string; answerBy: Instant | null }>
  | Fact<
      'case_routed',
      { team: string | null; assignee: string | null; severity: Severity; tags: string[]; clockPolicy?: string | null; because: string[] }
    >
  | Fact<'case_left_unassigned', { since: Instant }>
  | Fact<'case_taken', { severity: Severity; reason: string }>
  | Fact<'question_asked', { message: MessageOfCase; replyBy: Instant | null }>
  | Fact<'customer_replied', { message: MessageOfCase }>
  | Fact<'thanks_noted', { message: MessageOfCase }>
  | Fact<'mail_noted', NotedMail>
  | Fact<'third_party_awaited', { who: string; chaseAt: Instant }>
  | Fact<'third_party_wait_ended'>
  | Fact<'offer_made', { offer: OfferOfCase; message: MessageOfCase | null }>
  | Fact<'approval_requested', { approval: ApprovalOfCase }>
  | Fact<'approval_given' | 'approval_refused' | 'approval_withdrawn', { offerId: string; reason: string | null }>
  | Fact<'approval_overdue', { offerId: string; severity: Severity }>
  | Fact<'offer_withdrawn', { offerId: string; message: MessageOfCase }>
  | Fact<'offer_accepted', { offerId: string; choice: string | null; note: string | null }>
  | Fact<'offer_countered', { offerId: string; counter: Counter; message: MessageOfCase }>
  | Fact<'offer_declined', { offerId: string; message: MessageOfCase | null }>
  | Fact<'offer_expired', { offerId: string }>
  | Fact<'message_sent', { message: MessageOfCase }>
  | Fact<'note_added', { note: { id: string; text: string; mentions?: string[] } }>
  | Fact<'remedy_fulfilled', { proof: { kind: string; text: string } }>
  | Fact<'remedy_failed', { note: string; severity: Severity }>
  | Fact<'fulfilment_confirmed', { note: string | null; outcome: Outcome; bySilence: boolean }>
  | Fact<'fulfilment_disputed', { message: MessageOfCase | null }>
  | Fact<'case_decided', { outcome: Outcome; message: MessageOfCase; route: string | null }>
  | Fact<'decision_accepted', { bySilence: boolean }>
  | Fact<'decision_appealed', { message: MessageOfCase | null }>
  | Fact<'case_answered', { message: MessageOfCase | null }>
  | Fact<'case_deadlocked', { message: MessageOfCase; route: string }>
  | Fact<'case_withdrawn', { message: MessageOfCase | null }>
  | Fact<'customer_reminded', { count: number }>
  | Fact<'case_lapsed'>
  | Fact<'case_merged', { into: string }>
  | Fact<'case_marked_spam'>
  | Fact<'case_unmarked_spam'>
  | Fact<'case_reopened', { message: MessageOfCase | null; severity: Severity; secondFailure: boolean }>
  | Fact<'case_assigned', { assignee: string | null; team: string | null }>
  | Fact<'case_escalated', { note: string; severity: Severity }>
  | Fact<'case_tagged', { tags: string[] }>
  | Fact<'case_recategorised', { reason: string | null; rootCause: string | null; severity: Severity }>
  | Fact<'promise_made', { promise: PromiseOfCase }>
  | Fact<'promise_kept' | 'promise_broken' | 'promise_cancelled', { promiseId: string; note: string | null }>
  | Fact<'promise_renegotiated', { promiseId: string; dueAt: Instant; note: string | null }>
  | Fact<'not_right_for_us_decided' | 'not_right_for_us_lifted', { reasons: string }>
  | Fact<'person_erased'>
  | Fact<'case_rated', { rating: NonNullable<Case['rating']> }>
  | Fact<'clock_warned' | 'clock_breached', { clock: string; dueAt: Instant }>
  | Fact<'offer_reminded', { offerId: string }>
  | Fact<
      'cancellation_recorded',
      {
        cancellation: CancellationOfCase;
        reason: string | null;
        story: string | null;
        asked: Asked[];
        severity: Severity;
        responseExpected: boolean;
      }
    >;

/** What is known when a case begins; the rest of a case starts empty. */
export type OpenedCase = Pick<
  Case,
  | 'id'
  | 'number'
  | 'siteId'
  | 'kind'
  | 'responseExpected'
  | 'severity'
  | 'secondFailure'
  | 'story'
  | 'locale'
  | 'reason'
  | 'area'
  | 'cost'
  | 'asked'
  | 'context'
  | 'customerId'
  | 'contact'
  | 'identified'
  | 'files'
  | 'cancellation'
  | 'clockPolicy'
>;

/** What an act decides: the case afterwards and the facts to remember. Nothing is saved here. */
export type Change = { after: Case; events: CaseEvent[] };
