import type { Instant } from '#shared/contracts/basics.ts';
import type { WATCH_KINDS, WATCH_STATES, WatchQuery } from '#shared/contracts/watch.ts';
import type { Buying, BuyingModel, Weighted } from '#server/domain/bg-nbd.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { Finding, WatchedOrder } from '#server/domain/watch.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

export type WatchItem = {
  id: string;
  customerId: string;
  kind: (typeof WATCH_KINDS)[number];
  state: (typeof WATCH_STATES)[number];
  figures: Finding['figures'];
  worth: { amount: number; currency: string } | null;
  note: string | null;
  handledBy: string | null;
  handledAt: Instant | null;
  foundAt: Instant;
  version: number;
};
export type Model = BuyingModel & { lnLikelihood: number; customers: number };
export type Look = { finishedAt: Instant | null; wantedAt: Instant | null; customers: number; model: Model | null };
export type Found = { customerId: string; finding: Finding; worth: WatchItem['worth'] };
export type Odds = Buying & { customerId: string };

/** What was handled comes back when it still shows after so long. */
const AGAIN_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/** The watch list. Bound to one merchant. */
export function createWatchStore(db: Db, merchantId: string) {
  /** The most valuable first. */
  async function list(query: WatchQuery & { after?: [worth: number, id: string] | undefined }): Promise<WatchItem[]> {
    const conditions: [string, InValue | undefined][] = [['kind = ?', query.kind]];
    const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
    const rows = await db.read(
      `select * from watch_items where ${['merchant_id = ?', 'state = ?', ...given.map(([one]) => one), ...(query.after ? ['(-worth, id) > (?, ?)'] : [])].join(' and ')}
       order by worth desc, id limit ?`,
      [merchantId, query.state, ...given.map(([, value]) => value), ...(query.after ? [-query.after[0], query.after[1]] : []), query.limit],
    );
    return rows.map(toItem);
  }

  /** @throws watch_item.not_found */
  async function find(id: string): Promise<WatchItem> {
    const row = await db.readOne('select * from watch_items where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('watch_item.not_found', 'There is no such finding.');
    return toItem(row);
  }

  /** Fails as a taken key when somebody handled it since `before` was read: nothing of the batch is written then. */
  const handled = (
    before: WatchItem,
    { state, note, by, at }: { state: WatchItem['state']; note: string | null; by: string | null; at: Instant },
  ): Statement[] => [
    sql(
      'insert into watch_items select * from watch_items where merchant_id = ? and id = ? and version <> ?',
      merchantId,
      before.id,
      before.version,
    ),
    sql(
      'update watch_items set state = ?, note = ?, handled_by = ?, handled_at = ?, version = version + 1 where merchant_id = ? and id = ?',
      state,
      note,
      state === 'open' ? null : by,
      state === 'open' ? null : at,
      merchantId,
      before.id,
    ),
  ];

  async function oddsOf(customerIds: string[]): Promise<Map<string, { alive: number; expected: number }>> {
    const rows = await db.read(
      'select customer_id, alive, expected from buying_odds where merchant_id = ? and alive is not null and customer_id in (select value from json_each(?))',
      [merchantId, JSON.stringify(customerIds)],
    );
    return new Map(rows.map((row) => [String(row.customer_id), { alive: Number(row.alive), expected: Number(row.expected) }]));
  }

  async function readLook(): Promise<Look> {
    const row = await db.readOne('select * from watch_looks where merchant_id = ?', [merchantId]);
    return {
      finishedAt: row?.finished_at ? String(row.finished_at) : null,
      wantedAt: row?.wanted_at ? String(row.wanted_at) : null,
      customers: Number(row?.customers ?? 0),
      model: row?.model ? (JSON.parse(String(row.model)) as Model) : null, // written by finishLook alone
    };
  }

  const wantLook = (at: Instant): Statement =>
    sql(
      'insert into watch_looks (merchant_id, wanted_at) values (?, ?) on conflict (merchant_id) do update set wanted_at = excluded.wanted_at',
      merchantId,
      at,
    );

  const finishLook = (startedAt: Instant, at: Instant, customers: number, model: Model | null): Statement[] => [
    sql(
      `insert into watch_looks (merchant_id, started_at, finished_at, customers, model) values (?, ?, ?, ?, ?) on conflict (merchant_id) do update set
       started_at = excluded.started_at, finished_at = excluded.finished_at, customers = excluded.customers, model = excluded.model,
       wanted_at = iif(wanted_at <= excluded.started_at, null, wanted_at)`,
      merchantId,
      startedAt,
      at,
      customers,
      model && JSON.stringify(model),
    ),
    // What no longer shows is over.
    sql(
      `update watch_items set state = 'over', version = version + 1 where merchant_id = ? and state = 'open' and seen_at < ?`,
      merchantId,
      startedAt,
    ),
    sql('delete from buying_odds where merchant_id = ? and at < ?', merchantId, startedAt),
  ];

  /** Customers with orders, some at a time, and what they bought since a day, oldest order first. */
  async function listOrders(
    after: string,
    limit: number,
    since: Instant,
  ): Promise<Map<string, { orders: WatchedOrder[]; hasLeft: boolean }>> {
    const rows = await db.read(
      `with some as (select distinct customer_id from orders where merchant_id = ?1 and customer_id > ?2 order by customer_id limit ?3)
       select o.customer_id, o.at, o.total, o.currency, o.range, (select json_group_array(value ->> 'range') from json_each(o.items) where value ->> 'range' is not null) as ranges,
         exists (select 1 from departures d where d.merchant_id = ?1 and d.customer_id = o.customer_id and d.returned_at is null) as gone
       from orders o join some on some.customer_id = o.customer_id join customers c on c.id = o.customer_id and c.erased_at is null
       where o.merchant_id = ?1 and o.at >= ?4 order by o.customer_id, o.at`,
      [merchantId, after, limit, since],
    );
    const found = new Map<string, { orders: WatchedOrder[]; hasLeft: boolean }>();
    for (const row of rows) {
      const id = String(row.customer_id);
      const one = found.get(id) ?? { orders: [], hasLeft: row.gone === 1 };
      const ranges = row.ranges ? (JSON.parse(String(row.ranges)) as string[]) : [];
      one.orders.push({
        at: String(row.at),
        amount: Number(row.total),
        currency: String(row.currency),
        ranges: [...new Set([...ranges, ...(row.range === null ? [] : [String(row.range)])])],
      });
      found.set(id, one);
    }
    return found;
  }

  /** The last customer of such a slice, so that the next begins after them; null at the end. */
  async function lastOf(after: string, limit: number): Promise<string | null> {
    const row = await db.readOne(
      'select max(customer_id) as last from (select distinct customer_id from orders where merchant_id = ? and customer_id > ? order by customer_id limit ?)',
      [merchantId, after, limit],
    );
    return row?.last == null ? null : String(row.last);
  }

  /** New findings, and new figures of known ones; what was handled long ago and still shows is open again. */
  const put = (found: Found[], at: Instant, newId: (prefix: string) => string): Statement =>
    sql(
      `insert into watch_items (id, merchant_id, customer_id, kind, state, figures, worth, currency, found_at, seen_at, version)
       select value ->> 0, ?, value ->> 1, value ->> 2, 'open', value -> 3 ->> '$', value ->> 4, value ->> 5, ?, ?, 1 from json_each(?) where true
       on conflict (merchant_id, customer_id, kind) do update set figures = excluded.figures, worth = excluded.worth, currency = excluded.currency, seen_at = excluded.seen_at,
         found_at = iif(state = 'over' or (state <> 'open' and handled_at < ?), excluded.found_at, found_at),
         state = iif(state = 'over' or (state <> 'open' and handled_at < ?), 'open', state), version = version + 1`,
      merchantId,
      at,
      at,
      JSON.stringify(
        found.map(({ customerId, finding, worth }) => [
          newId('watch'),
          customerId,
          finding.kind,
          JSON.stringify(finding.figures),
          worth?.amount ?? 0,
          worth?.currency ?? null,
        ]),
      ),
      ...Array.from({ length: 2 }, () => new Date(Date.parse(at) - AGAIN_AFTER_DAYS * DAY_MS).toISOString()),
    );

  const putBuying = (all: Odds[], at: Instant): Statement =>
    sql(
      `insert or replace into buying_odds (merchant_id, customer_id, repeats, recency_weeks, age_weeks, at)
       select ?, value ->> 0, value ->> 1, cast(value ->> 2 as real), cast(value ->> 3 as real), ? from json_each(?)`,
      merchantId,
      at,
      JSON.stringify(all.map(({ customerId, repeats, recency, age }) => [customerId, repeats, recency, age])),
    );

  /** Histories as the model needs them, alike ones together; of very many customers every so-manieth. */
  async function listHistories(most: number): Promise<Weighted[]> {
    const counted = await db.readOne('select count(*) as n from buying_odds where merchant_id = ?', [merchantId]);
    const rows = await db.read(
      `select repeats, recency_weeks, age_weeks, count(*) as n from buying_odds where merchant_id = ? and rowid % ? = 0 group by repeats, recency_weeks, age_weeks`,
      [merchantId, Math.max(1, Math.ceil(Number(counted?.n) / most))],
    );
    return rows.map((row) => ({ ...toBuying(row), count: Number(row.n) }));
  }

  async function listBuying(after: string, limit: number): Promise<Odds[]> {
    const rows = await db.read('select * from buying_odds where merchant_id = ? and customer_id > ? order by customer_id limit ?', [
      merchantId,
      after,
      limit,
    ]);
    return rows.map((row) => ({ customerId: String(row.customer_id), ...toBuying(row) }));
  }

  // An insert that never inserts: `update … from json_each` reads the whole list again for every row of the table.
  const putOdds = (all: { customerId: string; alive: number; expected: number }[]): Statement =>
    sql(
      `insert into buying_odds (merchant_id, customer_id, repeats, recency_weeks, age_weeks, at, alive, expected)
       select known.merchant_id, known.customer_id, 0, 0.0, 0.0, '', cast(given.value ->> 1 as real), cast(given.value ->> 2 as real)
       from json_each(?) as given cross join buying_odds known where known.merchant_id = ? and known.customer_id = given.value ->> 0
       on conflict (merchant_id, customer_id) do update set alive = excluded.alive, expected = excluded.expected`,
      JSON.stringify(all.map(({ customerId, alive, expected }) => [customerId, alive, expected])),
      merchantId,
    );

  return {
    list,
    find,
    handled,
    oddsOf,
    readLook,
    wantLook,
    finishLook,
    listOrders,
    lastOf,
    put,
    putBuying,
    listHistories,
    listBuying,
    putOdds,
  };
}

/** Merchants whose orders are to be looked over: asked for, or not since that day. */
export async function listLooksDue(db: Db, before: Instant): Promise<string[]> {
  const rows = await db.read(
    `select m.id from merchants m left join watch_looks w on w.merchant_id = m.id
     where (w.wanted_at is not null or w.finished_at is null or w.finished_at < ?) and exists (select 1 from orders o where o.merchant_id = m.id limit 1) limit 10`,
    [before],
  );
  return rows.map((row) => String(row.id));
}

const toBuying = (row: Row): Buying => ({ repeats: Number(row.repeats), recency: Number(row.recency_weeks), age: Number(row.age_weeks) });

/** Only this file writes these columns, from these same types. */
const toItem = (row: Row): WatchItem => ({
  id: String(row.id),
  customerId: String(row.customer_id),
  kind: row.kind as WatchItem['kind'],
  state: row.state as WatchItem['state'],
  figures: JSON.parse(String(row.figures)) as WatchItem['figures'],
  worth: row.currency === null ? null : { amount: Number(row.worth), currency: String(row.currency) },
  note: row.note === null ? null : String(row.note),
  handledBy: row.handled_by === null ? null : String(row.handled_by),
  handledAt: row.handled_at === null ? null : String(row.handled_at),
  foundAt: String(row.found_at),
  version: Number(row.version),
});
