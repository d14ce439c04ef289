import type { AnswerCheck } from '#shared/contracts/answer.ts';
import type { AnswerParts } from '#shared/contracts/settings.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import { daysNamedIn, inPlainDigits, type When } from './answer-dates.ts';
import { hears, PHRASES } from './answer-phrases.ts';
import { PARTS } from './answer.ts';
import type { Case } from './case.ts';
import { PROMISES } from './promise-phrases.ts';

export type CheckedParts = AnswerParts & { text?: string };
export type AroundAnswer = When & { current: Pick<Case, 'messages' | 'promises' | 'steps'> };

/** No sentence of a person’s is longer; looking further would only cost time. */
const LONGEST = 1000;

const EVERY_CHECK = ['conditional_apology', 'undated_promise', 'repeated_apology', 'blame', 'promise_offered'] as const;

/** What is looked at in a language. Where nobody wrote down how it is said, nothing is: a check that guesses teaches people to look away. */
export const checksFor = (locale: string): readonly (typeof EVERY_CHECK)[number][] => (languageOf(locale) in PHRASES ? EVERY_CHECK : []);

const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';

const WHY = {
  conditional_apology: {
    because: 'It apologises only if something happened. The customer has told us that it did.',
    fix: 'Say what went wrong and that you are sorry for it: “I am sorry that your parcel came nine days late.”',
  },
  hidden_past: { because: 'The day it names has passed.', fix: 'Name a day still to come, and keep it.' },
  undated_promise: {
    because: 'It promises something without saying by when. Such promises are the ones that are forgotten.',
    fix: 'Say by which day, and make it a promise on the case.',
  },
  repeated_apology: {
    because: 'We have apologised for this already. A second apology without anything new makes the first one smaller.',
    fix: 'Leave it out. Say what you do, and by when.',
  },
  blame: {
    because: 'It can be read as saying that it is the customer’s own fault.',
    fix: 'Say what happened and what we do about it. Where a step was missed, say how it is done next time, without “you”.',
  },
  promise_offered: { because: 'The customer will wait for this day.', fix: 'Make it a promise on the case, so that nobody forgets it.' },
} as const;

/**
 * What to look at before an answer is sent, each with a reason and a way out. Nothing is refused: people decide.
 *
 * @param locale of the answer; only languages of `checksFor` are looked at
 * @source domain.md section 4: an apology once, specific, unconditional; promises have dates
 */
export function checkAnswer(parts: CheckedParts, locale: string, around: AroundAnswer): AnswerCheck[] {
  const language = languageOf(locale);
  const phrases = PHRASES[language];
  if (!phrases) return [];
  const isRepeated = hasApologised(around.current, language);
  return ([...PARTS, 'text'] as const).flatMap((part) =>
    sentencesOf(parts[part] ?? '').flatMap((sentence) => {
      const found = (kind: keyof typeof WHY, dueAt?: Instant): AnswerCheck => ({
        kind: kind === 'hidden_past' ? 'undated_promise' : kind,
        part,
        text: sentence,
        ...WHY[kind],
        ...(dueAt && { dueAt }),
        ...(kind === 'conditional_apology' && { replacement: phrases.plainApology }),
      });
      const heard = normal(sentence).slice(0, LONGEST);
      const apologises = hears(phrases.apology, heard);
      return [
        ...(apologises && hears(phrases.conditional, heard) ? [found('conditional_apology')] : []),
        ...(apologises && isRepeated ? [found('repeated_apology')] : []),
        ...(hears(phrases.blame, heard) ? [found('blame')] : []),
        ...promisesIn(heard, language, around).map(({ kind, dueAt }) => found(kind, dueAt)),
      ].filter(({ kind, dueAt }) => kind !== 'promise_offered' || !isPromised(around.current, sentence, dueAt));
    }),
  );
}

function promisesIn(
  sentence: string,
  language: string,
  when: When,
): { kind: 'undated_promise' | 'hidden_past' | 'promise_offered'; dueAt?: Instant }[] {
  const words = PROMISES[language];
  if (!words) return [];
  const isPromise = hears(words.promise, sentence);
  if (!isPromise && !(words.withDate && hears({ is: words.withDate }, sentence))) return [];
  const days = daysNamedIn(sentence, language, when);
  const dueAt = days
    .flatMap((day) => day.dueAt ?? [])
    .filter((at) => at > when.at)
    .toSorted()
    .at(-1);
  if (dueAt) return [{ kind: 'promise_offered', dueAt }];
  if (!isPromise || days.some(({ isPast }) => !isPast)) return [];
  return [{ kind: days.length > 0 ? 'hidden_past' : 'undated_promise' }];
}

/** Whether we have said sorry since anything last went wrong. A new failure deserves its own apology. */
function hasApologised({ messages, steps, promises }: AroundAnswer['current'], language: string): boolean {
  const phrases = PHRASES[language];
  if (!phrases) return false;
  const isNewFailure = ({ state }: Case['steps'][number], before: Case['steps'][number] | undefined) =>
    (state === 'investigating' && (before?.state === 'closed' || before?.state === 'fulfilled')) ||
    (state === 'negotiating' && before?.state === 'fulfilling') ||
    state === 'appeal';
  const failedAt = [
    ...steps.filter((step, i) => isNewFailure(step, steps[i - 1])).map(({ at }) => at),
    ...promises.filter(({ state }) => state === 'broken').map(({ dueAt }) => dueAt),
  ]
    .toSorted()
    .at(-1);
  return messages.some(
    ({ from, text, at }) =>
      from === 'us' &&
      (failedAt === undefined || at >= failedAt) &&
      sentencesOf(text).some((sentence) => hears(phrases.apology, normal(sentence))),
  );
}

const isPromised = ({ promises }: AroundAnswer['current'], sentence: string, dueAt: Instant | undefined): boolean =>
  promises.some(({ state, text, dueAt: promised }) => state === 'pending' && (text === sentence || promised === dueAt));

/** Plain digits, one kind of apostrophe and one spelling of letters that look alike. */
const normal = (text: string): string =>
  inPlainDigits(text.normalize('NFC'))
    .replaceAll('\u064a', '\u06cc')
    .replaceAll('\u0643', '\u06a9')
    .replaceAll(/[\u200c\u200e\u200f\u2060]/g, '')
    .replaceAll(/\s+/g, ' ');

const END = /(?<=[.!?…।۔؟;](?:["”»’)]*))\s+|\n+/u;
/** What a full stop stands behind without ending a sentence: the 12. of March, Mr. and Dr. */
const GOES_ON = /(?:^|[\s(])(?:\d{1,2}|\p{L}|mrs?|ms|dr|hr|fr|ca|nr|no|sra?|mme|bzw)\.$/iu;

function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let begun = '';
  for (const piece of text.split(END)) {
    const whole = begun ? `${begun} ${piece}` : piece;
    begun = GOES_ON.test(whole.slice(-8)) ? whole : '';
    if (!begun) sentences.push(whole.trim());
  }
  return [...sentences, begun.trim()].filter(Boolean);
}
