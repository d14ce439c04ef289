import type { Instant } from '#shared/contracts/basics.ts';
import { nextTryAt, type Patience } from '#server/domain/retry.ts';
import type { Db, Statement } from '#server/store/db.ts';
import { type Channel as ChannelName, leaseDue, markFailed, markSent, type OutboxItem, postpone } from '#server/store/outbox.ts';
import type { Attempt } from './channels/channel.ts';

/** Carries the post of one channel. */
export type Courier = {
  channel: ChannelName;
  patience: Patience;
  /** Items in one lane go one after the other; when its peer is down, the rest of the lane waits. */
  laneOf(item: OutboxItem): string;
  deliver(item: OutboxItem): Promise<Attempt>;
  /** What else is written when an item is given up for good. */
  whenGivenUp?(item: OutboxItem, why: string): Promise<Statement[]>;
  close(): void;
};

export type Postmaster = {
  db: Db;
  now: () => Date;
  /** 0 to 1, so that servers do not all come back in the same moment. */
  random: () => number;
  /** Who holds the leases. */
  name: string;
  couriers: Courier[];
  log: { error(what: object, message: string): void };
  isStopping?: () => boolean;
};

const BATCH = 40;
const BATCHES = 25;
const LEASE_MS = 5 * 60_000;
/** Longer than one item can take, files and all: with less time left, the rest of a lane is given back. */
const LONGEST_MS = 2.5 * 60_000;

/** Delivers what is due. Several servers may do so at once: what one has leased, no other touches. */
export async function deliverDue(postmaster: Postmaster): Promise<number> {
  const counts = await Promise.all(postmaster.couriers.map((courier) => deliverOf(courier, postmaster)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function deliverOf(courier: Courier, postmaster: Postmaster): Promise<number> {
  const { db, now, name } = postmaster;
  let done = 0;
  for (let batch = 0; batch < BATCHES && !postmaster.isStopping?.(); batch++) {
    const at = now();
    const until = new Date(at.getTime() + LEASE_MS);
    const items = await leaseDue(db, {
      channel: courier.channel,
      by: name,
      at: at.toISOString(),
      until: until.toISOString(),
      limit: BATCH,
    });
    // What never failed goes first, so that one bad item cannot hold up the rest of its lane.
    const lanes = Map.groupBy(
      items.toSorted((a, b) => a.tries - b.tries || a.seq - b.seq),
      (item) => courier.laneOf(item),
    );
    await Promise.all([...lanes.values()].map((lane) => walk(lane, courier, postmaster, until.getTime() - LONGEST_MS)));
    done += items.length;
    if (items.length < BATCH) break;
  }
  return done;
}

async function walk(lane: OutboxItem[], courier: Courier, postmaster: Postmaster, lastStart: number): Promise<void> {
  const { db, now, name } = postmaster;
  for (const [i, item] of lane.entries()) {
    const giveBack = (why: string) => db.write(lane.slice(i).map(({ id }) => postpone(id, name, now().toISOString(), why, false)));
    if (postmaster.isStopping?.()) return void (await giveBack('The server stopped.'));
    if (now().getTime() > lastStart) return void (await giveBack('Others took long; it is next.'));
    const attempt = await deliverOne(item, courier, postmaster);
    const waits = await settle(item, attempt, courier, postmaster);
    if (waits && attempt.kind === 'later' && attempt.peerDown && i + 1 < lane.length) {
      return void (await db.write(lane.slice(i + 1).map(({ id }) => postpone(id, name, waits, attempt.why, false))));
    }
  }
}

async function deliverOne(item: OutboxItem, courier: Courier, { log }: Postmaster): Promise<Attempt> {
  try {
    return await courier.deliver(item);
  } catch (err) {
    log.error({ err, outbox: item.id }, 'could not prepare what must leave');
    return { kind: 'later', why: err instanceof Error ? err.message : String(err) };
  }
}

/** @returns when it is tried again; null when it is over */
async function settle(
  item: OutboxItem,
  attempt: Attempt,
  courier: Courier,
  { db, now, random, name }: Postmaster,
): Promise<Instant | null> {
  const at = now().toISOString();
  if (attempt.kind === 'sent') {
    await db.write([markSent(item.id, at)]);
    return null;
  }
  const failed = {
    tries: item.tries + 1,
    firstTriedAt: item.firstTriedAt ?? at,
    at,
    retryAfterMs: attempt.kind === 'later' ? attempt.retryAfterMs : undefined,
  };
  const next = attempt.kind === 'later' ? nextTryAt(failed, courier.patience, random()) : null;
  await db.write(
    next
      ? [postpone(item.id, name, next, attempt.why, true)]
      : [markFailed(item.id, at, attempt.why), ...((await courier.whenGivenUp?.(item, attempt.why)) ?? [])],
  );
  return next;
}
