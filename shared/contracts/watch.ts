import { z } from 'zod';
import { Instant, Money, token, words } from './basics.ts';
import { CustomerToReach } from './customer.ts';

export const WATCH_KINDS = ['orders_falling', 'gone_quiet', 'range_dropped'] as const;
export const WATCH_STATES = ['open', 'contacted', 'dismissed', 'over'] as const;
export const WatchKind = z.enum(WATCH_KINDS);

/** Somebody who may be about to go, with the figures that say so: sums in minor units of `worth`'s currency. */
export const WatchItemView = z.object({
  id: z.string(),
  customer: CustomerToReach,
  kind: WatchKind,
  state: z.enum(WATCH_STATES),
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.object({ month: z.string(), average: z.number() }))])),
  /** What they bought in twelve months. */
  worth: Money.nullable(),
  /** Chance that they still buy, and orders expected in twelve weeks, by the model of the last look. */
  odds: z.object({ alive: z.number(), expectedOrders: z.number(), weeks: z.int() }).nullable(),
  note: z.string().nullable(),
  handledBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  handledAt: Instant.nullable(),
  foundAt: Instant,
  version: z.int(),
});
export type WatchItemView = z.infer<typeof WatchItemView>;

export const BuyingModelView = z.object({
  r: z.number(),
  alpha: z.number(),
  a: z.number(),
  b: z.number(),
  lnLikelihood: z.number(),
  customers: z.int(),
});
/** `look`: when orders were last looked over, and whether another look was asked for. */
export const WatchList = z.object({
  items: z.array(WatchItemView),
  nextCursor: z.string().nullable(),
  look: z.object({ finishedAt: Instant.nullable(), waiting: z.boolean(), customers: z.int(), model: BuyingModelView.nullable() }),
});
export type WatchList = z.infer<typeof WatchList>;

export const WatchQuery = z.object({
  state: z.enum(WATCH_STATES).default('open'),
  kind: WatchKind.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(120).optional(),
});
export type WatchQuery = z.infer<typeof WatchQuery>;
export const HandleWatchItem = z.object({
  state: z.enum(['open', 'contacted', 'dismissed']),
  note: words(2000).optional(),
  version: z.int().optional(),
});

/** POST …/{id}/outreach: a call in a person's plan, or a letter to be sent with POST …/{id}/letter. */
export const Outreach = z.object({ way: z.enum(['call', 'letter']), owner: token(80).optional() });
export const OutreachMade = z.object({
  item: WatchItemView,
  call: z.object({ id: z.string(), week: z.string() }).nullable(),
  letter: z.object({ to: z.string(), subject: z.string(), body: z.string() }).nullable(),
});
