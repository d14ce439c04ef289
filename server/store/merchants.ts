import type { Instant, RuleSet } from '#shared/contracts/basics.ts';
import type { KeyView } from '#shared/contracts/keys.ts';
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
  /** Counts the changes of name, origins and settings. */
  version: number;
};
export type Merchant = { id: string; name: string };
export type KeyScope = 'read' | 'write' | 'admin';

export const insertMerchant = ({ id, name }: Merchant, at: Instant): Statement =>
  sql('insert into merchants values (?, ?, ?)', id, name, at);

export const insertSite = (site: Omit<Site, 'version'>, at: Instant): Statement =>
  sql(
    'insert into sites (id, merchant_id, name, site_key, identity_secret, origins, settings, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
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

export const renameMerchant = ({ id, name }: Merchant): Statement[] =>
  ['merchants', 'organization'].map((table) => sql(`update ${table} set name = ? where id = ?`, name, id));

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

/** Changes nothing when somebody changed it since `version`: look at `rowsAffected`. */
export const changeSite = ({ id, merchantId, name, origins, settings, version }: Site): Statement =>
  sql(
    'update sites set name = ?, origins = ?, settings = ?, version = version + 1 where merchant_id = ? and id = ? and version = ?',
    name,
    JSON.stringify(origins),
    JSON.stringify(settings),
    merchantId,
    id,
    version,
  );

/** From now on only tokens signed with the new secret prove who a customer is. */
export const changeIdentitySecret = ({ id, merchantId }: Site, sealed: string): Statement =>
  sql('update sites set identity_secret = ? where merchant_id = ? and id = ?', sealed, merchantId, id);

const ORIGINS_REMEMBERED = 50;

/** A page of this origin has asked for the site. At most so many origins are remembered, whatever the site allows. */
export const seeSite = (siteId: string, origin: string, at: Instant): Statement =>
  sql(
    `insert into site_sightings select ?, ?, ? where exists (select 1 from site_sightings where site_id = ? and origin = ?)
       or (select count(*) from site_sightings where site_id = ?) < ${ORIGINS_REMEMBERED}
     on conflict (site_id, origin) do update set seen_at = excluded.seen_at`,
    siteId,
    origin,
    at,
    siteId,
    origin,
    siteId,
  );

export async function listSightings(db: Db, siteIds: string[]): Promise<{ siteId: string; origin: string; seenAt: Instant }[]> {
  const rows = await db.read(
    'select site_id, origin, seen_at from site_sightings where site_id in (select value from json_each(?)) order by seen_at desc',
    [JSON.stringify(siteIds)],
  );
  return rows.map((row) => ({ siteId: String(row.site_id), origin: String(row.origin), seenAt: String(row.seen_at) }));
}

export type FoundKey = { id: string; merchantId: string; scope: KeyScope; lastUsedOn: string | null };

export async function findKey(db: Db, hash: string): Promise<FoundKey | null> {
  const row = await db.readOne('select id, merchant_id, scope, last_used_on from api_keys where hash = ? and revoked_at is null', [hash]);
  return row
    ? {
        id: String(row.id),
        merchantId: String(row.merchant_id),
        scope: row.scope as KeyScope, // only insertKey writes the column
        lastUsedOn: row.last_used_on ? String(row.last_used_on) : null,
      }
    : null;
}

/** @param day as `2026-03-02`: a key is written down once a day, not at every call */
export const useKey = (id: string, day: string): Statement =>
  sql('update api_keys set last_used_on = ? where id = ? and (last_used_on is null or last_used_on < ?)', day, id, day);

export const revokeKey = (merchantId: string, id: string, at: Instant): Statement =>
  sql('update api_keys set revoked_at = ? where merchant_id = ? and id = ? and revoked_at is null', at, merchantId, id);

/** Newest first, the revoked ones too. */
export async function listKeys(db: Db, merchantId: string): Promise<KeyView[]> {
  const rows = await db.read('select * from api_keys where merchant_id = ? order by created_at desc, id desc', [merchantId]);
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    scope: row.scope as KeyScope, // only insertKey writes the column
    createdAt: String(row.created_at),
    lastUsedOn: row.last_used_on ? String(row.last_used_on) : null,
    revokedAt: row.revoked_at ? String(row.revoked_at) : null,
  }));
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
    version: Number(row.version),
  };
}
