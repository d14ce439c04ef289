import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from './words/language.ts';

const FIRST_LOAD_BYTES = 90_000;
const WORDS_BYTES = 20_000;

let folder: string;
let page: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-admin-'));
  await build({ mode: 'admin', logLevel: 'error', build: { outDir: folder } });
  page = await readFile(join(folder, 'index.html'), 'utf8');
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const pulledIn = () => [...page.matchAll(/(?:src|href)="\/admin\/(assets\/[^"]+)"/g)].map(([, file]) => file!);
const read = async (file: string) => readFile(join(folder, file));

test('all that is needed to see the inbox weighs at most 90 kB under gzip', async () => {
  const files = await Promise.all(pulledIn().map(read));
  const bytes = [Buffer.from(page), ...files].map((file) => gzipSync(file, { level: 9 }).length);
  console.log(`First load of the staff page: ${bytes.reduce((sum, one) => sum + one, 0)} bytes in ${bytes.length} files`);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
});

test('settings, the palette and other languages come only when they are wanted', () => {
  expect(pulledIn().filter((file) => /(?:palette|routing|document|first|later)-[\w-]{8}\.js/.test(file))).toEqual([]);
  expect(pulledIn().filter((file) => /index-/.test(file))).not.toEqual([]);
});

test('another language adds at most 20 kB under gzip to the first load, and the rest of its words come after it', async () => {
  const words = (await readdir(join(folder, 'assets'))).filter((file) => file.startsWith('first-'));
  expect(words).toHaveLength(LANGUAGES.length - 1);
  const bytes = await Promise.all(words.map(async (file) => gzipSync(await read(join('assets', file)), { level: 9 }).length));
  console.log(`Words of the first load: ${Math.min(...bytes)} to ${Math.max(...bytes)} bytes`);
  expect(Math.max(...bytes)).toBeLessThanOrEqual(WORDS_BYTES);
  expect(Math.min(...bytes)).toBeGreaterThan(5000);
});
