import type { Instant } from '#shared/contracts/basics.ts';
import type { KeyLetter, Letter, Notice, Outreach } from '#server/domain/letters.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

export type Channel = 'mail' | 'webhook';
export const OUTBOX_STATES = ['waiting', 'sent', 'failed', 'skipped', 'bounced'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** Something that must leave. Its id is its idempotency key: whoever gets it twice can tell. */
export type OutboxItem = {
  seq: number;
  id: string;
  merchantId: string;
  channel: Channel;
  topic: string;
  caseId: string | null;
  endpointId: string | null;
  state: OutboxState;
  tries: number;
  nextTryAt: Instant | null;
  firstTriedAt: Instant | null;
  lastError: string | null;
  /** JSON of the channel's own. */
  data: string;
  at: Instant;
  doneAt: Instant | null;
};

export const letterOf = ({ data }: OutboxItem): Letter | Notice | Outreach | KeyLetter =>
  JSON.parse(data) as Letter | Notice | Outreach | KeyLetter; // written by insertLetter alone

const RECEIPT_EVERY_MS = 3_600_000;

/** One receipt an hour for an address: further ones are kept, and skipped. */
export function insertLetter(merchantId: string, id: string, letter: Letter | Notice | Outreach | KeyLetter, at: Instant): Statement {
  const recipient = letter.to.toLowerCase();
  const since = new Date(Date.parse(at) - RECEIPT_EVERY_MS).toISOString();
  const state: [string, ...InValue[]] =
    letter.topic === 'receipt'
      ? [
          `iif(exists (select 1 from outbox where merchant_id = ? and recipient = ? and topic = 'receipt' and state <> 'skipped' and created_at > ? and created_at <= ?), 'skipped', 'waiting')`,
          merchantId,
          recipient,
          since,
          at,
        ]
      : [`'waiting'`];
  const [expression, ...args] = state;
  return sql(
    `insert into outbox (id, merchant_id, channel, topic, case_id, recipient, state, next_try_at, data, created_at) values (?, ?, 'mail', ?, ?, ?, ${expression}, ?, ?, ?)`,
    id,
    merchantId,
    letter.topic,
    letter.caseId,
    recipient,
    ...args,
    at,
    JSON.stringify(letter),
    at,
  );
}

export type OutboxQuery = {
  channel: Channel;
  state?: OutboxState | undefined;
  endpointId?: string | undefined;
  before?: number | undefined;
  limit?: number;
};

/** Newest first. */
export async function listOutbox(
  db: Db,
  merchantId: string,
  { channel, state, endpointId, before, limit = 50 }: OutboxQuery,
): Promise<OutboxItem[]> {
  const conditions: [string, InValue | undefined][] = [
    ['channel = ?', channel],
    ['state = ?', state],
    ['endpoint_id = ?', endpointId],
    ['seq < ?', before],
  ];
  const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
  const rows = await db.read(
    `select * from outbox where merchant_id = ? ${given.map(([condition]) => `and ${condition}`).join(' ')} order by seq desc limit ?`,
    [merchantId, ...given.map(([, value]) => value), limit],
  );
  return rows.map(toItem);
}

export async function findOutboxItem(db: Db, merchantId: string, id: string): Promise<OutboxItem | null> {
  const row = await db.readOne('select * from outbox where merchant_id = ? and id = ?', [merchantId, id]);
  return row ? toItem(row) : null;
}

export type Lease = { channel: Channel; by: string; at: Instant; until: Instant; limit: number };

/** Takes what is due for one server alone; a lease that ran out, because its server died, is taken over. */
export async function leaseDue(db: Db, { channel, by, at, until, limit }: Lease): Promise<OutboxItem[]> {
  const free = '(leased_until is null or leased_until <= ?)';
  const due = `select id from outbox where state = 'waiting' and next_try_at <= ? and channel = ? and ${free} order by next_try_at, seq limit ?`;
  if ((await db.read(due, [at, channel, at, 1])).length === 0) return []; // looking costs no commit
  const [leased] = await db.write([
    sql(
      `update outbox set leased_until = ?, leased_by = ?, first_tried_at = coalesce(first_tried_at, ?) where id in (${due}) and state = 'waiting' and ${free} returning *`,
      until,
      by,
      at,
      at,
      channel,
      at,
      limit,
      at,
    ),
  ]);
  return (leased?.rows ?? []).map((row) => toItem(row as unknown as Row)); // the rows of this table
}

/** Gone, whoever holds the lease now. */
export const markSent = (id: string, at: Instant): Statement =>
  sql(`update outbox set state = 'sent', done_at = ?, last_error = null, ${FREE} where id = ? and state = 'waiting'`, at, id);

export const markFailed = (id: string, at: Instant, why: string): Statement =>
  sql(
    `update outbox set state = 'failed', tries = tries + 1, done_at = ?, last_error = ?, ${FREE} where id = ? and state = 'waiting'`,
    at,
    why.slice(0, 500),
    id,
  );

/** To be tried again; only by the server that holds it. */
export const postpone = (id: string, by: string, nextTryAt: Instant, why: string, tried: boolean): Statement =>
  sql(
    `update outbox set next_try_at = ?, last_error = ?, tries = tries + ?, ${FREE} where id = ? and leased_by = ?`,
    nextTryAt,
    why.slice(0, 500),
    Number(tried),
    id,
    by,
  );

/** The mail came back: the address did not take it after all. */
export const markBounced = (merchantId: string, id: string, why: string): Statement =>
  sql(
    "update outbox set state = 'bounced', last_error = ? where merchant_id = ? and id = ? and channel = 'mail' and state in ('sent', 'waiting')",
    why.slice(0, 500),
    merchantId,
    id,
  );

/** Somebody wants it tried again now, from the beginning. */
export const tryAgain = (merchantId: string, id: string, at: Instant): Statement =>
  sql(
    "update outbox set state = 'waiting', tries = iif(state = 'waiting', tries, 0), first_tried_at = iif(state = 'waiting', first_tried_at, null), next_try_at = ?, done_at = null where merchant_id = ? and id = ? and state <> 'sent'",
    at,
    merchantId,
    id,
  );

/** On a database of its own, a server that starts knows that nobody else holds anything. */
export const freeAllLeases = (): Statement => sql(`update outbox set ${FREE} where leased_until is not null`);

/** Delivered events are kept for a while, for those who look what came. Letters stay. */
export const forgetDelivered = (before: Instant): Statement =>
  sql(
    "delete from outbox where seq in (select seq from outbox where channel = 'webhook' and state = 'sent' and created_at < ? order by seq limit 1000)",
    before,
  );

const FREE = 'leased_until = null, leased_by = null';

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

const toItem = (row: Row): OutboxItem => ({
  seq: Number(row.seq),
  id: String(row.id),
  merchantId: String(row.merchant_id),
  channel: row.channel as Channel, // only this file and webhooks.ts write these columns
  topic: String(row.topic),
  caseId: text(row.case_id),
  endpointId: text(row.endpoint_id),
  state: row.state as OutboxState,
  tries: Number(row.tries),
  nextTryAt: text(row.next_try_at),
  firstTriedAt: text(row.first_tried_at),
  lastError: text(row.last_error),
  data: String(row.data),
  at: String(row.created_at),
  doneAt: text(row.done_at),
});
