import { ImapFlow } from 'imapflow';

export type Mailbox = { imapUrl: string; take(raw: Buffer): Promise<unknown>; log: { error(what: object, message: string): void } };

const TIMEOUT_MS = 30_000;

/**
 * Reads new mail from a mailbox. A mail is marked as seen only after it is taken in; one that cannot be read is flagged
 * for people and left alone. Read twice, by two servers or after a crash, it is taken in once.
 *
 * @returns how many were taken in
 */
export async function readMailbox({ imapUrl, take, log }: Mailbox): Promise<number> {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    logger: false,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS * 2,
  });
  client.on('error', (err: unknown) => log.error({ err }, 'the mailbox broke off'));
  await client.connect();
  try {
    const lock = await client.getMailboxLock(decodeURIComponent(url.pathname.slice(1)) || 'INBOX');
    try {
      return await takeUnseen(client, { take, log });
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function takeUnseen(client: ImapFlow, { take, log }: Pick<Mailbox, 'take' | 'log'>): Promise<number> {
  const unseen = (await client.search({ seen: false, flagged: false }, { uid: true })) || [];
  let taken = 0;
  for (const uid of unseen) {
    const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
    if (!message || !message.source) continue;
    try {
      await take(message.source);
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      taken++;
    } catch (err) {
      log.error({ err, uid }, 'a mail could not be taken in');
      if (isUnreadable(err)) await client.messageFlagsAdd(String(uid), ['\\Flagged'], { uid: true });
    }
  }
  return taken;
}

const isUnreadable = (err: unknown): boolean => err instanceof Error && 'code' in err && err.code === 'mail.unreadable';
