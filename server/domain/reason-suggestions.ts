import { LABELS } from '#shared/taxonomy/labels.ts';
import { type OwnReasons, reasonsWith } from './own-reasons.ts';

/** Words that merchants' own lists use where ours say it differently. */
const ALSO: Record<string, string> = {
  'cancel.too_expensive':
    'price prices pricing priced expensive cost costs costly afford affordable unaffordable charge charges fee fees money budget cheap cheaper bill rate high teuer preis prix cher precio caro',
  'cancel.switched_service':
    'competitor competitors competition switch switched switching alternative elsewhere rival better offer offered another konkurrenz wechsel concurrence competencia',
  'cancel.missing_features':
    'feature features functionality function missing lack lacks lacking limited range option options integration self-service selection',
  'cancel.low_quality':
    'quality reliability unreliable network outage outages bug bugs broken slow crash crashes product service dissatisfaction dissatisfied defective performance',
  'cancel.customer_service':
    'support attitude staff employee agent rude unfriendly helpdesk expertise knowledge unhelpful treated treatment person kundendienst',
  'cancel.broken_promise': 'promise promised promises commitment guarantee guaranteed',
  'cancel.lost_trust': 'trust privacy security breach reputation',
  'cancel.too_complex': 'complex complicated complexity difficult confusing hard usability',
  'cancel.unused': 'unused usage inactive rarely enough need needed using',
  'cancel.temporary': 'temporary temporarily project finished season seasonal once trial',
  'cancel.new_management': 'management manager owner ownership boss takeover merger',
  'cancel.no_authority': 'authority authorised permission decide decision',
  'cancel.moved': 'moved moving move relocation relocated relocating abroad address',
  'cancel.closed': 'closed closing closure bankrupt bankruptcy insolvent death deceased died dead retired',
  'cancel.relative_supplier': 'relative relatives friend friends family brother sister cousin',
  'cancel.unresolved_complaint': 'complaint complaints unresolved ignored unanswered',
  'cancel.other': 'other unknown know misc miscellaneous various',
};
const TOO_COMMON = new Set(
  'a an and are as at be by for from had has have i in is it me my no not of on or our out so that the their them they this to too was we were with you your der die das und nicht ich sie es la le el de du des un une y que en'.split(
    ' ',
  ),
);
const SHOWN = 3;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const wordsIn = (text: string): string[] =>
  [...segmenter.segment(text.toLowerCase().normalize('NFC'))].flatMap(({ segment, isWordLike }) =>
    isWordLike && !TOO_COMMON.has(segment) ? [segment] : [],
  );

type Vocabulary = { reason: string; label: string; said: Set<string>; words: Set<string> };
const vocabularyOf = (reason: string, label: string, labels: string[], also = ''): Vocabulary => ({
  reason,
  label,
  said: new Set([reason, label, ...labels].map((text) => text.trim().toLowerCase())),
  words: new Set([label, ...labels, also].flatMap(wordsIn)),
});

/** The words of every reason for leaving: of the taxonomy in any language, of the merchant's own as they call them. */
const vocabulariesWith = ({ own, labels }: Pick<OwnReasons, 'own' | 'labels'>): Vocabulary[] =>
  reasonsWith({ own })
    .filter(({ kind, hidden }) => kind === 'cancellation' && !hidden)
    .map(({ id, label }) => {
      const theirs = Object.values(labels).flatMap((words) => words[id] ?? []);
      const usual = Object.values(LABELS).flatMap(({ reasons }) => reasons[id] ?? []);
      return vocabularyOf(id, label, [...theirs, ...usual], ALSO[id]);
    });

/**
 * Which reason a merchant's own words probably mean: by the words they share with its label in any language. A person confirms.
 *
 * @returns for a text the best first, each with a score from 0 to 1; none when no word is shared
 */
export function suggesterOf(own: Pick<OwnReasons, 'own' | 'labels'>): (text: string) => { reason: string; label: string; score: number }[] {
  const vocabularies = vocabulariesWith(own);
  const rarity = new Map<string, number>();
  for (const { words } of vocabularies) for (const word of words) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  /** A word that stands for one reason says more than one that stands for many. */
  const weightOf = (word: string): number => 1 / (rarity.get(word) ?? 1);
  const sum = (words: string[]): number => words.reduce((all, word) => all + weightOf(word), 0);

  return (text) => {
    const words = [...new Set(wordsIn(text))];
    const plain = text.trim().toLowerCase();
    const all = sum(words);
    return vocabularies
      .map(({ reason, label, said, words: known }) => {
        const shared = sum(words.filter((word) => known.has(word)));
        return { reason, label, score: said.has(plain) ? 1 : all === 0 ? 0 : Math.round((shared / all) * 90) / 100 };
      })
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, SHOWN);
  };
}
