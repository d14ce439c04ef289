import type { Instant } from '#shared/contracts/basics.ts';
import type { Cancellation } from '#server/domain/cancellation.ts';
import type { Case, CaseEvent } from '#server/domain/case.ts';
import type { Doing } from '#server/domain/doing.ts';
import { type Departure, speechless } from '#server/domain/departure.ts';
import { erasePerson, withoutWords } from '#server/domain/erasure.ts';
import type { createCaseStore } from './cases.ts';
import { collectContacts, type ContactExport } from './contact-export.ts';
import { type Db, isTaken, type Statement, sql } from './db.ts';
import { createDepartureStore } from './departures.ts';
import { createOrderStore, type Order } from './orders.ts';
import { eraseContacts } from './rescue-erasure.ts';

export type Erased = { cases: string[]; files: string[] };
const TRIES = 5;
const ORDERS_OF_A_PERSON = 100_000;

/**
 * Erases a person of this merchant: their record becomes a pseudonym, their cases lose every word. The only place where
 * events are ever rewritten. Tried again when a case changes meanwhile, so that no later word survives.
 *
 * @returns the files that are to be removed from the disk
 */
export async function erase(
  db: Db,
  merchantId: string,
  cases: ReturnType<typeof createCaseStore>,
  who: { customerId: string; pseudonym: string } | { caseId: string } | { caseIds: string[] },
  doing: Doing,
): Promise<Erased> {
  for (let tried = 1; ; tried++) {
    const ids =
      'caseIds' in who
        ? who.caseIds
        : 'caseId' in who
          ? [who.caseId]
          : (await db.read('select id from cases where merchant_id = ? and customer_id = ?', [merchantId, who.customerId])).map(({ id }) =>
              String(id),
            );
    const files = (
      await db.read('select id from uploads where merchant_id = ? and case_id in (select value from json_each(?))', [
        merchantId,
        JSON.stringify(ids),
      ])
    ).map(({ id }) => String(id));
    const perCase = await Promise.all(ids.map((id) => eraseCase(db, merchantId, cases, id, doing)));
    const visits = await eraseVisits(db, merchantId, who, ids);
    try {
      await db.write([
        ...perCase.flat(),
        ...visits,
        ...('customerId' in who ? await erasePurchases(db, merchantId, who, doing.at) : []),
        ...eraseContacts(merchantId, 'customerId' in who ? who.customerId : null, ids),
        ...('customerId' in who ? [becomePseudonym(merchantId, who, doing.at)] : []),
      ]);
      // What the index still holds of deleted words goes when its parts are merged.
      await db.write([
        sql("insert into case_words (case_words) values ('optimize')"),
        sql("insert into customer_words (customer_words) values ('optimize')"),
      ]);
      await db.checkpoint();
      return { cases: ids, files };
    } catch (error) {
      if (!isTaken(error) || tried === TRIES) throw error;
    }
  }
}

async function eraseCase(
  db: Db,
  merchantId: string,
  cases: ReturnType<typeof createCaseStore>,
  id: string,
  doing: Doing,
): Promise<Statement[]> {
  const rows = await db.read('select number, data from case_events where merchant_id = ? and case_id = ? order by number', [
    merchantId,
    id,
  ]);
  const before = await cases.find(id);
  const { after, events, rewritten } = erasePerson(
    rows.map((row) => JSON.parse(String(row.data)) as CaseEvent),
    doing,
  ); // written by cases.ts
  return [
    ...cases.changed(before, { after, events }), // first: its event number refuses when somebody was faster
    ...rewritten.map((event, i) =>
      sql('update case_events set data = ? where case_id = ? and number = ?', JSON.stringify(event), id, Number(rows[i]?.number)),
    ),
    ...cases.reword(after, ''),
    sql('delete from uploads where merchant_id = ? and case_id = ?', merchantId, id),
    sql('update case_tokens set revoked_at = ? where case_id = ? and revoked_at is null', doing.at, id),
    sql('delete from reply_addresses where case_id = ?', id),
    sql(
      `update outbox set recipient = null, state = iif(state = 'waiting', 'skipped', state), last_error = null, data = json_set(data, '$.to', '', '$.values', json('{}'))
       where merchant_id = ? and case_id = ? and channel = 'mail'`,
      merchantId,
      id,
    ),
  ];
}

