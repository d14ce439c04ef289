import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const NODE = /^node:/;

/** Who may import what. The first folder that matches a file is its rule; `type:` allows types only. */
const BORDERS: [folder: string, mayImport: (string | RegExp)[]][] = [
  ['shared', ['shared', 'zod']],
  ['widget/build.ts', ['vite', 'rolldown', NODE, 'widget']],
  ['widget/slim-preact.ts', ['vite', 'rolldown', NODE]],
  ['server/words-in-parts.ts', ['type:vite', NODE]],
  ['widget', ['widget', 'type:shared', 'shared/decimals', 'preact']],
  [
    'server/admin',
    [
      'server/admin',
      'type:server/api',
      'type:shared',
      'shared/decimals',
      'type:zod',
      'widget/words',
      'preact',
      '@preact/signals',
      'preact-iso',
      'virtual:words',
    ],
  ],
  ['server/domain', ['server/domain', 'type:shared', 'shared/decimals', 'shared/taxonomy', 'temporal-polyfill', 'ical.js']],
  ['server/store/db.ts', ['server/store', 'server/domain', 'type:shared', '@libsql/client', 'kysely', NODE]],
  ['server/store/lock.ts', ['@libsql/client', NODE]],
  ['server/store', ['server/store', 'server/domain', 'type:shared', 'kysely', 'uuidv7', NODE]],
  [
    'server/api',
    [
      'server/api',
      'server/store',
      'server/domain',
      'server/secrets',
      'server/ids',
      'shared',
      /^@?hono(\/|$)/,
      'zod',
      'jose',
      'better-auth',
      'rate-limiter-flexible',
      'file-type',
      'qrcode',
      'altcha-lib',
      'mailparser',
      'csv-stringify',
      NODE,
    ],
  ],
  [
    'server/jobs',
    [
      'server/jobs',
      'server/store',
      'server/domain',
      'type:shared',
      'croner',
      'nodemailer',
      'imapflow',
      'standardwebhooks',
      'ml-direct',
      NODE,
    ],
  ],
  ['server', ['server', 'shared', 'demo/shop', /^@?hono(\/|$)/, 'better-auth', 'kysely', 'pino', 'zod', 'jose', 'uuidv7', NODE]],
  ['demo', ['demo', /^@?hono(\/|$)/, 'jose', 'playwright-core', 'axe-core', 'csv-parse', 'libsql', 'vitest', NODE]],
];

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((file) => !/(^|\/)(node_modules|dist|out)\//.test(file));

const sources = ['shared', 'widget', 'server', 'demo']
  .flatMap(filesOf)
  .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.(test|journey)\.tsx?$|(^|\/)fixtures|\.d\.ts$|node-check/.test(file));

type Import = { line: string; path: string; typeOnly: boolean };

/** Static, re-exported, side-effect and dynamic imports; comments do not count. */
function importsIn(text: string): Import[] {
  const source = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const fixed = source.matchAll(/^(?:import|export)( type)?\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm);
  const dynamic = source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [
    ...[...fixed].map(([line, type, path]) => ({ line, path: path!, typeOnly: type !== undefined })),
    ...[...dynamic].map(([line, path]) => ({ line, path: path!, typeOnly: false })),
  ].filter(({ path }) => !path.includes('${')); // code written by a build, not imported by it
}

const importsOf = (file: string) => importsIn(readFileSync(file, 'utf8'));

const targetOf = (file: string, path: string) =>
  path.startsWith('.') ? relative('.', join(dirname(file), path)).replaceAll('\\', '/') : path.replace(/^#/, '');

function isAllowed(target: string, typeOnly: boolean, rules: (string | RegExp)[]): boolean {
  const within = (folder: string) => target === folder || target.startsWith(`${folder}/`) || target === `${folder}.ts`;
  return rules.some((rule) => {
    if (rule instanceof RegExp) return rule.test(target);
    return rule.startsWith('type:') ? typeOnly && within(rule.slice('type:'.length)) : within(rule);
  });
}

function crossingsOf(file: string, imports: Import[]): string[] {
  const rules = BORDERS.find(([folder]) => file === folder || file.startsWith(`${folder}/`))?.[1] ?? [];
  return imports.filter(({ path, typeOnly }) => !isAllowed(targetOf(file, path), typeOnly, rules)).map(({ line }) => line);
}

test.each(sources)('%s keeps to its side of the border', (file) => {
  expect(crossingsOf(file, importsOf(file))).toEqual([]);
});

test.each([
  ['the widget taking a schema instead of its type', 'widget/api.ts', "import { OpenCase } from '#shared/contracts/case.ts';"],
  [
    'the domain asking the database',
    'server/domain/case.ts',
    "import type { Case } from './case.ts';\nimport {\n  find,\n} from '../store/cases.ts';",
  ],
  ['a store making its own connection', 'server/store/cases.ts', "export { createClient } from '@libsql/client';"],
  ['the demo reaching into the server', 'demo/shop.ts', "const { createApp } = await import('../server/api/app.ts');"],
  ['the staff page using what only tests may', 'server/admin/app.tsx', "import '@testing-library/preact';"],
])('%s would be noticed', (_, file, source) => {
  expect(crossingsOf(file, importsIn(source))).toHaveLength(1);
});

test('types may cross where only types may', () => {
  expect(crossingsOf('widget/api.ts', importsIn("import type { OpenCase } from '#shared/contracts/case.ts';"))).toEqual([]);
});

test('only db.ts and the lock beside it know which database it is', () => {
  const knowing = sources.filter((file) => importsOf(file).some(({ path, typeOnly }) => path === '@libsql/client' && !typeOnly));
  expect(knowing.toSorted()).toEqual(['server/store/db.ts', 'server/store/lock.ts']);
});

const readmes = ['README.md', ...['shared', 'widget', 'server', 'demo'].flatMap(filesOf).filter((file) => file.endsWith('README.md'))];

/** Links, and anything in backticks that looks like a path of this house. */
function pathsIn(readme: string): string[] {
  const text = readFileSync(readme, 'utf8');
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, path]) => path!).filter((path) => !/^[a-z]+:/.test(path));
  const named = [...text.matchAll(/`((?:widget|server|shared|demo|\.ci|\.github)\/[\w./-]*)`/g)].map(([, path]) =>
    join(relative(dirname(readme), '.'), path!),
  );
  return [...links, ...named].map((path) => join(dirname(readme), path));
}

test.each(readmes)('every path named in %s exists', (readme) => {
  expect(pathsIn(readme).filter((path) => !existsSync(path))).toEqual([]);
});

test.each(readmes)('%s fits on a screen or two', (readme) => {
  expect(readFileSync(readme, 'utf8').split('\n').length).toBeLessThanOrEqual(readme === 'README.md' ? 90 : 60);
});
