import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NOON } from '#shared/fixtures/cast.ts';
import { newFile, newFolder } from './fixtures/database.ts';
import { DatabaseInUse, lockDatabase } from './lock.ts';

const now = () => new Date(NOON);

/** Another process that takes the database and keeps it until it is killed. */
async function takenByAnother(file: string) {
  const script = `
    import { lockDatabase } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    await lockDatabase(process.argv[1], 'server on port 8787', () => new Date(${JSON.stringify(NOON)}));
    console.log('taken');
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  return other;
}

test('a second process is refused, and told which one holds the database; killed, it holds nothing', async () => {
  const file = await newFile();
  const other = await takenByAnother(file);
  try {
    const refusal = await lockDatabase(file, 'a second server', now).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseInUse);
    expect(refusal).toMatchObject({
      holder: { pid: other.pid, since: NOON, what: 'server on port 8787' },
      message: expect.stringContaining(`process ${other.pid} (server on port 8787, since ${NOON})`),
    });
  } finally {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
  const unlock = await lockDatabase(file, 'the next server', now);
  unlock();
});

test('whoever lets go lets the next one in', async () => {
  const file = await newFile();
  const unlock = await lockDatabase(file, 'first', now);
  await expect(lockDatabase(file, 'second', now)).rejects.toThrow(DatabaseInUse);
  unlock();
  const again = await lockDatabase(file, 'second', now);
  await expect(lockDatabase(file, 'third', now)).rejects.toThrow(/second/);
  again();
});

test('two databases side by side do not disturb each other, whatever their folders are called', async () => {
  const folder = join(await newFolder(), 'Omar’s shop, 100% #1 ?');
  const [garden, kitchen] = [
    await lockDatabase(join(folder, 'garden.db'), 'a', now),
    await lockDatabase(join(folder, 'kitchen.db'), 'b', now),
  ];
  await expect(lockDatabase(join(folder, 'garden.db'), 'c', now)).rejects.toThrow(DatabaseInUse);
  garden();
  kitchen();
});
