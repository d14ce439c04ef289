import type { Counts } from '#shared/contracts/staff.ts';
import type { Case } from '#server/domain/case.ts';
import { turnOf } from '#server/domain/life.ts';
import { type Db, type Statement, sql } from './db.ts';

/** How many open cases somebody has. */
const loadOf = (staff: string): string => `load:${staff}`;

export const hasBrokenPromise = ({ state, promises }: Case): boolean =>
  state !== 'closed' && promises.some((promise) => promise.state === 'broken');
export const awaitsApproval = ({ state, approvals }: Case): boolean =>
  state !== 'closed' && approvals.some(({ step }) => step === 'pending_approval');

/** Which of the inbox's numbers a case counts in. */
function countersOf(current: Case | null): Set<string> {
  if (!current || current.state === 'closed') return new Set();
  return new Set([
    'open',
    ...(turnOf(current) === 'us' ? ['us'] : []),
    current.assignee === null ? 'unassigned' : loadOf(current.assignee),
    ...(current.secondFailure ? ['secondFailure'] : []),
    ...(current.kind === 'cancellation' ? ['cancellation'] : []),
    ...(hasBrokenPromise(current) ? ['brokenPromise'] : []),
    ...(awaitsApproval(current) ? ['approval'] : []),
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

/** What is due soon has no counter, because time alone changes it: it is counted in an index, and no further than this. */
const DUE_COUNTED = 100;
/** Notes that name somebody and that they have not seen. */
const MENTIONS_COUNTED = 50;

export async function readCounts(
  db: Db,
  merchantId: string,
  { staffId, dayEnds }: { staffId?: string | undefined; dayEnds?: string | undefined } = {},
): Promise<Counts> {
  const rows = await db.read("select name, value from counters where merchant_id = ? and (name < 'load:' or name >= 'load;' or name = ?)", [
    merchantId,
    loadOf(staffId ?? ''),
  ]);
  const value = (name: string) => Number(rows.find((row) => row.name === name)?.value ?? 0);
  const due = dayEnds
    ? await db.readOne(
        "select count(*) as due from (select 1 from cases indexed by cases_open where merchant_id = ? and state <> 'closed' and due_key < ? limit ?)",
        [merchantId, dayEnds, DUE_COUNTED],
      )
    : null;
  const unread = staffId
    ? await db.readOne(
        'select count(*) as count from (select 1 from mentions where merchant_id = ? and staff_id = ? and read_at is null limit ?)',
        [merchantId, staffId, MENTIONS_COUNTED],
      )
    : null;
  return {
    open: value('open'),
    us: value('us'),
    unassigned: value('unassigned'),
    secondFailure: value('secondFailure'),
    cancellation: value('cancellation'),
    brokenPromise: value('brokenPromise'),
    approval: value('approval'),
    mine: staffId ? value(loadOf(staffId)) : 0,
    ...(due && { dueToday: Number(due.due) }),
    ...(unread && { mentions: Number(unread.count) }),
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
