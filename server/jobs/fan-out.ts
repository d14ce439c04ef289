import type { Db } from '#server/store/db.ts';
import { listBehind, takeNextEvents } from '#server/store/webhooks.ts';

const SLICE = 200;
const SLICES = 25;

/** Puts every event that a program wants to hear of into the outbox. The events themselves are the record: none can be forgotten. */
export async function fanOut({ db, now }: { db: Db; now: () => Date }): Promise<number> {
  let looked = 0;
  for (let slice = 0; slice < SLICES; slice++) {
    const behind = await listBehind(db);
    for (const endpoint of behind) looked += await takeNextEvents(db, endpoint, now().toISOString(), SLICE);
    if (behind.length === 0) break;
  }
  return looked;
}
