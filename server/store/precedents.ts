import type { Instant, Money } from '#shared/contracts/basics.ts';
import type { Case } from '#server/domain/case.ts';
import { customerKeyOf, isSimilarLoss, PRECEDENT_DAYS, type Precedent, precedentOf } from '#server/domain/precedent.ts';
import { countsAs } from '#server/domain/taxonomy.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

const MOST_OF_A_SIZE = 100;
const MOST_CLAIMS = 100;
const UNKNOWN = -1;

const sizeOf = (loss: Money | null): number => (loss && loss.amount > 0 ? Math.floor(Math.log2(loss.amount)) : UNKNOWN);

/** What a case teaches when it closes, is rated or is reopened. */
export function precedentChanged(merchantId: string, before: Case | null, after: Case): Statement[] {
  const is = precedentOf(after);
  const was = before && precedentOf(before);
  if (!is && !was) return [];
  // Reopened: what was given stays known, and that it did not satisfy. A claim counts as upheld again when it is.
  if (!is) return [sql('update precedents set satisfied = 0, upheld = 0 where merchant_id = ? and case_id = ?', merchantId, after.id)];
  if (was && JSON.stringify(was) === JSON.stringify(is)) return [];
  if (was?.loss && !is.loss) return []; // their words were erased; what those showed of the loss is a number and stays
  return [
    sql(
      `insert or replace into precedents (merchant_id, case_id, number, customer, reason, loss, loss_currency, loss_size, remedy, amount, currency, upheld, satisfied, closed_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      merchantId,
      is.caseId,
      is.number,
      is.customer,
      is.reason,
      is.loss?.amount ?? null,
      is.loss?.currency ?? '',
      sizeOf(is.loss),
      is.remedy,
      is.amount?.amount ?? null,
      is.amount?.currency ?? null,
      Number(is.upheld),
      Number(is.satisfied),
      is.closedAt,
    ),
  ];
}

/** Bound to one merchant. */
export function createPrecedentStore(db: Db, merchantId: string) {
  const since = (at: Instant) => new Date(Date.parse(at) - PRECEDENT_DAYS * 86_400_000).toISOString();

  /** What cases like this one got in twelve months: the newest of each size of loss, never the case itself. */
  async function listComparable({
    caseId,
    reason,
    loss,
    at,
  }: {
    caseId: string;
    reason: string | null;
    loss: Money | null;
    at: Instant;
  }): Promise<Precedent[]> {
    if (reason === null) return [];
    const size = sizeOf(loss);
    const sizes = size === UNKNOWN ? [UNKNOWN] : [size - 1, size, size + 1];
    const alike = `select * from (select * from precedents where merchant_id = ? and reason = ? and loss_currency = ? and loss_size = ? and closed_at >= ? and remedy is not null order by closed_at desc limit ${MOST_OF_A_SIZE})`;
    const sought = [...new Set([reason, countsAs(reason)])].flatMap((one) => sizes.map((of) => [one, of] as const));
    const rows = await db.read(
      sought.map(() => alike).join(' union all '),
      sought.flatMap(([one, of]) => [merchantId, one, loss?.currency ?? '', of, since(at)]),
    );
    return rows.map(toPrecedent).filter((one) => one.caseId !== caseId && isSimilarLoss(loss, one.loss));
  }

  /** How many other complaints of this customer's were upheld in twelve months, up to a hundred. */
  async function countUpheld(current: Pick<Case, 'id' | 'customerId'>, at: Instant): Promise<number> {
    const rows = await db.read(
      `select case_id from precedents where merchant_id = ? and customer = ? and closed_at >= ? and upheld = 1 order by closed_at desc limit ${MOST_CLAIMS + 1}`,
      [merchantId, customerKeyOf(current), since(at)],
    );
    return rows.filter((row) => row.case_id !== current.id).slice(0, MOST_CLAIMS).length;
  }

  return { listComparable, countUpheld };
}

function toPrecedent(row: Row): Precedent {
  const money = (amount: Row[string], currency: Row[string]): Money | null =>
    amount === null || amount === undefined ? null : { amount: Number(amount), currency: String(currency) };
  return {
    caseId: String(row.case_id),
    number: String(row.number),
    customer: String(row.customer),
    reason: String(row.reason),
    loss: money(row.loss, row.loss_currency),
    remedy: row.remedy === null ? null : String(row.remedy),
    amount: money(row.amount, row.currency),
    upheld: row.upheld === 1,
    satisfied: row.satisfied === 1,
    closedAt: String(row.closed_at),
  };
}
