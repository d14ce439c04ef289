import { FIGURES } from '#server/domain/insight-facts.ts';
import { type Db, type Row, type Statement, sql } from '../db.ts';
import { VISITS, WITH_LINES, WITH_PEOPLE, WITH_SEEN } from './recount-sql.ts';

/** A place where what was kept and what was counted anew differ: figures as counted, less those kept. */
export type Difference = { table: string; key: Record<string, string>; by: number[] };
export type Rebuilt = { merchants: number; months: number; differences: number; examples: Difference[]; fixed: boolean };

const EXAMPLES = 20;
const AT_A_TIME = 500;
const DAY_MS = 86_400_000;
const V = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'];
const SUM_KEY = ['what', 'grain', 'period', 'subject', 'currency'];
const COUNTED = Object.keys(FIGURES)
  .filter((what) => what !== 'moved')
  .map((what) => `'${what}'`)
  .join(', ');
const WORTH = "coalesce(c.mrr_currency, '') as currency, 1 as customers, coalesce(c.mrr_amount, 0) as revenue";
const OF_SUBJECT = 'from insight_people where merchant_id = ?1 and subject = ?2';
/** Different people of a subject: by month and by day, with when they came before, and by day, with when they came next. */
const REACHES = [
  {
    table: 'insight_reach',
    key: ['month', 'previous', 'currency'],
    counted: `select month, previous, ${WORTH}
      from (select customer, month, coalesce(lag(month) over (partition by customer order by month), '') as previous
        from (select distinct customer, substr(day, 1, 7) as month ${OF_SUBJECT})) p left join customers c on c.id = p.customer`,
  },
  {
    table: 'insight_reach_days',
    key: ['day', 'previous', 'currency'],
    counted: `select day, iif(julianday(day) - julianday(before) > 62, substr(before, 1, 7), coalesce(before, '')) as previous, ${WORTH}
      from (select customer, day, lag(day) over (partition by customer order by day) as before ${OF_SUBJECT}) p
      left join customers c on c.id = p.customer`,
  },
  {
    table: 'insight_last_days',
    key: ['day', 'next', 'currency'],
    counted: `select day, next, ${WORTH} from (select customer, day, coalesce(lead(day) over (partition by customer order by day), '') as next ${OF_SUBJECT}) p
      left join customers c on c.id = p.customer`,
  },
];

/** Rows of two selects with the same columns that differ, as `counted` less `kept`, in one look at the database. */
const differing = (key: string[], figures: string[], counted: string, kept: string): string =>
  `select ${key.join(', ')}, ${figures.map((one) => `sum(${one}) as ${one}`).join(', ')} from (
     ${counted} union all select ${key.join(', ')}, ${figures.map((one) => `-${one}`).join(', ')} from (${kept}))
   group by ${key.map((_, i) => i + 1).join(', ')} having ${figures.map((one) => `sum(${one}) <> 0`).join(' or ')}`;

const toDifference =
  (table: string, key: string[], figures: string[]) =>
  (row: Row): Difference => ({
    table,
    key: Object.fromEntries(key.map((name) => [name, String(row[name])])),
    by: figures.map((name) => Number(row[name])),
  });

/**
 * Counts everything anew, a few days at a time, and compares it with what was kept, months with their days, and years with their months; written is only
 * with `fix`. In between others have their turn.
 */
