import type { Deps } from './api/context.ts';
import { snippetOf } from './api/staff/sites.ts';
import { hashOf, randomToken } from './secrets.ts';
import { DEFAULT_SETTINGS, firstMerchant, insertKey, insertMerchant, insertSite, type Merchant } from './store/merchants.ts';
import { insertOrganization } from './store/staff.ts';

export type NewSite = {
  name: string;
  origins: string[];
  locale?: string | undefined;
  currency?: string | undefined;
  test?: boolean;
  settings?: Partial<typeof DEFAULT_SETTINGS>;
};
export type SiteKeys = { siteId: string; siteKey: string; identitySecret: string; secretKey: string; snippet: string };

export async function makeSite(
  { db, secrets, newId, now, publicUrl }: Deps,
  merchant: Merchant,
  { name, origins, locale, currency, test = false, settings = {} }: NewSite,
): Promise<SiteKeys> {
  const siteKey = randomToken(test ? 'pk_test' : 'pk');
  const identitySecret = randomToken('is');
  const secretKey = randomToken('sk');
  const at = now().toISOString();
  const chosen = { ...DEFAULT_SETTINGS, test, ...(locale && { locale }), ...(currency && { currency }), ...settings };
  const site = {
    id: newId('site'),
    merchantId: merchant.id,
    name,
    siteKey,
    identitySecret: secrets.seal(identitySecret),
    origins,
    settings: chosen,
  };
  await db.write([
    insertSite(site, at),
    insertKey({ id: newId('key'), merchantId: merchant.id, name: `${name}: first key`, hash: hashOf(secretKey), scope: 'admin' }, at),
  ]);
  return { siteId: site.id, siteKey, identitySecret, secretKey, snippet: snippetOf(publicUrl, siteKey) };
}

/** The merchant of this installation; made with the first site or the first invitation. */
export async function ownMerchant(deps: Pick<Deps, 'db' | 'newId' | 'now'>, name: string): Promise<Merchant> {
  const known = await firstMerchant(deps.db);
  if (known) return known;
  const merchant = { id: deps.newId('mer'), name };
  const at = deps.now().toISOString();
  await deps.db.write([insertMerchant(merchant, at), insertOrganization(merchant, at)]);
  return merchant;
}
