import { z } from 'zod';
import { Instant, words } from './basics.ts';
import { CustomerToReach } from './customer.ts';

const Subject = words(200);
const Body = words(8000);

/** Somebody who left and said that letters are welcome. */
export const KeepInTouchPerson = z.object({
  customer: CustomerToReach.omit({ phone: true }),
  locale: z.string(),
  howOften: z.enum(['monthly', 'quarterly', 'yearly', 'when_fixed']),
  saidAt: Instant,
  leftAt: Instant.nullable(),
  reason: z.string().nullable(),
  /** The last letter of any kind from the shop's people. */
  lastLetterAt: Instant.nullable(),
  /** No letter before then; null: only when something is put right. */
  dueAt: Instant.nullable(),
  due: z.boolean(),
  /** Why none may be sent now, as an id and for people. */
  why: z.string().nullable(),
  because: z.string().nullable(),
  /** How much was put right that they have not been told of. */
  news: z.int(),
  /** A letter was begun and is kept. */
  drafted: z.boolean(),
});
export type KeepInTouchPerson = z.infer<typeof KeepInTouchPerson>;
export const KeepInTouchList = z.object({ items: z.array(KeepInTouchPerson), nextCursor: z.string().nullable() });
export type KeepInTouchList = z.infer<typeof KeepInTouchList>;
/** `due=true`: only those whose time has come and who may be written to now. */
export const KeepInTouchQuery = z.object({
  due: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
});

/** A letter before it is sent: as somebody left it (`edited`), or as it is proposed. */
export const LetterToCustomer = z.object({
  to: z.string(),
  locale: z.string(),
  subject: z.string(),
  body: z.string(),
  edited: z.boolean(),
});
export type LetterToCustomer = z.infer<typeof LetterToCustomer>;
/** `articles` are for the writer, who may take something from them: they are written for colleagues. */
export const KeepInTouchLetter = LetterToCustomer.extend({
  person: KeepInTouchPerson,
  fixes: z.array(z.object({ id: z.string(), title: z.string(), fix: z.string().nullable(), fixedAt: Instant })),
  /** `name`: only where its writer allowed that too. */
  testimonial: z.object({ case: z.string(), quote: z.string(), name: z.string().nullable() }).nullable(),
  articles: z.array(z.object({ id: z.string(), title: z.string(), body: z.string() })),
});
export type KeepInTouchLetter = z.infer<typeof KeepInTouchLetter>;
export const LetterWords = z.object({ subject: Subject, body: Body });
export type LetterWords = z.infer<typeof LetterWords>;
/** What is missing is sent as it stands in the draft. */
export const SendLetter = z.object({ subject: Subject.optional(), body: Body.optional() });

/** POST /v1/keep-in-touch/letters. `remaining`: due as well, more than one request sends. */
export const SendAllDue = z.object({ dryRun: z.boolean().default(false) });
export const AllDueSent = z.object({
  dryRun: z.boolean(),
  sent: z.int(),
  skippedBy: z.record(z.string(), z.int()),
  remaining: z.boolean(),
});
export type AllDueSent = z.infer<typeof AllDueSent>;
