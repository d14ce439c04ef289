/// <reference types="vitest/config" />
import { defineConfig, type UserConfig } from 'vite';
import { wordsInParts } from './server/words-in-parts.ts';

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

/** `vite build --mode admin`; without a mode of ours: the tests. The widget has its own build, `widget/build.ts`. */
const builds: Record<string, UserConfig> = {
  admin: {
    root: 'server/admin',
    base: '/admin/',
    build: { outDir: '../../dist/admin', emptyOutDir: true, target: 'es2022' },
  },
};

const tests = (name: string, include: string[], exclude: string[]) => ({
  name,
  include,
  exclude: ['**/node_modules/**', '**/dist/**', ...exclude],
  testTimeout: 20_000,
  hookTimeout: 30_000,
});

export default defineConfig(({ mode }) => ({
  oxc: { jsx },
  plugins: [wordsInParts()],
  ...builds[mode],
  test: {
    maxWorkers: '100%',
    globalSetup: ['server/api/test-template.ts'],
    projects: [
      // Files of the server share what they import: they keep nothing in modules, and half their time went into importing it again.
      { extends: true, test: { ...tests('server', ['{server,shared}/**/*.test.ts'], ['server/admin/**']), isolate: false } },
      { extends: true, test: tests('pages', ['{widget,demo,server/admin}/**/*.test.{ts,tsx}'], []) },
    ],
  },
}));
