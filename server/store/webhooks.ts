import type { Instant } from '#shared/contracts/basics.ts';
import type { StoredEvent } from './cases.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

/** Where a program of the merchant's wants to hear of events. `secret` is sealed; no `events` means all of them. */
export type WebhookEndpoint = {
  id: string;
  merchantId: string;
  url: string;
  events: string[];
  secret: string;
  cursor: number;
  createdAt: Instant;
  disabledAt: Instant | null;
  disabledBecause: string | null;
};

/** To be sent once more, unless it still waits. */
const AGAIN = `state = 'waiting', next_try_at = excluded.next_try_at, tries = 0, first_tried_at = null, done_at = null, last_error = null where state <> 'waiting'`;

/** What leaves: an event of a case by its `seq`, an alarm about a customer by its own; its words are read when it is sent, so that nothing erased is sent. */
export type WebhookData = { seq: number | null; careEvent?: number };

/** It hears of everything from now on. */
export const insertEndpoint = (endpoint: Omit<WebhookEndpoint, 'cursor' | 'disabledAt' | 'disabledBecause'>): Statement =>
  sql(
    `insert into webhook_endpoints values (?, ?, ?, ?, ?, (select coalesce(max(seq), 0) from case_events where merchant_id = ?), ?, null, null)`,
    endpoint.id,
    endpoint.merchantId,
    endpoint.url,
    JSON.stringify(endpoint.events),
    endpoint.secret,
    endpoint.merchantId,
    endpoint.createdAt,
  );

export async function listEndpoints(db: Db, merchantId: string): Promise<WebhookEndpoint[]> {
  return (await db.read('select * from webhook_endpoints where merchant_id = ? order by created_at, id', [merchantId])).map(toEndpoint);
}

export async function findEndpoint(db: Db, merchantId: string, id: string): Promise<WebhookEndpoint | null> {
  const row = await db.readOne('select * from webhook_endpoints where merchant_id = ? and id = ?', [merchantId, id]);
  return row ? toEndpoint(row) : null;
}

/** Its secret, its waiting and its delivered post go with it. */
export const deleteEndpoint = (merchantId: string, id: string): Statement[] => [
  sql('delete from outbox where merchant_id = ? and endpoint_id = ?', merchantId, id),
  sql('delete from webhook_endpoints where merchant_id = ? and id = ?', merchantId, id),
];

export const changeEndpoint = (
  merchantId: string,
  id: string,
  change: { url?: string | undefined; events?: string[] | undefined },
): Statement =>
  sql(
    'update webhook_endpoints set url = coalesce(?, url), events = coalesce(?, events) where merchant_id = ? and id = ?',
    change.url ?? null,
    change.events ? JSON.stringify(change.events) : null,
    merchantId,
    id,
  );

/** Hears again; what happened meanwhile comes too. */
export const enableEndpoint = ({ merchantId, id, disabledAt }: WebhookEndpoint, at: Instant): Statement[] => [
  sql('update webhook_endpoints set disabled_at = null, disabled_because = null where merchant_id = ? and id = ?', merchantId, id),
  ...(disabledAt === null ? [] : [queueCareAlarms(merchantId, { endpointId: id, since: disabledAt }, at)]),
];

/**
 * Puts alarms about customers who may be leaving again into the outbox, for whoever wants to hear of them: one alarm in the batch
 * that raises it, or all since a time for one endpoint. The same alarm to the same endpoint is the same message.
 */
export const queueCareAlarms = (
  merchantId: string,
  { careId = null, endpointId = null, since }: { careId?: string | null; endpointId?: string | null; since: Instant },
  at: Instant,
): Statement =>
  sql(
    `insert into outbox (id, merchant_id, channel, topic, endpoint_id, state, next_try_at, data, created_at)
     select replace(w.id, 'whe_', 'msg_') || '_care_' || e.seq, e.merchant_id, 'webhook', e.type, w.id, 'waiting', ?, json_object('seq', null, 'careEvent', e.seq), e.at
     from care_events e join webhook_endpoints w on w.merchant_id = e.merchant_id and w.disabled_at is null
     where e.merchant_id = ? and e.type = 'customer_slipping' and e.at >= ? and e.care_id = coalesce(?, e.care_id) and w.id = coalesce(?, w.id)
       and (w.events = '[]' or exists (select 1 from json_each(w.events) where value = e.type)) order by e.seq
     on conflict (id) do update set ${AGAIN}`,
    at,
    merchantId,
    since,
    careId,
    endpointId,
  );

/** Nothing more is sent there. The events stay where they are: enabled again, it hears of them by replay. */
export const disableEndpoint = (merchantId: string, id: string, at: Instant, because: string): Statement[] => [
  sql(
    'update webhook_endpoints set disabled_at = ?, disabled_because = ? where merchant_id = ? and id = ? and disabled_at is null',
    at,
    because.slice(0, 500),
    merchantId,
    id,
  ),
  sql(
    "update outbox set state = 'failed', done_at = ?, last_error = 'The endpoint is switched off.', leased_until = null, leased_by = null where merchant_id = ? and endpoint_id = ? and state = 'waiting'",
    at,
    merchantId,
    id,
  ),
];

