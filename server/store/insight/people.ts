import type { Span } from '#server/domain/insight-period.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { Db, InValue, Row } from '../db.ts';

export type Named = { id: string; externalId: string | null; name: string | null };
/** Somebody who left; amounts in minor units of `currency`, revenue per month. */
export type Departed = {
  departureId: string;
  customer: Named;
  at: string;
  reason: string | null;
  text: string | null;
  way: string;
  revenue: number | null;
  lifetimeValue: number | null;
  currency: string | null;
  returnedAt: string | null;
};
/** Somebody concerned by a reason: how often, when last, and the departure for that reason if they left. */
export type Concerned = { customer: Named | null; times: number; lastOn: string; departure: Departed | null };
type PageOf<Item> = { items: Item[]; nextCursor: string | null };

/** Bound to one merchant: the names behind the sums. */
export function createNamesStore(db: Db, merchantId: string) {
  /** Oldest first. */
  async function departed(span: Span, { cursor, limit }: { cursor: string | undefined; limit: number }): Promise<PageOf<Departed>> {
    const [at = '', id = ''] = cursor === undefined ? ['', ''] : readCursor(cursor, 2);
    const rows = await db.read(
      `select ${DEPARTED} where d.merchant_id = ? and d.at >= ? and d.at < ? and (d.at, d.id) > (?, ?) order by d.at, d.id limit ?`,
      [merchantId, span.from ?? '0000', span.until ?? '9999', at, id, limit + 1],
    );
    return page(rows.map(toDeparted), limit, (last) => [last.at, last.departureId]);
  }

  /** By customer, those who came first before those who came later. */
  async function concerned(
    by: 'reason' | 'text',
    subject: string,
    kind: string,
    span: Span,
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ): Promise<PageOf<Concerned>> {
    const [after = ''] = cursor === undefined ? [''] : readCursor(cursor, 1);
    const [from, until] = [span.from ?? '0000', span.until ?? '9999'];
    const people = await db.read(
      `select p.customer, sum(p.n) as times, max(p.day) as last_on, c.id, c.external_id, c.name from insight_people p
       left join customers c on c.id = p.customer
       where p.merchant_id = ? and p.subject = ? and p.customer > ? and p.day >= ? and p.day < ? group by p.customer order by p.customer limit ?`,
      [merchantId, `${by === 'text' ? 'text' : kind}:${subject}`, after, from, until, limit + 1],
    );
    const gone = await db.read(
      `select ${DEPARTED} where d.merchant_id = ? and d.customer_id in (select value from json_each(?)) and d.at >= ? and d.at < ?
       and ${by === 'text' ? 'd.reason_text' : "coalesce(d.reason, '')"} = ? order by d.at`,
      [merchantId, JSON.stringify(people.map(({ customer }) => customer)), from, until, subject],
    );
    const departures = new Map(gone.map((row) => [String(row.customer_id), toDeparted(row)]));
    const items = people.map((row) => ({
      customer: row.id === null ? null : toNamed(row),
      times: Number(row.times),
      lastOn: String(row.last_on),
      departure: departures.get(String(row.customer)) ?? null,
      key: String(row.customer),
    }));
    const { items: shown, nextCursor } = page(items, limit, ({ key }) => [key]);
    return { items: shown.map(({ key: _key, ...one }) => one), nextCursor };
  }

  return { departed, concerned };
}

const DEPARTED = `d.id as departure_id, d.customer_id, d.at, d.reason, d.reason_text, d.way, d.revenue, d.lifetime_value, d.currency, d.returned_at,
  c.id, c.external_id, c.name from departures d left join customers c on c.id = d.customer_id`;

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));
const amount = (value: InValue | undefined): number | null => (value === null || value === undefined ? null : Number(value));
const toNamed = (row: Row): Named => ({
  id: String(row.id ?? row.customer_id),
  externalId: text(row.external_id),
  name: text(row.name),
});
const toDeparted = (row: Row): Departed => ({
  departureId: String(row.departure_id),
  customer: toNamed(row),
  at: String(row.at),
  reason: text(row.reason),
  text: text(row.reason_text),
  way: String(row.way),
  revenue: amount(row.revenue),
  lifetimeValue: amount(row.lifetime_value),
  currency: text(row.currency),
  returnedAt: text(row.returned_at),
});

function page<Item>(rows: Item[], limit: number, keyOf: (last: Item) => string[]): PageOf<Item> {
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit),
    nextCursor: rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  };
}

function readCursor(cursor: string, length: number): string[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    // told below
  }
  throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
}
