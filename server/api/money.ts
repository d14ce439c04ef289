import type { Money } from '#shared/contracts/basics.ts';

/** Money as people write it in their language. */
export function writeMoney({ amount, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** digitsOf(currency));
}

const digitsOf = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** A sum typed by a person, “12.50” or “12,50”, in minor units; null when it is none. */
export function readMoney(text: string, currency: string): Money | null {
  const clean = text.replaceAll(/[^\d.,]/g, '').replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(clean)) return null;
  return { amount: Math.round(Number(clean) * 10 ** digitsOf(currency)), currency };
}

/** A day as people write it; the hour only where it matters. */
export const writeDate = (instant: string, locale: string, withTime = false): string =>
  new Intl.DateTimeFormat(locale, withTime ? { dateStyle: 'long', timeStyle: 'short' } : { dateStyle: 'long' }).format(new Date(instant));
