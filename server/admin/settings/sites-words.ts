import type { Kind } from '#shared/contracts/basics.ts';
import type { SiteDetail } from '#shared/contracts/sites.ts';
import { relative } from '../words/dates.ts';
import { language, msg, t } from '../words/language.ts';

/** The languages the widget speaks. */
const LOCALES = ['ar', 'de', 'el', 'en', 'es', 'fr', 'hi', 'mn', 'pt-BR', 'tr', 'ur', 'zh-Hans'];
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'AED', 'AUD', 'BRL', 'CAD', 'CNY', 'INR', 'JPY', 'MNT', 'MXN', 'PKR', 'TRY'];

export const languageChoices = () => {
  const names = new Intl.DisplayNames(language.value, { type: 'language' });
  return LOCALES.map((value) => ({ value, label: names.of(value) ?? value }));
};

export const KIND_WORDS: Record<Kind, string> = {
  complaint: msg('Complaints'),
  feedback: msg('Feedback'),
  praise: msg('Praise'),
  cancellation: msg('Cancellations'),
};

/** Whether the script works on the shop's pages, as far as the server has noticed. */
export function seenIn({ sightings }: Pick<SiteDetail, 'sightings'>, now: Date): string {
  const [latest] = sightings;
  return latest
    ? t('Last used on {origin}, {when}.', { origin: latest.origin, when: relative(latest.seenAt, now) })
    : t('No visitor of any page has opened it yet.');
}
