import type { Instant } from '#shared/contracts/basics.ts';
import type { Present } from '#shared/contracts/staff.ts';
import { type Db, type Statement, sql } from './db.ts';

/** Somebody looks at a case or writes on it, until then. */
export const insertPresence = (merchantId: string, { caseId, staffId, state }: Present, expiresAt: Instant): Statement =>
  sql(
    `insert into presence values (?, ?, ?, ?, ?)
     on conflict (merchant_id, case_id, staff_id) do update set state = excluded.state, expires_at = excluded.expires_at`,
    merchantId,
    caseId,
    staffId,
    state,
    expiresAt,
  );

export const deletePresence = (merchantId: string, caseId: string, staffId: string): Statement =>
  sql('delete from presence where merchant_id = ? and case_id = ? and staff_id = ?', merchantId, caseId, staffId);

/** Whoever closed the browser without a word. */
export const forgetAbsent = (merchantId: string, at: Instant): Statement =>
  sql('delete from presence where merchant_id = ? and expires_at <= ?', merchantId, at);

/** What is new at each shop: its newest event number, and who is where, in an order that does not change by itself. */
export async function readPulses(db: Db, merchantIds: string[], at: Instant): Promise<Map<string, { seq: number; present: Present[] }>> {
  const rows = await db.read(
    `select value as merchant,
       (select coalesce(max(seq), 0) from case_events where merchant_id = value) as seq,
       (select json_group_array(json_object('caseId', case_id, 'staffId', staff_id, 'state', state))
        from (select * from presence where merchant_id = value and expires_at > ? order by case_id, staff_id)) as present
     from json_each(?)`,
    [at, JSON.stringify(merchantIds)],
  );
  return new Map(
    rows.map((row) => [String(row.merchant), { seq: Number(row.seq), present: JSON.parse(String(row.present)) as Present[] }]), // written above
  );
}
