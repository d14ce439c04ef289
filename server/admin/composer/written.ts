import type { AnswerCheck, AnswerPreview, PreviewAnswer } from '#shared/contracts/answer.ts';
import type { Template } from '#shared/contracts/settings.ts';
import { endOfDay } from '../words/dates.ts';
import { msg } from '../words/language.ts';
import { readAmount } from '../words/money.ts';

type Values = Record<string, string>;
export type Part = Exclude<AnswerCheck['part'], 'text'>;
export type Attached = { id: string; name: string; size: number };

/** The five parts in the order people need to hear them, and what each is for. */
export const PARTS: { id: Part; label: string; hint: string }[] = [
  { id: 'apology', label: msg('Apology'), hint: msg('Once, for what went wrong, without “if”.') },
  { id: 'understood', label: msg('What we understood'), hint: msg('Their matter in your words, so that they know it was read.') },
  { id: 'why', label: msg('Why it happened'), hint: msg('And that it is ours to put right.') },
  { id: 'now', label: msg('What we do now'), hint: msg('The remedy, in full.') },
  { id: 'next', label: msg('What happens next'), hint: msg('What you promise, and by which day.') },
];

export const isInParts = (values: Values): boolean => values.mode === 'parts';
const given = (value: string | undefined) => value?.trim() || undefined;

export function filesIn(stored: string | undefined): Attached[] {
  return stored ? (JSON.parse(stored) as Attached[]) : []; // written by this page alone
}
export function filesOf(stored: string | undefined): string[] | undefined {
  const files = filesIn(stored);
  return files.length > 0 ? files.map(({ id }) => id) : undefined;
}

/**
 * What was typed, as the server takes it: free text, or five parts with what fills them in.
 *
 * @param field the name of the field the free text is typed into
 */
export function writtenBy(values: Values, field: string): Omit<PreviewAnswer, 'expiresAt' | 'amount'> & { uploads?: string[] } {
  const uploads = filesOf(values.uploads);
  const text = given(values[field]);
  if (!isInParts(values)) return { ...(text && { text }), ...(uploads && { uploads }) };
  const parts = Object.fromEntries(PARTS.flatMap(({ id }) => (given(values[id]) ? [[id, values[id]!.trim()]] : [])));
  const amount = readAmount(values.fillAmount ?? '', values.fillAmountCurrency ?? '');
  const date = values.fillDate ? endOfDay(values.fillDate) : undefined;
  return {
    ...(text && { text }),
    parts,
    ...(values.template && { template: values.template }),
    ...(values.signatory && { signatory: values.signatory }),
    ...((amount || date) && { values: { ...(amount && { amount }), ...(date && { date }) } }),
    ...(uploads && { uploads }),
  };
}

/** The parts of a template take the place of what stands in the five fields; free text stays. */
export const fromTemplate = ({ id, parts }: Template): Values => ({
  mode: 'parts',
  template: id,
  signatory: '',
  ...Object.fromEntries(PARTS.map((part) => [part.id, parts[part.id] ?? ''])),
});

/** One text again: with variables filled in where the server knew them, and not a word lost. */
export function asFreeText(values: Values, field: string, preview: AnswerPreview | null): Values {
  const filled = PARTS.flatMap(({ id }) => given(values[id]) && (preview?.parts[id] ?? values[id]!.trim())).filter(Boolean);
  return {
    mode: '',
    template: '',
    signatory: '',
    [field]: [...filled, given(values[field])].filter(Boolean).join('\n\n'),
    ...Object.fromEntries(PARTS.map(({ id }) => [id, ''])),
  };
}

/** The text with one sentence of it said otherwise, or left out. */
export function mended(text: string, sentence: string, replacement: string): string {
  const at = text.indexOf(sentence);
  if (at < 0) return text;
  const before = text.slice(0, at);
  const after = text.slice(at + sentence.length);
  return replacement
    ? before + replacement + after
    : (before.trimEnd() + (before.trim() && after.trim() ? ' ' : '') + after.trimStart()).trim();
}
