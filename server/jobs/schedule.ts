import { Cron } from 'croner';
import { alarmSpikes, alarmUnassigned } from './alarms.ts';
import { forgetOldAnswers } from '#server/store/idempotency.ts';
import { carryOutRetention, type Retentionwork } from './retention.ts';
import { lookAfterReturned } from './care.ts';
import { letTimePass } from './time-passes.ts';
import { lookOverOrders } from './watch.ts';

export type Scheduled = Retentionwork & { log: { error(what: object, message: string): void } };

/** Everything that happens without anybody asking. */
export function startJobs(given: Scheduled): () => void {
  const failed = (name: string) => (err: unknown) => given.log.error({ err, job: name }, 'a job failed');
  const jobs = [
    new Cron('*/5 * * * * *', { protect: true, catch: failed('time') }, async () => void (await letTimePass(given))),
    new Cron('30 * * * * *', { protect: true, catch: failed('unassigned') }, async () => void (await alarmUnassigned(given))),
    new Cron('45 */5 * * * *', { protect: true, catch: failed('spikes') }, async () => void (await alarmSpikes(given))),
    new Cron('23 3 * * *', { protect: true, catch: failed('retention') }, async () => void (await carryOutRetention(given))),
    new Cron('*/10 * * * * *', { protect: true, catch: failed('watch') }, async () => void (await lookOverOrders(given))),
    new Cron('10 40 4 * * *', { protect: true, catch: failed('care') }, async () => void (await lookAfterReturned(given))),
    new Cron('17 * * * *', { protect: true, catch: failed('idempotency') }, async () => {
      await given.db.write([forgetOldAnswers(new Date(given.now().getTime() - 86_400_000).toISOString())]);
    }),
  ];
  return () => jobs.forEach((job) => job.stop());
}
