import { createRoute } from '@hono/zod-openapi';
import { Recovery } from '#shared/contracts/rescue.ts';
import { added, type Arms, recoveryOf } from '#server/domain/recovery.ts';
import { sumRecovery } from '#server/store/rescue-recovery.ts';
import type { WorkerEnv } from './case-acts.ts';
import type { Deps } from './context.ts';
import { answers, createRouter, problems } from './router.ts';

const recovery = createRoute({
  method: 'get',
  path: '/insights/recovery',
  summary: 'Who came back, by cycle and by reason, against those who were left alone',
  responses: { 200: answers(Recovery, 'Rates with 95 % intervals'), ...problems(401) },
});
const NOBODY: Arms = { planned: 0, contacted: 0, returned: 0, control: 0, controlReturned: 0, revenue: [], lifetime: [] };

export const recoveryRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(recovery, async (c) => {
    const { merchantId } = c.var.worker;
    const [cycles, reasons] = await Promise.all([sumRecovery(deps.db, merchantId, 'cycle'), sumRecovery(deps.db, merchantId, 'reason')]);
    const all = cycles.reduce((sum, { arms }) => added(sum, arms), NOBODY);
    const rows = (sums: typeof cycles) => sums.map(({ key, name, arms }) => recoveryOf(key, name, arms));
    return c.json({ all: recoveryOf('all', '', all), cycles: rows(cycles), reasons: rows(reasons) }, 200);
  });
