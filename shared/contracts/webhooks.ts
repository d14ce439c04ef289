import { z } from 'zod';
import { Instant, token } from './basics.ts';
import { CARE_STATES, CareSignal } from './care.ts';
import { CaseEventView } from './case.ts';

/** A program that hears of events. Without `events` it hears of all of them. */
export const WebhookEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  disabledBecause: z.string().nullable(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

/** The secret is shown once, here. */
export const NewWebhookEndpoint = WebhookEndpoint.extend({ secret: z.string() });
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>;

const url = z.url({ protocol: /^https?$/ }).max(2000);
const events = z.array(token(60)).max(100);
/** POST /v1/webhook-endpoints */
export const CreateWebhookEndpoint = z.object({ url, events: events.optional(), idempotencyKey: token(200).optional() });
/** PUT /v1/webhook-endpoints/{id}: `enabled: true` switches on again what was switched off */
export const ChangeWebhookEndpoint = z.object({ url: url.optional(), events: events.optional(), enabled: z.boolean().optional() });

/** GET …/{id}/deliveries: what was sent, or is still being tried. `id` is the header `webhook-id`. */
export const WebhookDelivery = z.object({
  id: z.string(),
  type: z.string(),
  state: z.enum(['waiting', 'sent', 'failed', 'skipped', 'bounced']),
  tries: z.int(),
  nextTryAt: Instant.nullable(),
  error: z.string().nullable(),
  at: Instant,
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/**
 * What a program gets when somebody who came back may be leaving again. `care` is as it is when the webhook leaves; who the customer
 * is otherwise is asked for by their id. It comes by webhook alone and is not in the event stream of cases.
 */
export const CustomerSlipping = z.object({
  type: z.literal('customer_slipping'),
  timestamp: Instant,
  data: z.object({
    care: z.object({
      id: z.string(),
      customer: z.object({ id: z.string(), externalId: z.string().nullable() }),
      departure: z.string(),
      owner: z.object({ id: z.string(), name: z.string() }).nullable(),
      state: z.enum(CARE_STATES),
      signals: z.array(CareSignal),
      startedAt: Instant,
      endsAt: Instant,
      nextAt: Instant.nullable(),
      version: z.int(),
    }),
    event: z.object({ number: z.int(), type: z.string(), at: Instant, by: z.string().nullable(), data: z.record(z.string(), z.unknown()) }),
  }),
});
export type CustomerSlipping = z.infer<typeof CustomerSlipping>;

/** GET /v1/events?after=: every event of the merchant's, by number. Ask again with `next`. */
export const EventStream = z.object({ items: z.array(CaseEventView.extend({ caseId: z.string() })), next: z.int() });
export type EventStream = z.infer<typeof EventStream>;

/** POST /v1/mail/inbound: what a mail brought about. */
export const MailTaken = z.object({
  result: z.enum(['replied', 'opened', 'noted', 'bounced', 'ignored']),
  case: z.object({ id: z.string(), number: z.string() }).nullable(),
});
export type MailTaken = z.infer<typeof MailTaken>;
