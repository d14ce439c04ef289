import { LOCALES, nearestLocale } from '#shared/words/speak.ts';
import type { Site } from '#server/store/merchants.ts';

const isSpoken = (tag: string): boolean => LOCALES.some((locale) => locale.toLowerCase().split('-')[0] === tag.toLowerCase().split('-')[0]);

/** The language of a page: the one in the link, else the first of the browser's that we speak, else the site's. */
export function languageOf(wanted: string | undefined, accepted: string | undefined, site: Pick<Site, 'settings'> | null): string {
  if (wanted && isSpoken(wanted)) return nearestLocale(wanted);
  const byBrowser = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, quality }) => quality > 0 && isSpoken(tag))
    .toSorted((a, b) => b.quality - a.quality)[0];
  return nearestLocale(byBrowser?.tag ?? site?.settings.locale);
}
