import { z } from 'zod';
import { Instant, Money, token } from './basics.ts';

const total = z.int().min(0).max(1_000_000_000_000);
/** One thing of an order; its total is in minor units of the order's currency. */
const OrderItem = z.object({ sku: token(100).optional(), range: token(100).optional(), quantity: z.number().positive(), total });

/** PUT /v1/orders/{externalId}. `customer` is the merchant's own id. */
export const OrderBody = z.object({
  customer: token(200),
  at: Instant,
  total: Money,
  range: token(100).nullable().optional(),
  items: z.array(OrderItem).max(500).nullable().optional(),
});
export type OrderBody = z.infer<typeof OrderBody>;

export const OrderView = z.object({
  externalId: z.string(),
  at: Instant,
  total: Money,
  range: z.string().nullable(),
  items: z.array(OrderItem).nullable(),
});
export type OrderView = z.infer<typeof OrderView>;

const inputs = z.object({
  revenueFrom: z.enum(['subscription', 'orders', 'unknown']),
  ordered: Money.nullable(),
  margin: z.number(),
  lifetimeMonths: z.number(),
  lifetimeFrom: z.enum(['setting', 'own_churn', 'longest']),
  monthlyChurn: z.number().nullable(),
  acquisitionCost: Money.nullable(),
});
/** What a customer is worth, with everything it was reckoned from. */
export const WorthView = z.object({
  revenuePerMonth: Money.nullable(),
  /** Margin over the expected lifetime, minus the cost to win them. */
  lifetimeValue: Money.nullable(),
  /** The margin still to come: what goes when they go. */
  lostOnDeparture: Money.nullable(),
  formula: z.string(),
  inputs,
});
export type WorthView = z.infer<typeof WorthView>;
