import { z } from 'zod';
import { Instant, words } from './basics.ts';

export const KEY_SCOPES = ['read', 'write', 'admin'] as const;

/** A secret key of the merchant's, without its secret: that is kept as a hash alone. */
export const KeyView = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(KEY_SCOPES),
  createdAt: Instant,
  /** `2026-03-02`; null: never yet. */
  lastUsedOn: z.string().nullable(),
  revokedAt: Instant.nullable(),
});
export type KeyView = z.infer<typeof KeyView>;

/** POST /staff/keys */
export const CreateKey = z.object({ name: words(200), scope: z.enum(KEY_SCOPES) });
/** The secret is shown once, here. */
export const NewKey = KeyView.extend({ secretKey: z.string() });
export type NewKey = z.infer<typeof NewKey>;
