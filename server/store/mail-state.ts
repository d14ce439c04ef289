import type { MailState } from '#shared/contracts/mail.ts';
import type { Db } from './db.ts';

const COUNTED = 1000;

/** The merchant's letters: how many wait or failed, and when one last left. */
export async function readMailState(db: Db, merchantId: string): Promise<Omit<MailState, 'mailServer' | 'from' | 'replyTo'>> {
  const count = (state: string) =>
    `(select count(*) from (select 1 from outbox where merchant_id = ?1 and channel = 'mail' and state = '${state}' limit ${COUNTED}))`;
  const [row] = await db.read(
    `select ${count('waiting')} as waiting, ${count('failed')} as failed,
       (select min(created_at) from outbox where merchant_id = ?1 and channel = 'mail' and state = 'waiting') as oldest,
       (select done_at from outbox where merchant_id = ?1 and channel = 'mail' and state = 'sent' order by seq desc limit 1) as last`,
    [merchantId],
  );
  return {
    waiting: Number(row?.waiting ?? 0),
    failed: Number(row?.failed ?? 0),
    oldestWaitingAt: row?.oldest ? String(row.oldest) : null,
    lastSentAt: row?.last ? String(row.last) : null,
  };
}