export async function rebuildInsight(
  db: Db,
  { fix, tell = () => {} }: { fix: boolean; tell?: (progress: string) => void },
): Promise<Rebuilt> {
  const merchants = (await db.read('select id from merchants order by id')).map(({ id }) => String(id));
  const answer: Rebuilt = { merchants: merchants.length, months: 0, differences: 0, examples: [], fixed: fix };
  const found = async (differences: Difference[], mended: (differences: Difference[]) => Statement[]) => {
    answer.differences += differences.length;
    answer.examples.push(...differences.slice(0, EXAMPLES - answer.examples.length));
    if (fix) for (let i = 0; i < differences.length; i += AT_A_TIME) await db.write(mended(differences.slice(i, i + AT_A_TIME)));
    await new Promise((next) => setImmediate(next));
  };
  for (const merchant of merchants) {
    const visits = await db.read(
      `select * from (${WITH_SEEN}, counted as (${VISITS})
         select id, 1 as is_due from (select id, customer_id, at, day, arm, remedy, reason, accepted, counted, gone_days from counted
           except select id, customer_id, at, day, arm, remedy, reason, accepted, counted, gone_days from insight_visits where merchant_id = ?1)
         union all select id, 0 from insight_visits where merchant_id = ?1 and id not in (select id from seen))`,
      [merchant],
    );
    await found(visits.map(toDifference('insight_visits', ['id'], ['is_due'])), (some) =>
      some.flatMap(({ key }) => visitAgain(merchant, key.id ?? '')),
    );
    for (const [from, until] of await listMonths(db, merchant)) {
      answer.months++;
      tell(`${merchant} ${from.slice(0, 7)}`);
      for (const [begin, end] of await listSlices(db, merchant, from, until)) {
        const slice = [merchant, begin, end];
        const sums = await db.read(
          differing(
            SUM_KEY,
            V,
            `select * from (${WITH_LINES} select what, 'd' as grain, day as period, subject, currency, ${V.join(', ')} from lines)`,
            `select * from insight_sums where merchant_id = ?1 and what in (${COUNTED}) and grain = 'd' and period >= ?2 and period < ?3`,
          ),
          slice,
        );
        await found(sums.map(toDifference('insight_sums', SUM_KEY, V)), (some) => [addSums(merchant, some)]);
        const people = await db.read(
          differing(
            ['subject', 'customer', 'day'],
            ['n'],
            `select * from (${WITH_PEOPLE} select * from people)`,
            'select subject, customer, day, n from insight_people where merchant_id = ?1 and day >= ?2 and day < ?3',
          ),
          slice,
        );
        await found(people.map(toDifference('insight_people', ['subject', 'customer', 'day'], ['n'])), (some) => addPeople(merchant, some));
      }
      const months = await db.read(
        differing(
          SUM_KEY,
          V,
          `select what, 'm' as grain, substr(period, 1, 7) as period, subject, currency, ${V.join(', ')} from insight_sums
           where merchant_id = ?1 and what in (${COUNTED}) and grain = 'd' and period >= ?2 and period < ?3`,
          `select * from insight_sums where merchant_id = ?1 and what in (${COUNTED}) and grain = 'm' and period = substr(?2, 1, 7)`,
        ),
        [merchant, from, until],
      );
      await found(months.map(toDifference('insight_sums', SUM_KEY, V)), (some) => [addSums(merchant, some)]);
    }
    const moved = await db.read(
      differing(
        SUM_KEY,
        ['v1'],
        `select 'moved' as what, g.value as grain, substr(e.at, 1, iif(g.value = 'd', 10, 7)) as period, coalesce(e.by_id, '') as subject, '' as currency, 1 as v1
           from case_events e, json_each('["d","m"]') g where e.merchant_id = ?1 and e.type = 'promise_renegotiated'`,
        "select * from insight_sums where merchant_id = ?1 and what = 'moved' and grain <> 'y'",
      ),
      [merchant],
    );
    await found(moved.map(toDifference('insight_sums', SUM_KEY, ['v1'])), (some) => [addSums(merchant, some)]);
    const years = await db.read(
      differing(
        SUM_KEY,
        V,
        `select what, 'y' as grain, substr(period, 1, 4) as period, subject, currency, ${V.join(', ')} from insight_sums where merchant_id = ?1 and grain = 'm'`,
        "select * from insight_sums where merchant_id = ?1 and grain = 'y'",
      ),
      [merchant],
    );
    await found(years.map(toDifference('insight_sums', SUM_KEY, V)), (some) => [addSums(merchant, some)]);
    for (const subject of await listSubjects(db, merchant))
      for (const { table, key, counted } of REACHES) {
        const figures = ['customers', 'revenue'];
        const reach = await db.read(differing(key, figures, counted, `select * from ${table} where merchant_id = ?1 and subject = ?2`), [
          merchant,
          subject,
        ]);
        await found(
          reach.map(toDifference(table, key, figures)).map((one) => ({ ...one, key: { subject, ...one.key } })),
          (some) => [addReach(merchant, table, ['subject', ...key], some)],
        );
      }
  }
  return answer;
}

const CASES_AT_ONCE = 1000;

