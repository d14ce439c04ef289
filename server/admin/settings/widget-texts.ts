/** The widget's own sentences, each language fetched when it is looked at. */
const TEXTS: Record<string, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('../../../widget/words/en.ts'),
  de: () => import('../../../widget/words/de.ts'),
  el: () => import('../../../widget/words/el.ts'),
  es: () => import('../../../widget/words/es.ts'),
  fr: () => import('../../../widget/words/fr.ts'),
  hi: () => import('../../../widget/words/hi.ts'),
  mn: () => import('../../../widget/words/mn.ts'),
  ur: () => import('../../../widget/words/ur.ts'),
  ar: () => import('../../../widget/words/ar.ts'),
  'zh-Hans': () => import('../../../widget/words/zh-Hans.ts'),
  'pt-BR': () => import('../../../widget/words/pt-BR.ts'),
  tr: () => import('../../../widget/words/tr.ts'),
};
const RIGHT_TO_LEFT = new Set(['ar', 'ur']);

export const TEXT_LANGUAGES = Object.keys(TEXTS);
export const dirOf = (language: string): 'rtl' | 'ltr' => (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr');
export const readWidgetTexts = async (language: string): Promise<Record<string, string>> =>
  (await (TEXTS[language] ?? TEXTS.en!)()).default;

/** Places of the usual sentence that somebody's own leaves out: `{name}`. */
export function missingPlaces(usual: string, own: string | undefined): string[] {
  if (!own) return [];
  return [...new Set(usual.match(/\{\w+\}/g))].filter((place) => !own.includes(place));
}
