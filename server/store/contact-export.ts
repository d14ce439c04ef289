import type { Instant } from '#shared/contracts/basics.ts';
import type { Care } from '#server/domain/care.ts';
import type { WatchItem } from './watch.ts';
import { createCareStore } from './care.ts';
import type { Db } from './db.ts';

/** How somebody was approached with no case at hand, and what was noted of them. */
export type ContactExport = {
  contacts: { at: Instant; way: string; about: string }[];
  calls: {
    plannedAt: Instant;
    outcome: string | null;
    contactedAt: Instant | null;
    note: string | null;
    saidBack: string | null;
  }[];
  letters: { at: Instant; state: string; subject: string; text: string }[];
  care: Omit<Care, 'owner'>[];
  watched: { foundAt: Instant; kind: string; figures: WatchItem['figures']; note: string | null }[];
};

const MOST = 10_000;

/** Of one customer, as it is kept. What colleagues note for each other about their own work is not about the customer. */
export async function collectContacts(db: Db, merchantId: string, customerId: string): Promise<ContactExport> {
  const own = 'where merchant_id = ? and customer_id = ?';
  const [contacts, calls, letters, care, watched] = await Promise.all([
    db.read(`select at, way, about from contacts ${own} order by at limit ${MOST}`, [merchantId, customerId]),
    db.read(
      `select created_at, outcome, contacted_at, note, said_back from rescue_calls ${own} and arm = 'contact' order by seq limit ${MOST}`,
      [merchantId, customerId],
    ),
    db.read(
      `select created_at, state, json_extract(data, '$.values.title') as subject, json_extract(data, '$.values.text') as text from outbox
       where merchant_id = ? and topic = 'outreach' and json_extract(data, '$.values.customerId') = ? order by seq limit ${MOST}`,
      [merchantId, customerId],
    ),
    createCareStore(db, merchantId).list({ customerId, limit: MOST }),
    db.read(`select found_at, kind, figures, note from watch_items ${own} order by found_at limit ${MOST}`, [merchantId, customerId]),
  ]);
  const text = (value: unknown): string | null => (value === null ? null : String(value));
  return {
    contacts: contacts.map(({ at, way, about }) => ({ at: String(at), way: String(way), about: String(about) })),
    calls: calls.map((row) => ({
      plannedAt: String(row.created_at),
      outcome: text(row.outcome),
      contactedAt: text(row.contacted_at),
      note: text(row.note),
      saidBack: text(row.said_back),
    })),
    letters: letters.map((row) => ({
      at: String(row.created_at),
      state: String(row.state),
      subject: String(row.subject),
      text: String(row.text),
    })),
    care: care.map(({ owner: _owner, ...one }) => one),
    watched: watched.map((row) => ({
      foundAt: String(row.found_at),
      kind: String(row.kind),
      figures: JSON.parse(String(row.figures)) as WatchItem['figures'], // written by watch.ts
      note: text(row.note),
    })),
  };
}
