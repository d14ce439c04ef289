import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { type ApprovalView, AwaitedApproval } from '#shared/contracts/case.ts';
import { mayApprove } from '#server/domain/approval-acts.ts';
import type { ApprovalOfCase, Case } from '#server/domain/case.ts';
import { lossOf } from '#server/domain/loss.ts';
import { isAppealPending } from '#server/domain/life.ts';
import { fairnessOf, type Precedent } from '#server/domain/precedent.ts';
import { listApprovals } from '#server/store/approvals.ts';
import { peopleOf, type WorkerEnv } from './case-acts.ts';
import { toRow, type Viewer } from './case-view.ts';
import { type Deps, storesOf, type Stores } from './context.ts';
import { answers, createRouter, problems } from './router.ts';

const list = createRoute({
  method: 'get', path: '/', summary: 'What waits for a second person, the oldest due first, with what comparable cases got',
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
      return { case: toRow(current, people), approval: toApprovalView(approval), fairness: fairness(current, precedents), mayApprove: canApprove(current, approval, worker.actor) };
    }
  });

export const precedentsOf = ({ precedents }: Stores, current: Case, at: string): Promise<Precedent[]> =>
  precedents.listComparable({ caseId: current.id, reason: current.reason, loss: lossOf(current), at });

export const fairness = (current: Case, precedents: Precedent[]) => fairnessOf(precedents, lossOf(current)?.currency ?? null);

/** An appeal is not heard by the person who decided, not even in this way. */
export const canApprove = (current: Case, approval: ApprovalOfCase, viewer: Viewer): boolean =>
  mayApprove(approval, viewer) && !(isAppealPending(current) && current.decidedBy === viewer.id);

const STATES = { pending_approval: 'pending', approved: 'approved', rejected: 'rejected', withdrawn: 'withdrawn' } as const;

export function toApprovalView({ by, decidedBy, step, expiresAt: _expiresAt, because: _because, ...approval }: ApprovalOfCase): ApprovalView {
  const person = ({ id, name }: Viewer & { name: string | null }) => ({ id, name });
  return { ...approval, state: STATES[step as keyof typeof STATES], proposedBy: person(by), decidedBy: decidedBy && person(decidedBy) }; // an approval takes these four steps only
}
