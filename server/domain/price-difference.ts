import type { Money } from '#shared/contracts/basics.ts';
import { decimalsOf } from '#shared/decimals.ts';

const PRICE =
  /(?<![\d.,/#+-]|\d:)(?:(US\$|[$€£₹₮])\s?)?(\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d{1,6}(?:[.,]\d{2})?)(?![\d%]|[.,:/-]\d|\.(?:\s\d|\p{L}))(?:\s?(€|£|\$|₹|₮|USD\b|EUR\b|GBP\b|INR\b|MNT\b))?/giu;
const ADVERTISED =
  /(advertised|on sale|sale price|quoted|was told|label|listed|tag said|angeboten|ausgezeichnet|anunciad|affiché|διαφημ)/giu;
const CHARGED = /(charged|paid|receipt|billed|invoice|berechnet|bezahlt|cobraron|payé|χρέωσ|πλήρωσ)/giu;
const CURRENCY: Record<string, string> = { $: 'USD', US$: 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR', '₮': 'MNT' };
const REACH = 40;

/** A bare 12.05 is a day and a bare 14.30 an hour when these stand before or behind it. */
const DAY_OR_HOUR_FOLLOWS =
  /(?<!\p{L})(?:(?:on|by|until|till|since|before|after|am|um|bis|seit|vom|zum|le|el|del|στις)|(?:told|paid|called|came)\s+at|(?:tel|phone|call|nr|no|number|order|version)\.?)\s*$/iu;
const HOUR_BEFORE = /^\s?(?:h\b|uhr|a\.?m\b|p\.?m\b|o.clock|hours?\b)/iu;

/**
 * "On sale for 2.50 but my receipt says I paid 4.79" is 2.29 too much. Only when one price is named as promised and one
 * higher price, in the same currency, as charged; otherwise null, since a wrong sum would be worse than none.
 */
export function overchargeIn(story: string, currency?: string): Money | null {
  const prices = [...story.matchAll(PRICE)].filter((match) => isPrice(match, story));
  const named = prices.map((match, nth) => {
    const previous = prices[nth - 1];
    const start = Math.max(previous ? previous.index + previous[0].length : 0, match.index - REACH);
    const before = story.slice(start, match.index);
    const sign = (match[1] ?? match[3] ?? '').toUpperCase();
    const unit = CURRENCY[sign] ?? (sign || currency);
    return {
      amount: minorUnits(match[2] ?? '', unit),
      currency: unit,
      advertised: lastIndexOf(before, ADVERTISED),
      charged: lastIndexOf(before, CHARGED),
    };
  });
  const promised = theOnly(named.filter(({ advertised, charged }) => advertised > charged));
  const paid = theOnly(named.filter(({ advertised, charged }) => charged > advertised));
  if (!promised || !paid || paid.amount <= promised.amount) return null;
  if (promised.currency && paid.currency && promised.currency !== paid.currency) return null;
  const unit = promised.currency ?? paid.currency;
  return unit ? { amount: paid.amount - promised.amount, currency: unit } : null;
}

/** The one price they all say; null when they differ. */
function theOnly<Price extends { amount: number }>(prices: Price[]): Price | null {
  const [first] = prices;
  return first && prices.every(({ amount }) => amount === first.amount) ? first : null;
}

/** A number with a currency, or one with two decimals that is neither a day nor an hour. */
function isPrice(match: RegExpExecArray, story: string): boolean {
  if (match[1] || match[3]) return true;
  if (!/[.,]\d{2}$/.test(match[2] ?? '')) return false;
  const before = story.slice(Math.max(0, match.index - REACH), match.index);
  return !DAY_OR_HOUR_FOLLOWS.test(before) && !HOUR_BEFORE.test(story.slice(match.index + match[0].length));
}

function minorUnits(written: string, currency: string | undefined): number {
  const [, whole = '', cents = '00'] = /^(.*?)(?:[.,](\d{2}))?$/.exec(written) ?? [];
  return Math.round(Number(`${whole.replaceAll(/[.,]/g, '')}.${cents}`) * 10 ** decimalsOf(currency ?? ''));
}

function lastIndexOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}
