import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { later, newFolder } from './store/fixtures/database.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const CHURN = join(import.meta.dirname, '../shared/fixtures/telco-churn.csv.gz');
const CUSTOMERS = JSON.stringify({ externalId: 'CustomerID', mrr: 'Monthly Charges', currency: '=USD', plan: 'Contract' });
const DEPARTURES = JSON.stringify({ customer: 'CustomerID', at: '=2026-10-01', reason_text: 'Churn Reason' });

const begin = (program: 'cli.ts' | 'main.ts', args: string[], environment: Record<string, string>, cwd?: string): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'error', AMENDS_DEMO: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
  });

async function amends(environment: Record<string, string>, args: string[], cwd?: string) {
  const running = begin('cli.ts', args, environment, cwd);
  let [stdout, stderr] = ['', ''];
  running.stdout?.on('data', (part) => (stdout += part));
  running.stderr?.on('data', (part) => (stderr += part));
  const [status] = (await once(running, 'close')) as [number | null];
  return { status, stdout, stderr };
}
const environmentIn = (folder: string) => ({ DATA_DIR: folder, DATABASE_URL: `file:${join(folder, 'amends.db')}` });
const counts = ({ stdout }: { stdout: string }) => {
  const { read, written, unchanged, skipped, rejectedInAll } = JSON.parse(stdout) as Record<string, number>;
  return { read, written, unchanged, skipped, rejectedInAll };
};

test('a telephone company comes in from the command line: 7,043 customers, 1,869 departures, and nothing the second time', async () => {
  const own = environmentIn(await newFolder());
  const customers = ['import', 'customers', CHURN, '--map', CUSTOMERS, '--json'];
  const departures = ['import', 'departures', CHURN, '--map', DEPARTURES, '--where', 'Churn Value=1', '--json'];
  expect(counts(await amends(own, customers))).toEqual({ read: 7043, written: 7043, unchanged: 0, skipped: 0, rejectedInAll: 0 });
  const left = await amends(own, departures);
  expect(left.stdout).toMatch(/^\{.*\}\n$/);
  expect(left.stderr).toMatch(/^\d+ %: \d+ read, /);
  expect(counts(left)).toEqual({ read: 7043, written: 1869, unchanged: 0, skipped: 5174, rejectedInAll: 0 });
  expect(counts(await amends(own, customers))).toMatchObject({ written: 0, unchanged: 7043 });
  expect(counts(await amends(own, departures))).toMatchObject({ written: 0, unchanged: 1869 });
});

describe('while a server runs', () => {
  const after = later();
  let folder: string;
  let server: ChildProcess;
  beforeAll(async () => {
    folder = await newFolder(after.keep);
    server = begin('main.ts', [], { ...environmentIn(folder), PORT: '0' });
    await once(server.stdout!, 'data');
  });
  afterAll(async () => {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
    await after.clear();
  });

  test('the server reads the file, and says line by line what it could not take', async () => {
    writeFileSync(join(folder, 'some.csv'), 'externalId,email\nc-1,fern@example.org\nc-2,nonsense\n');
    const { status, stdout } = await amends(environmentIn(folder), ['import', 'customers', 'some.csv', '--json'], folder);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ written: 1, rejected: [{ line: 3, code: 'customer.invalid_email', column: 'email' }] });
    const orders = join(folder, 'orders.ndjson');
    writeFileSync(orders, '{"externalId":"o-1","customer":"c-9","at":"2026-01-01","total":500,"currency":"EUR"}\n');
    const made = await amends(environmentIn(folder), ['import', 'orders', '--create-customers', orders, '--json']);
    expect(counts(made)).toMatchObject({ written: 1 });
  });

  test.each([
    ['no file at all', ['import', 'orders']],
    ['a file that is not there', ['import', 'orders', 'nowhere.csv']],
    ['a map that is no JSON', ['import', 'customers', CHURN, '--map', 'CustomerID']],
    ['a format nobody knows', ['import', 'customers', CHURN, '--format', 'xlsx']],
  ])('%s is wrong use', async (_, args) => {
    expect(await amends(environmentIn(folder), args)).toMatchObject({ status: 2, stdout: '' });
  });

  test('a file without the columns that are needed fails, and says which', async () => {
    const { status, stderr } = await amends(environmentIn(folder), ['import', 'orders', CHURN]);
    expect([status, stderr]).toEqual([1, expect.stringContaining('There is no column “externalId”')]);
  });
});
