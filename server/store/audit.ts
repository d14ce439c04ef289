import type { Audited, AuditEntry } from '#shared/contracts/audit.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

/** Who did it: an actor of the domain, or a stranger who tried to come in. */
export type AuditedBy = { role: string; id: string | null; name: string | null };
export const STRANGER: AuditedBy = { role: 'stranger', id: null, name: null };

/**
 * Writes down a deed of the house. Goes into the same batch as the deed itself, so that neither is there without the other.
 *
 * @param about an id, an address of staff or the name of a setting; never words of a customer
 */
export const audited = (merchantId: string, by: AuditedBy, what: Audited, about: string | null, at: Instant): Statement =>
  sql(
    'insert into audit_log (merchant_id, at, by_role, by_id, by_name, what, about) values (?, ?, ?, ?, ?, ?, ?)',
    merchantId,
    at,
    by.role,
    by.id,
    by.name,
    what,
    about?.slice(0, 300) ?? null,
  );

export type AuditFilter = {
  who?: string | undefined;
  what?: Audited | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
  before?: number | undefined;
  limit: number;
};

/** People without an id, by the name they are asked for with. */
const UNNAMED: Record<string, string> = {
  programs: "by_id is null and by_role not in ('system', 'stranger')",
  system: "by_role = 'system'",
  strangers: "by_role = 'stranger'",
};

/** Newest first. */
export async function listAudit(db: Db, merchantId: string, { who, what, from, to, before, limit }: AuditFilter): Promise<AuditEntry[]> {
  const unnamed = who === undefined ? undefined : UNNAMED[who];
  const conditions: [string, InValue | undefined][] = [
    ['by_id = ?', unnamed ? undefined : who],
    ['what = ?', what],
    ['at >= ?', from],
    ['at < ?', to],
    ['seq < ?', before],
  ];
  const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
  const rows = await db.read(
    `select * from audit_log where merchant_id = ? ${[...given.map(([condition]) => condition), ...(unnamed ? [unnamed] : [])].map((one) => `and ${one}`).join(' ')} order by seq desc limit ?`,
    [merchantId, ...given.map(([, value]) => value), limit],
  );
  return rows.map(toEntry);
}

/** Who is being asked for a code of their second factor. The table is better-auth's. */
export async function findAskedForCode(db: Db, challenge: string): Promise<string | null> {
  const row = await db.readOne('select value from verification where identifier = ?', [challenge]);
  return row ? String(row.value) : null;
}

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

const toEntry = (row: Row): AuditEntry => ({
  id: String(row.seq),
  at: String(row.at),
  by: { role: String(row.by_role), id: text(row.by_id), name: text(row.by_name) },
  what: row.what as Audited, // only `audited` writes it
  about: text(row.about),
});
