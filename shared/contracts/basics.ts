import { z } from 'zod';

/** An instant, ISO 8601 in UTC with `Z`. Always kept with milliseconds, because instants are compared as text. */
export const Instant = z.iso
  .datetime({ offset: false })
  .overwrite((at) => (Number.isNaN(Date.parse(at)) ? at : new Date(at).toISOString()));
export type Instant = string;

/** Integer minor units and an ISO 4217 code: 2.29 dollars are `{amount: 229, currency: 'USD'}`. */
export const Money = z.object({
  amount: z.int().min(0).max(1_000_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, as in EUR.'),
});
export type Money = z.infer<typeof Money>;

/** Words of a person: trimmed, never empty, never U+0000 (SQLite would cut the text there). */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Please write something here.')
    .max(max, `At most ${max} characters.`)
    .refine((text) => !text.includes('\u0000'), 'The character U+0000 cannot be kept.');

/** A short token of a program: ids, keys, tags. */
export const token = (max = 200) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'No control characters.');

export const Locale = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A BCP 47 language, as in en or pt-BR.');
export const Email = z.email().max(254);

/** Body of every answer that is not 2xx (RFC 9457). `code` never changes; `title` and `detail` are for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem> & { case?: unknown };

/** One page of a list; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export type Page<Item> = { items: Item[]; nextCursor: string | null };

export const KINDS = ['complaint', 'feedback', 'praise', 'cancellation'] as const;
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

export const STATES = [
  'received',
  'investigating',
  'info_needed',
  'waiting_third_party',
  'offer_made',
  'negotiating',
  'fulfilling',
  'fulfilled',
  'decision_sent',
  'appeal',
  'closed',
] as const;
export const State = z.enum(STATES);
export type State = z.infer<typeof State>;

export const Turn = z.enum(['us', 'customer', 'third_party', 'none']);
export type Turn = z.infer<typeof Turn>;

export const SEVERITIES = ['low', 'normal', 'high', 'critical'] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

export const OUTCOMES = [
  'upheld_full',
  'upheld_partial',
  'goodwill',
  'not_upheld_explained',
  'no_fault_fixed',
  'answered',
  'withdrawn',
  'lapsed',
  'deadlock',
  'duplicate',
  'spam',
  'wrong_company',
] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

export const ROLES = ['owner', 'lead', 'agent', 'viewer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const RULE_SETS = ['offers_beside_cancel', 'offers_after_cancel_with_consent', 'no_offers', 'eu_withdrawal', 'de_button'] as const;
export const RuleSet = z.enum(RULE_SETS);
export type RuleSet = z.infer<typeof RuleSet>;
