import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from './config.ts';
import { openAmends } from './open.ts';
import { newFile, newFolder } from './store/fixtures/database.ts';
import { serveHrana } from './store/fixtures/hrana-server.ts';
import { DatabaseInUse } from './store/lock.ts';

test('two servers that start together on one new database server both come up', async () => {
  const database = await serveHrana(await newFile());
  onTestFinished(() => database.close());
  const start = async () =>
    openAmends(readConfig({ DATABASE_URL: database.url, DATA_DIR: await newFolder(), LOG_LEVEL: 'silent' }), 'server');
  const [one, other] = await Promise.all([start(), start()]);
  expect(await one.deps.db.read('select id from user')).toEqual([]);
  expect(await other.deps.db.read('select id from cases')).toEqual([]);
  await one.close();
  await other.close();
});

test('a data folder may be called anything, is made when it is not there, and belongs to one process', async () => {
  const config = readConfig({ DATA_DIR: join(await newFolder(), 'Omar’s shop, 100% #1 ?', 'data'), LOG_LEVEL: 'silent' });
  const first = await openAmends(config, 'server on port 8787');
  await expect(openAmends(config, 'command “doctor”')).rejects.toThrow(DatabaseInUse);
  await first.close();
  const second = await openAmends(config, 'command “doctor”');
  expect(await second.deps.db.read('select id from merchants')).toEqual([]);
  await second.close();
});

test('the secret is made once and kept, so that links in old letters still open', async () => {
  const config = readConfig({ DATA_DIR: await newFolder(), LOG_LEVEL: 'silent' });
  const first = await openAmends(config, 'server');
  const link = first.deps.secrets.caseToken('case_1');
  await first.close();
  const second = await openAmends(config, 'server');
  expect(second.deps.secrets.caseToken('case_1')).toBe(link);
  await second.close();
});
