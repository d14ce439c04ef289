import type { Money } from '#shared/contracts/basics.ts';

/** The zeros of the digits people type: Latin, Arabic, Persian and Urdu, Devanagari. */
const ZEROS = [48, 1632, 1776, 2406];

/** The same text with every digit in Latin. */
export const plainDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹०-९]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - ZEROS.findLast((zero) => zero <= code)!);
  });

const digitsAfterPoint = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!;

/** Reads an amount as people type it (`2,29`, `2.29 €`, `1.234,50`); undefined when there is none. */
export function readAmount(text: string | undefined, currency: string): Money | undefined {
  const typed = /\d[\d.,'’٫٬\s]*/.exec(plainDigits(text ?? ''))?.[0].trim();
  if (!typed) return;
  const [, whole, part] = /^(.*?)(?:[.,٫](\d{1,2}))?[.,]?$/.exec(typed)!;
  const amount = Math.round(Number(`${whole!.replace(/\D/g, '')}.${part ?? 0}`) * 10 ** digitsAfterPoint(currency));
  if (amount >= 0 && amount <= 1e12) return { amount, currency };
}

/** The amount as a person would type it. */
export const typed = ({ amount, currency }: Money): string => (amount / 10 ** digitsAfterPoint(currency)).toFixed(digitsAfterPoint(currency));

export const showMoney = (money: Money, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(Number(typed(money)));
