import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createShop } from '../demo/shop.ts';
import { createApp } from './api/app.ts';
import { doingFor, type Deps } from './api/context.ts';
import { resumeImports } from './api/import-jobs.ts';
import { takeOwnMail } from './api/mail/take-mail.ts';
import { uploadPath } from './api/public/uploads.ts';
import { isEmpty, runCommand, type Given } from './commands.ts';
import { type Config, readConfig } from './config.ts';
import { couriersOf } from './couriers.ts';
import { type Demo, seedDemo } from './demo-seed.ts';
import { startPost, startReading } from './jobs/post.ts';
import { startJobs } from './jobs/schedule.ts';
import { openAmends } from './open.ts';
import { announce, withdraw } from './running.ts';
import { hashOf, isSame, randomToken } from './secrets.ts';
import { DatabaseInUse } from './store/lock.ts';
import { WrongUse } from './wrong-use.ts';
import { hasStaff } from './store/staff.ts';

const SHUTDOWN_MS = 5000;
const FILE_MS = 3_600_000;

try {
  await start(readConfig(process.env));
} catch (error) {
  process.stderr.write(
    `${error instanceof DatabaseInUse ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const { deps, close } = await openAmends(config, `server on port ${config.port}`);
  const seeded = config.demo !== '0' && (await isEmpty(deps)) ? await seedDemo(deps) : null;
  const demo = config.demo === '0' ? null : (seeded ?? readDemo(config.dataDir));
  const setup = (await hasStaff(deps.db)) ? null : randomToken('su');
  const token = randomToken('own');
  const app = new Hono();
  app.post('/internal/command', (c) => answerCommand(deps, token, c.req.raw));
  if (demo) {
    const shop = createShop({ amendsUrl: config.publicUrl, siteKey: demo.siteKey, identitySecret: demo.identitySecret, basePath: '/shop' });
    app.get('/shop/', (c) => c.redirect('/shop', 301));
    app.route('/shop', shop);
    app.get('/', (c) => c.redirect('/shop'));
  }
  app.route('/', createApp({ ...deps, setupHash: setup && hashOf(setup) }));

  // Node gives a request five minutes to arrive; a large file that is written as it comes may need longer.
  const server = serve(
    { fetch: app.fetch, port: config.port, hostname: config.host ?? '127.0.0.1', serverOptions: { requestTimeout: FILE_MS } },
    (info) => {
      announce(config.dataDir, { pid: process.pid, port: info.port, token });
      process.stdout.write(greeting(config.publicUrl, demo, seeded !== null, setup));
    },
  );
  const stopJobs = startJobs({
    ...deps,
    doing: (merchantId, by) => doingFor(deps, merchantId, by),
    removeFile: (id) => rm(uploadPath(deps.dataDir, id), { force: true }),
  });
  void resumeImports(deps).catch((err: unknown) => deps.log.error({ err }, 'imports could not go on'));
  const post = startPost({ ...deps, couriers: couriersOf(deps, config.smtpUrl), name: deps.newId('srv') });
  const stopReading = config.imapUrl ? startReading({ ...deps, imapUrl: config.imapUrl, take: (raw) => takeOwnMail(deps, raw) }) : () => {};
  const stop = () => {
    stopJobs();
    stopReading();
    const posted = post.stop();
    withdraw(config.dataDir);
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    server.close(() => void posted.then(close).then(() => process.exit(0)));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** A command of the command line, done here because one process alone writes the database. */
async function answerCommand(deps: Deps, token: string, request: Request): Promise<Response> {
  const given = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
  if (!isSame(given, token)) return Response.json({ error: 'Not allowed.' }, { status: 403 });
  const { command, ...rest } = (await request.json()) as Given & { command: string };
  // One JSON object a line: how far it is, and last the answer. A long command keeps its caller waiting, not in the dark.
  const lines = new TransformStream<string, string>();
  const out = lines.writable.getWriter();
  const say = (line: object) => void out.write(`${JSON.stringify(line)}\n`).catch(() => {}); // whoever asked may be gone
  void Promise.resolve()
    .then(() => runCommand(deps, command, rest, (progress) => say({ progress })))
    .then(
      (answer) => say({ answer }),
      (error: unknown) => say({ error: error instanceof Error ? error.message : String(error), wrongUse: error instanceof WrongUse }),
    )
    .finally(() => out.close().catch(() => {}));
  return new Response(lines.readable.pipeThrough(new TextEncoderStream()), { headers: { 'content-type': 'application/x-ndjson' } });
}

function readDemo(dataDir: string): Demo | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo; // written by seedDemo
  } catch {
    return null;
  }
}

function greeting(url: string, demo: Demo | null, isNew: boolean, setup: string | null): string {
  const lines = ['', `  Amends is running     ${url}`, `  Staff sign in at      ${url}/admin`];
  if (setup)
    lines.push(
      `  Set it up at          ${url}/admin/setup?token=${setup}`,
      '    Nobody works here yet. The link is good once, until the server stops.',
    );
  if (demo) lines.push(`    ${demo.admin.email}`, `    ${demo.admin.password}`, `  The demo shop         ${url}/shop`);
  if (isNew) lines.push('', '  A demo shop was made, because the database was empty. AMENDS_DEMO=0 keeps it empty.');
  return `${lines.join('\n')}\n\n`;
}