async function eraseVisits(db: Db, merchantId: string, who: { customerId: string } | object, caseIds: string[]): Promise<Statement[]> {
  const ofCustomer = 'customerId' in who ? who.customerId : '';
  const rows = await db.read(
    'select id, data from cancellations where merchant_id = ? and (customer_id = ? or case_id in (select value from json_each(?)))',
    [merchantId, ofCustomer, JSON.stringify(caseIds)],
  );
  const steps = await db.read(
    'select seq, data from cancellation_steps where merchant_id = ? and cancellation_id in (select value from json_each(?))',
    [merchantId, JSON.stringify(rows.map(({ id }) => id))],
  );
  return [
    ...rows.map((row) =>
      sql(
        'update cancellations set data = ? where id = ?',
        JSON.stringify(withoutWords(JSON.parse(String(row.data)) as Cancellation)),
        String(row.id),
      ),
    ),
    ...steps.map((step) =>
      sql(
        'update cancellation_steps set data = ? where seq = ?',
        JSON.stringify(withoutWords(JSON.parse(String(step.data)) as object)),
        Number(step.seq),
      ),
    ),
  ];
}

/** Sums, dates and reasons stay; words, and the numbers by which the merchant's own books know the orders, go. */
async function erasePurchases(
  db: Db,
  merchantId: string,
  { customerId, pseudonym }: { customerId: string; pseudonym: string },
  at: Instant,
): Promise<Statement[]> {
  const departures = createDepartureStore(db, merchantId);
  const theirs = await departures.listOf([customerId]);
  return [
    ...theirs.flatMap((one) => departures.changed(one, speechless(one), at)),
    sql(
      "update orders set external_id = ? || '-' || id, updated_at = ? where merchant_id = ? and customer_id = ?",
      pseudonym,
      at,
      merchantId,
      customerId,
    ),
  ];
}

/** Value, plan, segment and dates stay for the statistics; the merchant's own id is free for somebody new. */
const becomePseudonym = (
  merchantId: string,
  { customerId, pseudonym }: { customerId: string; pseudonym: string },
  at: Instant,
): Statement =>
  sql(
    "update customers set external_id = ?, email = null, name = null, phone = null, tags = '[]', keep_in_touch = null, contact_allowed = 0, erased_at = ?, updated_at = ? where merchant_id = ? and id = ?",
    pseudonym,
    at,
    at,
    merchantId,
    customerId,
  );

/** Everything known about a person, as it is kept. */
export async function collect(
  db: Db,
  merchantId: string,
  customerId: string,
  events: (caseId: string) => Promise<CaseEvent[]>,
): Promise<
  { cases: (Case & { events: CaseEvent[] })[]; cancellations: Cancellation[]; orders: Order[]; departures: Departure[] } & ContactExport
> {
  const rows = await db.read('select data from cases where merchant_id = ? and customer_id = ? order by seq', [merchantId, customerId]);
  const visits = await db.read('select data from cancellations where merchant_id = ? and customer_id = ? order by opened_at', [
    merchantId,
    customerId,
  ]);
  const cases = rows.map((row) => JSON.parse(String(row.data)) as Case); // written by cases.ts
  return {
    cases: await Promise.all(cases.map(async (one) => ({ ...one, events: await events(one.id) }))),
    cancellations: visits.map((row) => JSON.parse(String(row.data)) as Cancellation), // written by cancellations.ts
    orders: (await createOrderStore(db, merchantId).listOf(customerId, ORDERS_OF_A_PERSON)).map(({ row: _row, ...order }) => order),
    departures: await createDepartureStore(db, merchantId).listOf([customerId]),
    ...(await collectContacts(db, merchantId, customerId)),
  };
}
