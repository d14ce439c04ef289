import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../browser.ts';
import { freePort, type Running, start } from '../journeys/processes.ts';
import { readDemo } from '../replay/demo-file.ts';

/**
 * How much slower the staff page is with 100,000 cases than with 1,000, measured in one browser in one run, in turns.
 * `BENCH_CASES=1000,100000` and `BENCH_FOLDER` (kept between runs, so that the cases are made once) may be set.
 */
const SIZES = (process.env.BENCH_CASES ?? '1000,100000').split(',').map(Number);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 9);
const SCROLLED_ROWS = 2000;
const SCROLLS = 5;
const SEARCH_PAUSE_MS = 250;
const LONG_TASK_MS = 50;
const root = fileURLToPath(new URL('../..', import.meta.url));

type Shop = { cases: number; folder: string; server: Running; context: BrowserContext; page: Page };
type Watched = { longTasks: number[]; shift: number };

function seed(cases: number): string {
  const kept = process.env.BENCH_FOLDER;
  if (kept) mkdirSync(kept, { recursive: true });
  const folder = kept ? join(kept, String(cases)) : mkdtempSync(join(tmpdir(), 'amends-bench-'));
  if (existsSync(join(folder, 'demo.json'))) return folder;
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'server/many-cases.ts'), String(cases)], {
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: `file:${join(folder, 'amends.db')}`, LOG_LEVEL: 'silent' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  console.log(`${cases} cases made in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return folder;
}

async function openShop(browser: Browser, cases: number): Promise<Shop> {
  const folder = seed(cases);
  const port = await freePort();
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, 'amends.db')}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
  };
  const server = await start(join(root, 'server/main.ts'), env, port, '/readyz');
  const { admin } = readDemo(folder);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const watched: Watched = { longTasks: [], shift: 0 };
    Object.assign(window, { watched });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
    }).observe({ entryTypes: ['longtask'] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) watched.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${server.url}/admin`);
  await page.getByLabel('E-mail').fill(admin!.email);
  await page.getByLabel('Password').fill(admin!.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  return { cases, folder, server, context, page };
}

const watchedOn = (page: Page) => page.evaluate(() => (window as unknown as { watched: Watched }).watched);

/** From a click until what it leads to has been drawn. `shown` is looked for on each frame. */
const until = (page: Page, click: string | null, shown: string, text = '') =>
  page.evaluate(
    ([wanted, arrives, words]) =>
      new Promise<number>((done, failed) => {
        const begunAt = wanted ? performance.now() : 0;
        const look = () => {
          if (performance.now() - begunAt > 30_000) return failed(new Error(`${arrives} ${words} never came`));
          const found = [...document.querySelectorAll(arrives!)].some((element) => element.textContent?.includes(words!));
          if (!found) return requestAnimationFrame(look);
          requestAnimationFrame(() => done(performance.now() - begunAt));
        };
        if (wanted) document.querySelector<HTMLElement>(wanted)!.click();
        look();
      }),
    [click, shown, text] as const,
  );

async function openInbox({ page, server }: Shop): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${server.url}/admin`, { waitUntil: 'commit' });
  return until(page, null, '.rows .row a');
}

async function switchView({ page }: Shop): Promise<number> {
  const took: number[] = [];
  for (const [id, title] of [
    ['open', 'All open'],
    ['unassigned', 'Unassigned'],
    ['closed', 'Closed'],
    ['broken-promises', 'Broken promises'],
    ['second-failures', 'Second failures'],
  ] as const)
    took.push(await until(page, `.views a[href="/admin?view=${id}"]`, `.rows[aria-label="${title}"] .row a`));
  return median(took);
}

async function openCase({ page }: Shop): Promise<number> {
  await page.locator('.views').waitFor();
  await until(page, '.views a[href="/admin"]', '.rows[aria-label="Our turn"] .row a');
  await page.locator('.rows[aria-label="Our turn"] .row a').first().waitFor();
  const took = await until(page, '.rows .row a', '.case-main');
  await page.goBack();
  await page.locator('.rows .row a').first().waitFor();
  return took;
}

async function search({ page }: Shop): Promise<number> {
  const took: number[] = [];
  for (const words of ['kettle crack', 'garden', '100500']) {
    await page.evaluate((typed) => {
      const field = document.querySelector<HTMLInputElement>('#search')!;
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      performance.mark('typed');
    }, words);
    await until(page, null, 'h1', words);
    await until(page, null, `.rows[aria-label*="${words}"] .row a`);
    took.push(await page.evaluate(() => performance.now() - performance.getEntriesByName('typed').at(-1)!.startTime));
  }
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#search')!;
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.waitForTimeout(SEARCH_PAUSE_MS * 2);
  return median(took) - SEARCH_PAUSE_MS;
}

type Traced = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } };

/** Processor time of each task on the page's main thread, in milliseconds: what it takes, however busy the machine is otherwise. */
function tasksIn(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: Traced[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}

/** As fast as somebody spins a wheel, half a screen every two frames, until so many rows have gone by: the last row seen. */
async function scrollDown({ page, server }: Shop): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${server.url}/admin?view=closed`);
  await page.locator('.rows .row a').first().waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(() => ((window as unknown as { watched: Watched }).watched.longTasks = []));
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        let frame = 0;
        const begunAt = performance.now();
        const step = () => {
          const last = Math.max(...[...document.querySelectorAll('.row')].map((row) => Number(row.getAttribute('aria-posinset'))));
          if (last >= wanted || performance.now() - begunAt > 120_000) return done(last);
          if (++frame % 2 === 0) scrollBy(0, innerHeight / 2);
          requestAnimationFrame(step);
        };
        step();
      }),
    SCROLLED_ROWS,
  );
}

