import type { Instant } from '#shared/contracts/basics.ts';
import { SYSTEM } from '#server/domain/case.ts';
import { audited } from '#server/store/audit.ts';
import { createCaseStore } from '#server/store/cases.ts';
import { erase } from '#server/store/erasure.ts';
import { listMerchants } from '#server/store/merchants.ts';
import * as store from '#server/store/retention.ts';
import type { Alarmwork } from './alarms.ts';

/** `removeFile` takes a file from the disk; one that is gone already is no error. */
export type Retentionwork = Alarmwork & { removeFile: (id: string) => Promise<void> };

const AT_ONCE = 50;
const PIECES_A_NIGHT = 20;

/** Takes away the words and files that have been kept as long as the merchant wants. Numbers, reasons and times stay. */
export async function carryOutRetention(given: Retentionwork): Promise<{ cases: number; files: number }> {
  const total = { cases: 0, files: 0 };
  for (const merchantId of await listMerchants(given.db)) {
    const done = await carryOutFor(given, merchantId);
    total.cases += done.cases;
    total.files += done.files;
  }
  return total;
}

async function carryOutFor(given: Retentionwork, merchantId: string): Promise<{ cases: number; files: number }> {
  const { db, now, newId, removeFile } = given;
  const doing = await given.doing(merchantId, SYSTEM);
  const { closedCasesMonths, unidentifiedMonths, uploadsMonths } = doing.settings.privacy;
  const cases = createCaseStore(db, merchantId, { newId });
  const done = { cases: 0, files: 0 };

  async function eraseThese(caseIds: string[]) {
    if (caseIds.length === 0) return;
    const gone = await erase(db, merchantId, cases, { caseIds }, doing);
    for (const file of gone.files) await removeFile(file);
    done.cases += gone.cases.length;
  }

  if (closedCasesMonths !== null) {
    const released = await store.listReleased(db, merchantId, monthsBefore(now(), closedCasesMonths), AT_ONCE);
    await eraseThese(released);
    if (released.length) await db.write([store.releasedErased(merchantId, released)]);
  }
  const rules: [store.RetentionRule, number | null][] = [
    ['closed', closedCasesMonths],
    ['unidentified', unidentifiedMonths],
  ];
  for (const [rule, months] of rules) {
    if (months === null) continue;
    for (let piece = 0; piece < PIECES_A_NIGHT; piece++) {
      const due = await store.listDueForRetention(db, merchantId, rule, monthsBefore(now(), months), AT_ONCE);
      const last = due.at(-1);
      if (!last) break;
      await eraseThese(due.filter(({ isHeld, isErased }) => !isHeld && !isErased).map(({ id }) => id));
      const held = due.filter(({ isHeld, isErased }) => isHeld && !isErased).map(({ id }) => id);
      await db.write(store.retentionReached(merchantId, rule, last, held));
      await new Promise((next) => setImmediate(next));
    }
  }
  if (uploadsMonths !== null) {
    for (let piece = 0; piece < PIECES_A_NIGHT; piece++) {
      const files = await store.listOldUploads(db, merchantId, monthsBefore(now(), uploadsMonths), AT_ONCE);
      if (files.length === 0) break;
      // From the disk first: a file nobody knows of any more would lie there for ever.
      for (const file of files) await removeFile(file);
      await db.write([store.forgetUploads(merchantId, files)]);
      done.files += files.length;
    }
  }
  if (done.cases + done.files > 0)
    await db.write([
      audited(merchantId, SYSTEM, 'retention_carried_out', `cases: ${done.cases}, files: ${done.files}`, now().toISOString()),
    ]);
  return done;
}

/** The same day so many months earlier; of a day that month does not have, its last one. */
export function monthsBefore(now: Date, months: number): Instant {
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const days = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(now.getUTCDate(), days));
  return then.toISOString();
}
