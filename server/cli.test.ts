import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { later, newFolder } from './store/fixtures/database.ts';
import { serveHrana } from './store/fixtures/hrana-server.ts';

// Each command is a process of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

type Ended = { status: number | null; stdout: string; stderr: string };
type Environment = Record<string, string>;

function begin(program: 'cli.ts' | 'main.ts', args: string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function endOf(running: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  running.stdout?.on('data', (part) => (stdout += part));
  running.stderr?.on('data', (part) => (stderr += part));
  const [status] = (await once(running, 'close')) as [number | null];
  return { status, stdout, stderr };
}

/** The command line as a merchant types it. */
const amends = (environment: Environment, ...args: string[]): Promise<Ended> => endOf(begin('cli.ts', args, environment));

/** With `--json`, as programs take it: one object, and nothing beside it. */
async function answerOf<Answer = Record<string, string>>(environment: Environment, ...args: string[]): Promise<Answer> {
  const { status, stdout, stderr } = await amends(environment, ...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout) as Answer;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  await new Promise((closed) => server.close(closed));
  return port;
}

async function startServer(environment: Environment): Promise<ChildProcess> {
  const server = begin('main.ts', [], environment);
  let said = '';
  server.stdout?.on('data', (part) => (said += part));
  server.stderr?.on('data', (part) => (said += part));
  while (!said.includes('Amends is running')) {
    if (server.exitCode !== null) throw new Error(said);
    await wait(20);
  }
  return server;
}

async function end(server: ChildProcess | undefined, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return server?.exitCode ?? null;
  server.kill(signal);
  const [status] = (await once(server, 'exit')) as [number | null];
  return status;
}

const post = (url: string, body: object, headers: Environment = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin, ...headers },
    body: JSON.stringify(body),
  });

const KEYS = {
  siteId: expect.stringMatching(/^site_/),
  siteKey: expect.stringMatching(/^pk_/),
  identitySecret: expect.stringMatching(/^is_/),
  secretKey: expect.stringMatching(/^sk_/),
  snippet: expect.stringContaining('widget.js'),
};
const GARDEN = ['--name', 'Garden shop', '--origin', 'https://garden.example'];

test('without a server, a command works on the database itself: a new shop, its owner, and everything in order', async () => {
  const own = { DATA_DIR: join(await newFolder(), 'Omar’s shop, 100% #1'), PUBLIC_URL: 'https://amends.example' };
  const keys = await answerOf(own, 'site', 'create', ...GARDEN, '--origin=http://localhost:*');
  expect(keys).toEqual(KEYS);
  expect(keys.snippet).toBe(`<script async src="https://amends.example/widget.js" data-site="${keys.siteKey}"></script>`);

  const invitation = await answerOf(own, 'staff', 'invite', '--email', 'omar@garden.example', '--role', 'owner');
  expect(invitation).toMatchObject({ email: 'omar@garden.example', role: 'owner' });
  expect(invitation.url).toMatch(/^https:\/\/amends\.example\/admin\/join\?token=in_/);
  expect(Date.parse(invitation.expiresAt!)).toBeGreaterThan(Date.now());

  expect(await answerOf<{ ran: string[] }>(own, 'migrate')).toEqual({ ran: [] });
  expect(await answerOf(own, 'doctor')).toMatchObject({ ok: true, database: 'file', migrations: expect.arrayContaining(['0001-first']) });

  const inWords = await amends(own, 'site', 'create', '--name', 'Second shop', '--origin', 'https://second.example', '--test');
  expect(inWords.status).toBe(0);
  expect(inWords.stdout).toMatch(/^siteId +site_\w+$/m);
  expect(inWords.stdout).toMatch(/^siteKey +pk_test_/m);
});

test.each([
  ['an unknown command', ['site', 'destroy']],
  ['a missing option', ['site', 'create', '--name', 'Garden shop']],
])('used wrongly (%s), it says how it is used, on the error output, and ends with 2', async (_, args) => {
  const { status, stdout, stderr } = await amends({ DATA_DIR: await newFolder() }, ...args, '--json');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: npm run amends');
});

test('when something is wrong, it says what, on the error output, and ends with 1', async () => {
  const folder = await newFolder();
  writeFileSync(join(folder, 'amends.db'), 'This is a shopping list.\n'.repeat(100));
  const [noPort, noDatabase] = await Promise.all([
    amends({ DATA_DIR: folder, PORT: 'many' }, 'doctor', '--json'),
    amends({ DATA_DIR: folder }, 'doctor', '--json'),
  ]);
  expect(noPort).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^PORT: /) });
  expect(noDatabase).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/not a database/) });
});

test('asked for help, it lists what it can do', async () => {
  const { status, stdout, stderr } = await amends({ DATA_DIR: await newFolder() });
  expect([status, stdout]).toEqual([0, '']);
  for (const command of ['site create', 'staff invite', 'demo seed', 'migrate', 'doctor']) expect(stderr).toContain(command);
});

