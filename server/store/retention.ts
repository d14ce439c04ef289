import type { Instant } from '#shared/contracts/basics.ts';
import { type Db, type Statement, sql } from './db.ts';

/** `closed`: any closed case. `unidentified`: those of people known by that case alone. */
export type RetentionRule = 'closed' | 'unidentified';
export type DueCase = { id: string; seq: number; closedAt: Instant; isHeld: boolean; isErased: boolean };

const ERASED = "exists (select 1 from case_events where case_id = cases.id and type = 'person_erased')";

/** Closed cases whose words have been kept long enough, in the order of their closing, from where the last night stopped. */
export async function listDueForRetention(
  db: Db,
  merchantId: string,
  rule: RetentionRule,
  closedBefore: Instant,
  limit: number,
): Promise<DueCase[]> {
  const rows = await db.read(
    `select cases.id, cases.seq, cases.closed_at, customers.legal_hold is not null as held, ${ERASED} as erased
     from cases left join customers on customers.id = cases.customer_id
     left join retention_progress done on done.merchant_id = cases.merchant_id and done.rule = ?
     where cases.merchant_id = ? and cases.closed_at is not null and cases.closed_at < ? and cases.closed_at >= coalesce(done.closed_at, '')
       and (done.closed_at is null or cases.closed_at > done.closed_at or cases.seq > done.seq)
       ${rule === 'unidentified' ? 'and cases.customer_id is null' : ''}
     order by cases.closed_at, cases.seq limit ?`,
    [rule, merchantId, closedBefore, limit],
  );
  return rows.map((row) => ({
    id: String(row.id),
    seq: Number(row.seq),
    closedAt: String(row.closed_at),
    isHeld: Number(row.held) === 1,
    isErased: Number(row.erased) === 1,
  }));
}

/** Where the next night goes on. Cases under legal hold are kept in mind. */
export const retentionReached = (merchantId: string, rule: RetentionRule, { closedAt, seq }: DueCase, held: string[]): Statement[] => [
  sql(
    'insert into retention_progress values (?, ?, ?, ?) on conflict (merchant_id, rule) do update set closed_at = excluded.closed_at, seq = excluded.seq',
    merchantId,
    rule,
    closedAt,
    seq,
  ),
  ...held.map((id) => sql('insert or ignore into retention_held values (?, ?)', merchantId, id)),
];

/** Cases that were due under a hold that is over now. */
export async function listReleased(db: Db, merchantId: string, closedBefore: Instant, limit: number): Promise<string[]> {
  const rows = await db.read(
    `select retention_held.case_id as id from retention_held join cases on cases.id = retention_held.case_id
     left join customers on customers.id = cases.customer_id
     where retention_held.merchant_id = ? and customers.legal_hold is null and cases.closed_at < ? limit ?`,
    [merchantId, closedBefore, limit],
  );
  return rows.map(({ id }) => String(id));
}

export const releasedErased = (merchantId: string, ids: string[]): Statement =>
  sql('delete from retention_held where merchant_id = ? and case_id in (select value from json_each(?))', merchantId, JSON.stringify(ids));

/** Files of cases closed before then, of nobody under legal hold. */
export async function listOldUploads(db: Db, merchantId: string, closedBefore: Instant, limit: number): Promise<string[]> {
  const rows = await db.read(
    `select uploads.id from uploads join cases on cases.id = uploads.case_id left join customers on customers.id = cases.customer_id
     where uploads.merchant_id = ? and cases.closed_at is not null and cases.closed_at < ? and customers.legal_hold is null limit ?`,
    [merchantId, closedBefore, limit],
  );
  return rows.map(({ id }) => String(id));
}

export const forgetUploads = (merchantId: string, ids: string[]): Statement =>
  sql('delete from uploads where merchant_id = ? and id in (select value from json_each(?))', merchantId, JSON.stringify(ids));
