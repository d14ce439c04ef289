import { z } from 'zod';
import { Instant, Money, token, words } from './basics.ts';
import { CustomerToReach } from './customer.ts';
import { CareView } from './care.ts';

const day = z.iso.date();
export const Person = z.object({ id: z.string(), name: z.string() });
export const WAYS_OF_LEAVING = ['cancel_flow', 'import', 'api', 'gone_quiet'] as const;
export const CALL_STATES = ['planned', 'claimed', 'done'] as const;
export const CALL_OUTCOMES = ['reached', 'no_answer', 'wants_no_contact', 'returned', 'later'] as const;
export const CallOutcome = z.enum(CALL_OUTCOMES);
export type CallOutcome = z.infer<typeof CallOutcome>;

/** Whom to call; what is not named does not matter. `valueAtLeast` compares with the lifetime value lost, in its currency. */
export const RescueSegments = z.object({
  valueAtLeast: Money.optional(),
  reasons: z.array(token(60)).max(200).optional(),
  ways: z.array(z.enum(WAYS_OF_LEAVING)).optional(),
  lengthAtLeastMonths: z.int().min(0).max(1200).optional(),
  /** Only reasons the shop could have done something about, or only the others. */
  avoidable: z.boolean().optional(),
  leftFrom: day.optional(),
  leftTo: day.optional(),
});
export type RescueSegments = z.infer<typeof RescueSegments>;

/** POST /v1/rescue-cycles. What is missing comes from the settings `rescue`. */
export const RescueCycleBody = z.object({
  name: words(200),
  from: day,
  to: day,
  segments: RescueSegments.default({}),
  controlShare: z.number().min(0).max(0.5).optional(),
  executives: z
    .array(z.object({ staff: token(80), calls: z.int().min(1).max(10) }))
    .max(50)
    .optional(),
  team: z.array(token(80)).max(500).optional(),
});
export type RescueCycleBody = z.infer<typeof RescueCycleBody>;

export const RescueCycleView = z.object({
  id: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  segments: RescueSegments,
  controlShare: z.number(),
  executives: z.array(z.object({ staff: z.string(), name: z.string(), calls: z.int() })),
  team: z.array(Person),
  createdAt: Instant,
  /** Calls by where they stand. */
  calls: z.object({ planned: z.int(), done: z.int(), returned: z.int() }),
});
export type RescueCycleView = z.infer<typeof RescueCycleView>;

const Candidate = z.object({ customer: z.string(), name: z.string().nullable(), departure: z.string(), worth: Money.nullable() });
/** `?dryRun=true`: what the cycle would be. `excluded` names at most 200, all are counted. `unplanned`: more than the weeks can carry. */
export const RescuePreview = z.object({
  considered: z.int(),
  lists: z.array(
    z.object({
      owner: Person.nullable(),
      list: z.enum(['executive', 'team']),
      calls: z.array(Candidate.extend({ week: z.string().nullable() })),
    }),
  ),
  planned: z.int(),
  unplanned: z.int(),
  control: z.int(),
  excludedBy: z.record(z.string(), z.int()),
  excluded: z.array(Candidate.extend({ why: z.string(), because: z.string() })),
});
export type RescuePreview = z.infer<typeof RescuePreview>;

export const CallView = z.object({
  id: z.string(),
  cycle: z.string().nullable(),
  customer: CustomerToReach,
  departure: z
    .object({
      id: z.string(),
      at: Instant,
      reason: z.string().nullable(),
      reasonText: z.string().nullable(),
      way: z.string(),
      returnedAt: Instant.nullable(),
    })
    .nullable(),
  worth: Money.nullable(),
  arm: z.enum(['contact', 'control']),
  list: z.enum(['executive', 'team', 'own']),
  owner: Person.nullable(),
  /** The Monday of the week it is planned in; null: when there is room. */
  week: z.string().nullable(),
  state: z.enum(CALL_STATES),
  claimedBy: Person.nullable(),
  claimedAt: Instant.nullable(),
  nextAt: Instant.nullable(),
  outcome: CallOutcome.nullable(),
  note: z.string().nullable(),
  saidBack: z.string().nullable(),
  contactedAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  /** Until when the last outcome can be taken back. */
  undoUntil: Instant.nullable(),
  version: z.int(),
});
export type CallView = z.infer<typeof CallView>;

