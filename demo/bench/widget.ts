import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launch } from '../browser.ts';
import { openHost, pageWith } from '../guest/host.ts';
import { freePort, start } from '../journeys/processes.ts';
import { readDemo } from '../replay/demo-file.ts';

/**
 * What the widget costs the page it is a guest on, and how long somebody waits for the form, beside the same page with a form
 * written by hand in plain DOM, and the same page with nothing.
 */
const ROUNDS = 9;
const CPU_SLOWER = 4;
/** What browsers' own tools call slow 4G. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const AT_ONCE = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

/** The least anybody could do: a script that builds the same fields when its button is clicked. */
const BY_HAND = `addEventListener('click', (event) => {
  if (!event.target.closest('[data-by-hand]')) return;
  const dialog = document.createElement('dialog');
  const line = (words, input) => { const label = document.createElement('label'); label.append(words, input); dialog.append(label); };
  const select = document.createElement('select');
  for (let at = 0; at < 30; at += 1) select.append(new Option('Reason ' + at, at));
  line('What kind of problem is it?', select);
  line('What happened?', document.createElement('textarea'));
  for (let at = 0; at < 7; at += 1) line('Remedy ' + at, Object.assign(document.createElement('input'), { type: 'checkbox' }));
  for (const words of ['In your own words', 'On which day?', 'Order', 'Shop', 'Name', 'E-mail', 'Phone']) line(words, document.createElement('input'));
  const send = document.createElement('button');
  send.textContent = 'Send';
  dialog.append(send);
  document.body.append(dialog);
  dialog.showModal();
});`;

type Kind = 'empty' | 'by hand' | 'widget';
type Way = 'everything at hand' | 'slow 4G, cold' | 'slow 4G, prefetched';
type Figures = { loadBytes: number; usableBytes: number; evaluationMs: number; blockingMs: number; formMs: number };

const dataFolder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
const env = { DATA_DIR: dataFolder, DATABASE_URL: `file:${join(dataFolder, 'amends.db')}`, AMENDS_DEMO: '1', LOG_LEVEL: 'silent' };
const server = await start('server/main.ts', env, await freePort(), '/readyz');
const siteKey = readDemo(dataFolder).siteKey!;
const host = await openHost();

const widgetPage = pageWith({ amends: server.url, siteKey, head: '<link rel="icon" href="data:,">' });
const bare = widgetPage.replace(/<script async.*<\/script>/, '');
const addresses: Record<Kind, string> = {
  empty: host.show('/empty', bare),
  'by hand': host.show(
    '/by-hand',
    bare.replace('</head>', '<script async src="/by-hand.js"></script></head>').replace('data-amends="complaint"', 'data-by-hand'),
  ),
  widget: host.show('/widget', widgetPage),
};
host.show('/by-hand.js', BY_HAND);

/** Bytes as they come over the line, of scripts and calls; the page itself does not count. */
async function countBytes(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  const counted = new Map<string, boolean>();
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, type }) => counted.set(requestId, type !== 'Document'));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.get(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

const metric = async (session: CDPSession, name: string) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? 0;
};

/** Tasks above 50 ms hold up whoever wants to scroll or type; what is above counts, as in Total Blocking Time. */
const watchBlocking = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { blockingMs: 0 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) (window as unknown as { blockingMs: number }).blockingMs += duration - 50;
    }).observe({ entryTypes: ['longtask'] });
  });

/** From the click until the form has been drawn. The reasons come with the site's settings, so they are waited for, too. */
const clickUntilForm = (page: Page, selector: string) =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const clickedAt = performance.now();
        const look = () => {
          const root = document.querySelector('amends-panel')?.shadowRoot ?? document;
          if (!root.querySelector('dialog[open] select option:nth-child(5)')) return requestAnimationFrame(look);
          requestAnimationFrame(() => done(performance.now() - clickedAt));
        };
        document.querySelector<HTMLElement>(wanted)!.click();
        look();
      }),
    selector,
  );

async function measure(browser: Browser, kind: Kind, way: Way): Promise<Figures> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await watchBlocking(page);
  const session = await context.newCDPSession(page);
  const bytes = await countBytes(session);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  await session.send('Network.emulateNetworkConditions', way === 'everything at hand' ? AT_ONCE : SLOW_4G);
  await page.goto(addresses[kind], { waitUntil: 'networkidle' });
  const loadBytes = bytes();
  const evaluationMs = (await metric(session, 'ScriptDuration')) * 1000;
  const opener = kind === 'widget' ? '[data-amends=complaint]' : '[data-by-hand]';
  if (way === 'slow 4G, prefetched' && kind === 'widget') {
    await page.locator(opener).hover();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1500);
  }
  const formMs = kind === 'empty' ? 0 : await clickUntilForm(page, opener);
  await page.waitForTimeout(100);
  const blockingMs = await page.evaluate(() => (window as unknown as { blockingMs: number }).blockingMs);
  const usableBytes = bytes();
  await context.close();
  return { loadBytes, usableBytes, evaluationMs, blockingMs, formMs };
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

const ROWS: [Kind, Way][] = [
  ['empty', 'everything at hand'],
  ['by hand', 'everything at hand'],
  ['widget', 'everything at hand'],
  ['by hand', 'slow 4G, cold'],
  ['widget', 'slow 4G, cold'],
  ['widget', 'slow 4G, prefetched'],
];
const COLUMNS: [title: string, figure: keyof Figures, unit: string][] = [
  ['bytes at load', 'loadBytes', 'B'],
  ['until usable', 'usableBytes', 'B'],
  ['script at load', 'evaluationMs', 'ms'],
  ['blocking', 'blockingMs', 'ms'],
  ['click to form', 'formMs', 'ms'],
];

const browser = await launch();
try {
  const results = new Map<string, Figures[]>(ROWS.map((row) => [row.join(), []]));
  // Round by round, so that a busy minute of the machine touches every row alike.
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [kind, way] of ROWS) results.get([kind, way].join())!.push(await measure(browser, kind, way));
  console.log(`Median of ${ROUNDS}, processor ${CPU_SLOWER} times slower. Bytes as sent, compressed, with headers.\n`);
  console.log(['', ...COLUMNS.map(([title]) => title)].map((cell, at) => (at ? cell.padStart(16) : cell.padEnd(28))).join(''));
  for (const [kind, way] of ROWS) {
    const all = results.get([kind, way].join())!;
    const cells = COLUMNS.map(([, figure, unit]) =>
      `${median(all.map((one) => one[figure])).toFixed(unit === 'B' ? 0 : 1)} ${unit}`.padStart(16),
    );
    console.log(`${kind}, ${way}`.padEnd(28) + cells.join(''));
  }
} finally {
  await browser.close();
  await host.end();
  await server.end();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
}
