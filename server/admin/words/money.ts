import type { Money } from '#shared/contracts/basics.ts';
import { language } from './language.ts';

const digitsOf = (currency: string) => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
};

/** `{amount: 229, currency: 'USD'}` → `$2.29`. */
export function money({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  try {
    return new Intl.NumberFormat(language.value, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      amount / 10 ** digits,
    );
  } catch {
    return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
  }
}

/** The amount as one types it: `2.29`. */
export const typedAmount = ({ amount, currency }: Money) => (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

/**
 * Reads what a person typed, with a point or a comma before the cents.
 *
 * @returns money in minor units, or null when it is not an amount
 */
export function readAmount(typed: string, currency: string): Money | null {
  const plain = typed.trim().replace(/[\s'’]/g, '');
  const code = currency.trim().toUpperCase();
  const [, whole, fraction = ''] = plain.match(/^(\d{1,12})(?:[.,](\d+))?$/) ?? [];
  const digits = /^[A-Z]{3}$/.test(code) ? digitsOf(code) : -1;
  if (whole === undefined || fraction.length > digits) return null;
  return { amount: Number(whole + fraction.padEnd(digits, '0')), currency: code };
}
