import { z } from 'zod';
import { Instant, Locale, Money, token, words } from './basics.ts';
import { AnswerParts } from './settings.ts';

const ANSWER_MAX = 20_000;

/** What may be said instead of, or beside, free text: a template, five parts (they take the place of the template's), who signs, and what only the writer knows. */
export const answering = {
  template: token(60).optional(),
  parts: AnswerParts.optional(),
  signatory: token(60).optional(),
  /** For `{amount}` and `{date}`, where they are not those of the case. */
  values: z.object({ amount: Money.optional(), date: Instant.optional() }).optional(),
};

/** Who signs an answer. `picture` is where their signature can be seen; in a preview the picture itself, a small data URL. */
export const SignatoryOfMessage = z.object({ id: z.string(), name: z.string(), role: z.string(), picture: z.string().optional() });

/** POST …/answer-preview */
export const PreviewAnswer = z.object({
  ...answering,
  text: words(ANSWER_MAX).optional(),
  amount: Money.optional(),
  expiresAt: Instant.optional(),
});
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;

export const CHECK_KINDS = ['conditional_apology', 'undated_promise', 'repeated_apology', 'blame', 'promise_offered'] as const;
export const CheckKind = z.enum(CHECK_KINDS);

/** What was noticed in an answer. `text` is the sentence, `because` and `fix` are for staff; `promise_offered` carries the day it would be due. */
export const AnswerCheck = z.object({
  kind: CheckKind,
  part: z.enum(['apology', 'understood', 'why', 'now', 'next', 'text']),
  text: z.string(),
  because: z.string(),
  fix: z.string(),
  /** What may stand in its place, in the language of the answer. */
  replacement: z.string().optional(),
  dueAt: Instant.optional(),
});
export type AnswerCheck = z.infer<typeof AnswerCheck>;

/** The answer as the customer would read it, and what to look at before it is sent. */
export const AnswerPreview = z.object({
  text: z.string(),
  parts: AnswerParts,
  signatory: SignatoryOfMessage.nullable(),
  /** Variables nobody knows a value for: it cannot be sent with them. */
  missing: z.array(z.string()),
  /** Codes of what would refuse it. */
  refusedBecause: z.array(z.enum(['template.variable_missing', 'template.signatory_missing'])),
  checks: z.array(AnswerCheck),
  /** The kinds of check there are for this language; for other languages nobody looks. */
  checkedFor: z.array(CheckKind),
  language: Locale,
  dir: z.enum(['ltr', 'rtl']),
});
export type AnswerPreview = z.infer<typeof AnswerPreview>;
