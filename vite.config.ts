/// <reference types="vitest/config" />
import { defineConfig, type UserConfig } from 'vite';

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

/** `vite build --mode admin`; without a mode of ours: the tests. The widget has its own build, `widget/build.ts`. */
const builds: Record<string, UserConfig> = {
  admin: {
    root: 'server/admin',
    base: '/admin/',
    build: { outDir: '../../dist/admin', emptyOutDir: true, target: 'es2022' },
  },
};

export default defineConfig(({ mode }) => ({
  oxc: { jsx },
  ...builds[mode],
  test: {
    include: ['{widget,server,shared,demo}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    maxWorkers: '100%',
    globalSetup: ['server/api/test-template.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
}));
