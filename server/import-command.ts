import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ImportQuery } from '#shared/contracts/imports.ts';
import type { Deps } from './api/context.ts';
import { type ImportFormat, runImport } from './api/import-run.ts';
import type { Answer, Given } from './commands.ts';
import type { ImportKind } from './domain/import-map.ts';
import { ownMerchant } from './sites.ts';
import { WrongUse } from './wrong-use.ts';

export const IMPORT_USAGE = `FILE [--map '{"ours": "their column", "ours": "=constant"}'] [--where COLUMN=VALUE] [--format csv|ndjson] [--create-customers]`;

const TOLD_EVERY_MS = 1000;

/**
 * Reads a file of this machine, however large, and writes what is new in it.
 *
 * @param tell told how far it is, about once a second
 */
export async function importFile(
  deps: Deps,
  kind: ImportKind,
  { options, words, folders = [] }: Given,
  tell: (text: string) => void,
): Promise<Answer> {
  // A flag takes no value: what stands behind it is the file.
  const [name] = [...words, ...(options['create-customers'] ?? []).filter(Boolean)];
  if (!name) throw new WrongUse(`Which file? import ${kind} ${IMPORT_USAGE}`);
  const path = [process.cwd(), ...folders].map((folder) => resolve(folder, name)).find((file) => existsSync(file));
  if (!path) throw new WrongUse(`There is no file ${name}.`);
  const asked = ImportQuery.safeParse({
    map: options.map?.[0],
    where: options.where?.[0],
    ...(options['create-customers'] && { createCustomers: 'true' }),
  });
  if (!asked.success) throw new WrongUse(asked.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join(' '));

  const bytes = statSync(path).size;
  const file = createReadStream(path);
  let told = 0;
  const merchant = await ownMerchant(deps, 'My shop');
  return runImport(
    deps,
    merchant.id,
    { ...asked.data, kind, format: formatNamed(options.format?.[0], name) },
    name.endsWith('.gz') ? file.pipe(createGunzip()) : file,
    ({ read, written, unchanged, rejectedInAll }) => {
      if (Date.now() - told < TOLD_EVERY_MS) return;
      told = Date.now();
      const share = bytes ? Math.floor((file.bytesRead / bytes) * 100) : 100;
      tell(`${share} %: ${read} read, ${written} written, ${unchanged} unchanged, ${rejectedInAll} rejected`);
    },
  );
}

function formatNamed(said: string | undefined, name: string): ImportFormat {
  if (said === 'csv' || said === 'ndjson') return said;
  if (said !== undefined) throw new WrongUse(`--format is csv or ndjson, not “${said}”.`);
  return /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name) ? 'ndjson' : 'csv';
}
