import { z } from 'zod';
import { Email, Instant, Locale, Money, token, words } from './basics.ts';

/** PUT /v1/customers/{externalId}. What is not named stays; null clears. */
export const CustomerBody = z.object({
  email: Email.nullable().optional(),
  name: words(200).nullable().optional(),
  phone: token(50).nullable().optional(),
  locale: Locale.nullable().optional(),
  since: z.union([z.iso.date(), z.iso.datetime()]).nullable().optional(),
  plan: token(100).nullable().optional(),
  mrr: Money.nullable().optional(),
  acquisitionCost: Money.nullable().optional(),
  segment: token(60).nullable().optional(),
  tags: z.array(token(60)).max(50).optional(),
  contactAllowed: z.boolean().optional(),
});
export type CustomerBody = z.infer<typeof CustomerBody>;

export const CustomerView = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  locale: z.string().nullable(),
  since: z.string().nullable(),
  plan: z.string().nullable(),
  mrr: Money.nullable(),
  acquisitionCost: Money.nullable(),
  segment: z.string().nullable(),
  tags: z.array(z.string()),
  contactAllowed: z.boolean(),
  /** Why nothing of this person may be erased now. */
  legalHold: z.string().nullable(),
  erasedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type CustomerView = z.infer<typeof CustomerView>;

/** A customer as those know them who are to call or to write. */
export const CustomerToReach = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

/** One thing that happened with a customer, over all their cases. */
export const TimelineItem = z.object({
  at: Instant,
  case: z.string(),
  number: z.string(),
  kind: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export const LegalHold = z.object({ reason: words(1000) });
