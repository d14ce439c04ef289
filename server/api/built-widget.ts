import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The widget as it was built: its version, and the fingerprint by which a browser knows that nobody changed it. */
export type BuiltWidget = { version: string; integrity: string };

/** @returns null where nothing was built yet */
export async function findBuiltWidget(distDir: string): Promise<BuiltWidget | null> {
  const text = await readFile(join(distDir, 'widget/manifest.json'), 'utf8').catch(() => null);
  if (!text) return null;
  const { hash, files } = JSON.parse(text) as { hash: string; files: { name: string; integrity: string }[] }; // written by widget/build.ts
  const script = files.find(({ name }) => name === 'widget.js');
  return script ? { version: hash, integrity: script.integrity } : null;
}
