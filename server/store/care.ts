import type { Instant } from '#shared/contracts/basics.ts';
import {
  type Care,
  type CareChange,
  type CareEvent,
  type CareState,
  nextCheckIn,
  type Rhythm,
  rhythmOf,
  type Seen,
} from '#server/domain/care.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, isTaken, type Row, type Statement, sql } from './db.ts';

export type NumberedCareEvent = CareEvent & { number: number };
export type CareStore = ReturnType<typeof createCareStore>;
const TRIES = 5;
const ORDERS_LOOKED_AT = 500;

/** Those who came back. Bound to one merchant. */
export function createCareStore(db: Db, merchantId: string) {
  /** @throws care.not_found */
  async function find(id: string): Promise<Care> {
    const row = await db.readOne('select data, version from cares where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('care.not_found', 'Nobody of that name is being looked after.');
    return toCare(row);
  }

  async function list(query: {
    state?: CareState | undefined;
    owner?: string | undefined;
    after?: string | undefined;
    customerId?: string;
    limit: number;
  }): Promise<Care[]> {
    const conditions: [string, string | undefined][] = [
      ['state = ?', query.state],
      ['owner = ?', query.owner],
      ['customer_id = ?', query.customerId],
      ['id > ?', query.after],
    ];
    const given = conditions.filter((one): one is [string, string] => one[1] !== undefined);
    const rows = await db.read(
      `select data, version from cares where ${['merchant_id = ?', ...given.map(([one]) => one)].join(' and ')} order by id limit ?`,
      [merchantId, ...given.map(([, value]) => value), query.limit],
    );
    return rows.map(toCare);
  }

  /** Check-ins of somebody's that are due up to a day. */
  async function listDue(owner: string, until: Instant): Promise<Care[]> {
    const rows = await db.read(
      `select data, version from cares where merchant_id = ? and owner = ? and state in ('watching', 'slipping') and (next_at <= ? or state = 'slipping') order by next_at, id limit 100`,
      [merchantId, owner, until],
    );
    return rows.map(toCare);
  }

  async function listEvents(careId: string): Promise<NumberedCareEvent[]> {
    const rows = await db.read('select * from care_events where merchant_id = ? and care_id = ? order by number', [merchantId, careId]);
    return rows.map(toEvent);
  }

  /** One event by its number among all of the merchant's. */
  async function findEvent(seq: number): Promise<{ care: Care; event: NumberedCareEvent } | null> {
    const row = await db.readOne('select * from care_events where merchant_id = ? and seq = ?', [merchantId, seq]);
    return row ? { care: await find(String(row.care_id)), event: toEvent(row) } : null;
  }

  /** Writes nothing when this return is looked after already. */
  const begin = ({ after, events }: CareChange, at: Instant): Statement[] => [
    sql(
      'insert into cares values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (merchant_id, departure_id) do nothing',
      after.id,
      merchantId,
      after.customerId,
      after.departureId,
      after.owner,
      after.state,
      after.startedAt,
      after.endsAt,
      nextCheckIn(after)?.dueAt ?? null,
      JSON.stringify(after),
      events.length,
      at,
    ),
    ...remember(after.id, events, 0),
  ];

  const remove = (id: string): Statement[] => [
    sql('delete from care_events where merchant_id = ? and care_id = ?', merchantId, id),
    sql('delete from cares where merchant_id = ? and id = ?', merchantId, id),
  ];

  const remember = (id: string, events: CareEvent[], from: number): Statement[] =>
    events.map(({ type, at, by, data }, i) =>
      sql(
        `insert into care_events (merchant_id, care_id, number, type, at, by_id, data)
         select merchant_id, id, ?, ?, ?, ?, ? from cares where merchant_id = ? and id = ?`,
        from + 1 + i,
        type,
        at,
        by,
        JSON.stringify(data),
        merchantId,
        id,
      ),
    );

  /** The one way to change a care; an unlogged change cannot be written. @throws care.changed_meanwhile, care.not_found */
  async function change(
    id: string,
    decide: (before: Care) => CareChange | Promise<CareChange>,
    at: Instant,
    version?: number,
    also: (change: CareChange) => Statement[] | Promise<Statement[]> = () => [],
  ): Promise<Care> {
    for (let tried = 1; ; tried++) {
      const before = await find(id);
      if (version !== undefined && version !== before.version) throw changedMeanwhile();
      const changed = await decide(before);
      if (changed.events.length === 0) {
        if (JSON.stringify(changed.after) !== JSON.stringify(before))
          await db.write([
            sql(
              'update cares set data = ?, updated_at = ? where merchant_id = ? and id = ? and version = ?',
              JSON.stringify(changed.after),
              at,
              merchantId,
              id,
              before.version,
            ),
          ]);
        return changed.after;
      }
      const next = { ...changed.after, version: before.version + changed.events.length };
      try {
        await db.write([
          ...remember(id, changed.events, before.version),
          sql(
            'update cares set owner = ?, state = ?, next_at = ?, data = ?, version = ?, updated_at = ? where merchant_id = ? and id = ?',
            next.owner,
            next.state,
            nextCheckIn(next)?.dueAt ?? null,
            JSON.stringify(next),
            next.version,
            at,
            merchantId,
            id,
          ),
          ...(await also(changed)),
        ]);
        return next;
      } catch (error) {
        if (!isTaken(error)) throw error;
        if (version !== undefined || tried === TRIES) throw changedMeanwhile();
      }
    }
  }

  /** How they bought before a day. */
  async function rhythmBefore(customerId: string, at: Instant): Promise<Rhythm> {
    const rows = await db.read(
      'select at, total, currency from orders where merchant_id = ? and customer_id = ? and at < ? order by at desc limit ?',
      [merchantId, customerId, at, ORDERS_LOOKED_AT],
    );
    return rhythmOf(rows.map(toOrder));
  }

  /** Who of us spoke to them last. */
  async function lastCallerOf(customerId: string): Promise<string | null> {
    const row = await db.readOne(`select (${LAST_CALLER}) as owner from customers c where c.merchant_id = ? and c.id = ?`, [
      merchantId,
      customerId,
    ]);
    return (row?.owner as string | null | undefined) ?? null;
  }

  /** What happened since they came back. */
  async function seenSince({ customerId, departureId, startedAt }: Pick<Care, 'customerId' | 'departureId' | 'startedAt'>): Promise<Seen> {
    const [orders, complaints, broken, left] = await Promise.all([
      db.read('select at, total, currency from orders where merchant_id = ? and customer_id = ? and at >= ? order by at desc limit ?', [
        merchantId,
        customerId,
        startedAt,
        ORDERS_LOOKED_AT,
      ]),
      db.read(
        `select number, opened_at as at from cases where merchant_id = ? and customer_id = ? and kind = 'complaint' and opened_at >= ? and coalesce(outcome, '') not in ('spam', 'duplicate') order by opened_at limit 50`,
        [merchantId, customerId, startedAt],
      ),
      db.read(
        `select c.number, e.at from cases c join case_events e on e.case_id = c.id where c.merchant_id = ? and c.customer_id = ? and e.type = 'promise_broken' and e.at >= ? order by e.at limit 50`,
        [merchantId, customerId, startedAt],
      ),
      db.readOne(
        'select min(at) as at from departures where merchant_id = ? and customer_id = ? and id <> ? and at >= ? and returned_at is null',
        [merchantId, customerId, departureId, startedAt],
      ),
    ]);
    const numbered = (row: Row) => ({ number: String(row.number), at: String(row.at) });
    return {
      orders: orders.map(toOrder),
      complaints: complaints.map(numbered),
      brokenPromises: broken.map(numbered),
      leftAt: left?.at ? String(left.at) : null,
    };
  }

  /** Returns since a day that nobody looks after yet, with who spoke to them last. */
  async function listUncared(
    since: Instant,
    limit: number,
  ): Promise<{ departureId: string; customerId: string; returnedAt: Instant; owner: string | null }[]> {
    const rows = await db.read(
      `select d.id, d.customer_id, d.returned_at, (${LAST_CALLER}) as owner
       from departures d join customers c on c.id = d.customer_id and c.erased_at is null
       where d.merchant_id = ? and d.returned_at >= ? and not exists (select 1 from cares where cares.merchant_id = d.merchant_id and cares.departure_id = d.id) limit ?`,
      [merchantId, since, limit],
    );
    return rows.map((row) => ({
      departureId: String(row.id),
      customerId: String(row.customer_id),
      returnedAt: String(row.returned_at),
      owner: row.owner === null ? null : String(row.owner),
    }));
  }

  return { find, list, listDue, listEvents, findEvent, begin, remove, change, rhythmBefore, lastCallerOf, seenSince, listUncared };
}

/** Of the customer `c`. */
const LAST_CALLER =
  'select done_by from rescue_calls k where k.merchant_id = c.merchant_id and k.customer_id = c.id and k.contacted_at is not null order by k.seq desc limit 1';

const changedMeanwhile = () => new DomainError('care.changed_meanwhile', 'Somebody else changed this meanwhile. Look at it again.');
const toOrder = (row: Row) => ({ at: String(row.at), amount: Number(row.total), currency: String(row.currency) });
const toEvent = (row: Row): NumberedCareEvent => ({
  number: Number(row.number),
  type: row.type as CareEvent['type'], // written by this file alone
  at: String(row.at),
  by: row.by_id === null ? null : String(row.by_id),
  data: JSON.parse(String(row.data)) as Record<string, unknown>,
});
const toCare = (row: Row): Care => ({ ...(JSON.parse(String(row.data)) as Care), version: Number(row.version) }); // written by this file alone
