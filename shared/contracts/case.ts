import { z } from 'zod';
import { Preferences } from './access.ts';
import { SignatoryOfMessage, answering } from './answer.ts';
import { Email, Instant, Kind, Locale, Money, Outcome, Role, Severity, State, Turn, token, words } from './basics.ts';
import { AnswerParts } from './settings.ts';

/** Where in the journey it happened. `url` comes without query and hash. */
export const Area = z.object({
  touchpoint: token(100).optional(),
  url: token(2000).optional(),
  order: token(100).optional(),
  shop: token(200).optional(),
  person: token(200).optional(),
  happenedOn: z.iso.date().optional(),
  rating: z.int().min(1).max(5).optional(),
});
export type Area = z.infer<typeof Area>;

/** What it cost the customer. */
export const Cost = z.object({
  money: Money.optional(),
  minutes: z.int().min(0).max(100_000).optional(),
  feelings: z.array(token(50)).max(10).optional(),
});
export type Cost = z.infer<typeof Cost>;

/** A remedy the customer wants. `amount` where the remedy is money. */
export const Asked = z.object({ remedy: token(60), amount: Money.optional(), note: words(1000).optional() });
export type Asked = z.infer<typeof Asked>;

export const Contact = z.object({
  name: words(200).optional(),
  email: Email.optional(),
  phone: token(50).optional(),
  prefer: z.enum(['email', 'phone', 'none']).optional(),
});
export type Contact = z.infer<typeof Contact>;

export const STORY_MAX = 20_000;

/** POST /v1/public/cases: what a customer says. */
export const OpenCase = z.object({
  siteKey: token(80),
  idempotencyKey: token(200).optional(),
  kind: Kind,
  story: words(STORY_MAX),
  reason: token(60).optional(),
  area: Area.optional(),
  cost: Cost.optional(),
  asked: z.array(Asked).max(10).optional(),
  contact: Contact.optional(),
  identityToken: z.string().max(4000).optional(),
  locale: Locale.optional(),
  uploads: z.array(token(80)).max(5).optional(),
  challenge: z.string().max(4000).optional(),
  /** Wants an answer to feedback or praise; a complaint always gets one. */
  responseExpected: z.boolean().optional(),
  /** Left empty by people; filled by robots. */
  website: z.string().max(500).optional(),
  /** Milliseconds between opening the form and sending it. */
  tookMs: z.int().min(0).optional(),
  context: z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
});
export type OpenCase = z.infer<typeof OpenCase>;

/** A remedy put to the customer. `because` are sentences they may read. */
export const Offer = z.object({
  id: z.string(),
  remedy: z.string(),
  title: z.string(),
  terms: z.string(),
  money: Money.optional(),
  choices: z.array(z.object({ remedy: z.string(), title: z.string(), money: Money.optional() })).optional(),
  expiresAt: Instant.nullable(),
  because: z.array(z.string()),
});
export type Offer = z.infer<typeof Offer>;

export const OPEN_OFFER = 'open';
export const OfferState = z.enum(['open', 'accepted', 'declined', 'countered', 'expired', 'withdrawn', 'superseded']);
export type OfferState = z.infer<typeof OfferState>;

/** What the customer keeps after speaking. */
export const CaseReceipt = z.object({
  case: z.object({
    number: z.string(),
    state: State,
    turn: Turn,
    nextDate: Instant.nullable(),
    statusUrl: z.string(),
    token: z.string(),
  }),
  offers: z.array(Offer),
  identified: z.boolean(),
});
export type CaseReceipt = z.infer<typeof CaseReceipt>;

export const Message = z.object({
  id: z.string(),
  from: z.enum(['customer', 'us', 'system']),
  name: z.string().nullable(),
  text: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.int() })),
  at: Instant,
  /** Where it is an answer in five parts; `text` is the whole of it. */
  parts: AnswerParts.optional(),
  signatory: SignatoryOfMessage.optional(),
});
export type Message = z.infer<typeof Message>;

/** `pending` promises carry the day they are due. */
export const PromiseView = z.object({
  id: z.string(),
  text: z.string(),
  owner: z.string().nullable(),
  dueAt: Instant,
  state: z.enum(['pending', 'kept', 'broken', 'renegotiated', 'cancelled']),
});
export type PromiseView = z.infer<typeof PromiseView>;

