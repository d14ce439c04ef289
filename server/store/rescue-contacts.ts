import type { Instant } from '#shared/contracts/basics.ts';
import type { ContactFacts } from '#server/domain/contact-rules.ts';
import { type Db, type Statement, sql } from './db.ts';

export type Contact = {
  id: string;
  customerId: string;
  at: Instant;
  way: 'call' | 'letter';
  about: 'rescue' | 'watch' | 'fix' | 'praise' | 'keep';
  callId: string | null;
  /** The fix they were told of. */
  fix: string | null;
  by: string | null;
};

/** Fails as a taken key when they were told of this fix already. */
export const insertContact = (merchantId: string, { id, customerId, at, way, about, callId, fix, by }: Contact): Statement =>
  sql('insert into contacts values (?, ?, ?, ?, ?, ?, ?, ?, ?)', id, merchantId, customerId, at, way, about, callId, fix, by);

export const removeContact = (merchantId: string, id: string): Statement =>
  sql('delete from contacts where merchant_id = ? and id = ?', merchantId, id);

/**
 * What decides whether these customers may be approached. A case counts as open while an answer to it is owed.
 *
 * @param about the call whose own contacts do not count, and the fix they would be told of
 */
export async function factsOf(
  db: Db,
  merchantId: string,
  customerIds: string[],
  about: { callId?: string | null; fix?: string | null } = {},
): Promise<Map<string, ContactFacts>> {
  const facts = new Map<string, ContactFacts>();
  for (let from = 0; from < customerIds.length; from += SLICE) {
    const rows = await db.read(FACTS, [
      about.callId ?? 'none',
      about.fix ?? '',
      merchantId,
      JSON.stringify(customerIds.slice(from, from + SLICE)),
    ]);
    for (const row of rows) {
      const keep = row.keep === null ? null : (JSON.parse(String(row.keep)) as { how: string; how_often: string }); // written by cancellations.ts
      facts.set(String(row.id), {
        isErased: row.erased_at !== null,
        contactAllowed: row.contact_allowed === 1,
        keepInTouch: keep && { how: keep.how, howOften: keep.how_often },
        isNotRightForUs: row.unfit === 1,
        hasReturned: false,
        hasOpenCase: row.open_case === 1,
        lastContactAt: row.last_contact === null ? null : String(row.last_contact),
        wasTold: row.told === 1,
      });
    }
  }
  return facts;
}

const SLICE = 1000;
const FACTS = `select c.id, c.erased_at, c.contact_allowed,
  (select json_extract(v.data, '$.keepInTouch') from cancellations v where v.merchant_id = c.merchant_id and v.customer_id = c.id
    and json_extract(v.data, '$.keepInTouch') is not null order by v.updated_at desc limit 1) as keep,
  (exists (select 1 from departures d where d.merchant_id = c.merchant_id and d.customer_id = c.id and d.decision = 'not_right_for_us')
    or exists (select 1 from cases k where k.merchant_id = c.merchant_id and k.customer_id = c.id and json_extract(k.data, '$.notRightForUs') is not null)) as unfit,
  exists (select 1 from cases k where k.merchant_id = c.merchant_id and k.customer_id = c.id and k.state <> 'closed' and k.response_expected = 1) as open_case,
  (select max(t.at) from contacts t where t.merchant_id = c.merchant_id and t.customer_id = c.id and coalesce(t.call_id, '') <> ?1) as last_contact,
  exists (select 1 from contacts t where t.merchant_id = c.merchant_id and t.customer_id = c.id and t.fix = ?2) as told
  from customers c where c.merchant_id = ?3 and c.id in (select value from json_each(?4))`;

/** Whose customer somebody is, for a link that names the customer alone. */
export async function findMerchantOf(db: Db, customerId: string): Promise<string | null> {
  const row = await db.readOne('select merchant_id from customers where id = ? and erased_at is null', [customerId]);
  return row ? String(row.merchant_id) : null;
}
