import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { launch } from '../browser.ts';
import { readDemo } from '../replay/demo-file.ts';
import { freePort, type Running, start } from './processes.ts';

type Site = { siteKey: string; identitySecret: string; secretKey: string };
type Look = {
  width?: number;
  height?: number;
  dark?: boolean;
  forcedColors?: boolean;
  sharpness?: number;
  javaScript?: boolean;
  locale?: string;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = join(root, 'demo/screenshots/out');
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const envOf = (dataFolder: string) => ({ DATA_DIR: dataFolder, DATABASE_URL: `file:${join(dataFolder, 'amends.db')}`, AMENDS_DEMO: '1' });

const startAmends = (port: number, dataFolder: string, env: Record<string, string> = {}) =>
  start(join(root, 'server/main.ts'), { ...envOf(dataFolder), PUBLIC_URL: `http://127.0.0.1:${port}`, ...env }, port, '/readyz');

/** So that a program believes it is another day; the days and nights of the product itself stay as they are. */
const clockAt = (at: Date) => ({
  LATER_MS: String(at.getTime() - Date.now()),
  TZ: 'UTC',
  NODE_OPTIONS: `--import ${new URL('./later.ts', import.meta.url).href}`,
});

/** The command line as a merchant types it, with `--json`. */
function amends<Answer>(dataFolder: string, args: string[]): Answer {
  const env = { ...process.env, ...envOf(dataFolder) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'server/cli.ts'), ...args, '--json'], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`amends ${args.join(' ')} ended with ${status}: ${stderr || stdout}`);
  return JSON.parse(stdout) as Answer;
}

/** A running Amends, a shop beside it and a browser, each a process of its own. `end` leaves nothing behind. */
export async function openWorld() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'amends-journey-'));
  const [amendsPort, shopPort] = [await freePort(), await freePort()];
  let server: Running = await startAmends(amendsPort, dataFolder);
  const shopUrl = `http://127.0.0.1:${shopPort}`;
  const { siteKey, identitySecret, secretKey, admin } = readDemo(dataFolder);
  if (!siteKey || !identitySecret || !secretKey || !admin) throw new Error(`The seed wrote no keys to ${dataFolder}/demo.json`);
  const site: Site = { siteKey, identitySecret, secretKey };
  const shopEnv = { AMENDS_URL: server.url, SITE_KEY: site.siteKey, IDENTITY_SECRET: site.identitySecret };
  const shop = await start(join(root, 'demo/shop.ts'), shopEnv, shopPort, '/');
  const browser = await launch();
  mkdirSync(PICTURES, { recursive: true });

  return {
    amendsUrl: server.url,
    shopUrl,
    site,
    admin,
    cli: <Answer>(...args: string[]) => amends<Answer>(dataFolder, args),

    /** A person at a screen, with nobody's cookies. */
    async visitor({
      width = DESK.width,
      height = DESK.height,
      dark = false,
      forcedColors = false,
      sharpness = 1,
      javaScript = true,
      locale = 'en-GB',
    }: Look = {}): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: sharpness,
        colorScheme: dark ? 'dark' : 'light',
        forcedColors: forcedColors ? 'active' : 'none',
        javaScriptEnabled: javaScript,
        reducedMotion: 'reduce',
        locale,
      });
      context.setDefaultTimeout(15_000);
      return context.newPage();
    },

    killAmends: (signal: NodeJS.Signals = 'SIGKILL') => server.end(signal),
    /** @param at when it is for the server from now on; its clock goes on from there */
    async startAgain(at?: Date) {
      server = await startAmends(amendsPort, dataFolder, at && clockAt(at));
    },

    async end() {
      await browser.close();
      await shop.end();
      await server.end();
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

/** What a screen reader or a keyboard would stumble over, in words. */
async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.flat().join(' ')}`));
}

/** Looks at a screen in light, dark and on a phone: a picture and the barriers of each. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const before = page.viewportSize() ?? DESK;
  const barriers: string[] = [];
  for (const [look, size, colorScheme] of [
    ['light', DESK, 'light'],
    ['dark', DESK, 'dark'],
    ['phone', PHONE, 'light'],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${look}.png`) });
    barriers.push(...(await barriersOn(page)).map((barrier) => `${look}: ${barrier}`));
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light' });
  return barriers;
}
