import type { Looked } from '#shared/contracts/sites.ts';
import type { Deps } from '../context.ts';

/** Looks for our script on a page of the merchant's, as a visitor's browser would first see it. */
export async function lookFor({ readPage }: Pick<Deps, 'readPage'>, url: string, siteKey: string): Promise<Looked> {
  if (!readPage) return { result: 'cannot_look', why: 'This server does not look at other pages.' };
  const page = await readPage(url);
  if (page.html === null) return { result: 'cannot_look', why: page.why };
  const scripts = [...page.html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => /widget\.js/i.test(tag));
  if (scripts.some((tag) => tag.includes(siteKey))) return { result: 'found', why: null };
  // A tag manager or a framework may add the script later: then the page as it was sent does not show it.
  return { result: scripts.some((tag) => /data-site/i.test(tag)) ? 'other' : 'not_found', why: null };
}
