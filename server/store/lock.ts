import { createClient } from '@libsql/client';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Holder = { pid: number; since: string; what: string };

/** Another process already writes this database. */
export class DatabaseInUse extends Error {
  readonly holder: Holder | null;
  constructor(path: string, holder: Holder | null) {
    const who = holder ? `process ${holder.pid} (${holder.what}, since ${holder.since})` : 'another process';
    super(`The database ${path} is in use by ${who}. Stop it first, or set DATABASE_URL to another file.`);
    this.holder = holder;
  }
}

/**
 * Takes the database file for this process alone. The lock is an open transaction on a small file beside it, so the
 * operating system ends it with the process, however that dies.
 *
 * @throws DatabaseInUse naming the process that holds it
 */
export async function lockDatabase(path: string, what: string, now: () => Date): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true });
  const note = `${path}.lock.json`;
  const client = createClient({ url: pathToFileURL(`${path}.lock`).href, concurrency: 1 });
  try {
    const held = await client.transaction('write');
    await held.execute('create table if not exists held(since text)');
    await held.execute({ sql: 'insert into held values (?)', args: [now().toISOString()] });
    writeFileSync(note, JSON.stringify({ pid: process.pid, since: now().toISOString(), what } satisfies Holder));
    return () => {
      held.close();
      client.close();
    };
  } catch (error) {
    client.close();
    if (!/SQLITE_BUSY|locked/.test(String(error))) throw error;
    throw new DatabaseInUse(path, readHolder(note));
  }
}

function readHolder(note: string): Holder | null {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Holder; // written above, by the holder
  } catch {
    return null;
  }
}
