import { z } from 'zod';
import { Instant } from './basics.ts';

/** What can be done in the house, outside of cases. Ids are never renamed. */
export const AUDITED = [
  'staff_signed_in',
  'staff_signed_out',
  'sign_in_failed',
  'second_factor_failed',
  'second_factor_set',
  'second_factor_removed',
  'recovery_codes_made',
  'password_changed',
  'session_ended',
  'staff_invited',
  'invitation_withdrawn',
  'staff_joined',
  'role_changed',
  'staff_removed',
  'settings_published',
  'site_made',
  'site_changed',
  'identity_secret_changed',
  'key_made',
  'key_revoked',
  'webhook_made',
  'webhook_changed',
  'webhook_removed',
  'webhook_replayed',
  'article_written',
  'customer_exported',
  'customer_erased',
  'legal_hold_set',
  'legal_hold_lifted',
  'retention_carried_out',
  'approval_given',
  'approval_refused',
  'file_downloaded',
  'table_downloaded',
  'import_carried_out',
  'letter_sent_again',
] as const;
export const Audited = z.enum(AUDITED);
export type Audited = z.infer<typeof Audited>;

/**
 * One deed. `about` is an id, an address of staff or the name of a setting: never words of customers.
 * `by` without id: a program with a secret key, the system (`system`), or a stranger who tried to sign in (`stranger`).
 */
export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  by: z.object({ role: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  what: Audited,
  about: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** GET /staff/audit and /staff/audit.csv. `who` is the id of a colleague, or `programs`, `system`, `strangers`. `to` is not included. */
export const AuditQuery = z.object({
  who: z.string().max(100).optional(),
  what: Audited.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(40).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
