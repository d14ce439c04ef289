import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { freePort, start } from '../journeys/processes.ts';
import { readDemo } from '../replay/demo-file.ts';

/**
 * How long every answer of insight takes with few and with many cases of the same three years, in one run. `BENCH_FOLDER` (kept
 * between runs, so that the cases are made once) may be set.
 */
const [FEW = 10_000, MANY = 1_000_000] = process.argv.slice(3).map(Number);
const ROUNDS = 25;
const DAY_MS = 86_400_000;
const YEARS_MS = 3 * 365 * DAY_MS;

const month = (ago: number): string => {
  const today = new Date();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - ago, 1)).toISOString().slice(0, 7);
};
const year = `from=${month(12)}&to=${month(1)}`;
const QUESTIONS: [what: string, path: string][] = [
  ['Lost customers by month, all times', 'departures'],
  ['Lost customers by quarter, a year', `departures?by=quarter&${year}`],
  ['Names of a month, first page', `departures?period=${month(2)}`],
  ['Reasons, all times', 'reasons'],
  ['Reasons, a year and the one before', `reasons?${year}`],
  ['Reasons of complaints, a month', `reasons?kind=complaint&from=${month(2)}&to=${month(2)}`],
  ['Reasons in their own words', 'reasons?by=text'],
  ['Customers behind a reason', 'reasons/delivery.late/customers'],
  ['Steps of the journey, a year', `touchpoints?${year}`],
  ['The journey by month', 'journey'],
  ['Offers against the hold-out', 'offers'],
  ['The team, a year', `team?${year}`],
  ['Sudden rises', 'spikes'],
  ['Reasons, ten days', `reasons?from=${month(2)}-11&to=${month(2)}-20`],
  ['Reasons, from a year ago to a day', `reasons?from=${month(12)}&to=${month(1)}-20`],
  ['Reasons, between two days a year apart', `reasons?from=${month(12)}-11&to=${month(1)}-20`],
];

/** A shop with so many cases: its folder, the key to ask with, and how long its figures took to count. */
async function makeShop(cases: number) {
  const kept = process.env.BENCH_FOLDER;
  if (kept) mkdirSync(kept, { recursive: true });
  const folder = kept ? join(kept, `insight-${cases}`) : mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const env = { DATA_DIR: folder, DATABASE_URL: `file:${join(folder, 'amends.db')}`, AMENDS_DEMO: '1', LOG_LEVEL: 'silent' };
  if (existsSync(join(folder, 'counted'))) return { folder, env, key: readDemo(folder).secretKey ?? '' };
  const first = await start('server/main.ts', env, await freePort(), '/readyz');
  await first.end();
  const begun = performance.now();
  fill(join(folder, 'amends.db'), cases);
  const filled = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, ['server/cli.ts', 'insight', 'rebuild', '--fix', '--json'], {
    env: { ...process.env, ...env },
    maxBuffer: 10_000_000,
  });
  const { differences } = JSON.parse(stdout) as { differences: number };
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  console.log(
    `${cases} cases written in ${seconds(begun, filled)} s, counted in ${seconds(filled, performance.now())} s (${differences} figures made)`,
  );
  mkdirSync(join(folder, 'counted'));
  return { folder, env, key: readDemo(folder).secretKey ?? '' };
}