describe('with a running server, a command goes through it and works at once', () => {
  const after = later();
  afterAll(after.clear);
  let own: Environment;
  let server: ChildProcess | undefined;
  let url: string;
  const demoOf = () => JSON.parse(readFileSync(join(own.DATA_DIR!, 'demo.json'), 'utf8'));
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    own = { DATA_DIR: await newFolder(after.keep), PORT: String(port), PUBLIC_URL: url };
    server = await startServer(own);
  });
  afterAll(async () => void (await end(server)));

  test('the first start made a demo shop, whose sign-ins only its owner can read', async () => {
    expect(statSync(join(own.DATA_DIR!, 'demo.json')).mode & 0o777).toBe(0o600);
    const demo = demoOf();
    expect(demo).toMatchObject({ url, siteKey: KEYS.siteKey, secretKey: KEYS.secretKey, cases: expect.any(Number) });
    expect(demo.staff.map(({ role }: { role: string }) => role)).toEqual(['owner', 'lead', 'agent', 'viewer']);

    const signedIn = await post(`${url}/api/auth/sign-in/email`, demo.admin);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect(await (await fetch(`${url}/staff/me`, { headers: { cookie } })).json()).toMatchObject({
      email: demo.admin.email,
      role: 'owner',
    });
    const cases = await fetch(`${url}/v1/cases?limit=100`, { headers: { authorization: `Bearer ${demo.secretKey}` } });
    expect((await cases.json()).items).toHaveLength(demo.cases);
  });

  test('a site, an invitation and a look at everything', async () => {
    const keys = await answerOf(own, 'site', 'create', ...GARDEN, '--locale', 'de', '--currency', 'EUR');
    expect(keys).toEqual(KEYS);
    const config = await fetch(`${url}/v1/public/sites/${keys.siteKey}`);
    expect(await config.json()).toMatchObject({ name: 'Garden shop', locale: 'de', currency: 'EUR' });
    expect((await fetch(`${url}/v1/cases`, { headers: { authorization: `Bearer ${keys.secretKey}` } })).status).toBe(200);

    const invitation = await answerOf(own, 'staff', 'invite', '--email', 'maya@garden.example', '--role', 'agent');
    const token = new URL(invitation.url!).searchParams.get('token');
    expect((await post(`${url}/staff/join`, { token, name: 'Maya', password: 'a garden in march' })).status).toBe(201);

    expect(await answerOf<{ ran: string[] }>(own, 'migrate')).toEqual({ ran: [] });
    expect(await answerOf(own, 'doctor')).toMatchObject({ ok: true, publicUrl: url });
  });

  test('a wrong use ends with 2 and a refusal with 1, as without a server', async () => {
    const [wrong, refused] = await Promise.all([
      amends(own, 'staff', 'invite', '--email', 'maya', '--role', 'agent', '--json'),
      amends(own, 'demo', 'seed', '--json'),
    ]);
    expect(wrong).toEqual({ status: 2, stdout: '', stderr: expect.stringContaining('Usage:') });
    expect(refused).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining('demo.json') });
  });

  test('nobody else gives the server commands', async () => {
    for (const authorization of ['', 'Bearer own_made_up']) {
      const answer = await post(`${url}/internal/command`, { command: 'doctor', options: {}, words: [] }, { authorization });
      expect(answer.status).toBe(403);
    }
    expect(statSync(join(own.DATA_DIR!, 'server.json')).mode & 0o777).toBe(0o600);
  });

  test('a second server on the same database refuses, and names the first', async () => {
    const { status, stderr } = await endOf(begin('main.ts', [], { ...own, PORT: '0' }));
    expect([status, stderr]).toEqual([1, expect.stringContaining(`in use by process ${server?.pid}`)]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('after it was killed, a command works on the database itself, and the next start finds everything', async () => {
    await end(server, 'SIGKILL');
    expect(await answerOf(own, 'doctor')).toMatchObject({ ok: true });
    const { siteKey } = demoOf();
    server = await startServer(own);
    expect(demoOf().siteKey).toBe(siteKey);
    expect((await fetch(`${url}/v1/public/sites/${siteKey}`)).status).toBe(200);
    expect(await end(server)).toBe(0);
    expect(existsSync(join(own.DATA_DIR!, 'server.json'))).toBe(false);
  });
});

test('on a database server the same commands work, and the demo shop can be made by hand', async () => {
  const folder = await newFolder();
  const database = await serveHrana(join(folder, 'remote.db'));
  const own = { DATA_DIR: folder, DATABASE_URL: database.url };
  const demo = await answerOf(own, 'demo', 'seed');
  expect(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'))).toEqual(demo);
  expect(await answerOf(own, 'doctor')).toMatchObject({ ok: true, database: 'server' });
  await database.close();
});
