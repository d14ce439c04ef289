import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#server/domain/errors.ts';
import { createImportStore, type KeptImport, listRunningImports } from '#server/store/imports.ts';
import type { Worker } from './case-acts.ts';
import type { Deps } from './context.ts';
import { type ImportTask, runImport } from './import-run.ts';

const TOLD_EVERY_MS = 500;
const REJECTED_KEPT_DAYS = 30;

const fileOf = ({ dataDir }: Pick<Deps, 'dataDir'>, id: string): string => join(dataDir, 'imports', id);

/** One file at a time in each process: two would only wait for each other. */
let last: Promise<void> = Promise.resolve();
const running = new Set<string>();

/** Takes a file in whole, then reads it while nobody waits: the page may be closed and the server stopped meanwhile. */
export async function startImport(
  deps: Deps,
  { merchantId, actor }: Worker,
  task: ImportTask,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string> {
  const id = deps.newId('imp');
  const file = fileOf(deps, id);
  await mkdir(join(deps.dataDir, 'imports'), { recursive: true });
  try {
    await pipeline(bytes, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  const store = createImportStore(deps.db, merchantId);
  const at = deps.now();
  await deps.db.write([
    store.begin({
      id,
      kind: task.kind,
      name,
      task: JSON.stringify(task),
      bytes: (await stat(file)).size,
      startedBy: actor.id,
      startedAt: at.toISOString(),
    }),
    store.forgetRejectedBefore(new Date(at.getTime() - REJECTED_KEPT_DAYS * 86_400_000).toISOString()),
  ]);
  queue(deps, await store.find(id));
  return id;
}

/** Goes on with what was under way when the server stopped. */
export async function resumeImports(deps: Deps): Promise<void> {
  for (const one of await listRunningImports(deps.db)) {
    if (running.has(one.id)) continue;
    const store = createImportStore(deps.db, one.merchantId);
    if (existsSync(fileOf(deps, one.id))) {
      await deps.db.write(store.beginAgain(one.id));
      queue(deps, one);
    } else if (deps.db.isLocal) {
      await deps.db.write([store.ended(one.id, deps.now().toISOString(), 'The server stopped before the file was read. Send it again.')]);
    }
  }
}

/** Resolves when every file that was taken in is read. */
export const importsDone = (): Promise<void> => last;

function queue(deps: Deps, one: KeptImport): void {
  running.add(one.id);
  last = last.then(async () => perform(deps, one)).finally(() => running.delete(one.id));
}

async function perform(deps: Deps, { id, merchantId, task }: KeptImport): Promise<void> {
  const store = createImportStore(deps.db, merchantId);
  const file = fileOf(deps, id);
  const untold: Parameters<typeof store.progressed>[2] = [];
  let told = 0;
  try {
    let counts: Parameters<typeof store.progressed>[1] | null = null;
    await runImport(deps, merchantId, JSON.parse(task) as ImportTask, createReadStream(file), async (now, rejected) => {
      counts = now;
      untold.push(...rejected);
      if (performance.now() - told < TOLD_EVERY_MS) return;
      told = performance.now();
      await deps.db.write(store.progressed(id, now, untold.splice(0)));
    });
    await deps.db.write([...(counts ? store.progressed(id, counts, untold) : []), store.ended(id, deps.now().toISOString(), null)]);
  } catch (error) {
    if (!(error instanceof DomainError)) deps.log.error({ err: error, import: id }, 'an import failed');
    const why = error instanceof DomainError ? error.message : 'Something broke on our side. What was written stays; send the file again.';
    await deps.db
      .write([store.ended(id, deps.now().toISOString(), why)])
      .catch((err: unknown) => deps.log.error({ err, import: id }, 'an import failed'));
  }
  await rm(file, { force: true });
}
