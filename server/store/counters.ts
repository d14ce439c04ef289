import type { Counts } from '#shared/contracts/staff.ts';
import type { Case } from '#server/domain/case.ts';
import { turnOf } from '#server/domain/life.ts';
import { type Db, type Statement, sql } from './db.ts';

/** Which of the inbox's numbers a case counts in. */
function countersOf(current: Case | null): Set<keyof Counts> {
  if (!current || current.state === 'closed') return new Set();
  return new Set<keyof Counts>([
    'open',
    ...(turnOf(current) === 'us' ? (['us'] as const) : []),
    ...(current.assignee === null ? (['unassigned'] as const) : []),
    ...(current.secondFailure ? (['secondFailure'] as const) : []),
    ...(current.kind === 'cancellation' ? (['cancellation'] as const) : []),
  ]);
}

export function countersChanged(merchantId: string, before: Case | null, after: Case): Statement[] {
  const was = countersOf(before);
  const is = countersOf(after);
  const steps = [...[...is.difference(was)].map((name) => [name, 1] as const), ...[...was.difference(is)].map((name) => [name, -1] as const)];
  return steps.map(([name, step]) => sql('insert into counters values (?, ?, ?) on conflict do update set value = value + excluded.value', merchantId, name, step));
}

export async function readCounts(db: Db, merchantId: string): Promise<Counts> {
  const rows = await db.read('select name, value from counters where merchant_id = ?', [merchantId]);
  const value = (name: keyof Counts) => Number(rows.find((row) => row.name === name)?.value ?? 0);
  return { open: value('open'), us: value('us'), unassigned: value('unassigned'), secondFailure: value('secondFailure'), cancellation: value('cancellation') };
}
