import { z } from 'zod';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const mailbox = (name: string) =>
  z
    .string()
    .regex(
      /^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      `${name} is an address, as in Garden shop <hello@garden.example>.`,
    );

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  HOST: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  DATA_DIR: z.string().default('data'),
  AMENDS_SECRET: z.string().min(16, 'AMENDS_SECRET needs at least 16 characters.').optional(),
  AMENDS_DEMO: z.enum(['0', '1']).optional(),
  METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN needs at least 16 characters.').optional(),
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'SMTP_URL looks like smtp://user:password@mail.example:587.' }).optional(),
  MAIL_FROM: mailbox('MAIL_FROM').optional(),
  MAIL_REPLY_TO: mailbox('MAIL_REPLY_TO').optional(),
  IMAP_URL: z.url({ protocol: /^imaps?$/, error: 'IMAP_URL looks like imaps://user:password@mail.example/INBOX.' }).optional(),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['0', '1']).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export type Config = ReturnType<typeof readConfig>;

/** @throws with one line per wrong setting */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const { data } = read;
  if (data.SMTP_URL && !data.MAIL_FROM) throw new Error('MAIL_FROM: with SMTP_URL an address is needed that mail comes from.');
  const dataDir = resolve(data.DATA_DIR);
  const databasePath = data.DATABASE_URL === undefined ? join(dataDir, 'amends.db') : pathOf(data.DATABASE_URL);
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    databaseUrl: databasePath === null ? String(data.DATABASE_URL) : pathToFileURL(databasePath).href,
    databasePath,
    databaseAuthToken: data.DATABASE_AUTH_TOKEN,
    dataDir,
    secret: data.AMENDS_SECRET,
    demo: data.AMENDS_DEMO,
    metricsToken: data.METRICS_TOKEN ?? null,
    trustProxy: data.TRUST_PROXY === '1',
    logLevel: data.LOG_LEVEL,
    smtpUrl: data.SMTP_URL ?? null,
    imapUrl: data.IMAP_URL ?? null,
    mail: data.MAIL_FROM ? { from: data.MAIL_FROM, replyTo: data.MAIL_REPLY_TO ?? null } : null,
    webhooksMayBePrivate: data.WEBHOOK_ALLOW_PRIVATE === '1',
  };
}

/** Where the database file lies; null when it is on a server. `file:data/amends.db` is taken as it is written, `file:///…` as a URL. */
function pathOf(databaseUrl: string): string | null {
  if (!databaseUrl.startsWith('file:')) return null;
  return databaseUrl.startsWith('file://') ? fileURLToPath(databaseUrl) : resolve(databaseUrl.slice('file:'.length));
}
