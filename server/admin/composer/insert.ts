import type { CaseFile } from '../models/case-file.ts';
import { toComposer } from './to-composer.ts';
import { isInParts } from './written.ts';

/** Where words from beside go: the field somebody was last in, and the place in it. */
export type Spot = { form: string; name: string; at: number };

const spots = new WeakMap<CaseFile, Spot>();
/** The field of each form that takes words. */
const WORDS: Record<string, string> = { say: 'text', offer: 'message', ask: 'text', decide: 'reasons' };

export const rememberSpot = (file: CaseFile, spot: Spot) => void spots.set(file, spot);

/** Puts words into the answer that is being written, in a paragraph of their own. */
export function insertWords(file: CaseFile, words: string) {
  const open = file.draft.tab.peek() ?? 'say';
  const form = WORDS[open] && file.can.peek().has(open) ? open : 'say';
  const values = file.draft.valuesOf(form);
  const spot = spots.get(file);
  const isThere = spot?.form === form && (isInParts(values) || spot.name === WORDS[form]);
  const name = isThere ? spot.name : isInParts(values) ? 'why' : WORDS[form]!;
  const text = values[name] ?? '';
  const at = isThere ? Math.min(spot.at, text.length) : text.length;
  const paragraphs = [text.slice(0, at).trimEnd(), words.trim(), text.slice(at).trimStart()].filter(Boolean);
  file.draft.edit(form, { [name]: paragraphs.join('\n\n') }, file.view.peek()?.version ?? 0);
  toComposer(file, form);
}
