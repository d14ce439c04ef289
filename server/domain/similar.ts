import type { SimilarCase } from '#shared/contracts/knowledge.ts';
import type { Outcome } from '#shared/contracts/basics.ts';
import type { Case } from './case.ts';
import { precedentOf } from './precedent.ts';
import { isAmongReasons } from './taxonomy.ts';

const MOST_WORDS = 8;
const SHORTEST = 4;
const SHARED_WITHOUT_REASON = 3;
export const MOST_SIMILAR = 10;
/** So many are shown at least, where others of the same reason are all there is. */
const AT_LEAST = 3;
const EXCERPT = 500;

/** Ends nobody learns an answer from. */
const TEACHES_NOTHING = new Set<Outcome | null>(['spam', 'duplicate', 'withdrawn', 'lapsed', 'wrong_company', null]);

/** Words as they are compared: small letters, no accents. */
const wordsOf = (story: string): string[] =>
  story
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu) ?? [];

/** The words that tell a story apart in any language: the longer, the more. */
export const tellingWords = (story: string): string[] =>
  [...new Set(wordsOf(story))]
    .filter((word) => word.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS);

/**
 * The closed cases that are like this one, newest first.
 *
 * @param candidates some closed cases of the same merchant, found by words or by reason
 */
export function similarTo(current: Pick<Case, 'id' | 'story' | 'reason'>, candidates: Case[]): SimilarCase[] {
  const words = new Set(tellingWords(current.story));
  const enough = Math.min(SHARED_WITHOUT_REASON, words.size);
  const distinct = [...new Map(candidates.map((one) => [one.id, one])).values()].filter(
    (one) => one.id !== current.id && one.state === 'closed' && one.story !== '' && !TEACHES_NOTHING.has(one.outcome),
  );
  const compared = distinct
    .flatMap((one) => {
      const shared = new Set(wordsOf(one.story).filter((word) => words.has(word))).size;
      const sameReason = one.reason !== null && isAmongReasons([one.reason], current.reason);
      const sameStory = words.size > 0 && shared >= (sameReason ? 1 : enough);
      if (!sameReason && !sameStory) return [];
      return [{ one, alike: sameReason ? (sameStory ? ('story_and_reason' as const) : ('reason' as const)) : ('story' as const) }];
    })
    .toSorted((a, b) => (b.one.closedAt ?? '').localeCompare(a.one.closedAt ?? '') || b.one.number.localeCompare(a.one.number));
  const best = compared.filter(({ alike }) => alike !== 'reason').slice(0, MOST_SIMILAR);
  const others = compared.filter(({ alike }) => alike === 'reason').slice(0, Math.max(0, AT_LEAST - best.length));
  const chosen = new Set([...best, ...others]);
  return compared.filter((found) => chosen.has(found)).map(({ one, alike }) => toSimilar(one, alike));
}

function toSimilar(found: Case, alike: SimilarCase['alike']): SimilarCase {
  const { agreed, rating } = found;
  const said = found.messages.findLast(({ from, text }) => from === 'us' && text !== '')?.text;
  return {
    id: found.id,
    number: found.number,
    story: found.story.slice(0, EXCERPT),
    reason: found.reason,
    alike,
    outcome: found.outcome,
    agreed: agreed && { remedy: agreed.remedy, title: agreed.title, ...(agreed.amount && { amount: agreed.amount }) },
    rating: rating && { stars: rating.stars, ...(rating.text !== undefined && { text: rating.text }) },
    satisfied: isSatisfied(found),
    answer: said?.slice(0, EXCERPT) ?? null,
    closedAt: found.closedAt ?? found.updatedAt,
  };
}

const CONTENT_STARS = 4;

/** By their rating, else by what they confirmed; silence says nothing. */
function isSatisfied(found: Case): boolean | null {
  if (found.rating) return found.rating.stars >= CONTENT_STARS;
  return precedentOf(found)?.satisfied === true ? true : null;
}
