import type { Case } from '#server/domain/case.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import { type Db, type Statement, sql } from './db.ts';

export type Mentioned = { noteId: string; caseId: string; at: Instant; readAt: Instant | null };

/** The colleagues named in the newest note of a case find it in their list. */
export function mentionsMade(merchantId: string, { id, notes }: Pick<Case, 'id' | 'notes'>, staff: string[]): Statement[] {
  const note = notes.at(-1);
  if (!note) return [];
  return staff.map((member) => sql('insert into mentions values (?, ?, ?, ?, ?, null)', merchantId, member, note.id, id, note.at));
}

/** What somebody was named in, newest first, and how much of it they have not seen (counted up to the same limit). */
export async function listMentions(
  db: Db,
  merchantId: string,
  staff: string,
  limit: number,
): Promise<{ items: Mentioned[]; unread: number }> {
  const [rows, unread] = await Promise.all([
    db.read('select note_id, case_id, at, read_at from mentions where merchant_id = ? and staff_id = ? order by at desc limit ?', [
      merchantId,
      staff,
      limit,
    ]),
    db.readOne(
      'select count(*) as count from (select 1 from mentions where merchant_id = ? and staff_id = ? and read_at is null limit ?)',
      [merchantId, staff, limit],
    ),
  ]);
  const items = rows.map((row) => ({
    noteId: String(row.note_id),
    caseId: String(row.case_id),
    at: String(row.at),
    readAt: row.read_at === null ? null : String(row.read_at),
  }));
  return { items, unread: Number(unread?.count ?? 0) };
}

/** @param caseId of one case; null: of all */
export const mentionsRead = (merchantId: string, staff: string, caseId: string | null, at: Instant): Statement =>
  sql(
    'update mentions set read_at = ? where merchant_id = ? and staff_id = ? and read_at is null and (? is null or case_id = ?)',
    at,
    merchantId,
    staff,
    caseId,
    caseId,
  );
