import type { Money } from '#shared/contracts/basics.ts';
import { decimalsOf, inCurrency } from '#shared/decimals.ts';

/** The same text with Arabic, Persian, Urdu and Hindi digits in Latin. Unicode keeps them in rows of sixteen, Hindi from the seventh. */
export const plainDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹०-९]/g, (digit) => `${(digit.charCodeAt(0) - (digit >= '०' ? 6 : 0)) & 15}`);

/** Reads an amount as people type it (`2,29`, `2.29 €`, `1.234,50`); undefined when there is none. */
export function readAmount(text: string, currency: string): Money | undefined {
  const [, whole, part = ''] =
    /(\d(?:[\d.,'’٫٬]|\s(?=\d{3}\b))*?)(?:[.,٫](\d\d?))?[.,]*(?![\d.,'’٫٬]|\s\d{3}\b)/.exec(plainDigits(text)) ?? [];
  if (!whole) return;
  const decimals = decimalsOf(currency);
  const amount = Math.round(Number(`${whole.replace(/\D/g, '')}.${part}`) * 10 ** decimals);
  if (amount <= 1e12) return { amount, currency };
}

/** The amount as a person would type it. */
export const typed = ({ amount, currency }: Money): string => (amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));

export const showMoney = (money: Money, locale: string): string => Number(typed(money)).toLocaleString(locale, inCurrency(money.currency));
