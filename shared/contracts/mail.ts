import { z } from 'zod';
import { Instant } from './basics.ts';

/** GET /staff/mail-settings: how letters leave. Set by the environment of the server, never here. */
export const MailState = z.object({
  mailServer: z.boolean(),
  from: z.string().nullable(),
  /** Answers go here, with a token of their case; null: to `from`, where nobody of ours reads. */
  replyTo: z.string().nullable(),
  /** At most 1000; more are counted no further. */
  waiting: z.int(),
  failed: z.int(),
  oldestWaitingAt: Instant.nullable(),
  lastSentAt: Instant.nullable(),
});
export type MailState = z.infer<typeof MailState>;