/** Cases, customers, departures and visits, spread over three years, without going through the door. */
function fill(file: string, cases: number): void {
  const db = new DatabaseSync(file);
  const merchant = String(db.prepare('select merchant_id from sites limit 1').get()?.merchant_id);
  const from = Date.now() - YEARS_MS;
  const at = (seed: number) =>
    `strftime('%Y-%m-%dT%H:%M:%fZ', ${from / 1000} + ((n * ${seed}) % 1000003) / 1000003.0 * ${YEARS_MS / 1000}, 'unixepoch')`;
  const pick = (list: string[], seed: number) =>
    `json_extract('${JSON.stringify(list)}', '$[' || ((n * ${seed}) % 1000003 % ${list.length}) || ']')`;
  const numbers = (count: number) => `with recursive i(n) as (select 1 union all select n + 1 from i where n < ${count})`;
  const people = Math.ceil(cases / 5);
  const customer = (seed: number) => `'cus_b' || ((n * ${seed}) % 1000003 % ${people} + 1)`;
  const complaints = [
    'delivery.late',
    'delivery.not_received',
    'product.defective',
    'product.damaged',
    'billing.duplicate',
    'service.rude',
  ];
  const leaving = ['cancel.too_expensive', 'cancel.switched_service', 'cancel.moved', 'cancel.low_quality', 'cancel.other'];
  const steps = ['checkout', 'delivery', 'account', 'shop', 'phone', 'returns', 'search', 'invoice'];
  const staff = Array.from({ length: 20 }, (_, i) => `stf_${i}`);
  const words = Array.from({ length: 200 }, (_, i) => `It is reason number ${i}`);
  db.exec('pragma synchronous = off; pragma foreign_keys = off; begin');
  db.exec(`${numbers(people)} insert into customers (id, merchant_id, external_id, mrr_amount, mrr_currency, created_at, updated_at)
    select 'cus_b' || n, '${merchant}', 'b' || n, n * 37 % 9000, 'USD', ${at(7919)}, ${at(7919)} from i`);
  db.exec(`${numbers(cases)} insert into cases (id, merchant_id, number, site_id, kind, state, turn, severity, second_failure, response_expected, reason, customer_id, assignee,
      locale, due_key, opened_at, updated_at, version, data)
    select 'case_b' || n, '${merchant}', 'B' || n, 'site_b', iif(n % 10, 'complaint', 'feedback'), 'closed', 'none', 'normal', n % 50 = 0, 1, ${pick(complaints, 7877)}, ${customer(6007)},
      ${pick(staff, 5011)}, 'en', '9999', opened, opened, 1, json_object(
        'area', json_object('touchpoint', ${pick(steps, 3001)}, 'rating', n % 5 + 1), 'rating', json_object('stars', n % 5 + 1, 'effort', n % 7 + 1),
        'clocks', json_array(json_object('kind', 'first_reply', 'startedAt', opened, 'metAt', strftime('%Y-%m-%dT%H:%M:%fZ', opened, '+' || (n % 3000) || ' minutes'), 'breachedAt', null)),
        'promises', json_array(json_object('owner', ${pick(staff, 5011)}, 'state', iif(n % 9, 'kept', 'broken'))))
    from (select n, ${at(104_729)} as opened from i)`);
  db.exec(`${numbers(Math.ceil(cases / 10))} insert or ignore into departures (id, merchant_id, customer_id, at, reason, reason_text, way, revenue, lifetime_value, currency, created_at, updated_at)
    select 'dep_b' || n, '${merchant}', ${customer(6133)}, left_at, ${pick(leaving, 7001)}, ${pick(words, 7013)}, 'import', n * 41 % 9000, n * 41 % 9000 * 12, 'USD', left_at, left_at
    from (select n, ${at(15_485_863)} as left_at from i)`);
  db.exec(`${numbers(Math.ceil(cases / 50))} insert into cancellations (id, merchant_id, site_id, customer_id, token_hash, opened_at, updated_at, version, data)
    select 'can_b' || n, '${merchant}', 'site_b', ${customer(6211)}, 'hash' || n, opened, opened, 1, iif(n % 5,
      json_object('identified', json('true'), 'reason', ${pick(leaving, 7001)}, 'offer', json_object('remedy', ${pick(['discount', 'pause'], 7019)}, 'answer', iif(n % 3, 'accepted', 'declined'))),
      json_object('identified', json('true'), 'reason', ${pick(leaving, 7001)}, 'withheld', json_object('remedy', ${pick(['discount', 'pause'], 7019)})))
    from (select n, ${at(32_452_843)} as opened from i)`);
  const triggers = db.prepare("select name, sql from sqlite_master where type = 'trigger' and name like 'insight_person%'").all();
  for (const { name } of triggers) db.exec(`drop trigger ${String(name)}`);
  db.exec(`delete from insight_people; delete from insight_reach; delete from insight_reach_days; delete from insight_last_days;
    insert into insight_people select merchant_id, subject, customer, day, count(*) from (
      select merchant_id, j.value || ':' || coalesce(reason, '') as subject, coalesce(customer_id, cases.id) as customer, substr(opened_at, 1, 10) as day
        from cases, json_each(json_array('any', kind)) j where coalesce(outcome, '') not in ('spam', 'duplicate')
      union all select merchant_id, j.value || coalesce(reason, ''), customer_id, substr(at, 1, 10) from departures, json_each('["any:","cancellation:"]') j
      union all select merchant_id, 'text:' || reason_text, customer_id, substr(at, 1, 10) from departures where way = 'import' and reason_text is not null)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4;
    insert into insight_reach select p.merchant_id, subject, month, previous, coalesce(mrr_currency, ''), count(*), sum(coalesce(mrr_amount, 0)) from (
      select merchant_id, subject, customer, month, coalesce(lag(month) over (partition by merchant_id, subject, customer order by month), '') as previous
        from (select distinct merchant_id, subject, customer, substr(day, 1, 7) as month from insight_people)) p
      left join customers c on c.id = p.customer group by 1, 2, 3, 4, 5;
    insert into insight_reach_days select p.merchant_id, subject, day, case when before is null then '' when julianday(day) - julianday(before) <= 62 then before
      else substr(before, 1, 7) end, coalesce(mrr_currency, ''), count(*), sum(coalesce(mrr_amount, 0)) from (
        select merchant_id, subject, customer, day, lag(day) over (partition by merchant_id, subject, customer order by day) as before from insight_people) p
      left join customers c on c.id = p.customer group by 1, 2, 3, 4, 5;
    insert into insight_last_days select p.merchant_id, subject, day, next, coalesce(mrr_currency, ''), count(*), sum(coalesce(mrr_amount, 0)) from (
        select merchant_id, subject, customer, day, coalesce(lead(day) over (partition by merchant_id, subject, customer order by day), '') as next from insight_people) p
      left join customers c on c.id = p.customer group by 1, 2, 3, 4, 5`);
  for (const { sql } of triggers) db.exec(String(sql));
  db.exec('commit; analyze');
  db.close();
}