export const RescuePlan = z.object({
  week: z.object({ from: z.string(), to: z.string() }),
  size: z.int(),
  calls: z.array(CallView.extend({ overdue: z.boolean() })),
  care: z.array(CareView),
});
export type RescuePlan = z.infer<typeof RescuePlan>;

export const CallQuery = z.object({
  owner: token(80).optional(),
  state: z.enum(CALL_STATES).optional(),
  outcome: CallOutcome.optional(),
  arm: z.enum(['contact', 'control']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
});
export type CallQuery = z.infer<typeof CallQuery>;

/** PUT …/calls/{callId}. `saidBack`: what was understood, as the customer confirmed it. */
export const SettleCall = z.object({
  outcome: CallOutcome,
  note: words(4000).optional(),
  saidBack: words(4000).optional(),
  nextAt: Instant.optional(),
  version: z.int().optional(),
});
export type SettleCall = z.infer<typeof SettleCall>;

const PromiseOnSheet = z.object({ case: z.string(), text: z.string(), dueAt: Instant, state: z.string() });
/** Everything to know before calling. `mayContact.why` says which rule forbids it now. */
export const CallSheet = CallView.extend({
  mayContact: z.object({ allowed: z.boolean(), why: z.string().nullable(), because: z.string().nullable() }),
  reason: z.object({ id: z.string().nullable(), words: z.string().nullable(), avoidable: z.boolean().nullable() }),
  revenue: Money.nullable(),
  customerSince: z.string().nullable(),
  plan: z.string().nullable(),
  history: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.string(),
      reason: z.string().nullable(),
      story: z.string(),
      state: z.string(),
      outcome: z.string().nullable(),
      openedAt: Instant,
      asked: z.array(z.object({ remedy: z.string(), amount: Money.optional(), note: z.string().optional() })),
      given: z.object({ remedy: z.string(), title: z.string(), amount: Money.optional() }).nullable(),
      notes: z.array(z.string()),
    }),
  ),
  promises: z.object({ open: z.array(PromiseOnSheet), broken: z.array(PromiseOnSheet) }),
  earlierCalls: z.array(
    z.object({
      at: Instant,
      outcome: CallOutcome,
      note: z.string().nullable(),
      saidBack: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  changes: z.array(z.object({ id: z.string(), title: z.string(), fix: z.string().nullable(), fixedAt: Instant })),
  articles: z.array(z.object({ id: z.string(), title: z.string() })),
  testimonials: z.array(z.object({ case: z.string(), quote: z.string() })),
  /** In the order in which it is said. */
  script: z.array(
    z.object({ step: z.enum(['apologise', 'listen', 'say_back', 'write_down', 'help', 'offer']), title: z.string(), words: z.string() }),
  ),
});
export type CallSheet = z.infer<typeof CallSheet>;

const Share = z.object({ low: z.number(), high: z.number() });
/** `rate` is of all who were to be contacted, reached or not; the difference is to the control group, with its 95 % interval. */
export const RecoveryRow = z.object({
  key: z.string(),
  name: z.string(),
  planned: z.int(),
  contacted: z.int(),
  returned: z.int(),
  rate: z.number().nullable(),
  interval: Share.nullable(),
  revenueWonBack: z.array(Money),
  lifetimeWonBack: z.array(Money),
  control: z.object({ customers: z.int(), returned: z.int(), rate: z.number().nullable() }),
  difference: Share.extend({ value: z.number() }).nullable(),
  tooFewToTell: z.boolean(),
});
export type RecoveryRow = z.infer<typeof RecoveryRow>;
export const RecoveryQuery = z.object({ format: z.enum(['json', 'csv']).optional() });
export const Recovery = z.object({ all: RecoveryRow, cycles: z.array(RecoveryRow), reasons: z.array(RecoveryRow) });
export type Recovery = z.infer<typeof Recovery>;
