import type { Case } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, type Statement, sql } from './db.ts';

/** The list of what waits for a second person, kept with the case. */
export function approvalsChanged(merchantId: string, before: Case | null, after: Case): Statement[] {
  return after.approvals
    .filter(({ offerId, step }) => before?.approvals.find((one) => one.offerId === offerId)?.step !== step)
    .map(({ offerId, dueAt, step }) =>
      sql(
        'insert into approvals values (?, ?, ?, ?, ?) on conflict (merchant_id, offer_id) do update set state = excluded.state',
        merchantId,
        after.id,
        offerId,
        dueAt,
        step,
      ),
    );
}

export type Awaited = { caseId: string; offerId: string };

/** What waits for a second person, the oldest due first. @throws cursor.invalid */
export async function listApprovals(
  db: Db,
  merchantId: string,
  { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined },
): Promise<{ items: Awaited[]; nextCursor: string | null }> {
  const [dueAt, offerId] = cursor ? readCursor(cursor) : ['', ''];
  const rows = await db.read(
    "select case_id, offer_id, due_at from approvals where merchant_id = ? and state = 'pending_approval' and (due_at, offer_id) > (?, ?) order by due_at, offer_id limit ?",
    [merchantId, dueAt, offerId, limit + 1],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map((row) => ({ caseId: String(row.case_id), offerId: String(row.offer_id) })),
    nextCursor: rows.length > limit && last ? Buffer.from(JSON.stringify([last.due_at, last.offer_id])).toString('base64url') : null,
  };
}

function readCursor(cursor: string): [string, string] {
  try {
    const [dueAt, offerId] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof dueAt === 'string' && typeof offerId === 'string') return [dueAt, offerId];
  } catch {
    // told below
  }
  throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
}
