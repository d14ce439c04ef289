import type { Instant, RuleSet } from '#shared/contracts/basics.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

export type SiteSettings = {
  locale: string;
  currency: string;
  /** This site's own; null: the merchant's. */
  ruleSet: RuleSet | null;
  /** This site's own for single regions, by ISO 3166 code. */
  ruleSets: Record<string, RuleSet>;
  kinds: SiteConfig['kinds'];
  theme: SiteConfig['theme'];
  phone: string | null;
  person: SiteConfig['person'];
  cancelUrl: string | null;
  challenge: boolean;
  test: boolean;
};

export const DEFAULT_SETTINGS: SiteSettings = {
  locale: 'en',
  currency: 'USD',
  ruleSet: null,
  ruleSets: {},
  kinds: ['complaint', 'feedback', 'praise', 'cancellation'],
  theme: {},
  phone: null,
  person: null,
  cancelUrl: null,
  challenge: false,
  test: false,
};

/** One shop or app that embeds the widget. `identitySecret` is sealed; the API opens it. */
export type Site = {
  id: string;
  merchantId: string;
  name: string;
  siteKey: string;
  identitySecret: string;
  origins: string[];
  settings: SiteSettings;
};
export type Merchant = { id: string; name: string };
export type KeyScope = 'read' | 'write' | 'admin';

export const insertMerchant = ({ id, name }: Merchant, at: Instant): Statement =>
  sql('insert into merchants values (?, ?, ?)', id, name, at);

export const insertSite = (site: Site, at: Instant): Statement =>
  sql(
    'insert into sites values (?, ?, ?, ?, ?, ?, ?, ?)',
    site.id,
    site.merchantId,
    site.name,
    site.siteKey,
    site.identitySecret,
    JSON.stringify(site.origins),
    JSON.stringify(site.settings),
    at,
  );

export const insertKey = (key: { id: string; merchantId: string; name: string; hash: string; scope: KeyScope }, at: Instant): Statement =>
  sql(
    'insert into api_keys (id, merchant_id, name, hash, scope, created_at) values (?, ?, ?, ?, ?, ?)',
    key.id,
    key.merchantId,
    key.name,
    key.hash,
    key.scope,
    at,
  );

/** The first merchant of this installation, if there is any. */
export async function firstMerchant(db: Db): Promise<Merchant | null> {
  return (await db.readOne<Merchant>('select id, name from merchants order by created_at limit 1')) ?? null;
}

export const listMerchants = async (db: Db): Promise<string[]> => (await db.read('select id from merchants')).map(({ id }) => String(id));

export async function findMerchant(db: Db, id: string): Promise<Merchant | null> {
  return (await db.readOne<Merchant>('select id, name from merchants where id = ?', [id])) ?? null;
}

export async function findSite(db: Db, siteKey: string): Promise<Site | null> {
  const row = await db.readOne('select * from sites where site_key = ?', [siteKey]);
  return row ? toSite(row) : null;
}

export async function findSiteById(db: Db, id: string): Promise<Site | null> {
  const row = await db.readOne('select * from sites where id = ?', [id]);
  return row ? toSite(row) : null;
}

export async function listSites(db: Db, merchantId: string): Promise<Site[]> {
  return (await db.read('select * from sites where merchant_id = ? order by created_at', [merchantId])).map(toSite);
}

export async function findKey(db: Db, hash: string): Promise<{ merchantId: string; scope: KeyScope } | null> {
  const row = await db.readOne('select merchant_id, scope from api_keys where hash = ? and revoked_at is null', [hash]);
  return row ? { merchantId: String(row.merchant_id), scope: row.scope as KeyScope } : null; // only insertKey writes the column
}

/** Only this file writes these columns, from these same types. */
function toSite(row: Row): Site {
  return {
    id: String(row.id),
    merchantId: String(row.merchant_id),
    name: String(row.name),
    siteKey: String(row.site_key),
    identitySecret: String(row.identity_secret),
    origins: JSON.parse(String(row.origins)) as string[],
    settings: { ...DEFAULT_SETTINGS, ...(JSON.parse(String(row.settings)) as Partial<SiteSettings>) },
  };
}