/** An offer with its fate, as both sides see it. */
export const OfferView = Offer.extend({
  state: OfferState,
  offeredAt: Instant,
  answeredAt: Instant.nullable(),
  counter: z.object({ remedy: z.string().optional(), amount: Money.optional(), note: z.string().optional() }).nullable(),
});
export type OfferView = z.infer<typeof OfferView>;

export const Agreed = z.object({
  offerId: z.string(),
  remedy: z.string(),
  amount: Money.optional(),
  title: z.string(),
  terms: z.string(),
  at: Instant,
});
export type Agreed = z.infer<typeof Agreed>;

export const Clock = z.object({
  kind: z.string(),
  startedAt: Instant,
  dueAt: Instant.nullable(),
  metAt: Instant.nullable(),
  breachedAt: Instant.nullable(),
  pausedAt: Instant.nullable(),
  pauses: z.array(z.object({ from: Instant, to: Instant.nullable() })).optional(),
  /** When it warns, and when it did. */
  warnsAt: Instant.nullable().optional(),
  warnedAt: Instant.nullable().optional(),
  /** The calendar it counts in; null: time on the wall. */
  calendar: z.string().nullable().optional(),
});
export type Clock = z.infer<typeof Clock>;

/** A remedy that could be offered, best first. `because` are sentences for staff. */
export const Proposal = z.object({
  remedy: z.string(),
  amount: Money.optional(),
  because: z.array(z.string()),
  withinAuthority: z.boolean(),
  warnings: z.array(z.string()).optional(),
});
export type Proposal = z.infer<typeof Proposal>;

export const CustomerOfCase = z.object({
  id: z.string().nullable(),
  externalId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  prefer: z.string().nullable(),
  locale: z.string().nullable(),
  since: z.string().nullable(),
  plan: z.string().nullable(),
  mrr: Money.nullable(),
  segment: z.string().nullable(),
  tags: z.array(z.string()),
  contactAllowed: z.boolean(),
  identified: z.boolean(),
  /** Why nothing of this person may be erased now. */
  legalHold: z.string().nullable().optional(),
});
export type CustomerOfCase = z.infer<typeof CustomerOfCase>;

/** Every act staff can be shown a button for, with the noun it is PUT or POSTed to. */
export const STAFF_ACTS = [
  'take',
  'ask',
  'wait',
  'resume',
  'offer',
  'withdraw_offer',
  'say',
  'accept',
  'fulfil',
  'fail',
  'decide',
  'answer',
  'deadlock',
  'merge',
  'mark_spam',
  'unmark_spam',
  'reopen',
  'assign',
  'escalate',
  'tag',
  'recategorise',
  'note',
  'promise',
  'approve',
  'withdraw_approval',
  'not_right_for_us',
  'right_for_us',
  'settle_cancellation',
] as const;
export type StaffAct = (typeof STAFF_ACTS)[number];

