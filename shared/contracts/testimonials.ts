import { z } from 'zod';
import { Instant, token, words } from './basics.ts';

/** A word of praise that may be repeated. `waiting`: nobody looked at it yet. */
export const TestimonialView = z.object({
  case: z.string(),
  number: z.string(),
  /** `name` only where they allowed it to be shown. */
  customer: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  mayName: z.boolean(),
  stars: z.int().nullable(),
  /** What they wrote. */
  words: z.string(),
  /** What of it is repeated; null while waiting. */
  quote: z.string().nullable(),
  reasons: z.array(z.string()),
  state: z.enum(['waiting', 'approved', 'withdrawn']),
  at: Instant,
});
export type TestimonialView = z.infer<typeof TestimonialView>;
export const TestimonialQuery = z.object({
  state: z.enum(['waiting', 'approved', 'withdrawn']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(40).optional(),
});
/** PUT /v1/testimonials/{case}. `reasons`: against which doubts it speaks. */
export const TestimonialBody = z.object({
  state: z.enum(['approved', 'withdrawn']),
  quote: words(2000).optional(),
  reasons: z.array(token(60)).max(50).optional(),
});

/** POST /v1/praise-invitations: some by how long and how much they buy, some by chance. */
export const PraiseInvitation = z.object({
  count: z.int().min(1).max(500),
  /** 0 to 1 of them, drawn from everybody. */
  randomShare: z.number().min(0).max(1).default(0.3),
  subject: words(200).optional(),
  body: words(4000).optional(),
});
export const PraiseInvited = z.object({
  dryRun: z.boolean(),
  invited: z.array(z.object({ customer: z.string(), name: z.string().nullable(), drawn: z.enum(['loyal', 'chance']) })),
  skippedBy: z.record(z.string(), z.int()),
});
