import pino from 'pino';
import { join } from 'node:path';
import { createAuth } from './api/auth.ts';
import type { Deps } from './api/context.ts';
import { migrateAll } from './commands.ts';
import type { Config } from './config.ts';
import { newId, newNumber } from './ids.ts';
import { createPageReader } from './jobs/channels/page.ts';
import { createSecrets, loadSecret } from './secrets.ts';
import { Db } from './store/db.ts';
import { lockDatabase } from './store/lock.ts';

/** Takes the database for this process, brings it up to date and gives back everything that works on it. @throws DatabaseInUse */
export async function openAmends(config: Config, what: string): Promise<{ deps: Deps; close(): Promise<void> }> {
  const now = () => new Date();
  const unlock = config.databasePath ? await lockDatabase(config.databasePath, what, now) : () => {};
  const db = await new Db({ url: config.databaseUrl, authToken: config.databaseAuthToken }).open();
  const secrets = createSecrets(loadSecret(config.secret, config.dataDir));
  const auth = createAuth(db, secrets, config.publicUrl);
  const log = pino({ level: config.logLevel, redact: ['authorization', 'cookie'] }, pino.destination(2));
  const deps: Deps = {
    db,
    secrets,
    auth,
    now,
    newId,
    newNumber,
    publicUrl: config.publicUrl,
    mail: config.smtpUrl ? config.mail : null,
    webhooksMayBePrivate: config.webhooksMayBePrivate,
    readPage: createPageReader({ mayBePrivate: config.webhooksMayBePrivate }),
    dataDir: config.dataDir,
    metricsToken: config.metricsToken,
    trustProxy: config.trustProxy,
    distDir: join(import.meta.dirname, '../dist'),
    log,
  };
  await migrateAll(deps);
  return {
    deps,
    close: async () => {
      await db.close();
      unlock();
    },
  };
}
