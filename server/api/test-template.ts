import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecrets } from '#server/secrets.ts';
import { Db } from '#server/store/db.ts';
import { migrate } from '#server/store/migrate.ts';
import { createAuth, migrateAuth } from './auth.ts';

/** Before all tests: a database brought up to date once, of which every test app takes its own copy. */
export default async function makeTemplate() {
  const folder = await mkdtemp(join(tmpdir(), 'amends-template-'));
  const file = join(folder, 'amends.db');
  const db = await new Db({ url: `file:${file}` }).open();
  await migrate(db);
  await migrateAuth(createAuth(db, createSecrets('only for its tables'), 'http://amends.test'), db);
  await db.checkpoint();
  await db.close();
  process.env.AMENDS_TEST_TEMPLATE = file;
  return () => rm(folder, { recursive: true, force: true });
}
