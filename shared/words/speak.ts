import { words as en } from './en.ts';
import { LANGUAGES } from './languages.ts';
import type { WordKey } from './words.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'ur']);

/** The languages a customer can be answered in. */
export const LOCALES: readonly string[] = Object.keys(LANGUAGES);

/** The nearest language we speak: de-AT → de, pt → pt-BR, zh-CN → zh-Hans, anything else → en. */
export function nearestLocale(wanted: string | null | undefined): string {
  const parts = (wanted ?? '').toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('-');
    const exact = LOCALES.find((locale) => locale.toLowerCase() === name);
    if (exact) return exact;
  }
  return LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === parts[0]) ?? 'en';
}

export const dirOf = (locale: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(nearestLocale(locale).split('-')[0] ?? '') ? 'rtl' : 'ltr');

export type Values = Record<string, string | number>;
export type Speak = (key: WordKey, values?: Values) => string;

/**
 * The server's sentences in the customer's language.
 * Money, dates and instants come already written for that language; only counts (`days`, `months`) stay numbers.
 */
export function speak(wanted: string | null | undefined): Speak {
  const locale = nearestLocale(wanted);
  const words = LANGUAGES[locale] ?? en;
  return (key, values = {}) => fill(words[key], values, locale);
}

const PLACEHOLDER = /\{(\w+)(?:\|([^{}]*))?\}/g;

function fill(sentence: string, values: Values, locale: string): string {
  return sentence.replace(PLACEHOLDER, (whole, name: string, forms: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'string' && forms === undefined) return value;
    const written = typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
    return forms === undefined ? written : pluralForm(forms, Number(value), locale).replaceAll('#', written);
  });
}

function pluralForm(forms: string, count: number, locale: string): string {
  const byCategory = new Map(forms.split('|').map((form) => [form.slice(0, form.indexOf(':')), form.slice(form.indexOf(':') + 1)]));
  return byCategory.get(new Intl.PluralRules(locale).select(count)) ?? byCategory.get('other') ?? '#';
}
