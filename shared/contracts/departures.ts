import { z } from 'zod';
import { Instant, Money, token, words } from './basics.ts';
import { CustomerToReach } from './customer.ts';

const Way = z.enum(['cancel_flow', 'import', 'api', 'gone_quiet']);
const Decision = z.enum(['call', 'write', 'let_go', 'not_right_for_us']);
const Segment = z.enum(['avoidable', 'unavoidable', 'not_right_for_us']);
const DateOrInstant = z.union([z.iso.date(), Instant]);

/** PUT /v1/customers/{externalId}/departure: they left. What is not named stays as it is known. */
export const DepartureBody = z.object({
  /** Missing: now. */
  at: DateOrInstant.optional(),
  reason: token(60).nullable().optional(),
  /** Their own words. */
  reasonText: words(500).nullable().optional(),
  /** Per month; missing: the customer's own. */
  revenue: Money.nullable().optional(),
  note: words(2000).nullable().optional(),
  /** `gone_quiet`: without a word. */
  way: z.enum(['api', 'gone_quiet']).optional(),
});
export type DepartureBody = z.infer<typeof DepartureBody>;
export const ReturnBody = z.object({ at: DateOrInstant.optional() });

export const DepartureView = z.object({
  id: z.string(),
  customer: CustomerToReach.omit({ phone: true }).extend({ since: z.string().nullable(), contactAllowed: z.boolean() }),
  at: Instant,
  reason: z.string().nullable(),
  reasonText: z.string().nullable(),
  /** Whether leaving could have been avoided; null: nobody can tell from the reason. */
  segment: Segment.nullable(),
  way: Way,
  revenue: Money.nullable(),
  /** What losing them costs, as it was reckoned on the day they left. */
  lifetimeValue: Money.nullable(),
  note: z.string().nullable(),
  case: z.string().nullable(),
  returnedAt: Instant.nullable(),
  decision: z.object({ what: Decision, why: z.string().nullable(), by: z.string().nullable(), at: Instant }).nullable(),
});
export type DepartureView = z.infer<typeof DepartureView>;

export const DepartureListQuery = z.object({
  from: DateOrInstant.optional(),
  /** Not included. */
  to: DateOrInstant.optional(),
  reason: token(60).optional(),
  way: Way.optional(),
  /** Revenue per month in minor units. */
  valueAtLeast: z.coerce.number().int().min(0).optional(),
  returned: z.enum(['true', 'false']).optional(),
  /** `none`: nobody decided yet. */
  decision: z.enum([...Decision.options, 'none']).optional(),
  segment: Segment.optional(),
  /** All departures of one customer: the merchant's own id, or ours. */
  customer: token(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
});

export type DepartureListQuery = z.infer<typeof DepartureListQuery>;

/** What is to be done about somebody who left, and why. */
export const DecideDeparture = z.object({ what: Decision, why: words(2000).nullable().optional() });
