import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { freePort, start } from '../journeys/processes.ts';
import { readDemo } from '../replay/demo-file.ts';

/** How fast complaints are taken and made durable, beside a call that touches no database, in one run. */
const COMPLAINTS = 2000;
const AT_A_TIME = 32;

const dataFolder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
const env = { DATA_DIR: dataFolder, DATABASE_URL: `file:${join(dataFolder, 'amends.db')}`, AMENDS_DEMO: '1', LOG_LEVEL: 'silent' };
const server = await start('server/main.ts', env, await freePort(), '/readyz');
const { siteKey } = readDemo(dataFolder);

async function measure(what: string, call: (at: number) => Promise<Response>) {
  const tookMs: number[] = [];
  const answers = new Map<number, number>();
  const waiting = Array.from({ length: COMPLAINTS }, (_, at) => at).values();
  async function work() {
    for (const at of waiting) {
      const asked = performance.now();
      const answer = await call(at);
      await answer.text();
      tookMs.push(performance.now() - asked);
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    }
  }
  const begun = performance.now();
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  const seconds = (performance.now() - begun) / 1000;
  tookMs.sort((a, b) => a - b);
  const share = (part: number) => tookMs[Math.floor(tookMs.length * part)]?.toFixed(1);
  const statuses = [...answers].map(([status, count]) => `${count} × ${status}`).join(', ');
  console.log(
    `${what}: ${Math.round(COMPLAINTS / seconds)} a second, median ${share(0.5)} ms, 99 of 100 within ${share(0.99)} ms (${statuses})`,
  );
}

const complain = (round: string) => (at: number) =>
  fetch(`${server.url}/v1/public/cases`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: JSON.stringify({
      siteKey,
      kind: 'complaint',
      story: `Parcel ${at} of ${round} never came.`,
      reason: 'delivery.not_received',
      locale: 'en',
    }),
  });

try {
  await measure('Warming up      ', complain('the first round'));
  await measure('Nothing but HTTP', () => fetch(`${server.url}/healthz`));
  await measure('Complaints      ', complain('the second round'));
} finally {
  await server.end();
  rmSync(dataFolder, { recursive: true, force: true });
}
