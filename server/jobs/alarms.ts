import type { Settings } from '#shared/contracts/settings.ts';
import { type Actor, SYSTEM } from '#server/domain/case.ts';
import type { Doing } from '#server/domain/doing.ts';
import { conclude } from '#server/domain/keep-clocks.ts';
import { spikeIn } from '#server/domain/spike.ts';
import { createCaseStore, listUnassigned } from '#server/store/cases.ts';
import { insertSpike, listBehind, listToday } from '#server/store/daily-counts.ts';
import { listMerchants } from '#server/store/merchants.ts';
import type { Clockwork } from './time-passes.ts';

export type Alarmwork = Omit<Clockwork, 'doing'> & { doing: (merchantId: string, by: Actor) => Promise<Doing & { settings: Settings }> };

const HOUR_MS = 3_600_000;

/** Says so, once, when nobody looks after a case for longer than the merchant allows. */
export async function alarmUnassigned({ db, now, newId, doing }: Alarmwork): Promise<number> {
  let raised = 0;
  for (const merchantId of await listMerchants(db)) {
    const system = await doing(merchantId, SYSTEM);
    const since = new Date(now().getTime() - system.settings.routing.unassignedAlarmHours * HOUR_MS).toISOString();
    for (const caseId of await listUnassigned(db, merchantId, since)) {
      await createCaseStore(db, merchantId, { newId }).change(caseId, (before) =>
        before.assignee !== null || before.leftUnassignedAt !== null || before.state === 'closed'
          ? null
          : conclude(before, [{ type: 'case_left_unassigned', at: system.at, by: SYSTEM, since: before.openedAt }], system.time),
      );
      raised++;
    }
  }
  return raised;
}

/** Notices when a reason or a step of the journey suddenly comes up much more often than usual. */
export async function alarmSpikes({ db, now }: Pick<Clockwork, 'db' | 'now'>): Promise<number> {
  const at = now().toISOString();
  let raised = 0;
  for (const rising of await listToday(db, at)) {
    if (!spikeIn(rising.counts, Infinity)) continue;
    const behind = await listBehind(db, rising, at);
    const spike = spikeIn(rising.counts, behind.customers);
    if (!spike) continue;
    const [written] = await db.write([insertSpike(rising, spike, behind, at)]);
    raised += written?.rowsAffected ?? 0;
  }
  return raised;
}
