import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json } from 'node:stream/consumers';
import Database from 'libsql';
import { freePort, start } from '../journeys/processes.ts';
import { readDemo } from '../replay/demo-file.ts';

/**
 * How fast a file of orders comes in through the API, and whether the server's memory grows with it, beside a bare loop that
 * inserts the same rows into the same table with the same indexes and as many rows a commit, in one run.
 */
const [ORDERS = 1_000_000] = process.argv.slice(3).map(Number);
const CUSTOMERS = 20_000;
const ROWS_A_COMMIT = 500;
const LINES_A_PIECE = 500;
const LOOKED_EVERY_MS = 250;
const DAY_MS = 86_400_000;

const orderAt = (i: number) => ({
  id: `o-${i}`,
  customer: `c-${(i * 7919) % CUSTOMERS}`,
  at: new Date(Date.UTC(2024, 0, 1) + (i % 700) * DAY_MS).toISOString(),
  cents: 500 + ((i * 31) % 20_000),
  range: `Range ${i % 40}`,
});

function* orderLines() {
  yield 'externalId,customer,at,total,currency,range\n';
  for (let from = 0; from < ORDERS; from += LINES_A_PIECE) {
    let piece = '';
    for (let i = from; i < Math.min(from + LINES_A_PIECE, ORDERS); i++) {
      const { id, customer, at, cents, range } = orderAt(i);
      piece += `${id},${customer},${at},${(cents / 100).toFixed(2)},EUR,${range}\n`;
    }
    yield piece;
  }
}
function* customerLines() {
  yield 'externalId\n';
  for (let i = 0; i < CUSTOMERS; i++) yield `c-${i}\n`;
}

const dataFolder = mkdtempSync(join(tmpdir(), 'amends-import-'));
const env = { DATA_DIR: dataFolder, DATABASE_URL: `file:${join(dataFolder, 'amends.db')}`, AMENDS_DEMO: '1', LOG_LEVEL: 'silent' };
const server = await start('server/main.ts', env, await freePort(), '/readyz');
const { secretKey } = readDemo(dataFolder);

const residentMb = (): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;

/** Seconds of a processor that the server has used: what others do on this machine does not count. */
const TICKS_A_SECOND = 100;
function usedSeconds(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

async function send(kind: string, lines: Iterable<string>) {
  const seen: number[] = [];
  const looking = setInterval(() => seen.push(residentMb()), LOOKED_EVERY_MS);
  const [begun, used] = [performance.now(), usedSeconds()];
  // Not fetch: it waits five minutes for an answer, whatever is still being sent.
  const asking = request(`${server.url}/v1/${kind}/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'text/csv' },
  });
  const answering = once(asking, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(encoded(lines)), asking);
  const [answer] = await answering;
  const result = (await json(answer)) as { read: number; written: number; unchanged: number; rejectedInAll: number };
  clearInterval(looking);
  return { ...result, seconds: (performance.now() - begun) / 1000, used: usedSeconds() - used, seen };
}
function* encoded(lines: Iterable<string>) {
  for (const line of lines) yield Buffer.from(line);
}

/** The same rows straight into the same table, by a statement prepared once. */
function insertBare() {
  const bare = new Database(join(dataFolder, 'bare.db'));
  bare.exec('pragma journal_mode = wal');
  bare.exec('pragma synchronous = full');
  bare.exec('pragma cache_size = -65536');
  bare.exec('pragma secure_delete = on');
  bare.exec(`create table orders (id integer primary key, merchant_id text not null, external_id text not null, customer_id text not null, at text not null,
    total integer not null, currency text not null, range text, items text, updated_at text not null) strict`);
  bare.exec('create unique index orders_by_external_id on orders (merchant_id, external_id)');
  bare.exec('create index orders_by_customer on orders (merchant_id, customer_id, at)');
  const insert = bare.prepare(
    'insert into orders (merchant_id, external_id, customer_id, at, total, currency, range, items, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const [begun, usedBefore] = [performance.now(), process.cpuUsage()];
  for (let from = 0; from < ORDERS; from += ROWS_A_COMMIT) {
    bare.exec('begin immediate');
    for (let i = from; i < Math.min(from + ROWS_A_COMMIT, ORDERS); i++) {
      const { id, customer, at, cents, range } = orderAt(i);
      insert.run(
        'mer_0193a5d2c7f07c3e9a2b4d6f8e1c0a55',
        id,
        `cus_0193a5d2c7f07c3e9a2b4d6f8e${customer}`,
        at,
        cents,
        'EUR',
        range,
        null,
        at,
      );
    }
    bare.exec('commit');
  }
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(usedBefore);
  bare.close();
  return { seconds, used: (user + system) / 1_000_000 };
}

const perSecond = (seconds: number) => Math.round(ORDERS / seconds).toLocaleString('en');
/** The most that was seen in each tenth of the way. */
function tenths(seen: number[]): string {
  const most = Array.from({ length: 10 }, (_, i) =>
    Math.max(...seen.slice(Math.floor((seen.length * i) / 10), Math.max(1, Math.ceil((seen.length * (i + 1)) / 10)))),
  );
  return most.map((megabytes) => Math.round(megabytes)).join(' ');
}

try {
  await send('customers', customerLines());
  const before = residentMb();
  const first = await send('orders', orderLines());
  const again = await send('orders', orderLines());
  const bare = insertBare();
  console.log(`${ORDERS.toLocaleString('en')} orders of ${CUSTOMERS.toLocaleString('en')} customers, streamed as CSV`);
  const rate = ({ seconds, used }: { seconds: number; used: number }) =>
    `${perSecond(seconds)} a second, ${perSecond(used)} a second of processor time`;
  console.log(`  first time    ${rate(first)} (${first.written} written, ${first.rejectedInAll} rejected)`);
  console.log(`  second time   ${rate(again)} (${again.written} written, ${again.unchanged} unchanged)`);
  console.log(`  bare inserts  ${rate(bare)}`);
  console.log(
    `  the import takes ${(first.seconds / bare.seconds).toFixed(2)} times as long, ${(first.used / bare.used).toFixed(2)} times the processor`,
  );
  console.log(`  memory        ${Math.round(before)} MB before; most in each tenth of the way, in MB:`);
  console.log(`                first ${tenths(first.seen)}; second ${tenths(again.seen)}`);
} finally {
  await server.end();
  rmSync(dataFolder, { recursive: true, force: true });
}
