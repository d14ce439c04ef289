import type { Instant, Money } from '#shared/contracts/basics.ts';
import { reasonsOfSegment } from '#server/domain/cancellation.ts';
import { type Departure, returned, type WayOfLeaving, type WinBackDecision } from '#server/domain/departure.ts';
import { DomainError } from '#server/domain/errors.ts';
import { countsAsSql } from './counts-as.ts';
import { type Db, type InValue, isTaken, type Row, type Statement, sql } from './db.ts';
import { departureRolledUp } from './rollups.ts';

export type DepartureStore = ReturnType<typeof createDepartureStore>;
export type DepartureQuery = {
  from?: Instant | undefined;
  /** Not included. */
  to?: Instant | undefined;
  /** One, or several with commas between them. */
  reason?: string | undefined;
  way?: WayOfLeaving | undefined;
  /** Revenue per month, in minor units of any currency. */
  valueAtLeast?: number | undefined;
  returned?: boolean | undefined;
  /** `none`: nobody decided yet. */
  decision?: WinBackDecision | 'none' | undefined;
  segment?: 'avoidable' | 'unavoidable' | 'not_right_for_us' | undefined;
  customerId?: string | undefined;
  cursor?: string | undefined;
  limit?: number;
};

const TRIES = 8;
const PAGE = 50;

/** Bound to one merchant. Whatever is written here is added up in the same batch. */
export function createDepartureStore(db: Db, merchantId: string) {
  async function find(id: string): Promise<Departure> {
    const row = await db.readOne('select * from departures where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('departure.not_found', 'There is no such departure.');
    return toDeparture(row);
  }

  /** The departure of somebody who has not come back. */
  async function findOpen(customerId: string): Promise<Departure | null> {
    const row = await db.readOne(
      'select * from departures where merchant_id = ? and customer_id = ? and returned_at is null order by at desc limit 1',
      [merchantId, customerId],
    );
    return row ? toDeparture(row) : null;
  }

  /** All departures of some customers, oldest first. */
  async function listOf(customerIds: string[]): Promise<Departure[]> {
    if (customerIds.length === 0) return [];
    const rows = await db.read(
      'select * from departures where merchant_id = ? and customer_id in (select value from json_each(?)) order by customer_id, at',
      [merchantId, JSON.stringify(customerIds)],
    );
    return rows.map(toDeparture);
  }

  /** Fails as a taken key when this customer left at this very moment already. */
  const create = (departure: Departure): Statement[] => [
    sql(`insert into departures (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`, ...valuesOf(merchantId, departure)),
    ...departureRolledUp(merchantId, null, departure),
  ];

  /** Fails as a taken key when somebody changed it since `before` was read: nothing of the batch is written then. */
  function changed(before: Departure, after: Departure, at: Instant): Statement[] {
    const next: Departure = { ...after, updatedAt: at, version: before.version + 1 };
    return [
      // Copies the row onto its own key, and so fails, unless it is still as it was read.
      sql(
        'insert into departures select * from departures where merchant_id = ? and id = ? and version <> ?',
        merchantId,
        before.id,
        before.version,
      ),
      sql(
        `update departures set ${COLUMNS.map((column) => `${column} = ?`).join(', ')} where merchant_id = ? and id = ?`,
        ...valuesOf(merchantId, next),
        merchantId,
        before.id,
      ),
      ...departureRolledUp(merchantId, before, next),
    ];
  }

  /** The one way to change a departure; tried again when somebody was faster. @throws departure.not_found, and what `decide` refuses with */
  async function change(
    id: string,
    decide: (before: Departure) => Departure | Promise<Departure>,
    at: Instant,
    also: Statement[] = [],
  ): Promise<Departure> {
    for (let tried = 1; ; tried++) {
      const before = await find(id);
      const after = await decide(before);
      if (JSON.stringify(after) === JSON.stringify(before)) return before;
      try {
        await db.write([...changed(before, after, at), ...also]);
        return await find(id);
      } catch (error) {
        if (!isTaken(error) || tried === TRIES) throw error;
      }
    }
  }

  /** They came back at `at`: statements for the batch of whatever shows it. */
  const returnOf = (before: Departure, at: Instant, now: Instant): Statement[] => changed(before, returned(before, at), now);

  /** Latest first. */
  async function list(query: DepartureQuery): Promise<{ items: Departure[]; nextCursor: string | null }> {
    const after = query.cursor ? readCursor(query.cursor) : null;
    const conditions: [string, InValue[] | undefined][] = [
      ['at >= ?', query.from === undefined ? undefined : [query.from]],
      ['at < ?', query.to === undefined ? undefined : [query.to]],
      // One reason is looked up in its index; several are looked for on the way down the list, so that its order needs no sorting.
      query.reason?.includes(',')
        ? ['+reason in (select value from json_each(?))', [JSON.stringify(query.reason.split(','))]]
        : ['reason = ?', query.reason === undefined ? undefined : [query.reason]],
      ['way = ?', query.way === undefined ? undefined : [query.way]],
      ['revenue >= ?', query.valueAtLeast === undefined ? undefined : [query.valueAtLeast]],
      query.segment === 'not_right_for_us'
        ? ["decision = 'not_right_for_us'", []]
        : [
            `decision is not 'not_right_for_us' and ${countsAsSql('reason')} in (select value from json_each(?))`,
            query.segment && [JSON.stringify(reasonsOfSegment(query.segment))],
          ],
      ['customer_id = ?', query.customerId === undefined ? undefined : [query.customerId]],
      [`returned_at is ${query.returned ? 'not ' : ''}null`, query.returned === undefined ? undefined : []],
      query.decision === 'none' ? ['decision is null', []] : ['decision = ?', query.decision === undefined ? undefined : [query.decision]],
      ['(at, id) < (?, ?)', after ?? undefined],
    ];
    const given = conditions.filter((one): one is [string, InValue[]] => one[1] !== undefined);
    const limit = query.limit ?? PAGE;
    const rows = await db.read(
      `select * from departures where ${['merchant_id = ?', ...given.map(([condition]) => condition)].join(' and ')} order by at desc, id desc limit ?`,
      [merchantId, ...given.flatMap(([, values]) => values), limit + 1],
    );
    const items = rows.slice(0, limit).map(toDeparture);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? writeCursor(last) : null };
  }

  /** How many left since then, and how many customers there are who have not left. */
  async function countSince(since: Instant): Promise<{ left: number; customers: number }> {
    const row = await db.readOne(
      `select (select count(*) from departures where merchant_id = ? and at >= ?) as gone,
       (select count(*) from customers where merchant_id = ?) - (select count(*) from departures where merchant_id = ? and returned_at is null) as staying`,
      [merchantId, since, merchantId, merchantId],
    );
    return { left: Number(row?.gone), customers: Math.max(0, Number(row?.staying)) };
  }

  return { find, findOpen, listOf, create, changed, change, returnOf, list, countSince };
}

