import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, type Running, start } from '../../demo/journeys/processes.ts';
import { startMailServer } from './fixtures/peers.ts';

const LETTERS = 20;

async function openHouse(mailPort: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'amends-crash-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    AMENDS_DEMO: '0',
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    MAIL_FROM: 'hello@garden.example',
    HOST: '127.0.0.1',
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['server/cli.ts', 'site', 'create', '--name', 'Garden shop', '--origin', 'https://garden.example', '--json'],
    { env: { ...process.env, ...environment } },
  );
  const { secretKey } = JSON.parse(stdout) as { secretKey: string };
  const live = async (): Promise<Running> => {
    const running = await start('server/main.ts', environment, await freePort(), '/readyz');
    onTestFinished(() => running.end('SIGKILL'));
    return running;
  };
  return { secretKey, live };
}

test('the mail server is down and our process is killed twice: every letter arrives, each under one id', { timeout: 120_000 }, async () => {
  const mailPort = await freePort();
  const { secretKey, live } = await openHouse(mailPort);

  const first = await live();
  await Promise.all(
    Array.from({ length: LETTERS }, async (_, i) => {
      const answer = await fetch(`${first.url}/v1/cases`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'complaint', story: 'My kettle never arrived.', contact: { email: `customer${i}@example.org` } }),
      });
      expect(answer.status).toBe(201);
    }),
  );
  await first.end('SIGKILL');

  let second: Running | null = null;
  const mailServer = await startMailServer({
    port: mailPort,
    onMail: (count) => count === 7 && second && process.kill(second.pid, 'SIGKILL'),
  });
  second = await live();
  const arrived = () => new Set(mailServer.mails.map(({ messageId }) => messageId));
  for (let i = 0; i < 400 && arrived().size < 7; i++) await wait(50);
  await second.end('SIGKILL');
  expect(arrived().size).toBeLessThan(LETTERS);

  const third = await live();
  for (let i = 0; i < 600 && arrived().size < LETTERS; i++) await wait(50);
  await wait(500);
  expect(arrived().size).toBe(LETTERS);
  expect(new Set(mailServer.mails.map(({ to }) => (Array.isArray(to) ? '' : to?.text))).size).toBe(LETTERS);
  // Twice at most those that were taken in the very moment of the second death: SMTP has no way to ask.
  expect(mailServer.mails.length).toBeLessThanOrEqual(LETTERS + 4);
  await third.end();
});

test('a letter with a file survives a kill, too, and brings the file', { timeout: 120_000 }, async () => {
  const mailPort = await freePort();
  const { secretKey, live } = await openHouse(mailPort);
  const first = await live();
  const authorization = `Bearer ${secretKey}`;
  const send = async (path: string, body: object) => {
    const answer = await fetch(`${first.url}/v1/cases${path}`, {
      method: 'POST',
      headers: { authorization, ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }) },
      body: body instanceof FormData ? body : JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { id: string; uploadId: string };
  };
  const { id } = await send('', { kind: 'complaint', story: 'My kettle never arrived.', contact: { email: 'fern@example.org' } });
  const file = new FormData();
  file.set('file', new File(['%PDF-1.7 label'], 'label.pdf'));
  const { uploadId } = await send(`/${id}/uploads`, file);
  await send(`/${id}/messages`, { text: 'Here is the label.', uploads: [uploadId] });
  await first.end('SIGKILL');

  const mailServer = await startMailServer({ port: mailPort });
  const second = await live();
  const arrived = () => mailServer.mails.filter(({ attachments }) => attachments.length > 0);
  for (let i = 0; i < 600 && arrived().length === 0; i++) await wait(50);
  expect(arrived().map(({ text, attachments: [label] }) => [text?.split('\n')[0], label?.filename, String(label?.content)])).toEqual([
    ['Here is the label.', 'label.pdf', '%PDF-1.7 label'],
  ]);
  await second.end();
});