/** The days of a month in slices small enough that nobody waits long for their turn. */
async function listSlices(db: Db, merchant: string, from: string, until: string): Promise<[string, string][]> {
  const row = await db.readOne('select count(*) as cases from cases where merchant_id = ? and opened_at >= ? and opened_at < ?', [
    merchant,
    from,
    until,
  ]);
  const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS);
  const slices = Math.min(days, Math.max(1, Math.ceil(Number(row?.cases) / CASES_AT_ONCE)));
  const edge = (slice: number) => new Date(Date.parse(from) + Math.round((slice * days) / slices) * DAY_MS).toISOString().slice(0, 10);
  return Array.from({ length: slices }, (_, slice) => [edge(slice), edge(slice + 1)]);
}

const PLACES_OF_DAYS = [
  ['cases', 'opened_at'],
  ['departures', 'at'],
  ['cancellations', 'opened_at'],
  ["(select merchant_id, period from insight_sums where grain = 'm')", 'period'],
  ['insight_people', 'day'],
] as const;

/** Every month in which anything happened or was counted: its first day, and that of the next. */
async function listMonths(db: Db, merchant: string): Promise<[string, string][]> {
  const rows = await db.read(
    `select min(at) as first, max(at) as last from (
       ${PLACES_OF_DAYS.flatMap(([table, at]) =>
         ['min', 'max'].map((end) => `select ${end}(${at}) as at from ${table} where merchant_id = ?1`),
       ).join(' union all ')})`,
    [merchant],
  );
  if (!rows[0]?.first) return [];
  const months: [string, string][] = [];
  const [first, last] = [String(rows[0].first).slice(0, 7), String(rows[0].last).slice(0, 7)];
  for (let month = first; month <= last;) {
    const following = nextMonth(month);
    months.push([`${month}-01`, `${following}-01`]);
    month = following;
  }
  return months;
}

const nextMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]; // written as 2026-10
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
};

async function listSubjects(db: Db, merchant: string): Promise<string[]> {
  const rows = await db.read(
    `select subject from insight_people where merchant_id = ?1 union select subject from insight_reach where merchant_id = ?1
     union select subject from insight_reach_days where merchant_id = ?1 union select subject from insight_last_days where merchant_id = ?1`,
    [merchant],
  );
  return rows.map(({ subject }) => String(subject));
}

const addSums = (merchant: string, differences: Difference[]): Statement => {
  const row = [...SUM_KEY, ...V];
  return sql(
    `insert into insight_sums (merchant_id, ${row.join(', ')}) select ?, ${row.map((_, i) => `value ->> ${i}`).join(', ')} from json_each(?) where true
     on conflict do update set ${V.map((v) => `${v} = ${v} + excluded.${v}`).join(', ')}`,
    merchant,
    JSON.stringify(differences.map(({ key, by }) => [...SUM_KEY.map((name) => key[name]), ...V.map((_, i) => by[i] ?? 0)])),
  );
};

const addPeople = (merchant: string, differences: Difference[]): Statement[] => [
  sql(
    `insert into insight_people (merchant_id, subject, customer, day, n) select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?) where true
     on conflict do update set n = n + excluded.n`,
    merchant,
    JSON.stringify(differences.map(({ key, by }) => [key.subject, key.customer, key.day, by[0]])),
  ),
  ...differences
    .filter(({ by }) => (by[0] ?? 0) < 0)
    .map(({ key }) =>
      sql(
        'delete from insight_people where merchant_id = ? and subject = ? and customer = ? and day = ? and n <= 0',
        merchant,
        key.subject ?? '',
        key.customer ?? '',
        key.day ?? '',
      ),
    ),
];

const addReach = (merchant: string, table: string, key: string[], differences: Difference[]): Statement => {
  const row = [...key, 'customers', 'revenue'];
  return sql(
    `insert into ${table} (merchant_id, ${row.join(', ')}) select ?, ${row.map((_, i) => `value ->> ${i}`).join(', ')} from json_each(?) where true
     on conflict do update set customers = customers + excluded.customers, revenue = revenue + excluded.revenue`,
    merchant,
    JSON.stringify(differences.map((one) => [...key.map((name) => one.key[name]), ...one.by])),
  );
};

const visitAgain = (merchant: string, id: string): Statement[] => [
  sql('delete from insight_visits where merchant_id = ? and id = ?', merchant, id),
  sql(
    `insert into insight_visits (id, merchant_id, customer_id, at, day, arm, remedy, reason, accepted)
     ${WITH_SEEN} select id, ?1, customer_id, at, substr(at, 1, 10), arm, remedy, reason, accepted from seen where id = ?2`,
    merchant,
    id,
  ),
];
