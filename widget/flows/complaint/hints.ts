import type { Words } from '../../words/en.ts';

const LONG = 1500;
const ENOUGH = 60;

/** One hint at most, only ever an offer of help: nothing here stops anybody from sending. */
export function hintFor(story: string, hasAsked: boolean): keyof Words | undefined {
  const letters = story.replace(/\P{L}/gu, '').length;
  const quiet = story.replace(/\P{L}|\p{Lu}/gu, '').length;
  if (/[!?]{3}/.test(story) || (letters > 20 && quiet < letters / 2)) return 'hintCalm';
  if (story.length > LONG) return 'hintLong';
  if (story.split(/^\s*(?:[-*•]|\d+[.)])\s/m).length > 3) return 'hintMany';
  if (story.length > ENOUGH && !hasAsked) return 'hintAsk';
}
