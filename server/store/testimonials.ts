import type { Instant } from '#shared/contracts/basics.ts';
import type { Case } from '#server/domain/case.ts';
import type { TakenBack } from '#server/domain/testimonial.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

export type Testimonial = { case: Case; seq: number; state: 'waiting' | 'approved' | 'withdrawn'; quote: string | null; reasons: string[] };

/** Approved by us, and its writer still allows it; `t` the testimonial, `c` its case. */
export const MAY_BE_SAID = `t.state = 'approved' and json_extract(c.data, '$.rating.mayPublish') is 1`;
/** The writer's name, where they allow it too. */
export const NAME_THAT_MAY_BE_SAID = `iif(json_extract(c.data, '$.rating.mayName') is 1, json_extract(c.data, '$.contact.name'), null)`;

/** Praise whose writer allowed us to repeat it. Bound to one merchant. */
export function createTestimonialStore(db: Db, merchantId: string) {
  /** Newest first. */
  async function list(query: {
    state?: Testimonial['state'] | undefined;
    before?: number | undefined;
    limit: number;
  }): Promise<Testimonial[]> {
    const rows = await db.read(
      `select c.seq, c.data, t.state, t.quote, t.reasons from cases c left join testimonials t on t.case_id = c.id
       where c.merchant_id = ? and c.kind = 'praise' and json_extract(c.data, '$.rating.mayPublish') = 1 and c.seq < ?
         ${query.state ? `and coalesce(t.state, 'waiting') = ?` : ''} order by c.seq desc limit ?`,
      [merchantId, query.before ?? Number.MAX_SAFE_INTEGER, ...(query.state ? [query.state] : []), query.limit],
    );
    return rows.map(toTestimonial);
  }

  async function find(caseId: string): Promise<Testimonial | null> {
    const row = await db.readOne(
      'select c.seq, c.data, t.state, t.quote, t.reasons from cases c left join testimonials t on t.case_id = c.id where c.merchant_id = ? and c.id = ?',
      [merchantId, caseId],
    );
    return row ? toTestimonial(row) : null;
  }

  /** Approved ones, those that speak to a reason first. */
  async function listApproved(reason: string | null, limit: number): Promise<{ caseId: string; quote: string }[]> {
    const rows = await db.read(
      `select t.case_id, t.quote from testimonials t join cases c on c.id = t.case_id where t.merchant_id = ? and ${MAY_BE_SAID}
       order by exists (select 1 from json_each(t.reasons) where value = ?) desc, t.decided_at desc limit ?`,
      [merchantId, reason ?? '', limit],
    );
    return rows.map((row) => ({ caseId: String(row.case_id), quote: String(row.quote) }));
  }

  /** Words of praise in a text that may no longer be said, or not with their writer's name. */
  async function takenBackIn(text: string): Promise<TakenBack[]> {
    const rows = await db.read(
      `select t.quote, json_extract(c.data, '$.contact.name') as name, ${MAY_BE_SAID} as may_be_said from testimonials t join cases c on c.id = t.case_id
       where t.merchant_id = ? and t.quote <> '' and instr(?, t.quote) > 0 and not (${MAY_BE_SAID} and ${NAME_THAT_MAY_BE_SAID} is not null)`,
      [merchantId, text],
    );
    return rows.map((row) => ({
      quote: String(row.quote),
      name: row.name === null ? null : String(row.name),
      mayBeSaid: row.may_be_said === 1,
    }));
  }

  const decide = (
    caseId: string,
    {
      state,
      quote,
      reasons,
      by,
      at,
    }: { state: 'approved' | 'withdrawn'; quote: string; reasons: string[]; by: string | null; at: Instant },
  ): Statement =>
    sql(
      `insert into testimonials values (?, ?, ?, ?, ?, ?, ?) on conflict (case_id) do update set state = excluded.state, quote = excluded.quote, reasons = excluded.reasons,
       decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
      caseId,
      merchantId,
      state,
      quote,
      JSON.stringify(reasons),
      by,
      at,
    );

  /** Customers who stay, never asked to say why: the longest and most valuable first. */
  async function listLoyal(
    at: Instant,
    limit: number,
  ): Promise<{ customerId: string; name: string | null; email: string | null; locale: string | null }[]> {
    const rows = await db.read(
      `select c.id, c.name, c.email, c.locale from customers c where c.merchant_id = ? and c.erased_at is null
         and not exists (select 1 from departures d where d.merchant_id = c.merchant_id and d.customer_id = c.id and d.returned_at is null)
         and not exists (select 1 from contacts t where t.merchant_id = c.merchant_id and t.customer_id = c.id and t.about = 'praise')
       order by coalesce(c.mrr_amount, 0) * max(1, julianday(?) - julianday(coalesce(c.since, c.created_at))) desc, c.id limit ?`,
      [merchantId, at, limit],
    );
    return rows.map((row) => ({
      customerId: String(row.id),
      name: row.name === null ? null : String(row.name),
      email: row.email === null ? null : String(row.email),
      locale: row.locale === null ? null : String(row.locale),
    }));
  }

  return { list, find, listApproved, takenBackIn, decide, listLoyal };
}

const toTestimonial = (row: Row): Testimonial => ({
  case: JSON.parse(String(row.data)) as Case, // written by cases.ts
  seq: Number(row.seq),
  state: row.state === null ? 'waiting' : (row.state as Testimonial['state']),
  quote: row.quote === null ? null : String(row.quote),
  reasons: row.reasons === null ? [] : (JSON.parse(String(row.reasons)) as string[]),
});
