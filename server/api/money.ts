import type { Money } from '#shared/contracts/basics.ts';
import { decimalsOf, inCurrency } from '#shared/decimals.ts';

/** Money as people write it in their language. */
export function writeMoney({ amount, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, inCurrency(currency));
  return format.format(amount / 10 ** decimalsOf(currency));
}

/** A sum typed by a person, “12.50”, “12,50” or “१२.५०”, in minor units; null when it is none. */
export function readMoney(text: string, currency: string): Money | null {
  const clean = inPlainDigits(text)
    .replaceAll(/[^\d.,]/g, '')
    .replace(decimalsOf(currency) === 3 ? /[.,](?=.*[.,])/g : /[.,](?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(clean) || /[-−]\s*\p{Nd}/u.test(text)) return null;
  return { amount: Math.round(Number(clean) * 10 ** decimalsOf(currency)), currency };
}

const DECIMAL_SIGN = '\u066b';
const ZEROS = ['\u0660', '\u06f0', '\u0966', '\uff10'].map((zero) => zero.charCodeAt(0));

/** Arabic, Persian and Urdu, Devanagari and wide digits, as 0 to 9. */
const inPlainDigits = (text: string): string =>
  [...text]
    .map((sign) => {
      const zero = ZEROS.find((first) => sign.charCodeAt(0) >= first && sign.charCodeAt(0) <= first + 9);
      return zero !== undefined ? String(sign.charCodeAt(0) - zero) : sign === DECIMAL_SIGN ? '.' : sign;
    })
    .join('');

/** Date and time to the second with its zone, where it may have to be proved. */
export const writeMoment = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

/** A day in the shop’s own time zone, as people write it in their language. */
export const writeDay = (instant: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant));

/** A day as people write it in their language. */
export const writeDate = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(instant));
