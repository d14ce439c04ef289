import { Worker } from 'node:worker_threads';
import { buyingOf, chanceAlive, expectedOrders, type Weighted } from '#server/domain/bg-nbd.ts';
import { boughtInAYear, findingsIn } from '#server/domain/watch.ts';
import type { Db } from '#server/store/db.ts';
import { createWatchStore, type Found, listLooksDue, type Model, type Odds } from '#server/store/watch.ts';

export type Watching = { db: Db; now: () => Date; newId: (prefix: string) => string };

const DAY_MS = 86_400_000;
const MONTHLY_DAYS = 28;
const SLICE = 500;
/** Orders older than this say nothing of how somebody buys now. */
const LOOKED_AT_DAYS = 1096;
/** Fewer customers, or none who came again, tell no model. */
const FEWEST_CUSTOMERS = 30;
/** So many customers say as much as all, and are fitted in seconds. */
const MOST_HISTORIES = 20_000;
const WEEKS_AHEAD = 12;

/** Looks over the orders of every merchant whose month has passed, or who asked. @returns how many were looked over */
export async function lookOverOrders(watching: Watching): Promise<number> {
  const due = await listLooksDue(watching.db, new Date(watching.now().getTime() - MONTHLY_DAYS * DAY_MS).toISOString());
  for (const merchantId of due) await lookOver(watching, merchantId);
  return due.length;
}

/** In slices, so that requests are answered meanwhile; the model is fitted on a thread of its own. */
async function lookOver({ db, now, newId }: Watching, merchantId: string): Promise<void> {
  const store = createWatchStore(db, merchantId);
  const at = now().toISOString();
  const since = new Date(now().getTime() - LOOKED_AT_DAYS * DAY_MS).toISOString();
  let customers = 0;
  for (let after = ''; ;) {
    const last = await store.lastOf(after, SLICE);
    if (last === null) break;
    const found: Found[] = [];
    const buying: Odds[] = [];
    for (const [customerId, { orders, hasLeft }] of await store.listOrders(after, SLICE, since)) {
      const worth = boughtInAYear(orders, at);
      // Who left is in the register already; the model needs them, or it would take everybody for loyal.
      for (const finding of hasLeft ? [] : findingsIn(orders, at)) found.push({ customerId, finding, worth });
      const own = buyingOf(
        orders.map((one) => one.at.slice(0, 10)),
        at,
      );
      if (own) buying.push({ customerId, ...own });
    }
    await db.write([...(found.length ? [store.put(found, at, newId)] : []), ...(buying.length ? [store.putBuying(buying, at)] : [])]);
    customers += buying.length;
    after = last;
    await new Promise((next) => setImmediate(next));
  }
  await db.write(store.finishLook(at, now().toISOString(), customers, await modelOf(db, store)));
}

async function modelOf(db: Db, store: ReturnType<typeof createWatchStore>): Promise<Model | null> {
  const histories = await store.listHistories(MOST_HISTORIES);
  const customers = histories.reduce((sum, { count }) => sum + count, 0);
  if (customers < FEWEST_CUSTOMERS || histories.every(({ repeats }) => repeats === 0)) return null;
  const model = await fitOnThread(histories);
  for (let after = ''; ;) {
    const some = await store.listBuying(after, SLICE);
    const last = some.at(-1);
    if (!last) break;
    await db.write([
      store.putOdds(
        some.map((one) => ({
          customerId: one.customerId,
          alive: chanceAlive(model, one),
          expected: expectedOrders(model, one, WEEKS_AHEAD),
        })),
      ),
    ]);
    after = last.customerId;
  }
  return model;
}

/** @throws when the thread fails */
function fitOnThread(histories: Weighted[]): Promise<Model> {
  return new Promise((done, failed) => {
    const thread = new Worker(new URL('./bg-nbd-worker.ts', import.meta.url), { workerData: histories });
    thread.once('message', (model: Model) => done(model));
    thread.once('error', failed);
    thread.once('exit', (code) => failed(new Error(`The model was not fitted: the thread ended with ${code}.`)));
  });
}
