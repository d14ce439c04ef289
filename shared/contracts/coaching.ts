import { z } from 'zod';
import { Instant, token, words } from './basics.ts';

/** POST /v1/coaching-notes. `to`: who served the customer; missing: who looks after the case. */
export const CoachingNoteBody = z.object({ case: token(80), to: token(80).optional(), text: words(4000) });
export const CoachingNoteView = z.object({
  id: z.string(),
  case: z.object({ id: z.string(), number: z.string() }),
  to: z.object({ id: z.string(), name: z.string() }),
  author: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  text: z.string(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type CoachingNoteView = z.infer<typeof CoachingNoteView>;
export const CoachingQuery = z.object({
  case: token(80).optional(),
  to: token(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(40).optional(),
});
