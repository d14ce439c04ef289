import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWidget, type Built } from './build.ts';

let folder: string;
let built: Built[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-widget-'));
  built = await buildWidget(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (part: string) =>
  built.find(({ name }) => (name === 'widget.js' ? part === name : name.replace(/-[\w]{8}\.js$/, '') === `widget/${part}`))!.brotli;
const locales = () =>
  built
    .map(({ name }) => /words-(.+?)(?:-cancel)?-\w{8}\.js/.exec(name)?.[1])
    .filter((locale, at, all) => locale && all.indexOf(locale) === at) as string[];

/** Shown with every run: what each language weighs, in bytes under brotli. */
function sizeTable(): string {
  const sums = locales().map((locale) => {
    const speak = bytesOf('widget.js') + bytesOf('app') + bytesOf(`words-${locale}`);
    return [locale, speak, speak + bytesOf('cancel') + bytesOf(`words-${locale}-cancel`)];
  });
  const parts = ['widget.js', 'app', 'cancel'].map((part) => `${part} ${bytesOf(part)}`).join(', ');
  const rows = [['language', 'to speak', 'to leave'], ...sums].map((row) => row.map((cell) => String(cell).padEnd(10)).join(''));
  return [`Bytes under brotli: ${parts}`, ...rows].join('\n');
}
afterAll(() => console.log(sizeTable()));

test('the pasted script weighs at most 1.2 kB', () => {
  expect(bytesOf('widget.js')).toBeLessThanOrEqual(1200);
});

test('complaint, feedback and praise weigh at most 10 kB', () => {
  expect(bytesOf('app')).toBeLessThanOrEqual(10_000);
});

test('cancelling weighs at most 3 kB more', () => {
  expect(bytesOf('cancel')).toBeLessThanOrEqual(3000);
});

test('proving that one is no robot weighs at most 3 kB, and only where a site asks for it', () => {
  expect(bytesOf('proof')).toBeLessThanOrEqual(3000);
  expect(built.map(({ name }) => name).filter((name) => name.includes('proof-'))).toHaveLength(1);
});

test('in every language, all that is needed to speak fits the first flight of packets', () => {
  const sums = Object.fromEntries(locales().map((locale) => [locale, bytesOf('widget.js') + bytesOf('app') + bytesOf(`words-${locale}`)]));
  expect(Object.keys(sums)).toContain('en');
  expect(Object.entries(sums).filter(([, sum]) => sum > 13_500)).toEqual([]);
});

test('the pasted script names the parts it loads by the hash they bear', async () => {
  const script = await readFile(join(folder, 'widget.js'), 'utf8');
  const hash = /app-(\w{8})\.js/.exec(built.map(({ name }) => name).join())![1]!;
  expect(script).toContain(hash);
  expect(await readFile(join(folder, 'widget', `cancel-${hash}.js`), 'utf8')).toContain(`./app-${hash}.js`);
});

test('nothing in the built widget is forbidden by a strict content policy', async () => {
  for (const { name } of built) {
    const code = await readFile(join(folder, name), 'utf8');
    expect({ name, code }).not.toMatchObject({
      code: expect.stringMatching(/innerHTML|\beval\(|new Function|insertAdjacentHTML|document\.write|\.cssText|createElement\("?'?style/),
    });
  }
});
