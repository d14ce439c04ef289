import type { Money } from '#shared/contracts/basics.ts';

const PRICE = /(?:(US\$|[$€£₹₮])\s?)?(\d{1,6}(?:[.,]\d{2})?)(?:\s?(€|£|\$|₹|₮|USD|EUR|GBP|INR|MNT))?/giu;
const ADVERTISED = /(advertised|on sale|sale price|quoted|was told|label|listed|tag said|angeboten|ausgezeichnet|anunciad|affiché|διαφημ)/iu;
const CHARGED = /(charged|paid|receipt|billed|invoice|berechnet|bezahlt|cobraron|payé|χρέωσ|πλήρωσ)/iu;
const CURRENCY: Record<string, string> = { '$': 'USD', 'US$': 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR', '₮': 'MNT' };
const REACH = 40;

/**
 * "On sale for 2.50 but my receipt says I paid 4.79" is 2.29 too much. Only when one price is named as promised and a
 * higher one as charged; otherwise null, since a wrong sum would be worse than none.
 */
export function overchargeIn(story: string, currency?: string): Money | null {
  const prices = [...story.matchAll(PRICE)].filter((match) => match[1] || match[3] || /[.,]\d{2}$/.test(match[2] ?? ''));
  const named = prices.map((match) => {
    const before = story.slice(Math.max(0, match.index - REACH), match.index);
    const sign = (match[1] ?? match[3] ?? '').toUpperCase();
    return {
      amount: Math.round(Number((match[2] ?? '0').replace(',', '.')) * 100),
      currency: CURRENCY[sign] ?? (sign || currency),
      advertised: lastIndexOf(before, ADVERTISED),
      charged: lastIndexOf(before, CHARGED),
    };
  });
  const promised = named.find(({ advertised, charged }) => advertised >= 0 && advertised > charged);
  const paid = named.find((price) => price !== promised && price.charged >= 0 && price.charged > price.advertised);
  const unit = promised?.currency ?? paid?.currency;
  if (!promised || !paid || !unit || paid.amount <= promised.amount) return null;
  return { amount: paid.amount - promised.amount, currency: unit };
}

function lastIndexOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(new RegExp(pattern, 'giu'))].at(-1)?.index ?? -1;
}
