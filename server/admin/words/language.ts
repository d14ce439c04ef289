import { batch, computed, signal } from '@preact/signals';

export type Catalog = Record<string, string>;
type Values = Record<string, string | number>;
/** `default`: what the page says; `said`: what the server says to staff, with gaps where it names something. */
type Spoken = { default: Catalog; said: Catalog };

/** The languages this page can be read in. English sentences are the keys of every other catalog. */
export const LANGUAGES: { id: string; name: string; dir: 'ltr' | 'rtl'; load: () => Promise<Spoken> }[] = [
  { id: 'en', name: 'English', dir: 'ltr', load: async () => ({ default: {}, said: {} }) },
  { id: 'ur', name: 'اردو', dir: 'rtl', load: () => import('./ur.ts') },
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

/** Reads the words of a language and turns the page to it. */
export async function speak(id: string): Promise<void> {
  const chosen = LANGUAGES.find((one) => one.id === id) ?? LANGUAGES[0]!;
  const words = await chosen.load();
  batch(() => ((catalog.value = words.default), (said.value = words.said), (language.value = chosen.id)));
  globalThis.document?.documentElement.setAttribute('lang', chosen.id);
  globalThis.document?.documentElement.setAttribute('dir', chosen.dir);
}

export async function chooseLanguage(id: string): Promise<void> {
  await speak(id);
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
