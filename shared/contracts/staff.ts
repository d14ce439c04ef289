import { z } from 'zod';
import { Instant, Kind, Role, token, words } from './basics.ts';

/** GET /staff/taxonomy: the words of the merchant's reasons and remedies, in English. */
export const StaffTaxonomy = z.object({
  reasons: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: z.literal('cancellation').optional(),
      avoidable: z.boolean().nullable().optional(),
    }),
  ),
  remedies: z.array(z.object({ id: z.string(), label: z.string(), money: z.boolean() })),
});
export type StaffTaxonomy = z.infer<typeof StaffTaxonomy>;

export const TeamMember = z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role });
export type TeamMember = z.infer<typeof TeamMember>;

/** GET /staff/changes?after=: cases changed since that event, newest event number as `seq`. */
export const Changes = z.object({ seq: z.int(), cases: z.array(z.object({ id: z.string(), version: z.int() })) });
export type Changes = z.infer<typeof Changes>;

/** GET /staff/counts, kept by the one door, never by counting. Only open cases. */
export const Counts = z.object({ open: z.int(), us: z.int(), unassigned: z.int(), secondFailure: z.int(), cancellation: z.int() });
export type Counts = z.infer<typeof Counts>;

export const SiteView = z.object({
  id: z.string(),
  name: z.string(),
  siteKey: z.string(),
  origins: z.array(z.string()),
  snippet: z.string(),
  /** The same with version and fingerprint, for pages that load nothing unknown. After an update it has to be copied again. */
  pinnedSnippet: z.string().optional(),
  /** The plain forms, for mails and paper. */
  forms: z.record(z.string(), z.string()),
});
export type SiteView = z.infer<typeof SiteView>;

/** GET /staff/outbox: letters that wait, because no mail server is set or because it does not answer. */
export const Letter = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** `skipped`: one receipt an hour for an address; `bounced`: it came back. */
  state: z.enum(['waiting', 'sent', 'failed', 'skipped', 'bounced']),
  at: Instant,
  tries: z.int().optional(),
  error: z.string().nullable().optional(),
  nextTryAt: Instant.nullable().optional(),
});
export type Letter = z.infer<typeof Letter>;
/** `mailServer` false: nothing leaves until one is set. */
export const Outbox = z.object({
  items: z.array(Letter),
  nextCursor: z.string().nullable().optional(),
  mailServer: z.boolean().optional(),
});
export type Outbox = z.infer<typeof Outbox>;

/** POST /staff/join: an invited person chooses a name and a password. */
export const Join = z.object({ token: token(200), name: words(200), password: z.string().min(10, 'At least 10 characters.').max(200) });

export const CaseQuery = z.object({
  state: z.string().optional(),
  turn: z.string().optional(),
  kind: Kind.optional(),
  reason: z.string().optional(),
  customer: z.string().optional(),
  assignee: z.string().optional(),
  tag: z.string().optional(),
  severity: z.string().optional(),
  secondFailure: z.enum(['true', 'false']).optional(),
  dueBefore: Instant.optional(),
  updatedAfter: Instant.optional(),
  q: z.string().max(200).optional(),
  view: z.enum(['my_turn', 'mine', 'unassigned', 'open', 'cancellations', 'second_failures', 'closed']).optional(),
  sort: z.enum(['due', 'newest']).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(500).optional(),
});
export type CaseQuery = z.infer<typeof CaseQuery>;
