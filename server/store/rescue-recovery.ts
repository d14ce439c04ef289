import type { Money } from '#shared/contracts/basics.ts';
import { added, type Arms } from '#server/domain/recovery.ts';
import { type Db, type Row } from './db.ts';

const RETURNED = `d.returned_at is not null and d.returned_at >= k.created_at`;
const SUMS = `count(*) as customers, sum(k.arm = 'contact') as planned, sum(k.arm = 'contact' and k.contacted_at is not null) as contacted,
  sum(k.arm = 'contact' and ${RETURNED}) as returned, sum(k.arm = 'control') as held, sum(k.arm = 'control' and ${RETURNED}) as held_returned,
  sum(iif(k.arm = 'contact' and ${RETURNED}, d.revenue, 0)) as revenue, sum(iif(k.arm = 'contact' and ${RETURNED}, d.lifetime_value, 0)) as lifetime, d.currency`;

/** What came of all cycles, by cycle and by reason: a return counts from the day the cycle was made, whoever told us of it. */
export async function sumRecovery(
  db: Db,
  merchantId: string,
  by: 'cycle' | 'reason',
): Promise<{ key: string; name: string; arms: Arms }[]> {
  const [key, name] = by === 'cycle' ? ['k.cycle_id', 'c.name'] : [`coalesce(k.reason, '')`, `coalesce(k.reason, '')`];
  const rows = await db.read(
    `select ${key} as key, ${name} as name, ${SUMS} from rescue_calls k join departures d on d.merchant_id = k.merchant_id and d.id = k.departure_id
     join rescue_cycles c on c.id = k.cycle_id where k.merchant_id = ? and k.cycle_id is not null group by 1, 2, d.currency order by ${by === 'cycle' ? 'c.created_at desc' : 'planned desc'}`,
    [merchantId],
  );
  const sums = new Map<string, { key: string; name: string; arms: Arms }>();
  for (const row of rows) {
    const one = String(row.key);
    const known = sums.get(one);
    sums.set(one, { key: one, name: String(row.name), arms: known ? added(known.arms, armsOf(row)) : armsOf(row) });
  }
  return [...sums.values()];
}

function armsOf(row: Row): Arms {
  const money = (amount: unknown): Money[] =>
    row.currency === null || !Number(amount) ? [] : [{ amount: Number(amount), currency: String(row.currency) }];
  return {
    planned: Number(row.planned),
    contacted: Number(row.contacted),
    returned: Number(row.returned),
    control: Number(row.held),
    controlReturned: Number(row.held_returned),
    revenue: money(row.revenue),
    lifetime: money(row.lifetime),
  };
}
