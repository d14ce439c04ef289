import { z } from 'zod';
import { Instant, token } from './basics.ts';

/** A note among colleagues that names the reader. `customer` is who the case is about. */
export const Mention = z.object({
  note: z.string(),
  case: z.object({ id: z.string(), number: z.string() }),
  customer: z.string().nullable(),
  text: z.string(),
  by: z.string().nullable(),
  at: Instant,
  readAt: Instant.nullable(),
});
export type Mention = z.infer<typeof Mention>;

/** GET /staff/mentions: the newest fifty, newest first. */
export const Mentions = z.object({ items: z.array(Mention), unread: z.int() });
export type Mentions = z.infer<typeof Mentions>;

/** PUT /staff/mentions/reading: those of one case, or all. */
export const ReadMentions = z.object({ case: token(80).optional() });
