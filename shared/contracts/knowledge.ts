import { z } from 'zod';
import { Instant, Locale, Money, Outcome, token, words } from './basics.ts';

export const ArticleText = z.object({ title: words(200), body: words(40_000) });

/** POST /v1/articles, PUT /v1/articles/{id} with If-Match: the whole article in all its languages. */
export const ArticleBody = z.object({
  texts: z.record(Locale, ArticleText).refine((texts) => Object.keys(texts).length > 0, 'Write it in at least one language.'),
  /** Reasons it helps with. */
  reasons: z.array(token(60)).max(50).default([]),
  /** Kept, but no longer found. */
  archived: z.boolean().default(false),
  /** Why it was changed, for colleagues. */
  note: words(500).optional(),
});
export type ArticleBody = z.infer<typeof ArticleBody>;

/** `language` is the one of `title` and `body`: the one asked for, or the nearest there is. */
export const ArticleView = z.object({
  id: z.string(),
  version: z.int(),
  language: Locale,
  languages: z.array(Locale),
  title: z.string(),
  body: z.string(),
  texts: ArticleBody.shape.texts,
  reasons: z.array(z.string()),
  archived: z.boolean(),
  note: z.string().nullable(),
  updatedAt: Instant,
  updatedBy: z.string().nullable(),
});
export type ArticleView = z.infer<typeof ArticleView>;

export const ArticleRow = ArticleView.pick({
  id: true,
  version: true,
  language: true,
  languages: true,
  title: true,
  reasons: true,
  archived: true,
  updatedAt: true,
}).extend({ excerpt: z.string() });
export type ArticleRow = z.infer<typeof ArticleRow>;

export const ArticleQuery = z.object({
  q: z.string().max(200).optional(),
  reason: z.string().max(60).optional(),
  language: Locale.optional(),
  archived: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(40).optional(),
});

/** A closed case like the one at hand: what was said, what was given, and whether it satisfied. `satisfied` null: nobody knows. */
export const SimilarCase = z.object({
  id: z.string(),
  number: z.string(),
  story: z.string(),
  reason: z.string().nullable(),
  alike: z.enum(['story_and_reason', 'story', 'reason']),
  outcome: Outcome.nullable(),
  agreed: z.object({ remedy: z.string(), title: z.string(), amount: Money.optional() }).nullable(),
  rating: z.object({ stars: z.int(), text: z.string().optional() }).nullable(),
  satisfied: z.boolean().nullable(),
  /** Our last words on it. */
  answer: z.string().nullable(),
  closedAt: Instant,
});
export type SimilarCase = z.infer<typeof SimilarCase>;

/** GET /v1/cases/{id}/similar, newest first; articles that may help beside them. */
export const Similar = z.object({ items: z.array(SimilarCase), articles: z.array(ArticleRow) });
export type Similar = z.infer<typeof Similar>;
