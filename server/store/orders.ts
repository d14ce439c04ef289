import type { Instant, Money } from '#shared/contracts/basics.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

export type OrderItem = { sku?: string | undefined; range?: string | undefined; quantity: number; total: number };
/** What a customer bought. Totals of items are minor units of the order's currency. */
export type Order = {
  externalId: string;
  customerId: string;
  at: Instant;
  total: Money;
  range: string | null;
  items: OrderItem[] | null;
};
export type OrderStore = ReturnType<typeof createOrderStore>;

/** Bound to one merchant. */
export function createOrderStore(db: Db, merchantId: string) {
  async function find(externalId: string): Promise<Order | null> {
    const row = await db.readOne('select * from orders where merchant_id = ? and external_id = ?', [merchantId, externalId]);
    return row ? toOrder(row) : null;
  }

  /** Some orders by the merchant's own numbers. One row of JSON: hundreds of rows cost more to hand over than to find. */
  async function listByIds(externalIds: string[]): Promise<Map<string, Order>> {
    const row = await db.readOne(
      `select json_group_array(json_array(external_id, customer_id, at, total, currency, range, items)) as orders
       from orders where merchant_id = ? and external_id in (select value from json_each(?))`,
      [merchantId, JSON.stringify(externalIds)],
    );
    const rows = JSON.parse(String(row?.orders)) as [string, string, string, number, string, string | null, string | null][]; // the columns named above
    return new Map(
      rows.map(([externalId, customerId, at, amount, currency, range, items]) => [
        externalId,
        {
          externalId,
          customerId,
          at,
          total: { amount, currency },
          range,
          items: items === null ? null : (JSON.parse(items) as OrderItem[]),
        },
      ]),
    );
  }

  /** Latest first. @param before only orders older than this place in the list */
  async function listOf(customerId: string, limit: number, before?: [at: string, row: number]): Promise<(Order & { row: number })[]> {
    const rows = await db.read(
      `select * from orders where merchant_id = ? and customer_id = ? ${before ? 'and (at, id) < (?, ?)' : ''} order by at desc, id desc limit ?`,
      [merchantId, customerId, ...(before ?? []), limit],
    );
    return rows.map((row) => ({ ...toOrder(row), row: Number(row.id) }));
  }

  /** New orders, and what is different about known ones, in one statement. */
  const put = (orders: Order[], at: Instant): Statement =>
    sql(
      `insert into orders (merchant_id, external_id, customer_id, at, total, currency, range, items, updated_at)
       select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value -> 6 ->> '$', ? from json_each(?) where true
       on conflict (merchant_id, external_id) do update set customer_id = excluded.customer_id, at = excluded.at, total = excluded.total,
         currency = excluded.currency, range = excluded.range, items = excluded.items, updated_at = excluded.updated_at`,
      merchantId,
      at,
      JSON.stringify(
        orders.map(({ externalId, customerId, at: when, total, range, items }) => [
          externalId,
          customerId,
          when,
          total.amount,
          total.currency,
          range,
          items && JSON.stringify(items),
        ]),
      ),
    );

  /**
   * What each bought between two moments, added up by currency, most orders first.
   *
   * @param spans `until` is not included
   */
  async function sumsOf(
    spans: { customerId: string; from: Instant; until: Instant }[],
  ): Promise<Map<string, (Money & { orders: number })[]>> {
    if (spans.length === 0) return new Map();
    const rows = await db.read(
      `select span.key as place, o.currency, sum(o.total) as total, count(*) as orders from json_each(?) span
       join orders o on o.merchant_id = ? and o.customer_id = span.value ->> 0 and o.at >= span.value ->> 1 and o.at < span.value ->> 2
       group by span.key, o.currency order by orders desc, o.currency`,
      [JSON.stringify(spans.map(({ customerId, from, until }) => [customerId, from, until])), merchantId],
    );
    const sums = new Map<string, (Money & { orders: number })[]>();
    for (const row of rows) {
      const { customerId = '' } = spans[Number(row.place)] ?? {};
      const sum = { amount: Number(row.total), currency: String(row.currency), orders: Number(row.orders) };
      sums.set(customerId, [...(sums.get(customerId) ?? []), sum]);
    }
    return sums;
  }

  return { find, listByIds, listOf, put, sumsOf };
}

/** Only this file writes these columns, from these same types. */
const toOrder = (row: Row): Order => ({
  externalId: String(row.external_id),
  customerId: String(row.customer_id),
  at: String(row.at),
  total: { amount: Number(row.total), currency: String(row.currency) },
  range: toText(row.range),
  items: toText(row.items) === null ? null : (JSON.parse(String(row.items)) as OrderItem[]),
});
const toText = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));
