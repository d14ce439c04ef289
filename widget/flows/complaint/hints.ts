import type { Words } from '../../words/en.ts';

const LONG = 1500;
const ENOUGH = 60;

/** One hint at most, only ever an offer of help: nothing here stops anybody from sending. */
export function hintFor(story: string, hasAsked: boolean): keyof Words | undefined {
  const letters = story.match(/\p{L}/gu) ?? [];
  const shouted = story.match(/\p{Lu}/gu) ?? [];
  if (/[!?]{3}/.test(story) || (letters.length > 20 && shouted.length > letters.length / 2)) return 'hintCalm';
  if (story.length > LONG) return 'hintLong';
  if ((story.match(/^\s*(?:[-*•]|\d+[.)])\s/gm) ?? []).length > 2) return 'hintMany';
  if (story.length > ENOUGH && !hasAsked) return 'hintAsk';
}
