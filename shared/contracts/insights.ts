import { z } from 'zod';
import { Instant, Kind, Money, pageOf } from './basics.ts';

const period = z.string().max(40);
const currency = Money.shape.currency;

/** `from` and `to`: 2026, 2026-Q4, 2026-10, 2026-10-31 or an instant; both included. Without them: all times. */
const span = { from: period.optional(), to: period.optional() };
const format = z.enum(['json', 'csv']).optional();
const money = { currency: currency.optional() };
const page = { limit: z.coerce.number().int().min(1).max(100).optional(), cursor: z.string().max(500).optional() };

/** Money lost by one currency: customers who left, what they paid a month, and what losing them costs. */
const Lost = z.object({ customers: z.int(), revenuePerMonth: Money, lifetimeValue: Money, returned: z.int(), revenueReturned: Money });
const InOtherCurrencies = z.array(z.object({ currency, customers: z.int(), revenuePerMonth: Money, lifetimeValue: Money }));
const head = { currency, from: z.string().nullable(), until: z.string().nullable(), timeZone: z.literal('UTC') };

export const DeparturesQuery = z.object({
  by: z.enum(['month', 'quarter']).default('month'),
  period: period.optional(),
  ...span,
  ...money,
  ...page,
  format,
});
export const Departures = z.object({
  ...head,
  by: z.enum(['month', 'quarter']),
  /** Oldest first; periods in which nobody left are there with zeros. */
  items: z.array(Lost.extend({ period: z.string() })),
  total: Lost,
  /** The same customers by way of leaving, by segment (avoidable or not), by value a month. */
  ways: z.array(Lost.extend({ id: z.string() })),
  segments: z.array(Lost.extend({ id: z.string() })),
  values: z.array(Lost.extend({ id: z.string(), from: Money.nullable() })),
  otherCurrencies: InOtherCurrencies,
});
export type Departures = z.infer<typeof Departures>;

const CustomerNamed = z.object({ id: z.string(), externalId: z.string().nullable(), name: z.string().nullable() });
export const DepartedCustomer = z.object({
  departureId: z.string(),
  customer: CustomerNamed,
  at: Instant,
  reason: z.string().nullable(),
  text: z.string().nullable(),
  way: z.string(),
  revenuePerMonth: Money.nullable(),
  lifetimeValue: Money.nullable(),
  returnedAt: Instant.nullable(),
});
export type DepartedCustomer = z.infer<typeof DepartedCustomer>;
/** With `period`: who left in it. */
export const DepartedCustomers = pageOf(DepartedCustomer).extend({ period: z.string() });
export type DepartedCustomers = z.infer<typeof DepartedCustomers>;

export const ReasonsQuery = z.object({
  kind: Kind.optional(),
  by: z.enum(['reason', 'text']).default('reason'),
  ...span,
  ...money,
  format,
});
export const ReasonSums = z.object({
  /** An id of the taxonomy; null: none was said. */
  reason: z.string().nullable(),
  label: z.string().nullable(),
  /** With `by=text`: their own words. */
  text: z.string().optional(),
  cases: z.int(),
  /** Different customers, by a case or by leaving. */
  customers: z.int(),
  /** How many times somebody left for it; with what they paid. */
  left: z.int(),
  returned: z.int(),
  revenuePerMonth: Money,
  lifetimeValue: Money,
  /** What the customers concerned pay a month now. */
  atStake: Money,
  /** Of all revenue lost; where none was, of all cases. */
  share: z.number(),
  /** Against the span of the same length before, as a share of it; null where there is nothing to compare with. */
  change: z.number().nullable(),
  before: z.object({ cases: z.int(), customers: z.int(), revenuePerMonth: Money }).nullable(),
  /** Fewer than ten customers: a figure that says little. */
  small: z.boolean(),
});
export type ReasonSums = z.infer<typeof ReasonSums>;
/** Dearest first. */
export const Reasons = z.object({
  ...head,
  by: z.enum(['reason', 'text']),
  items: z.array(ReasonSums),
  total: z.object({ cases: z.int(), left: z.int(), revenuePerMonth: Money, lifetimeValue: Money }),
  otherCurrencies: InOtherCurrencies,
});
export type Reasons = z.infer<typeof Reasons>;

