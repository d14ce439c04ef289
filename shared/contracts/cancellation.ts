import { z } from 'zod';
import { Locale, RuleSet, token, words } from './basics.ts';
import { Asked, CaseReceipt, Contact, Offer, STORY_MAX } from './case.ts';

/** POST /v1/public/cancellations: a visit to the cancel flow begins. */
export const OpenCancellation = z.object({
  siteKey: token(80),
  idempotencyKey: token(200).optional(),
  subscription: token(200).optional(),
  identityToken: z.string().max(4000).optional(),
  locale: Locale.optional(),
  region: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'ISO 3166, as in DE or US-CA.')
    .optional(),
  touchpoint: token(100).optional(),
});
export type OpenCancellation = z.infer<typeof OpenCancellation>;

/** `undecided`: the window was closed and nothing changed. `failed`: billing refused. */
export const CancellationOutcome = z.enum(['cancelled', 'accepted_offer', 'undecided', 'failed']);
export type CancellationOutcome = z.infer<typeof CancellationOutcome>;

export const CancellationView = z.object({
  id: z.string(),
  ruleSet: RuleSet,
  identified: z.boolean(),
  outcome: CancellationOutcome.nullable(),
});
export type CancellationView = z.infer<typeof CancellationView>;

export const CancellationOpened = z.object({ cancellation: CancellationView.extend({ token: z.string() }) });
export type CancellationOpened = z.infer<typeof CancellationOpened>;

/** PUT …/answer. Every field may be left out; a later answer replaces an earlier one. */
export const CancellationAnswer = z.object({
  reason: token(60).optional(),
  probe: words(2000).optional(),
  story: words(STORY_MAX).optional(),
  asked: z.array(Asked).max(10).optional(),
  /** Under `offers_after_cancel_with_consent`: the customer agreed to see an offer. */
  consent: z.boolean().optional(),
  /** `false`: only written down; the customer is not shown an offer now. */
  showOffer: z.boolean().optional(),
  /** Who declares it, where the law asks for that (`eu_withdrawal`); a receipt goes to this address. */
  contact: Contact.pick({ name: true, email: true }).optional(),
  /** The contract, where the customer names it. */
  subscription: token(200).optional(),
  /** Declared here, with nobody's billing asked: owed to the customer from now on. */
  requested: z.literal(true).optional(),
});
export type CancellationAnswer = z.infer<typeof CancellationAnswer>;
export const CancellationAnswered = z.object({
  offer: Offer.nullable(),
  /** Where it was `requested`: the receipt to keep. */
  receiptUrl: z.string().optional(),
});
export type CancellationAnswered = z.infer<typeof CancellationAnswered>;

export const CancellationOfferAnswer = z.object({ answer: z.enum(['accepted', 'declined']), choice: token(60).optional() });
export const CancellationOfferAnswered = z.object({
  cancellation: CancellationView,
  case: CaseReceipt.shape.case.optional(),
});
export type CancellationOfferAnswered = z.infer<typeof CancellationOfferAnswered>;

export const KeepInTouch = z.object({
  how: z.enum(['email', 'phone', 'none']),
  how_often: z.enum(['monthly', 'quarterly', 'yearly', 'when_fixed', 'never']),
});
export type KeepInTouch = z.infer<typeof KeepInTouch>;

/** PUT …/outcome. The last write within the visit wins. */
export const CancellationOutcomeBody = z.object({
  outcome: CancellationOutcome,
  keepInTouch: KeepInTouch.optional(),
  detail: words(1000).optional(),
});
export const CancellationClosed = z.object({ cancellation: CancellationView, receiptUrl: z.string() });
export type CancellationClosed = z.infer<typeof CancellationClosed>;
