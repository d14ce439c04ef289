import { z } from 'zod';
import { Instant, token, words } from './basics.ts';

export const PROBLEM_STATUSES = ['open', 'fixing', 'fixed'] as const;
const ProblemStatus = z.enum(PROBLEM_STATUSES);

/** POST /v1/problem-areas, PUT /v1/problem-areas/{id}. */
export const ProblemAreaBody = z.object({
  title: words(200),
  reasons: z.array(token(60)).min(1).max(50),
  owner: token(80).nullable().default(null),
  rootCause: words(4000).nullable().default(null),
  fix: words(4000).nullable().default(null),
  status: ProblemStatus.default('open'),
  version: z.int().optional(),
});
export type ProblemAreaBody = z.infer<typeof ProblemAreaBody>;

export const ProblemAreaView = z.object({
  id: z.string(),
  title: z.string(),
  reasons: z.array(z.string()),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  rootCause: z.string().nullable(),
  fix: z.string().nullable(),
  status: ProblemStatus,
  fixedAt: Instant.nullable(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ProblemAreaView = z.infer<typeof ProblemAreaView>;

/** POST …/{id}/letters: one draft for each person. `{name}`, `{title}`, `{fix}` and `{shop}` are filled in. */
export const DraftFixLetters = z.object({ subject: words(200).optional(), body: words(4000).optional() });
export const FixLetterView = z.object({
  id: z.string(),
  customer: z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() }),
  arm: z.enum(['told', 'control']),
  state: z.enum(['draft', 'sent', 'skipped']),
  /** Why it is not sent. */
  why: z.string().nullable(),
  because: z.string().nullable(),
  subject: z.string().nullable(),
  body: z.string().nullable(),
  sentAt: Instant.nullable(),
});
export type FixLetterView = z.infer<typeof FixLetterView>;
export const FixLettersDrafted = z.object({ drafts: z.int(), control: z.int(), skippedBy: z.record(z.string(), z.int()) });
export const FixLetterQuery = z.object({
  state: z.enum(['draft', 'sent', 'skipped']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
});
export const EditFixLetter = z.object({ subject: words(200), body: words(4000) });
export const FixLettersSent = z.object({ sent: z.int(), skippedBy: z.record(z.string(), z.int()), remaining: z.int() });
