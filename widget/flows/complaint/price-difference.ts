import { plainDigits, readAmount } from '../../money.ts';

/** An amount as people write it in a story: with a decimal part, or beside a sign of a currency. */
const AMOUNT = /\p{Sc}\s?\d[\d.,]*|\d[\d.,]*\s?\p{Sc}|\d+(?:[.,]\d{3})*[.,]\d{2}(?![\d.,]*\d)/gu;

/** In minor units. */
export type PriceDifference = { low: number; high: number; difference: number };

/** "On sale for 2.50, charged 4.79" is 2.29 too much. Only when exactly two different amounts are named. */
export function findPriceDifference(story: string, currency: string): PriceDifference | undefined {
  const amounts = [...plainDigits(story).matchAll(AMOUNT)].map(([text]) => readAmount(text, currency)?.amount);
  const [low, high, more] = [...new Set(amounts)].filter((amount) => amount !== undefined && amount > 0).sort((a, b) => a! - b!);
  if (low && high && !more) return { low, high, difference: high - low };
}
