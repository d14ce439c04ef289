import { DomainError } from '#server/domain/errors.ts';
import { findSite, type Site } from '#server/store/merchants.ts';
import type { Deps } from './context.ts';

/**
 * The site a public call is for.
 *
 * @param origin the page's, as the browser says; programs that send none are held back by rate limits alone
 * @throws site.not_found, origin.not_allowed
 */
export async function requireSite(
  { db, publicUrl }: Pick<Deps, 'db' | 'publicUrl'>,
  siteKey: string,
  origin: string | undefined,
): Promise<Site> {
  const site = await findSite(db, siteKey);
  if (!site)
    throw new DomainError('site.not_found', 'There is no site with this key. Copy the snippet again from the admin page.', [
      { path: 'siteKey', message: 'Unknown.' },
    ]);
  if (origin && origin !== new URL(publicUrl).origin && !site.origins.some((allowed) => isAllowed(allowed, origin))) {
    throw new DomainError('origin.not_allowed', `Pages of ${origin} may not use this site key. Add the origin to the site's list.`);
  }
  return site;
}

/** `https://shop.example`, or `http://127.0.0.1:*` for any port, or `https://*.shop.example` for any name below. */
export function isAllowed(allowed: string, origin: string): boolean {
  if (allowed === '*' || allowed === origin) return true;
  if (!allowed.includes('*')) return false;
  const pattern = allowed.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${pattern.join(allowed.endsWith(':*') ? '\\d+' : '[a-z0-9-]+(?:\\.[a-z0-9-]+)*')}$`, 'i').test(origin);
}
