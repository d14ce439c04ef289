import type { Instant, Money } from '#shared/contracts/basics.ts';
import { speak, type Values } from '#shared/words/speak.ts';
import type { WordKey } from '#shared/words/words.ts';
import { words as en } from '#shared/words/en.ts';
import type { ChosenOffer } from '#server/domain/offer.ts';
import { writeDate, writeMoney } from './money.ts';

const REFUND_BUSINESS_DAYS = 5;

type Sentences = { title: string; terms: string };

/** Title and full terms of a remedy in the customer's language. */
export function wordOffer(remedy: string, amount: Money | undefined, locale: string): Sentences {
  const values: Values = { days: REFUND_BUSINESS_DAYS, ...(amount && { amount: writeMoney(amount, locale) }) };
  return sentences('offer', remedy, values, locale);
}

export type StayWords = { money?: Money | undefined; person: string | null; at: Instant };

/** An offer to somebody who is leaving, with its terms stated in full. */
export function wordStayOffer(offer: ChosenOffer, { money, person, at }: StayWords, locale: string): Sentences & { because: string[] } {
  const inMonths = (months: number) => {
    const day = new Date(at);
    day.setUTCMonth(day.getUTCMonth() + months);
    return day.toISOString();
  };
  const resumesAt = offer.remedy === 'human_contact' || offer.remedy === 'apology' ? inDays(at, 3) : inMonths(offer.months ?? 1);
  const values: Values = {
    days: REFUND_BUSINESS_DAYS,
    date: writeDate(resumesAt, locale),
    ...(offer.percent && { percent: offer.percent }),
    ...(offer.months && { months: offer.months }),
    ...(person && { name: person }),
    ...(money && { amount: writeMoney(money, locale) }),
  };
  const say = speak(locale);
  return { ...sentences('stay', offer.remedy, values, locale), because: offer.because.map((why) => say(`because_${why}`)) };
}

/** The sentence that needs only what is known: with the sum or the name when there is one, plain otherwise. */
function sentences(kind: 'offer' | 'stay', remedy: string, values: Values, locale: string): Sentences {
  const say = speak(locale);
  const id = remedy.replaceAll('.', '_');
  const pick = (part: 'title' | 'terms'): string => {
    const keys = [
      `${kind}_${part}_${id}`,
      `${kind}_${part}_${id}_plain`,
      `offer_${part}_${id}`,
      `offer_${part}_${id}_plain`,
      `offer_${part}_other`,
    ];
    const key = keys.find((one): one is WordKey => one in en && needs(one).every((name) => name in values));
    return key ? say(key, values) : remedy;
  };
  return { title: pick('title'), terms: pick('terms') };
}

const needs = (key: string): string[] => [...(en[key as WordKey] ?? '').matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '');

const inDays = (at: Instant, days: number): Instant => new Date(Date.parse(at) + days * 86_400_000).toISOString();
