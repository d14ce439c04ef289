import { SYSTEM, type Case, type Change } from '#server/domain/case.ts';
import type { Doing } from '#server/domain/doing.ts';
import { timePasses } from '#server/domain/system-acts.ts';
import { createCaseStore, listAwake } from '#server/store/cases.ts';
import type { Db } from '#server/store/db.ts';

export type Clockwork = {
  db: Db;
  now: () => Date;
  newId: (prefix: string) => string;
  doing: (merchantId: string, by: Doing['by']) => Promise<Doing>;
};

const BATCH = 50;
const BATCHES = 20;

/**
 * Lets time do what is due: offers end, silence confirms, promises break. Doing it twice, or on two servers, does it once.
 *
 * @returns how many cases were looked at
 * @throws AggregateError naming the cases on which it failed, after all others were done
 */
export async function letTimePass({ db, now, newId, doing }: Clockwork): Promise<number> {
  const failed = new Map<string, Error>();
  let done = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const awake = await listAwake(db, now().toISOString(), BATCH + failed.size);
    for (const { merchantId, caseId } of awake) {
      if (failed.has(caseId)) continue;
      try {
        const system = await doing(merchantId, SYSTEM);
        await createCaseStore(db, merchantId, { newId }).change(caseId, (before) => everythingDue(before, system));
        done++;
      } catch (error) {
        failed.set(caseId, new Error(`Time cannot pass on ${caseId}`, { cause: error }));
      }
    }
    if (awake.length < BATCH) break;
  }
  if (failed.size > 0) throw new AggregateError(failed.values(), [...failed.values()].map(({ message }) => message).join('; '));
  return done;
}

const MOST_AT_ONCE = 50;

function everythingDue(before: Case, doing: Doing): Change {
  let change: Change = { after: before, events: [] };
  for (let i = 0; i < MOST_AT_ONCE; i++) {
    const next = timePasses(change.after, doing);
    if (!next) break;
    change = { after: next.after, events: [...change.events, ...next.events] };
  }
  return change;
}
