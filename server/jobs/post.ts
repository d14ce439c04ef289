import { Cron } from 'croner';
import { freeAllLeases, forgetDelivered } from '#server/store/outbox.ts';
import { fanOut } from './fan-out.ts';
import { deliverDue, type Courier, type Postmaster } from './outbox.ts';
import { type Mailbox, readMailbox } from './mailbox.ts';
import { createWaker } from './wake.ts';

export type Post = { stop(): Promise<void> };

const KEEP_DELIVERED_DAYS = 30;

/** Lets post leave: at once after each commit, and every few seconds for what is tried again or was written by another server. */
export function startPost({
  db,
  now,
  log,
  couriers,
  name,
}: Pick<Postmaster, 'db' | 'now' | 'log' | 'name'> & { couriers: Courier[] }): Post {
  let isStopping = false;
  const failed = (err: unknown) => log.error({ err, job: 'outbox' }, 'a job failed');
  const postmaster: Postmaster = { db, now, log, name, couriers, random: Math.random, isStopping: () => isStopping };
  let isFree = !db.isLocal; // leases of an earlier life of this process
  const waker = createWaker(async () => {
    if (!isFree) await db.write([freeAllLeases()]);
    isFree = true;
    await fanOut(postmaster);
    await deliverDue(postmaster);
  }, failed);
  db.afterCommit = waker.wake;
  const clock = [
    new Cron('*/3 * * * * *', waker.wake),
    new Cron('41 * * * *', { protect: true, catch: failed }, async () => {
      await db.write([forgetDelivered(new Date(now().getTime() - KEEP_DELIVERED_DAYS * 86_400_000).toISOString())]);
    }),
  ];
  waker.wake();
  return {
    async stop() {
      isStopping = true;
      db.afterCommit = () => {};
      clock.forEach((one) => one.stop());
      await waker.stop();
      couriers.forEach((courier) => courier.close());
    },
  };
}

/** Looks for new mail every half minute. */
export function startReading(mailbox: Mailbox): () => void {
  const failed = (err: unknown) => mailbox.log.error({ err, job: 'mailbox' }, 'the mailbox could not be read');
  const clock = new Cron('*/30 * * * * *', { protect: true, catch: failed }, async () => void (await readMailbox(mailbox)));
  return () => clock.stop();
}
