import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';
import { slimPreact } from './slim-preact.ts';
import english from './words/en.ts';

const here = dirname(fileURLToPath(import.meta.url));

export type Built = { name: string; bytes: number; brotli: number; gzip: number; integrity: string };

const brotli = (code: string) => brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** The style sheet without its line ends. */
const oneLine: Plugin = {
  name: 'one-line',
  transform: (code, id) => (id.endsWith('/style.ts') ? code.replaceAll('}\n', '}') : undefined),
};

async function bundle(
  input: Record<string, string>,
  format: 'es' | 'iife',
  define: Record<string, string>,
): Promise<Rolldown.OutputChunk[]> {
  const built = (await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    define,
    plugins: [slimPreact(), oneLine],
    oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment', development: false } },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      // As a library, so that Vite adds nothing of its own to the pasted script.
      ...(format === 'iife' && { lib: { entry: input, formats: [format], name: 'amends' } }),
      rolldownOptions: {
        input,
        transform: { inject: { h: ['slim-jsx', 'h'], Fragment: ['slim-jsx', 'Fragment'] } },
        preserveEntrySignatures: 'allow-extension',
        output: { format, entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })) as Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  return [built].flat()[0]!.output.filter((part) => part.type === 'chunk');
}

/** Stands in the pasted script until the hash over everything, the script included, is known. */
const UNKNOWN = '__hash__';

type Part = { name: string; code: string };

/** Only those who leave fetch the sentences about leaving: they come last, from `cancelTitle` on. */
const KEYS = Object.keys(english);
const isAboutLeaving = (key: string) => KEYS.indexOf(key) >= KEYS.indexOf('cancelTitle');

const asModule = (words: [string, string][]) =>
  `export default{${words.map(([key, sentence]) => `${key}:${JSON.stringify(sentence)}`).join()}}`;

/**
 * Builds the widget: `widget.js`, and under `widget/` the parts it loads when somebody wants to speak.
 * All parts bear one hash over everything, so that the pasted script needs to know only one. It is the version of the widget.
 */
export async function buildWidget(outDir: string): Promise<Built[]> {
  const locales = (await readdir(join(here, 'words'))).map((name) => /^([\w-]+)\.ts$/.exec(name)?.[1]).filter((name) => name !== undefined);
  const parts: Part[] = await bundle(
    {
      app: join(here, 'panel.tsx'),
      cancel: join(here, 'flows/cancellation/cancellation-form.tsx'),
      proof: join(here, 'proof/proof.ts'),
    },
    'es',
    {},
  );
  for (const locale of locales) {
    const { default: words } = (await import(`./words/${locale}.ts`)) as { default: Record<string, string> };
    const entries = Object.entries(words);
    parts.push({ name: `words-${locale}`, code: asModule(entries.filter(([key]) => !isAboutLeaving(key))) });
    parts.push({ name: `words-${locale}-cancel`, code: asModule(entries.filter(([key]) => isAboutLeaving(key))) });
  }
  const [loader] = await bundle({ widget: join(here, 'loader.ts') }, 'iife', {
    HASH: JSON.stringify(UNKNOWN),
    LOCALES: JSON.stringify(locales.join(' ')),
  });
  const hash = createHash('sha256')
    .update([loader!, ...parts].map(({ code }) => code).join('\0'))
    .digest('base64url')
    .replaceAll(/[-_]/g, '0')
    .slice(0, 8);
  const files = new Map([['widget.js', loader!.code.replaceAll(UNKNOWN, hash).trim()]]);
  for (const { name, code } of parts)
    files.set(`widget/${name}-${hash}.js`, code.replaceAll(/(["'`])\.\/(?:proof\/)?(\w+)\.[jt]s\1/g, `$1./$2-${hash}.js$1`).trim());

  await rm(outDir, { recursive: true, force: true });
  await mkdir(join(outDir, 'widget'), { recursive: true });
  const built: Built[] = [];
  for (const [name, code] of files) {
    const [br, gz] = [brotli(code), gzipSync(code, { level: 9 })];
    await Promise.all([
      writeFile(join(outDir, name), code),
      writeFile(join(outDir, `${name}.br`), br),
      writeFile(join(outDir, `${name}.gz`), gz),
    ]);
    const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`;
    built.push({ name, bytes: Buffer.byteLength(code), brotli: br.length, gzip: gz.length, integrity });
  }
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify({ hash, locales, files: built }, null, 2)}\n`);
  return built;
}

if (import.meta.main) {
  for (const { name, brotli: size } of await buildWidget(join(here, '../dist/widget')))
    console.log(`${String(size).padStart(6)} B brotli  ${name}`);
}