/** Several times by the clock on the wall, undisturbed; once more by the processor, with the browser's own record, which slows it down. */
async function scroll(shop: Shop) {
  const { page, context, server } = shop;
  await page.goto(`${server.url}/admin?view=closed`);
  await page.locator('.rows .row a').first().waitFor();
  const session = await context.newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return ((await session.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize / 1e6;
  };
  const before = await heap();
  let seen = 0;
  const longTasks: number[][] = [];
  for (let time = 0; time < SCROLLS; time += 1) {
    seen = await scrollDown(shop);
    longTasks.push((await watchedOn(page)).longTasks);
  }
  const drawn = await page.locator('.row').count();
  const after = await heap();
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await scrollDown(shop);
  const cpu = tasksIn(await browser.stopTracing());
  return {
    seen,
    drawn,
    longTasksOfEach: longTasks,
    longTasksOfProcessor: cpu.filter((ms) => ms > LONG_TASK_MS).length,
    longestOfProcessorMs: Math.max(0, ...cpu),
    tasks: cpu.length,
    heapBeforeMB: before,
    heapAfterMB: after,
  };
}

/** A change by somebody else, from their request's answer until it stands on this page. */
async function hear({ page, server }: Shop): Promise<number> {
  await page.goto(`${server.url}/admin?view=open`);
  await page.locator('.rows .row a').first().waitFor();
  await page.waitForTimeout(1000);
  return page.evaluate(async () => {
    const row = document.querySelector<HTMLElement>('.rows .row a')!;
    const tag = row.getAttribute('data-case')!;
    const { items } = (await (await fetch('/staff/team')).json()) as { items: { id: string; name: string; role: string }[] };
    const hands = () => document.querySelector(`[data-case="${tag}"] .row-hands`)?.textContent ?? '';
    const next = items.find(({ name, role }) => role !== 'viewer' && name !== hands())!;
    await fetch(`/staff/cases/${tag}/assignment`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ assignee: next.id }),
    });
    const doneAt = performance.now();
    while (hands() !== next.name && performance.now() - doneAt < 10_000) await new Promise(requestAnimationFrame);
    return performance.now() - doneAt;
  });
}

function firstLoadBytes(): number {
  const folder = join(root, 'dist/admin');
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/admin\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) =>
    readFileSync(join(folder, file!)),
  );
  return [Buffer.from(html), ...files].reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

const MEASURES: [what: string, measure: (shop: Shop) => Promise<number>][] = [
  ['open the inbox', openInbox],
  ['switch views', switchView],
  ['open a case', openCase],
  ['search', search],
];

const browser = await launch();
const shops: Shop[] = [];
try {
  for (const size of SIZES) shops.push(await openShop(browser, size));
  const took = new Map<string, number[]>();
  // Round by round, so that a busy minute of the machine touches both alike. The first round warms up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [what, measure] of MEASURES)
      for (const shop of round % 2 ? shops : shops.toReversed()) {
        const ms = await measure(shop);
        const key = `${what} ${shop.cases}`;
        if (round > 0) took.set(key, [...(took.get(key) ?? []), ms]);
      }
  const shifts: Record<string, number> = {};
  for (const shop of shops) {
    await openInbox(shop);
    await shop.page.waitForTimeout(500);
    shifts[shop.cases] = (await watchedOn(shop.page)).shift;
  }
  const heard: Record<string, number> = {};
  const scrolled: Record<string, Awaited<ReturnType<typeof scroll>>> = {};
  for (const shop of shops) {
    const all = [];
    for (let time = 0; time < 5; time += 1) all.push(await hear(shop));
    heard[shop.cases] = median(all);
  }
  for (const shop of shops) if (shop.cases >= SCROLLED_ROWS) scrolled[shop.cases] = await scroll(shop);

  const [few, many] = [SIZES[0]!, SIZES.at(-1)!];
  const medians = MEASURES.map(([what]) => {
    const [a, b] = [median(took.get(`${what} ${few}`)!), median(took.get(`${what} ${many}`)!)];
    return { what, [few]: a, [many]: b, ratio: b / a };
  });
  console.log(`\nMedian of ${ROUNDS} rounds, milliseconds.\n`);
  console.log(['', `${few} cases`, `${many} cases`, 'ratio'].map((cell, at) => (at ? cell.padStart(16) : cell.padEnd(20))).join(''));
  for (const { what, ratio, ...ms } of medians)
    console.log(
      what.padEnd(20) + [few, many].map((size) => Number(ms[size]).toFixed(1).padStart(16)).join('') + ratio.toFixed(2).padStart(16),
    );
  const firstLoad = firstLoadBytes();
  console.log(
    `\nA change by somebody else is seen after ${many}: ${heard[many]?.toFixed(0)} ms. First load: ${firstLoad} bytes under gzip.`,
  );
  console.log(JSON.stringify({ medians, shifts, heard, scrolled, firstLoad }, null, 2));
} finally {
  await browser.close();
  for (const { server } of shops) await server.end();
  if (!process.env.BENCH_FOLDER) for (const { folder } of shops) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
