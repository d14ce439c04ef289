import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { AwaitedApproval } from '#shared/contracts/case.ts';
import type { ApprovalOfCase, Case } from '#server/domain/case.ts';
import { listApprovals } from '#server/store/approvals.ts';
import { canApprove, fairness, precedentsOf, toApprovalView } from './approval-view.ts';
import { peopleOf, type WorkerEnv } from './case-acts.ts';
import { toRow } from './case-view.ts';
import { type Deps, storesOf } from './context.ts';
import { answers, createRouter, problems } from './router.ts';

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'What waits for a second person, the oldest due first, with what comparable cases got',
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(50).optional(), cursor: z.string().max(500).optional() }) },
  responses: { 200: answers(pageOf(AwaitedApproval), 'A page of approvals'), ...problems(400, 401) },
});

export const approvalRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(list, async (c) => {
    const { worker } = c.var;
    const stores = storesOf(deps, worker.merchantId);
    const page = await listApprovals(deps.db, worker.merchantId, c.req.valid('query'));
    const cases = await Promise.all(page.items.map(({ caseId }) => stores.cases.find(caseId)));
    const people = await peopleOf(deps, worker, cases);
    const items = await Promise.all(
      cases.flatMap((current, i) => {
        const approval = current.approvals.find(({ offerId }) => offerId === page.items[i]?.offerId);
        return approval ? [awaited(current, approval)] : [];
      }),
    );
    return c.json({ items, nextCursor: page.nextCursor }, 200);

    async function awaited(current: Case, approval: ApprovalOfCase): Promise<AwaitedApproval> {
      const precedents = await precedentsOf(stores, current, deps.now().toISOString());
      return {
        case: toRow(current, people),
        approval: toApprovalView(approval),
        fairness: fairness(current, precedents),
        mayApprove: canApprove(current, approval, worker.actor),
      };
    }
  });
