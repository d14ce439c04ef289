import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function usualPlaces(): string[] {
  const { CHROME_PATH, PATH = '', PROGRAMFILES = '', LOCALAPPDATA = '' } = process.env;
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const byPlatform: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: MAC,
    win32: [PROGRAMFILES, process.env['PROGRAMFILES(X86)'] ?? '', LOCALAPPDATA].flatMap((root) => WINDOWS.map((name) => join(root, name))),
    linux: [...NAMES.map((name) => join('/usr/bin', name)), '/snap/bin/chromium', '/opt/google/chrome/chrome'],
  };
  return [CHROME_PATH ?? '', ...(process.platform === 'win32' ? [] : onPath), ...(byPlatform[process.platform] ?? [])];
}

const installed = () => [...usualPlaces(), chromium.executablePath()].find((path) => path !== '' && existsSync(path));

/** Debian's own browser, when this is Debian and we may install. */
function installFromDebian(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.log('No browser found: installing Debian’s Chromium.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
  run('update');
  return run('install', '-y', '--no-install-recommends', 'chromium');
}

function installFromPlaywright(): boolean {
  console.log('No browser found: asking Playwright to fetch one.');
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js');
  return spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' }).status === 0;
}

/** An installed Chrome, Chromium or Edge, or one fetched now. */
export function findBrowser(): string {
  const found = installed() ?? (installFromDebian() ? installed() : undefined) ?? (installFromPlaywright() ? installed() : undefined);
  if (found) return found;
  throw new Error(
    'The browser journeys need Chrome, Chromium or Edge, and none was found or could be installed.\n' +
      'Install one of them, or set CHROME_PATH to its program file, and run the same line again.',
  );
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: findBrowser(), args: ARGS });
