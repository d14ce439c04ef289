import type { HowOften, Wish } from '#server/domain/keep-in-touch.ts';
import { fixOf } from '#server/domain/problem-area.ts';
import { countsAs } from '#server/domain/taxonomy.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import type { Db, Row } from './db.ts';
import { MAY_BE_SAID, NAME_THAT_MAY_BE_SAID } from './testimonials.ts';

/** Somebody who left, is still away, and whose last word was that letters are welcome. */
export type Friend = Wish & {
  customerId: string;
  externalId: string | null;
  name: string | null;
  email: string | null;
  locale: string | null;
  leftAt: Instant | null;
  reason: string | null;
  drafted: boolean;
};
export type Fix = { id: string; title: string; fix: string | null; fixedAt: Instant; reasons: string[] };

const FIXES_LOOKED_AT = 500;

/** Who may be kept in touch with, and what there is to tell them. Bound to one merchant. */
export function createKeepInTouchStore(db: Db, merchantId: string) {
  /** By our id of the customer. */
  const list = async (limit: number, after = ''): Promise<Friend[]> =>
    (await db.read(`${FRIENDS} and v.customer_id > ? order by v.customer_id limit ?`, [merchantId, after, limit])).map(toFriend);

  async function find(customerId: string): Promise<Friend | null> {
    const row = await db.readOne(`${FRIENDS} and v.customer_id = ?`, [merchantId, customerId]);
    return row ? toFriend(row) : null;
  }

  /** What is fixed now, newest first; its id is that of the fix, so that what breaks and is fixed again is new. */
  async function listFixes(): Promise<Fix[]> {
    const rows = await db.read(
      `select id, title, fix, fix_number, fixed_at, reasons from problem_areas where merchant_id = ? and status = 'fixed' and fixed_at is not null order by fixed_at desc limit ?`,
      [merchantId, FIXES_LOOKED_AT],
    );
    return rows.map((row) => ({
      id: fixOf({ id: String(row.id), fixNumber: Number(row.fix_number) }),
      title: String(row.title),
      fix: row.fix === null ? null : String(row.fix),
      fixedAt: String(row.fixed_at),
      reasons: JSON.parse(String(row.reasons)) as string[],
    }));
  }

  /** Fixes they know of, and those they are not told of so that the effect of telling can be measured. */
  async function knownFixes(customerIds: string[]): Promise<Map<string, Set<string>>> {
    const ids = JSON.stringify(customerIds);
    const rows = await db.read(
      `select customer_id, fix from contacts where merchant_id = ?1 and fix is not null and customer_id in (select value from json_each(?2))
       union select customer_id, fix from fix_letters where merchant_id = ?1 and arm = 'control' and customer_id in (select value from json_each(?2))`,
      [merchantId, ids],
    );
    const known = new Map<string, Set<string>>();
    for (const row of rows) {
      const id = String(row.customer_id);
      known.set(id, (known.get(id) ?? new Set()).add(String(row.fix)));
    }
    return known;
  }

  /** An approved word of praise that speaks to their reason, or to no reason in particular; never their own. */
  async function findTestimonial(
    reason: string | null,
    customerId: string,
  ): Promise<{ case: string; quote: string; name: string | null } | null> {
    const row = await db.readOne(
      `select t.case_id, t.quote, ${NAME_THAT_MAY_BE_SAID} as name from testimonials t join cases c on c.id = t.case_id
       where t.merchant_id = ?1 and ${MAY_BE_SAID} and coalesce(c.customer_id, '') <> ?2
         and (json_array_length(t.reasons) = 0 or exists (select 1 from json_each(t.reasons) where value in (?3, ?4)))
       order by json_array_length(t.reasons) = 0, t.decided_at desc limit 1`,
      [merchantId, customerId, reason ?? '', countsAs(reason ?? '')],
    );
    return row ? { case: String(row.case_id), quote: String(row.quote), name: row.name === null ? null : String(row.name) } : null;
  }

  return { list, find, listFixes, knownFixes, findTestimonial };
}

const FRIENDS = `select c.id, c.external_id, c.name, c.email, c.locale, v.opened_at as said_at, json_extract(v.data, '$.keepInTouch.how_often') as how_often,
  d.at as left_at, coalesce(d.reason, json_extract(v.data, '$.reason')) as reason,
  (select max(t.at) from contacts t where t.merchant_id = c.merchant_id and t.customer_id = c.id and t.way = 'letter') as last_letter,
  exists (select 1 from outreach_letters o where o.merchant_id = c.merchant_id and o.about = 'keep' and o.of_id = c.id and o.state = 'draft') as drafted
  from cancellations v join customers c on c.id = v.customer_id and c.merchant_id = v.merchant_id and c.erased_at is null
  left join departures d on d.merchant_id = c.merchant_id and d.customer_id = c.id
    and d.at = (select max(l.at) from departures l where l.merchant_id = c.merchant_id and l.customer_id = c.id)
  where v.merchant_id = ? and v.customer_id is not null and json_extract(v.data, '$.keepInTouch') is not null
    and not exists (select 1 from cancellations n where n.merchant_id = v.merchant_id and n.customer_id = v.customer_id
      and n.customer_id is not null and json_extract(n.data, '$.keepInTouch') is not null and (n.updated_at, n.id) > (v.updated_at, v.id))
    and json_extract(v.data, '$.keepInTouch.how') = 'email' and json_extract(v.data, '$.keepInTouch.how_often') <> 'never'
    and (d.id is null or d.returned_at is null)`;

const toFriend = (row: Row): Friend => {
  const text = (name: string): string | null => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  return {
    customerId: String(row.id),
    externalId: text('external_id'),
    name: text('name'),
    email: text('email'),
    locale: text('locale'),
    howOften: String(row.how_often) as HowOften, // checked by the contract of the cancel flow
    saidAt: String(row.said_at),
    lastLetterAt: text('last_letter'),
    leftAt: text('left_at'),
    reason: text('reason'),
    drafted: row.drafted === 1,
  };
};
