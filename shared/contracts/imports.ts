import { z } from 'zod';
import { Instant, token, words } from './basics.ts';

export const ImportKind = z.enum(['customers', 'orders', 'departures']);
export type ImportKind = z.infer<typeof ImportKind>;

/** Our field, to their column or `=constant`. */
const ImportMap = z.record(token(40), z.string().max(300));

const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .max(20_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'This is no JSON.' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** How a file is to be read. `where` keeps only lines whose column has (`=`) or has not (`!=`) a value. */
export const ImportQuery = z.object({
  map: jsonOf(ImportMap).optional(),
  where: z.string().max(500).optional(),
  /** Orders of customers nobody knows yet make these customers. */
  createCustomers: z.enum(['true', 'false']).optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

/** A line that was not taken. `line` is that of the file: 1 is the header. */
export const RejectedLine = z.object({ line: z.int(), code: z.string(), message: z.string(), column: z.string().optional() });
export type RejectedLine = z.infer<typeof RejectedLine>;

/** GET /staff/imports/{id}/rejected: in the order of the file. */
export const RejectedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\d{1,15}$/)
    .optional(),
});

const counts = {
  /** Lines looked at, without the header and blank ones. */
  read: z.int(),
  written: z.int(),
  /** As they were already. */
  unchanged: z.int(),
  /** Lines that `where` left out, or that do not say that anybody left. */
  skipped: z.int(),
  /** All that were not taken. */
  rejectedInAll: z.int(),
};

/** What became of a file. At most 10,000 rejected lines are named; `rejectedInAll` counts the rest too. */
export const Imported = z.object({ ...counts, rejected: z.array(RejectedLine) });
export type Imported = z.infer<typeof Imported>;

/** An import from the staff page, as it stands. */
export const ImportView = z.object({
  id: z.string(),
  kind: ImportKind,
  name: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  ...counts,
  bytesRead: z.int(),
  bytes: z.int(),
  /** Why it failed. */
  error: z.string().nullable(),
  startedBy: z.string().nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

export const StartImport = ImportQuery.extend({ kind: ImportKind, name: words(200).default('import') });

/** The beginning of a file, and how its columns are probably meant. */
export const ImportPreview = z.object({
  format: z.enum(['csv', 'ndjson']),
  delimiter: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  fields: z.array(z.object({ field: z.string(), required: z.boolean() })),
  suggested: ImportMap,
  /** As a file with these columns was read last time. */
  remembered: ImportMap.nullable(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** Their own words in a column of a file, the most frequent first; `more`: there are others beyond 500. */
export const TextsOfFile = z.object({ texts: z.array(z.object({ text: z.string(), lines: z.int() })), more: z.boolean() });
export type TextsOfFile = z.infer<typeof TextsOfFile>;

export const SuggestReasons = z.object({ texts: z.array(words(500)).min(1).max(500) });
export const SuggestedReasons = z.object({
  items: z.array(
    z.object({
      text: z.string(),
      /** Agreed on before. */
      mapped: z.string().nullable(),
      suggestions: z.array(z.object({ reason: z.string(), label: z.string(), score: z.number() })),
    }),
  ),
});
/** Their words, to the reason a person confirmed. */
export const ConfirmReasons = z.object({ mappings: z.record(words(500), token(60)) });
export const ConfirmedReasons = z.object({ version: z.int(), mappings: z.record(z.string(), z.string()), departuresChanged: z.int() });
