import type { KeepInTouchLetter } from '#shared/contracts/keep-in-touch.ts';
import { nearestLocale, speak } from '#shared/words/speak.ts';
import { isAmongReasons } from '#server/domain/taxonomy.ts';
import { signedBy } from '#server/domain/testimonial.ts';
import { createArticleStore } from '#server/store/articles.ts';
import { createKeepInTouchStore, type Fix, type Friend } from '#server/store/keep-in-touch.ts';
import { findMerchant } from '#server/store/merchants.ts';
import type { Worker } from './case-acts.ts';
import type { Deps } from './context.ts';

const FIXES_TOLD = 3;
const ARTICLES = 3;

/** What was put right for their reason since they left, and they were not told of; newest first. */
export const newsFor = ({ reason, leftAt, saidAt }: Friend, fixes: Fix[], known: Set<string> | undefined): Fix[] =>
  fixes.filter((fix) => isAmongReasons(fix.reasons, reason) && fix.fixedAt >= (leftAt ?? saidAt) && !known?.has(fix.id));

export type Proposed = Pick<KeepInTouchLetter, 'locale' | 'subject' | 'body' | 'testimonial'> & { fixes: Fix[]; hasNews: boolean };

/** The letter as it is proposed: what changed, and one word of praise that fits; the sentences in the customer's language. */
export async function proposeLetter(deps: Deps, { merchantId, actor }: Worker, friend: Friend, news: Fix[]): Promise<Proposed> {
  const [testimonial, merchant] = await Promise.all([
    createKeepInTouchStore(deps.db, merchantId).findTestimonial(friend.reason, friend.customerId),
    findMerchant(deps.db, merchantId),
  ]);
  const say = speak(friend.locale);
  const shop = merchant?.name ?? '';
  const fixes = news.slice(0, FIXES_TOLD);
  const paragraphs = [
    friend.name ? say('letter_greeting', { name: friend.name }) : say('letter_greeting_nobody'),
    say('letter_keep_intro'),
    fixes.length ? [say('letter_keep_fixed'), ...fixes.map(({ title, fix }) => `– ${fix ? `${title}: ${fix}` : title}`)].join('\n') : '',
    testimonial ? `${say('letter_keep_quote', { quote: testimonial.quote })}${testimonial.name ? signedBy(testimonial.name) : ''}` : '',
    say('letter_keep_close'),
    actor.name && actor.name !== shop ? `${actor.name}\n${shop}` : shop,
  ];
  return {
    locale: nearestLocale(friend.locale),
    subject: say('letter_keep_subject', { shop }),
    body: paragraphs.filter(Boolean).join('\n\n'),
    testimonial,
    fixes,
    hasNews: fixes.length > 0 || testimonial !== null,
  };
}

/** What colleagues know about their reason, in their language where there is one. */
export async function articlesFor(deps: Deps, { merchantId }: Worker, { reason, locale }: Friend): Promise<KeepInTouchLetter['articles']> {
  if (!reason) return [];
  const found = await createArticleStore(deps.db, merchantId).list({ reason, limit: ARTICLES });
  return found.map(({ id, document: { texts } }) => {
    const text = texts[nearestLocale(locale)] ?? texts.en ?? Object.values(texts)[0];
    return { id, title: text?.title ?? id, body: text?.body ?? '' };
  });
}
