/// <reference types="vitest/config" />
import { defineConfig, type UserConfig } from 'vite';

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

/** `vite build --mode widget|admin`; without a mode of ours: the tests. */
const builds: Record<string, UserConfig> = {
  widget: {
    root: 'widget',
    build: {
      outDir: '../dist/widget',
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: { widget: 'widget/loader.ts' } },
    },
  },
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
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
}));
