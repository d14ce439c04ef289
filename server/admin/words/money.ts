import { signal } from '@preact/signals';
import type { Money } from '#shared/contracts/basics.ts';
import { decimalsOf, inCurrency } from '#shared/decimals.ts';
import { direction, language } from './language.ts';

/** What the shop counts in: for amounts that name no currency of their own. */
export const shopCurrency = signal('EUR');

/** Making a format costs a hundred times as much as using it, and a list uses it in every row. */
const formats = new Map<string, Intl.NumberFormat>();
function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, { ...inCurrency(currency), currencyDisplay: 'narrowSymbol' });
  formats.set(key, known);
  return known;
}

/** `{amount: 229, currency: 'USD'}` → `$2.29`. Between words written from right to left the sign stays where it belongs. */
export function money(sum: Money): string {
  const shown = plainMoney(sum);
  return direction.value === 'rtl' ? `\u2066${shown}\u2069` : shown;
}

function plainMoney({ amount, currency }: Money): string {
  const digits = decimalsOf(currency);
  try {
    return formatOf(language.value, currency).format(amount / 10 ** digits);
  } catch {
    return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
  }
}

const digitsIn = (text: string) => text.replaceAll(/\P{Nd}/gu, '');

/** Whether words name this sum already, in whatever language they are: `All your money back: 76,00 €`. */
export const namesSum = (words: string, sum: Money) =>
  (words.match(/\p{Nd}[\p{Nd}.,'’٫٬\u00a0\u202f]*/gu) ?? []).some((number) => digitsIn(number) === digitsIn(plainMoney(sum)));

/** The amount as one types it: `2.29`. */
export const typedAmount = ({ amount, currency }: Money) => (amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));

/** What an amount of this currency looks like when it is typed: `12.50`, `1250`, `1.250`. */
export const exampleAmount = (currency: string) => typedAmount({ amount: 1250, currency });

/**
 * Reads what a person typed, with a point or a comma before the cents.
 *
 * @returns money in minor units, or null when it is not an amount
 */
export function readAmount(typed: string, currency: string): Money | null {
  const plain = typed.trim().replace(/[\s'’]/g, '');
  const code = currency.trim().toUpperCase();
  const [, whole, fraction = ''] = plain.match(/^(\d{1,12})(?:[.,](\d+))?$/) ?? [];
  const digits = /^[A-Z]{3}$/.test(code) ? decimalsOf(code) : -1;
  if (whole === undefined || fraction.length > digits) return null;
  return { amount: Number(whole + fraction.padEnd(digits, '0')), currency: code };
}
