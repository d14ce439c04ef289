import { z } from 'zod';
import { Instant, token, words } from './basics.ts';
import { CustomerToReach } from './customer.ts';

export const CHECK_INS = ['two_weeks', 'month_1', 'month_3', 'month_6'] as const;
export const CARE_STATES = ['watching', 'slipping', 'kept', 'lost'] as const;
export const SIGNALS = ['quieter_than_before', 'smaller_orders', 'new_complaint', 'broken_promise'] as const;

export const CareSignal = z.object({
  kind: z.enum(SIGNALS),
  at: Instant,
  /** What it was seen by: days, counts, sums in minor units, or the case. */
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type CareSignal = z.infer<typeof CareSignal>;

export const CareView = z.object({
  id: z.string(),
  customer: CustomerToReach,
  departure: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(CARE_STATES),
  slipping: z.boolean(),
  startedAt: Instant,
  endsAt: Instant,
  /** When the next check-in is due. */
  nextAt: Instant.nullable(),
  /** Days between two orders before they left; null: unknown. */
  rhythmDays: z.number().nullable(),
  checkIns: z.array(
    z.object({
      id: z.enum(CHECK_INS),
      dueAt: Instant,
      doneAt: Instant.nullable(),
      by: z.string().nullable(),
      note: z.string().nullable(),
      overdue: z.boolean(),
    }),
  ),
  signals: z.array(CareSignal),
  endedAt: Instant.nullable(),
  version: z.int(),
});
export type CareView = z.infer<typeof CareView>;

export const CareDetail = CareView.extend({
  events: z.array(
    z.object({ number: z.int(), type: z.string(), at: Instant, by: z.string().nullable(), data: z.record(z.string(), z.unknown()) }),
  ),
});
export const CareQuery = z.object({
  state: z.enum(CARE_STATES).optional(),
  owner: token(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
});
/** PUT /v1/care/{id}/check-ins/{checkIn}. */
export const CheckInBody = z.object({ note: words(4000).optional(), version: z.int().optional() });
export const CareOwner = z.object({ owner: token(80).nullable(), version: z.int().optional() });
