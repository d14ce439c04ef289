import type { Counts } from '#shared/contracts/staff.ts';
import type { Case } from '#server/domain/case.ts';
import { turnOf } from '#server/domain/life.ts';
import { type Db, type Statement, sql } from './db.ts';

/** How many open cases somebody has. */
const loadOf = (staff: string): string => `load:${staff}`;

/** Which of the inbox's numbers a case counts in. */
function countersOf(current: Case | null): Set<string> {
  if (!current || current.state === 'closed') return new Set();
  return new Set([
    'open',
    ...(turnOf(current) === 'us' ? ['us'] : []),
    current.assignee === null ? 'unassigned' : loadOf(current.assignee),
    ...(current.secondFailure ? ['secondFailure'] : []),
    ...(current.kind === 'cancellation' ? ['cancellation'] : []),
  ]);
}

export function countersChanged(merchantId: string, before: Case | null, after: Case): Statement[] {
  const was = countersOf(before);
  const is = countersOf(after);
  const steps = [
    ...[...is.difference(was)].map((name) => [name, 1] as const),
    ...[...was.difference(is)].map((name) => [name, -1] as const),
  ];
  return steps.map(([name, step]) =>
    sql('insert into counters values (?, ?, ?) on conflict do update set value = value + excluded.value', merchantId, name, step),
  );
}

export async function readCounts(db: Db, merchantId: string): Promise<Counts> {
  const rows = await db.read('select name, value from counters where merchant_id = ?', [merchantId]);
  const value = (name: keyof Counts) => Number(rows.find((row) => row.name === name)?.value ?? 0);
  return {
    open: value('open'),
    us: value('us'),
    unassigned: value('unassigned'),
    secondFailure: value('secondFailure'),
    cancellation: value('cancellation'),
  };
}

/** How many open cases each colleague has. */
export async function readLoads(db: Db, merchantId: string): Promise<Map<string, number>> {
  const rows = await db.read("select name, value from counters where merchant_id = ? and name >= 'load:' and name < 'load;'", [merchantId]);
  return new Map(rows.map((row) => [String(row.name).slice(loadOf('').length), Number(row.value)]));
}

/** Fails the whole batch when somebody got a case too many in this very moment; see `isOverfull`. */
export const requireRoom = (merchantId: string, staff: string, capacity: number): Statement[] => [
  sql(
    'insert into room select coalesce((select value from counters where merchant_id = ? and name = ?), 0) <= ?',
    merchantId,
    loadOf(staff),
    capacity,
  ),
  sql('delete from room'),
];

export const isOverfull = (error: unknown): boolean => error instanceof Error && /CHECK constraint failed: has_room/.test(error.message);
