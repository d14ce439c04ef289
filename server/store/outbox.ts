import type { Instant } from '#shared/contracts/basics.ts';
import type { Letter } from '#server/domain/letters.ts';
import { type Db, type Statement, sql } from './db.ts';

export type OutboxItem = { seq: number; id: string; state: 'waiting' | 'sent' | 'failed'; letter: Letter; at: Instant };

export const insertLetter = (merchantId: string, id: string, letter: Letter, at: Instant): Statement =>
  sql(
    "insert into outbox (id, merchant_id, channel, topic, case_id, state, next_try_at, data, created_at) values (?, ?, 'mail', ?, ?, 'waiting', ?, ?, ?)",
    id, merchantId, letter.topic, letter.caseId, at, JSON.stringify(letter), at,
  );

/** Newest first. */
export async function listOutbox(db: Db, merchantId: string, limit = 50): Promise<OutboxItem[]> {
  const rows = await db.read("select * from outbox where merchant_id = ? and channel = 'mail' order by seq desc limit ?", [merchantId, limit]);
  return rows.map((row) => ({
    seq: Number(row.seq),
    id: String(row.id),
    state: row.state as OutboxItem['state'], // only this file writes the column
    letter: JSON.parse(String(row.data)) as Letter,
    at: String(row.created_at),
  }));
}
