import type { Instant } from '#shared/contracts/basics.ts';
import { type Db, type Statement, sql } from './db.ts';

export type MailResult = 'replied' | 'opened' | 'noted' | 'bounced' | 'ignored';
export type ReceivedMail = { messageId: string; caseId: string | null; result: MailResult };

/** The key refuses the second of two equal mails, in the batch that does what the mail brings about. */
export const insertReceived = (merchantId: string, { messageId, caseId, result }: ReceivedMail, at: Instant): Statement =>
  sql('insert into received_mail values (?, ?, ?, ?, ?)', merchantId, messageId, caseId, result, at);

export async function findReceived(db: Db, merchantId: string, messageId: string): Promise<ReceivedMail | null> {
  const row = await db.readOne('select * from received_mail where merchant_id = ? and message_id = ?', [merchantId, messageId]);
  return row ? { messageId, caseId: row.case_id === null ? null : String(row.case_id), result: row.result as MailResult } : null; // only insertReceived writes it
}

/** The customer's last mail about a case, which ours answers. */
export async function findLastReceived(db: Db, merchantId: string, caseId: string): Promise<string | null> {
  const row = await db.readOne(
    "select message_id from received_mail where case_id = ? and merchant_id = ? and result in ('opened', 'replied') order by at desc limit 1",
    [caseId, merchantId],
  );
  return row ? String(row.message_id) : null;
}

/** Answers to this address belong to this case. It lets people write to it, never read it. */
export const insertReplyAddress = (hash: string, merchantId: string, caseId: string): Statement =>
  sql('insert or ignore into reply_addresses values (?, ?, ?)', hash, merchantId, caseId);

export async function findCaseByReplyAddress(db: Db, merchantId: string, hashes: string[]): Promise<string | null> {
  if (hashes.length === 0) return null;
  const row = await db.readOne(
    'select case_id from reply_addresses where merchant_id = ? and hash in (select value from json_each(?)) limit 1',
    [merchantId, JSON.stringify(hashes)],
  );
  return row ? String(row.case_id) : null;
}

/** The case of one of these letters of ours. */
export async function findCaseOfLetter(
  db: Db,
  merchantId: string,
  ids: string[],
): Promise<{ letterId: string; caseId: string | null } | null> {
  if (ids.length === 0) return null;
  const row = await db.readOne(
    "select id, case_id from outbox where merchant_id = ? and channel = 'mail' and id in (select value from json_each(?)) order by seq desc limit 1",
    [merchantId, JSON.stringify(ids)],
  );
  return row ? { letterId: String(row.id), caseId: row.case_id === null ? null : String(row.case_id) } : null;
}
