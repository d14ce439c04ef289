import type { AnswerParts, Template } from '#shared/contracts/settings.ts';
import { DomainError } from './errors.ts';

/** The five parts in the order people need to hear them: sorry first, what happens next last. */
export const PARTS = ['apology', 'understood', 'why', 'now', 'next'] as const satisfies (keyof AnswerParts)[];

/** The person in whose name an answer goes out. `role` is what they are in the shop. */
export type Signatory = { id: string; name: string; role: string };

/** An answer whose parts are kept beside the text the customer reads. */
export type Answer = { text: string; parts: AnswerParts; signatory: Signatory | null };

/** Words to the customer: as somebody typed them, or an answer in parts. */
export type Said = string | Answer;

export const textOf = (said: Said): string => (typeof said === 'string' ? said : said.text);

/** What may stand in braces in a template or an answer. */
export const VARIABLES = [
  'customer_name',
  'case_number',
  'order',
  'amount',
  'date',
  'signatory_name',
  'signatory_role',
  'merchant',
  'link',
] as const;
export type Variable = (typeof VARIABLES)[number];
/** What is known for this case, written in the customer's language; null: not known, so it cannot be said. */
export type Values = Record<Variable, string | null>;

const BRACES = /\{\s*([\w-]+)\s*\}/g;

/** Names in braces, known or not. */
export const variablesIn = (text: string): string[] => [...new Set([...text.matchAll(BRACES)].map(([, name]) => name ?? ''))];

export const isVariable = (name: string): name is Variable => (VARIABLES as readonly string[]).includes(name);

/** What somebody wants to say: `text` in their own words, the five parts, a template, or parts made of a template. */
export type Draft = { text?: string; parts?: AnswerParts; template?: Template; signatory?: Signatory };

/** An answer before it is sent; `missing` are the variables nobody knows, `unsigned` says that nobody's name is under a template. */
export type Composed = Answer & { missing: string[]; unsigned: boolean };

/**
 * Puts an answer together. Parts that were sent take the place of the template's: they are what somebody made of it.
 *
 * @param locale in whose manner the signature is written
 */
export function composeAnswer({ text, parts, template, signatory }: Draft, values: Values, locale: string): Composed {
  const missing = new Set<string>();
  const known: Values = { ...values, signatory_name: signatory?.name ?? null, signatory_role: signatory?.role || null };
  const fill = (words: string): string =>
    words.replace(BRACES, (whole, name: string) => {
      const value = isVariable(name) ? known[name] : null;
      if (value === null) missing.add(name);
      return value ?? whole;
    });
  const wanted = parts ?? template?.parts ?? {};
  const filled: AnswerParts = {};
  for (const part of PARTS) {
    const words = wanted[part];
    if (words !== undefined) filled[part] = fill(words);
  }
  const own = text === undefined ? [] : [fill(text)];
  const paragraphs = [...PARTS.flatMap((part) => filled[part] ?? []), ...own, ...(signatory ? [signatureOf(signatory, locale)] : [])];
  return {
    text: paragraphs.join('\n\n'),
    parts: filled,
    signatory: signatory ?? null,
    missing: [...missing],
    unsigned: signatory === undefined,
  };
}

/** @throws template.variable_missing, template.signatory_missing */
export function requireSendable({ text, parts, signatory, missing, unsigned }: Composed): Answer {
  if (missing.length > 0) {
    const named = missing.map((name) => `{${name}}`).join(', ');
    throw new DomainError(
      'template.variable_missing',
      `Nobody knows what to write for ${named}. Fill it in, or leave it out.`,
      missing.map((path) => ({ path, message: 'Missing.' })),
    );
  }
  if (unsigned)
    throw new DomainError('template.signatory_missing', 'An answer goes out in a person’s name. Choose who signs it.', [
      { path: 'signatory', message: 'Choose a signatory.' },
    ]);
  return { text, parts, signatory };
}

/** Where what somebody is comes before what they are called. */
const ROLE_FIRST = /^(mn|zh)\b/i;

function signatureOf({ name, role }: Signatory, locale: string): string {
  if (!role) return name;
  return ROLE_FIRST.test(locale) ? `${role}\n${name}` : `${name}\n${role}`;
}
