import type { KeptOfPerson } from '#shared/contracts/privacy.ts';
import type { Db } from './db.ts';

const CASES = '(select id from cases where merchant_id = ?1 and customer_id = ?2)';

/** How much is kept of one customer of this merchant. */
export async function countKeptOfPerson(db: Db, merchantId: string, customerId: string): Promise<Omit<KeptOfPerson, 'customer'>> {
  const [row] = await db.read(
    `select (select count(*) from cases where merchant_id = ?1 and customer_id = ?2) as cases,
       (select count(*) from cases where merchant_id = ?1 and customer_id = ?2 and state <> 'closed') as openCases,
       (select count(*) from uploads where case_id in ${CASES}) as files,
       (select count(*) from outbox where merchant_id = ?1 and channel = 'mail' and case_id in ${CASES}) as letters,
       (select count(*) from cancellations where merchant_id = ?1 and customer_id = ?2) as visits,
       (select count(*) from orders where merchant_id = ?1 and customer_id = ?2) as orders`,
    [merchantId, customerId],
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  return {
    cases: count('cases'),
    openCases: count('openCases'),
    files: count('files'),
    letters: count('letters'),
    visits: count('visits'),
    orders: count('orders'),
  };
}