/** A remedy above somebody's limit that a second person says yes or no to. */
export const ApprovalView = z.object({
  offerId: z.string(),
  remedy: z.string(),
  title: z.string(),
  terms: z.string(),
  amount: Money.optional(),
  choices: Offer.shape.choices,
  message: z.string().nullable(),
  note: z.string().nullable(),
  /** The limits it is above: `amount`, `share_of_loss`, `customer_90_days`, `staff_day`. */
  over: z.array(z.string()),
  state: z.enum(['pending', 'approved', 'rejected', 'withdrawn']),
  proposedBy: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  requestedAt: Instant,
  dueAt: Instant,
  overdueAt: Instant.nullable(),
  decidedBy: z.object({ id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().nullable(),
  files: Message.shape.files.optional(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** What comparable cases got: the same reason, a loss from half to twice as much, in twelve months. Sums in minor units of `currency`. */
export const Fairness = z.object({
  comparables: z.int(),
  median: z.int().nullable(),
  low: z.int().nullable(),
  high: z.int().nullable(),
  currency: z.string().nullable(),
  satisfied: z.int(),
  cases: z.array(z.object({ number: z.string(), remedy: z.string(), amount: Money.nullable(), satisfied: z.boolean() })),
});
export type Fairness = z.infer<typeof Fairness>;

/** What the customer asked for, less what was agreed, where both are money of one currency. */
export const Gap = z.object({ asked: Money, agreed: Money, difference: z.int() });
export type Gap = z.infer<typeof Gap>;

/** A case in a list: enough for a row. */
export const CaseRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: Kind,
  state: State,
  turn: Turn,
  severity: Severity,
  secondFailure: z.boolean(),
  story: z.string(),
  reason: z.string().nullable(),
  area: Area.nullable(),
  cost: Cost.nullable(),
  asked: z.array(Asked),
  customer: CustomerOfCase,
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  team: z.string().nullable(),
  /** An alarm says that nobody looks after it. */
  leftUnassigned: z.boolean().optional(),
  brokenPromise: z.boolean().optional(),
  /** Something on it waits for a second person. */
  awaitsApproval: z.boolean().optional(),
  tags: z.array(z.string()),
  locale: z.string(),
  nextDueAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  openedAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type CaseRow = z.infer<typeof CaseRow>;

/** A case as staff and the merchant's programs see it. */
export const CaseView = CaseRow.extend({
  site: z.string(),
  responseExpected: z.boolean(),
  rootCause: z.string().nullable(),
  overcharge: Money.nullable(),
  proposals: z.array(Proposal),
  offered: z.array(OfferView),
  agreed: Agreed.nullable(),
  proof: z.object({ kind: z.string(), text: z.string(), at: Instant }).nullable(),
  clocks: z.array(Clock),
  messages: z.array(Message),
  /** Everything the customer brought, with the story or later. */
  files: Message.shape.files,
  /** `mentions` are the colleagues it is for. */
  notes: z.array(
    z.object({ id: z.string(), by: z.string().nullable(), text: z.string(), at: Instant, mentions: z.array(z.string()).optional() }),
  ),
  promises: z.array(PromiseView),
  thirdParty: z.object({ who: z.string(), chaseAt: Instant }).nullable(),
  route: z.string().nullable(),
  mergedInto: z.string().nullable(),
  rating: z
    .object({
      stars: z.int(),
      effort: z.int().optional(),
      text: z.string().optional(),
      mayPublish: z.boolean().optional(),
      mayName: z.boolean().optional(),
    })
    .nullable(),
  counterRounds: z.int(),
  approvals: z.array(ApprovalView).optional(),
  gap: Gap.nullable().optional(),
  fairness: Fairness.optional(),
  notRightForUs: z.object({ reasons: z.string(), by: z.string().nullable(), at: Instant }).nullable().optional(),
  departureSegment: z.enum(['avoidable', 'unavoidable', 'not_right_for_us']).nullable(),
  cancellation: z
    .object({
      id: z.string(),
      outcome: z.string(),
      ruleSet: z.string(),
      probe: z.string().nullable(),
      holdOut: z.boolean(),
      subscription: z.string().nullable(),
      keepInTouch: z.object({ how: z.string(), how_often: z.string() }).nullable(),
    })
    .nullable(),
  /** What the chosen rule book asks for this complaint; null: none is chosen. No legal advice. */
  legal: z
    .object({
      profile: z.string(),
      finalBy: Instant.nullable(),
      atMostBy: Instant.nullable(),
      summaryBy: Instant.nullable(),
      namesOutsideRoute: z.boolean(),
    })
    .nullable()
    .optional(),
  /** ISO 4217: what the site of this case counts in. */
  currency: z.string().optional(),
  statusUrl: z.string(),
  /** What this reader may do now. */
  can: z.array(z.enum(STAFF_ACTS)),
});
export type CaseView = z.infer<typeof CaseView>;

export const CaseEventView = z.object({
  number: z.int(),
  seq: z.int(),
  type: z.string(),
  at: Instant,
  by: z.object({ role: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
});
export type CaseEventView = z.infer<typeof CaseEventView>;

export const CUSTOMER_ACTS = [
  'reply',
  'accept',
  'decline',
  'counter',
  'confirm',
  'not_received',
  'accept_decision',
  'appeal',
  'withdraw',
  'reopen',
  'rate',
] as const;
export type CustomerAct = (typeof CUSTOMER_ACTS)[number];

/** GET /v1/public/case: the case as its customer sees it. `steps` are past and present, oldest first. */
export const CustomerCase = z.object({
  number: z.string(),
  kind: Kind,
  state: State,
  stateText: z.string(),
  turn: Turn,
  nextDate: Instant.nullable(),
  openedAt: Instant,
  story: z.string(),
  asked: z.array(Asked.extend({ title: z.string() })),
  steps: z.array(z.object({ state: State, text: z.string(), at: Instant })),
  messages: z.array(Message),
  offers: z.array(OfferView),
  agreed: Agreed.nullable(),
  promises: z.array(PromiseView),
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.int() })),
  outcome: Outcome.nullable(),
  route: z.string().nullable(),
  rating: CaseView.shape.rating,
  merchant: z.object({
    name: z.string(),
    phone: z.string().nullable(),
    person: z.object({ name: z.string(), role: z.string().optional() }).nullable(),
  }),
  can: z.array(z.enum(CUSTOMER_ACTS)),
  locale: z.string(),
  version: z.int(),
});
export type CustomerCase = z.infer<typeof CustomerCase>;

// --- what the customer does on their case ---
export const CustomerMessage = z.object({
  text: words(STORY_MAX),
  uploads: z.array(token(80)).max(5).optional(),
  idempotencyKey: token(200).optional(),
});
export const OfferAnswer = z.object({
  answer: z.enum(['accepted', 'declined', 'countered']),
  choice: token(60).optional(),
  amount: Money.optional(),
  remedy: token(60).optional(),
  note: words(4000).optional(),
});
export type OfferAnswer = z.infer<typeof OfferAnswer>;
export const Confirmation = z.object({ received: z.boolean(), note: words(4000).optional() });
export const Rating = z.object({
  stars: z.int().min(1).max(5),
  effort: z.int().min(1).max(7).optional(),
  text: words(4000).optional(),
  /** Their words may be shown to others. */
  mayPublish: z.boolean().optional(),
  /** Their name may stand beside them; nothing without `mayPublish`. */
  mayName: z.boolean().optional(),
});
export const CustomerNote = z.object({ note: words(4000).optional() });

// --- what staff do: PUT/POST /v1/cases/{id}/… and /staff/cases/{id}/… ---
const version = z.int().min(0).optional();
/** Files that go with our words; see POST …/uploads. */
const uploads = z.array(token(80)).max(5).optional();
/** PUT …/investigation */
export const TakeCase = z.object({ severity: Severity.optional(), reason: token(60).optional(), version });
/** PUT …/question */
export const AskCustomer = z.object({ text: words(STORY_MAX), replyBy: Instant.optional(), uploads, version });
/** PUT …/third-party; DELETE ends the wait */
export const AwaitThirdParty = z.object({ who: words(200), chaseAt: Instant, version });
/** POST …/offers. The message may be free text, or an answer in parts. */
export const MakeOffer = z.object({
  ...answering,
  remedy: token(60),
  amount: Money.optional(),
  title: words(200).optional(),
  terms: words(4000).optional(),
  choices: z
    .array(z.object({ remedy: token(60), amount: Money.optional() }))
    .max(3)
    .optional(),
  message: words(STORY_MAX).optional(),
  uploads,
  expiresAt: Instant.optional(),
  /** Above one's own limit: ask a second person instead of being refused. */
  requestApproval: z.boolean().optional(),
  /** For who approves. */
  approvalNote: words(2000).optional(),
  version,
});
export type MakeOffer = z.infer<typeof MakeOffer>;
/** PUT …/offers/{offerId}/approval: another lead or the owner; a no needs its reason. DELETE: who asked takes it back */
export const AnswerApproval = z.object({ approved: z.boolean(), reason: words(4000).optional(), version });
/** PUT and DELETE …/not-right-for-us: a lead's decision, and its review */
export const JudgeFit = z.object({ reasons: words(4000), version });
/** PUT …/cancellation: what became of a cancellation that was asked for, or that billing refused at first */
export const SettleCancellation = z.object({ outcome: z.enum(['cancelled', 'failed']), note: words(1000).optional(), version });
/** PUT …/offers/{offerId}/withdrawal: the customer reads the reason */
export const WithdrawOffer = z.object({ reason: words(4000), version });
/** PUT …/offers/{offerId}: a lead takes the customer's yes on the phone */
export const AcceptForCustomer = z.object({ answer: z.literal('accepted'), choice: token(60).optional(), note: words(4000), version });
const saysSomething = (said: { parts?: object | undefined; template?: string | undefined }, own: string | undefined): boolean =>
  own !== undefined || said.template !== undefined || Object.keys(said.parts ?? {}).length > 0;
/** POST …/messages: `text`, or an answer in parts; `text` beside parts comes after them */
export const SayToCustomer = z
  .object({ text: words(STORY_MAX).optional(), ...answering, uploads, version, idempotencyKey: token(200).optional() })
  .refine((said) => saysSomething(said, said.text), { path: ['text'], message: 'Please write something here.' });
/** POST …/notes. `mentions` are ids of colleagues; each finds it under GET /staff/mentions. */
export const AddNote = z.object({ text: words(STORY_MAX), mentions: z.array(token(80)).max(20).optional(), version });
/** PUT …/fulfilment: proof that it was done */
export const FulfilRemedy = z.object({
  proof: z.object({ kind: z.enum(['refund_id', 'parcel', 'text', 'file']), text: words(2000) }),
  version,
});
/** PUT …/failure: it could not be done */
export const FailRemedy = z.object({ note: words(4000), version });
/** PUT …/decision: `reasons`, or an answer in parts */
export const DecideCase = z
  .object({
    outcome: z.enum(['upheld_full', 'upheld_partial', 'goodwill', 'not_upheld_explained', 'no_fault_fixed', 'wrong_company']),
    reasons: words(STORY_MAX).optional(),
    ...answering,
    uploads,
    route: words(2000).optional(),
    version,
  })
  .refine((decided) => saysSomething(decided, decided.reasons), { path: ['reasons'], message: 'Please write something here.' });
/** PUT …/resolution: close where no answer is owed */
export const AnswerCase = z.object({ note: words(STORY_MAX).optional(), version });
/** PUT …/deadlock */
export const DeadlockCase = z.object({ letter: words(STORY_MAX), route: words(2000), version });
/** PUT …/merge: `into` is the older case's id or number */
export const MergeCase = z.object({ into: token(80), version });
/** PUT/DELETE …/spam, DELETE …/third-party: only the version */
export const OnlyVersion = z.object({ version });
/** PUT …/reopening */
export const ReopenCase = z.object({ note: words(4000).optional(), version });
/** PUT …/assignment */
export const AssignCase = z.object({ assignee: token(80).nullable().optional(), team: token(80).nullable().optional(), version });
/** PUT …/escalation */
export const EscalateCase = z.object({ note: words(4000), severity: Severity.optional(), version });
/** PUT …/tags */
export const TagCase = z.object({ tags: z.array(token(60)).max(30), version });
/** PUT …/reason */
export const RecategoriseCase = z.object({
  reason: token(60).optional(),
  rootCause: words(500).optional(),
  severity: Severity.optional(),
  version,
});
/** POST …/promises */
export const MakePromise = z.object({ text: words(2000), dueAt: Instant, owner: token(80).optional(), version });
/** PUT …/promises/{promiseId} */
export const SettlePromise = z.object({
  state: z.enum(['kept', 'renegotiated', 'cancelled']),
  dueAt: Instant.optional(),
  note: words(2000).optional(),
  version,
});

/** GET /v1/approvals, GET /staff/approvals: everything that waits for a second person, the oldest due first. */
export const AwaitedApproval = z.object({ case: CaseRow, approval: ApprovalView, fairness: Fairness, mayApprove: z.boolean() });
export type AwaitedApproval = z.infer<typeof AwaitedApproval>;

/** POST /v1/cases: opened by staff or a program on a customer's behalf. */
export const OpenCaseForCustomer = OpenCase.omit({
  siteKey: true,
  identityToken: true,
  challenge: true,
  website: true,
  tookMs: true,
}).extend({
  site: token(80).optional(),
  channel: z.enum(['mail', 'phone', 'shop', 'api']).optional(),
  customer: token(200).optional(),
});
export type OpenCaseForCustomer = z.infer<typeof OpenCaseForCustomer>;

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** `currency`: what the shop counts in where an amount names none. */
  merchant: z.object({ id: z.string(), name: z.string(), currency: z.string() }),
  secondFactor: z.boolean().optional(),
  preferences: Preferences.optional(),
});
export type Me = z.infer<typeof Me>;
