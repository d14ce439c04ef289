import type { Instant } from '#shared/contracts/basics.ts';
import type { Case } from '#server/domain/case.ts';
import { DAYS_NEEDED, type Spike } from '#server/domain/spike.ts';
import { countsAs } from '#server/domain/taxonomy.ts';
import { type Db, type Statement, sql } from './db.ts';

const DAY_MS = 86_400_000;
const dayOf = (at: Instant): string => at.slice(0, 10);
const NOT_COUNTED = new Set(['spam', 'duplicate']);

/** What a case is counted under on the day it came. */
function subjectsOf(current: Case | null): Set<string> {
  if (!current || NOT_COUNTED.has(current.outcome ?? '')) return new Set();
  const { reason, area } = current;
  // Under its own name and under that of the reason it lies beneath: both may rise.
  const reasons = reason ? [reason, countsAs(reason)] : [];
  return new Set([...reasons.map((one) => `reason:${one}`), ...(area?.touchpoint ? [`touchpoint:${area.touchpoint}`] : [])]);
}

export function dailyCountsChanged(merchantId: string, before: Case | null, after: Case): Statement[] {
  const [was, is] = [subjectsOf(before), subjectsOf(after)];
  const steps = [
    ...[...is.difference(was)].map((subject) => [subject, 1] as const),
    ...[...was.difference(is)].map((subject) => [subject, -1] as const),
  ];
  return steps.map(([subject, step]) =>
    sql(
      'insert into daily_counts values (?, ?, ?, ?) on conflict do update set count = count + excluded.count',
      merchantId,
      dayOf(after.openedAt),
      subject,
      step,
    ),
  );
}

export type Rising = { merchantId: string; subject: string; counts: number[] };

/** Reasons and touchpoints that came up at all today, with the days before, oldest first. */
export async function listToday(db: Db, at: Instant): Promise<Rising[]> {
  const days = Array.from({ length: DAYS_NEEDED }, (_, i) =>
    dayOf(new Date(Date.parse(at) - (DAYS_NEEDED - 1 - i) * DAY_MS).toISOString()),
  );
  const rows = await db.read(
    `select c.merchant_id, c.subject, c.day, c.count from daily_counts c
     join daily_counts today on today.merchant_id = c.merchant_id and today.subject = c.subject and today.day = ? and today.count > 0
     where c.day >= ?`,
    [days.at(-1) ?? '', days[0] ?? ''],
  );
  const found = new Map<string, Rising>();
  for (const row of rows) {
    const key = `${String(row.merchant_id)}\n${String(row.subject)}`;
    const rising = found.get(key) ?? { merchantId: String(row.merchant_id), subject: String(row.subject), counts: days.map(() => 0) };
    rising.counts[days.indexOf(String(row.day))] = Number(row.count);
    found.set(key, rising);
  }
  return [...found.values()];
}

/** Today's cases of a subject, and from how many people they come; somebody unknown counts as one person a case. */
export async function listBehind(
  db: Db,
  { merchantId, subject }: Pick<Rising, 'merchantId' | 'subject'>,
  at: Instant,
): Promise<{ cases: string[]; customers: number }> {
  const [kind, id] = subject.split(/:(.*)/s);
  const where = kind === 'reason' ? "reason >= ?2 and reason < ?2 || '/'" : "json_extract(data, '$.area.touchpoint') = ?2";
  const rows = await db.read(
    `select id, coalesce(customer_id, id) as person from cases where merchant_id = ?1 and ${where} and opened_at >= ?3 and coalesce(outcome, '') not in ('spam', 'duplicate') order by seq desc limit 500`,
    [merchantId, id ?? '', dayOf(at)],
  );
  return { cases: rows.map((row) => String(row.id)), customers: new Set(rows.map((row) => row.person)).size };
}

/** Once a subject and day, whoever notices first. */
export const insertSpike = (
  { merchantId, subject }: Rising,
  { count, expected }: Spike,
  behind: { cases: string[]; customers: number },
  at: Instant,
): Statement =>
  sql(
    'insert into spikes values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing',
    merchantId,
    subject,
    dayOf(at),
    at,
    count,
    expected,
    behind.customers,
    JSON.stringify(behind.cases),
  );

export type SpikeView = {
  kind: string;
  id: string;
  day: string;
  at: Instant;
  count: number;
  expected: number;
  customers: number;
  cases: string[];
};

export async function listSpikes(db: Db, merchantId: string, limit = 50): Promise<SpikeView[]> {
  const rows = await db.read('select * from spikes where merchant_id = ? order by at desc limit ?', [merchantId, limit]);
  return rows.map((row) => {
    const [kind = '', id = ''] = String(row.subject).split(/:(.*)/s);
    return {
      kind,
      id,
      day: String(row.day),
      at: String(row.at),
      count: Number(row.count),
      expected: Number(row.expected),
      customers: Number(row.customers),
      cases: JSON.parse(String(row.cases)) as string[],
    };
  });
}
