import { batch, computed, signal } from '@preact/signals';
import { CATALOGS } from 'virtual:words';

export type Catalog = Record<string, string>;
type Values = Record<string, string | number>;

/** The languages this page can be read in. English sentences are the keys of every other catalog: catalogs/ID.json. */
export const LANGUAGES: { id: string; name: string; dir: 'ltr' | 'rtl' }[] = [
  { id: 'en', name: 'English', dir: 'ltr' },
  { id: 'de', name: 'Deutsch', dir: 'ltr' },
  { id: 'es', name: 'Español', dir: 'ltr' },
  { id: 'fr', name: 'Français', dir: 'ltr' },
  { id: 'el', name: 'Ελληνικά', dir: 'ltr' },
  { id: 'mn', name: 'Монгол', dir: 'ltr' },
  { id: 'hi', name: 'हिन्दी', dir: 'ltr' },
  { id: 'ur', name: 'اردو', dir: 'rtl' },
];

const KEPT = 'amends-language';
const catalog = signal<Catalog>({});
const said = signal<Catalog>({});
/** BCP 47, also for dates and money. */
export const language = signal('en');
export const direction = computed(() => LANGUAGES.find(({ id }) => id === language.value)?.dir ?? 'ltr');

/** What somebody chose before, else the first of the browser's languages that is here. */
export function preferredLanguage(): string {
  const wished = [globalThis.localStorage?.getItem(KEPT), ...(globalThis.navigator?.languages ?? [])];
  return wished.map((tag) => tag?.split('-')[0]).find((tag) => LANGUAGES.some(({ id }) => id === tag)) ?? 'en';
}

let rest: (() => Promise<void>) | null = null;

/**
 * Turns the page to a language as soon as the words of the first load are there; the others follow.
 *
 * @throws where the words could not be loaded
 */
export async function speak(id: string): Promise<void> {
  const chosen = LANGUAGES.find((one) => one.id === id) ?? LANGUAGES[0]!;
  const words = CATALOGS[chosen.id];
  const first = words ? (await words.first()).page : {};
  batch(() => ((catalog.value = first), (said.value = {}), (language.value = chosen.id)));
  globalThis.document?.documentElement.setAttribute('lang', chosen.id);
  globalThis.document?.documentElement.setAttribute('dir', chosen.dir);
  rest = words ? async () => add(chosen.id, await words.later()) : null;
  void everyWord();
}

function add(id: string, words: { page: Catalog; said: Catalog }): void {
  if (language.peek() !== id || rest === null) return;
  rest = null;
  batch(() => ((catalog.value = { ...catalog.peek(), ...words.page }), (said.value = words.said)));
}

/** When all words of the language are there. Those that cannot be loaded now stay English, and are asked for again the next time. */
export const everyWord = async (): Promise<void> => rest?.().catch(() => {});

export async function chooseLanguage(id: string): Promise<void> {
  await CATALOGS[id]?.later().catch(() => {}); // so that the page turns in one piece
  await speak(id);
  await everyWord();
  globalThis.localStorage?.setItem(KEPT, language.peek());
}

const IS_RIGHT_TO_LEFT = /[\u0590-\u08ff]/;
/** Numbers of cases, addresses and Latin names keep their own order between words written from right to left. */
const isolated = (value: string) =>
  direction.value === 'rtl' && /[a-z]|\d\D/i.test(value) && !IS_RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
const filled = (text: string, values: Values) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : isolated(String(values[name]))));

/** A sentence in the reader's language: `t('Case {number}', { number })`. Called while drawing, never once and kept. */
export const t = (english: string, values: Values = {}): string => filled(catalog.value[english] || english, values);

/** Marks an English sentence of a table that is drawn later with `t`. */
export const msg = (english: string): string => english;

const numbers = computed(() => new Intl.NumberFormat(language.value));
const plurals = computed(() => new Intl.PluralRules(language.value));
/** `tn(3, '{count} case', '{count} cases')`. Other languages write their forms as `one|other` (or all of `zero|one|two|few|many|other`) under the second. */
export function tn(count: number, one: string, other: string, values: Values = {}): string {
  const shown = { count: numbers.value.format(count), ...values };
  const forms = catalog.value[other]?.split('|');
  if (!forms) return filled(count === 1 ? one : other, shown);
  const which = plurals.value.select(count);
  const names = forms.length === 2 ? ['one', 'other'] : ['zero', 'one', 'two', 'few', 'many', 'other'];
  return filled(forms[names.indexOf(which)] || forms.at(-1)!, shown);
}

const exactly = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
const withGaps = computed(() =>
  Object.entries(said.value)
    .filter(([english]) => english.includes('{'))
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([english, text]) => {
      const parts = english.split(/\{(\w+)\}/).map((part, at) => (at % 2 === 0 ? exactly(part) : `(?<${part}>.+)`));
      return { text, said: new RegExp(`^${parts.join('')}$`) };
    }),
);

function saidOtherwise(sentence: string): string | undefined {
  if (said.value[sentence]) return said.value[sentence];
  for (const one of withGaps.value) {
    const found = one.said.exec(sentence)?.groups;
    if (found)
      return filled(one.text, Object.fromEntries(Object.entries(found).map(([name, value]) => [name, saidOtherwise(value) ?? value])));
  }
  return undefined;
}

/** A sentence the server said, such as `Above your limit.`: as it stands in the catalog, or by one with gaps. What nobody put into other words stays as it is. */
export const tServer = (sentence: string): string => saidOtherwise(sentence) ?? (catalog.value[sentence] || sentence);
