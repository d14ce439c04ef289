import { createRoute } from '@hono/zod-openapi';
import { Recovery, RecoveryQuery } from '#shared/contracts/rescue.ts';
import { added, type Arms, recoveryOf } from '#server/domain/recovery.ts';
import { sumRecovery } from '#server/store/rescue-recovery.ts';
import type { WorkerEnv } from './case-acts.ts';
import type { Deps } from './context.ts';
import { answerAs, major, type Table } from './csv.ts';
import { answers, createRouter, problems } from './router.ts';

const recovery = createRoute({
  method: 'get',
  path: '/insights/recovery',
  summary: 'Who came back, by cycle and by reason, against those who were left alone',
  request: { query: RecoveryQuery },
  responses: {
    200: answers(Recovery, 'Rates with 95 % intervals. With `format=csv` or `Accept: text/csv` as a table'),
    ...problems(400, 401),
  },
});
const NOBODY: Arms = { planned: 0, contacted: 0, returned: 0, control: 0, controlReturned: 0, revenue: [], lifetime: [] };

export const recoveryRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(recovery, async (c) => {
    const { merchantId } = c.var.worker;
    const [cycles, reasons] = await Promise.all([sumRecovery(deps.db, merchantId, 'cycle'), sumRecovery(deps.db, merchantId, 'reason')]);
    const all = cycles.reduce((sum, { arms }) => added(sum, arms), NOBODY);
    const rows = (sums: typeof cycles) => sums.map(({ key, name, arms }) => recoveryOf(key, name, arms));
    const answer = { all: recoveryOf('all', '', all), cycles: rows(cycles), reasons: rows(reasons) };
    return answerAs(c, c.req.valid('query').format, answer, tableOfRecovery);
  });

/** One line a group and currency; without money won back, one line. */
const tableOfRecovery = ({ all, cycles, reasons }: Recovery): Table => ({
  name: 'recovery',
  columns: [
    'by',
    'key',
    'name',
    'planned',
    'contacted',
    'returned',
    'rate',
    'rate_low',
    'rate_high',
    'control',
    'control_returned',
    'control_rate',
    'difference',
    'difference_low',
    'difference_high',
    'revenue_won_back',
    'lifetime_won_back',
    'currency',
  ],
  rows: [
    ...[all].map((row) => ({ by: 'all', row })),
    ...cycles.map((row) => ({ by: 'cycle', row })),
    ...reasons.map((row) => ({ by: 'reason', row })),
  ].flatMap(({ by, row }) => {
    const { control, difference, interval } = row;
    const currencies = new Set([...row.revenueWonBack, ...row.lifetimeWonBack].map(({ currency }) => currency));
    return [...(currencies.size ? currencies : [null])].map((currency) => [
      by,
      row.key,
      row.name,
      row.planned,
      row.contacted,
      row.returned,
      row.rate,
      interval?.low,
      interval?.high,
      control.customers,
      control.returned,
      control.rate,
      difference?.value,
      difference?.low,
      difference?.high,
      major(row.revenueWonBack.find((sum) => sum.currency === currency)),
      major(row.lifetimeWonBack.find((sum) => sum.currency === currency)),
      currency,
    ]);
  }),
});