export const insertPing = (endpoint: WebhookEndpoint, id: string, at: Instant): Statement =>
  sql(
    "insert into outbox (id, merchant_id, channel, topic, endpoint_id, state, next_try_at, data, created_at) values (?, ?, 'webhook', 'ping', ?, 'waiting', ?, ?, ?)",
    id,
    endpoint.merchantId,
    endpoint.id,
    at,
    JSON.stringify({ seq: null } satisfies WebhookData),
    at,
  );

/** Goes back to the first event at or after a time: all of them are sent once more, each under its old id. @returns how many events that are at most */
export async function replaySince(db: Db, endpoint: WebhookEndpoint, since: Instant, at: Instant, also: Statement[] = []): Promise<number> {
  const last = await db.readOne('select seq from case_events where merchant_id = ? and at < ? order by seq desc limit 1', [
    endpoint.merchantId,
    since,
  ]);
  const cursor = Number(last?.seq ?? 0);
  const [, alarms] = await db.write([
    sql('update webhook_endpoints set cursor = min(cursor, ?) where merchant_id = ? and id = ?', cursor, endpoint.merchantId, endpoint.id),
    queueCareAlarms(endpoint.merchantId, { endpointId: endpoint.id, since }, at),
    ...also,
  ]);
  const count = await db.readOne('select count(*) as n from (select 1 from case_events where merchant_id = ? and seq > ? limit 10000)', [
    endpoint.merchantId,
    cursor,
  ]);
  return Math.min(Number(count?.n ?? 0) + (alarms?.rowsAffected ?? 0), 10_000);
}

/** Endpoints that have not heard of everything yet, of every merchant. */
export async function listBehind(db: Db, limit = 50): Promise<WebhookEndpoint[]> {
  const rows = await db.read(
    'select * from webhook_endpoints e where disabled_at is null and cursor < (select coalesce(max(seq), 0) from case_events where merchant_id = e.merchant_id) limit ?',
    [limit],
  );
  return rows.map(toEndpoint);
}

/**
 * Puts the next events into the outbox for one endpoint, and moves its cursor, in one batch: done twice at once, by two
 * servers, it is done once.
 *
 * @returns how many events it looked at
 */
export async function takeNextEvents(db: Db, endpoint: WebhookEndpoint, at: Instant, limit: number): Promise<number> {
  const events = await db.read<{ seq: number; type: string; case_id: string; at: string }>(
    'select seq, type, case_id, at from case_events where merchant_id = ? and seq > ? order by seq limit ?',
    [endpoint.merchantId, endpoint.cursor, limit],
  );
  const newest = events.at(-1)?.seq;
  if (newest === undefined) return 0;
  const wanted = events
    .filter(({ type }) => endpoint.events.length === 0 || endpoint.events.includes(type))
    .map((event) => ({ ...event, id: messageIdOf(endpoint.id, event.seq) }));
  await db.write([
    sql(
      `insert into outbox (id, merchant_id, channel, topic, case_id, endpoint_id, state, next_try_at, data, created_at)
       select value ->> 'id', ?, 'webhook', value ->> 'type', value ->> 'case_id', ?, 'waiting', ?, json_object('seq', value ->> 'seq'), value ->> 'at' from json_each(?)
       where exists (select 1 from webhook_endpoints where id = ? and cursor = ?)
       on conflict (id) do update set ${AGAIN}`,
      endpoint.merchantId,
      endpoint.id,
      at,
      JSON.stringify(wanted),
      endpoint.id,
      endpoint.cursor,
    ),
    sql('update webhook_endpoints set cursor = ? where id = ? and cursor = ?', newest, endpoint.id, endpoint.cursor),
  ]);
  return events.length;
}

/** The same event to the same endpoint is the same message, however often it is sent. */
const messageIdOf = (endpointId: string, seq: number): string => `${endpointId.replace(/^whe_/, 'msg_')}_${seq}`;

export type NumberedEvent = StoredEvent & { caseId: string };

/** The merchant's events by number, oldest first. */
export async function listEventsAfter(db: Db, merchantId: string, after: number, limit: number): Promise<NumberedEvent[]> {
  const rows = await db.read('select seq, number, case_id, data from case_events where merchant_id = ? and seq > ? order by seq limit ?', [
    merchantId,
    after,
    limit,
  ]);
  return rows.map((row) => ({
    seq: Number(row.seq),
    number: Number(row.number),
    caseId: String(row.case_id),
    event: JSON.parse(String(row.data)) as StoredEvent['event'],
  })); // written by cases.ts from this type
}

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

const toEndpoint = (row: Row): WebhookEndpoint => ({
  id: String(row.id),
  merchantId: String(row.merchant_id),
  url: String(row.url),
  events: JSON.parse(String(row.events)) as string[], // only insertEndpoint and changeEndpoint write it
  secret: String(row.secret),
  cursor: Number(row.cursor),
  createdAt: String(row.created_at),
  disabledAt: text(row.disabled_at),
  disabledBecause: text(row.disabled_because),
});
