import { type Statement, sql } from './db.ts';

/**
 * Words about somebody, and all that is planned with them, go; that there was a call, a letter or a return stays for the statistics.
 *
 * @param customerId null for somebody known by cases alone
 */
export function eraseContacts(merchantId: string, customerId: string | null, caseIds: string[]): Statement[] {
  const ids = JSON.stringify(caseIds);
  return [
    sql(`update coaching_notes set body = '' where merchant_id = ? and case_id in (select value from json_each(?))`, merchantId, ids),
    sql(
      `delete from outreach_letters where merchant_id = ?1 and state = 'draft' and exists (select 1 from testimonials t
         where t.merchant_id = ?1 and t.case_id in (select value from json_each(?2)) and t.quote <> '' and instr(outreach_letters.body, t.quote) > 0)`,
      merchantId,
      ids,
    ),
    sql(
      `update testimonials set quote = '', state = 'withdrawn' where merchant_id = ? and case_id in (select value from json_each(?))`,
      merchantId,
      ids,
    ),
    ...(customerId === null ? [] : ofCustomer(merchantId, customerId)),
  ];
}

const ofCustomer = (merchantId: string, customerId: string): Statement[] => [
  sql(
    `update rescue_calls set note = null, said_back = null, undo = null, state = 'done', version = version + 1 where merchant_id = ? and customer_id = ?`,
    merchantId,
    customerId,
  ),
  sql(
    `update cares set data = json_set(data, '$.checkIns[0].note', null, '$.checkIns[1].note', null, '$.checkIns[2].note', null, '$.checkIns[3].note', null) where merchant_id = ? and customer_id = ?`,
    merchantId,
    customerId,
  ),
  sql(
    `update watch_items set note = null, state = iif(state = 'open', 'over', state), version = version + 1 where merchant_id = ? and customer_id = ?`,
    merchantId,
    customerId,
  ),
  sql('delete from buying_odds where merchant_id = ? and customer_id = ?', merchantId, customerId),
  sql(
    `update fix_letters set subject = null, body = null, because = iif(state = 'draft', 'erased', because), state = iif(state = 'draft', 'skipped', state) where merchant_id = ? and customer_id = ?`,
    merchantId,
    customerId,
  ),
  sql(`delete from outreach_letters where merchant_id = ? and customer_id = ? and state = 'draft'`, merchantId, customerId),
  sql('update outreach_letters set subject = null, body = null where merchant_id = ? and customer_id = ?', merchantId, customerId),
  sql(
    `update outbox set recipient = null, state = iif(state = 'waiting', 'skipped', state), last_error = null, data = json_set(data, '$.to', '', '$.values', json('{"title":"","text":"","customerId":""}'))
     where merchant_id = ? and topic in ('outreach', 'notice') and case_id is null and json_extract(data, '$.values.customerId') = ?`,
    merchantId,
    customerId,
  ),
];