const COLUMNS = [
  'id',
  'merchant_id',
  'customer_id',
  'at',
  'reason',
  'reason_text',
  'way',
  'revenue',
  'lifetime_value',
  'currency',
  'note',
  'case_id',
  'returned_at',
  'decision',
  'decision_why',
  'decided_by',
  'decided_at',
  'created_at',
  'updated_at',
  'version',
];

const valuesOf = (merchantId: string, one: Departure): InValue[] => [
  one.id,
  merchantId,
  one.customerId,
  one.at,
  one.reason,
  one.reasonText,
  one.way,
  one.revenue?.amount ?? null,
  one.lifetimeValue?.amount ?? null,
  one.revenue?.currency ?? one.lifetimeValue?.currency ?? null,
  one.note,
  one.caseId,
  one.returnedAt,
  one.decision?.what ?? null,
  one.decision?.why ?? null,
  one.decision?.by ?? null,
  one.decision?.at ?? null,
  one.createdAt,
  one.updatedAt,
  one.version,
];

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** Only this file writes these columns, from these same types. */
function toDeparture(row: Row): Departure {
  const money = (amount: InValue | undefined): Money | null =>
    amount === null || amount === undefined ? null : { amount: Number(amount), currency: String(row.currency) };
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    at: String(row.at),
    reason: text(row.reason),
    reasonText: text(row.reason_text),
    way: String(row.way) as WayOfLeaving,
    revenue: money(row.revenue),
    lifetimeValue: money(row.lifetime_value),
    note: text(row.note),
    caseId: text(row.case_id),
    returnedAt: text(row.returned_at),
    decision: row.decision
      ? {
          what: String(row.decision) as WinBackDecision,
          why: text(row.decision_why),
          by: text(row.decided_by),
          at: String(row.decided_at),
        }
      : null,
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
    version: Number(row.version),
  };
}

const writeCursor = ({ at, id }: Departure): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

function readCursor(cursor: string): [string, string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof at === 'string' && typeof id === 'string') return [at, id];
  } catch {
    // told below
  }
  throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
}