/** Median milliseconds of each question, asked one after the other. */
async function measure({ env, key }: { env: Record<string, string>; key: string }): Promise<number[]> {
  const server = await start('server/main.ts', env, await freePort(), '/readyz');
  try {
    const medians: number[] = [];
    for (const [what, path] of QUESTIONS) {
      const tookMs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const asked = performance.now();
        const answer = await fetch(`${server.url}/v1/insights/${path}`, { headers: { authorization: `Bearer ${key}` } });
        await answer.text();
        if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
        tookMs.push(performance.now() - asked);
      }
      medians.push(tookMs.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
    }
    return medians;
  } finally {
    await server.end();
  }
}

const shops = [await makeShop(FEW), await makeShop(MANY)];
try {
  const [few, many] = [await measure(shops[0]!), await measure(shops[1]!)];
  console.log(`${'median ms'.padEnd(42)} ${String(FEW).padStart(9)} ${String(MANY).padStart(9)}   times`);
  QUESTIONS.forEach(([what], i) => {
    const [a, b] = [few[i] ?? 0, many[i] ?? 0];
    console.log(`${what.padEnd(42)} ${a.toFixed(1).padStart(9)} ${b.toFixed(1).padStart(9)} ${(b / a).toFixed(1).padStart(7)}`);
  });
} finally {
  if (!process.env.BENCH_FOLDER) for (const { folder } of shops) rmSync(folder, { recursive: true, force: true });
}
