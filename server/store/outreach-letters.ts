import type { Instant } from '#shared/contracts/basics.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

/** What a letter is about: keeping in touch with a customer, or a finding of the watch list. */
export type About = { about: 'keep' | 'watch'; ofId: string };
/** `fixes` are those it tells of. */
export type OutreachDraft = { id: string; customerId: string; subject: string; body: string; fixes: string[] };
type Sent = { letterId: string; by: string | null; at: Instant };

/** Letters somebody began or sent, with no case at hand. Bound to one merchant. */
export function createOutreachLetterStore(db: Db, merchantId: string) {
  async function findDraft({ about, ofId }: About): Promise<OutreachDraft | null> {
    const row = await db.readOne(`select * from outreach_letters where merchant_id = ? and about = ? and of_id = ? and state = 'draft'`, [
      merchantId,
      about,
      ofId,
    ]);
    return row ? toDraft(row) : null;
  }

  /** How many letters were sent before: the number that keeps one letter from being sent twice. */
  async function countSent({ about, ofId }: About): Promise<number> {
    const row = await db.readOne(
      `select count(*) as n from outreach_letters where merchant_id = ? and about = ? and of_id = ? and state = 'sent'`,
      [merchantId, about, ofId],
    );
    return Number(row?.n ?? 0);
  }

  const keepDraft = ({ about, ofId }: About, draft: OutreachDraft, round: number, by: string | null, at: Instant): Statement =>
    sql(
      `insert into outreach_letters (id, merchant_id, about, of_id, round, customer_id, state, subject, body, fixes, written_by, updated_at)
       values (?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?, ?) on conflict (merchant_id, about, of_id, round) do update set
       subject = excluded.subject, body = excluded.body, fixes = excluded.fixes, written_by = excluded.written_by, updated_at = excluded.updated_at where state = 'draft'`,
      draft.id,
      merchantId,
      about,
      ofId,
      round,
      draft.customerId,
      draft.subject,
      draft.body,
      JSON.stringify(draft.fixes),
      by,
      at,
    );

  const dropDraft = ({ about, ofId }: About): Statement =>
    sql(`delete from outreach_letters where merchant_id = ? and about = ? and of_id = ? and state = 'draft'`, merchantId, about, ofId);

  /** Fails as a taken key when a colleague sent this letter in the same moment: nothing of the batch is written then. */
  const send = ({ about, ofId }: About, draft: OutreachDraft, round: number, { letterId, by, at }: Sent): Statement[] => [
    sql(
      `insert into outreach_letters select * from outreach_letters where merchant_id = ? and about = ? and of_id = ? and round = ? and state = 'sent'`,
      merchantId,
      about,
      ofId,
      round,
    ),
    keepDraft({ about, ofId }, draft, round, by, at),
    sql(
      `update outreach_letters set state = 'sent', letter_id = ?, sent_at = ? where merchant_id = ? and about = ? and of_id = ? and round = ?`,
      letterId,
      at,
      merchantId,
      about,
      ofId,
      round,
    ),
  ];

  return { findDraft, countSent, keepDraft, dropDraft, send };
}

/** Only this file writes these columns, from these same types. */
const toDraft = (row: Row): OutreachDraft => ({
  id: String(row.id),
  customerId: String(row.customer_id),
  subject: String(row.subject),
  body: String(row.body),
  fixes: JSON.parse(String(row.fixes)) as string[],
});