export const ConcernedQuery = z.object({
  kind: Kind.optional(),
  by: z.enum(['reason', 'text']).default('reason'),
  ...span,
  ...page,
  format,
});
export const ConcernedCustomers = pageOf(
  z.object({ customer: CustomerNamed.nullable(), times: z.int(), lastOn: z.string(), departure: DepartedCustomer.nullable() }),
);
export type ConcernedCustomers = z.infer<typeof ConcernedCustomers>;

const Mean = z.object({ mean: z.number().nullable(), count: z.int() });
export const TouchpointsQuery = z.object({ ...span, format });
const AtTouchpoint = z.object({
  cases: z.int(),
  complaints: z.int(),
  /** One-tap rating of the step, 1 to 5. */
  rating: Mean,
  /** 1 to 7, 1 is no effort. */
  effort: Mean,
  /** When all was over, 1 to 5. */
  satisfaction: Mean,
});
export const Touchpoints = z.object({
  from: head.from,
  until: head.until,
  timeZone: head.timeZone,
  items: z.array(AtTouchpoint.extend({ touchpoint: z.string(), change: z.number().nullable(), small: z.boolean() })),
});
export type Touchpoints = z.infer<typeof Touchpoints>;

export const JourneyQuery = z.object({ by: z.enum(['month', 'quarter']).default('month'), ...span, format });
export const Journey = z.object({
  from: head.from,
  until: head.until,
  timeZone: head.timeZone,
  by: z.enum(['month', 'quarter']),
  items: z.array(z.object({ touchpoint: z.string(), periods: z.array(AtTouchpoint.extend({ period: z.string() })) })),
});
export type Journey = z.infer<typeof Journey>;

const Kept = z.object({ of: z.int(), kept: z.int(), waiting: z.int() });
const Between = { low: z.number(), high: z.number() };
export const KeptAfter = z.object({
  days: z.int(),
  offered: Kept,
  accepted: Kept,
  heldOut: Kept,
  lift: z.object({ difference: z.number(), ...Between }).nullable(),
  tooFew: z.boolean(),
  incremental: z.object({ customers: z.number(), ...Between }).nullable(),
});
const OfferSums = z.object({
  shown: z.int(),
  accepted: z.int(),
  declined: z.int(),
  heldOut: z.int(),
  cost: Money,
  /** Visits of known customers, and who was still there 30, 60 and 90 days later. */
  kept: z.array(KeptAfter),
});
export const OffersQuery = z.object({ ...span, ...money, format });
export const Offers = z.object({
  ...head,
  /** The headline: what all offers together did. */
  total: OfferSums,
  byRemedy: z.array(OfferSums.extend({ remedy: z.string() })),
  items: z.array(OfferSums.extend({ remedy: z.string(), reason: z.string().nullable() })),
  otherCurrencies: z.array(Money),
});
export type Offers = z.infer<typeof Offers>;

export const TeamQuery = z.object({ ...span, format });
export const Team = z.object({
  from: head.from,
  until: head.until,
  timeZone: head.timeZone,
  items: z.array(
    z.object({
      /** null: cases nobody looks after. */
      staff: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
      cases: z.int(),
      secondFailures: z.int(),
      /** Minutes on the wall; half came within `halfWithinMinutes`, null: later than a week, or none. */
      firstAnswers: z.object({
        count: z.int(),
        onTime: z.int(),
        meanMinutes: z.number().nullable(),
        halfWithinMinutes: z.int().nullable(),
      }),
      promises: z.object({ made: z.int(), kept: z.int(), broken: z.int(), cancelled: z.int(), moved: z.int() }),
      satisfaction: Mean,
    }),
  ),
});
export type Team = z.infer<typeof Team>;

export const SpikesQuery = z.object({ format });
export const Spikes = z.object({
  items: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      day: z.string(),
      at: z.string(),
      count: z.int(),
      expected: z.number(),
      customers: z.int(),
      cases: z.array(z.string()),
    }),
  ),
});
export type Spikes = z.infer<typeof Spikes>;
