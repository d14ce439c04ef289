import type { ApprovalView } from '#shared/contracts/case.ts';
import { mayApprove } from '#server/domain/approval-acts.ts';
import type { ApprovalOfCase, Case } from '#server/domain/case.ts';
import { isAppealPending } from '#server/domain/life.ts';
import { lossOf } from '#server/domain/loss.ts';
import { fairnessOf, type Precedent } from '#server/domain/precedent.ts';
import type { Stores } from './context.ts';

type Viewer = { role: string; id: string | null };

export const precedentsOf = ({ precedents }: Stores, current: Case, at: string): Promise<Precedent[]> =>
  precedents.listComparable({ caseId: current.id, reason: current.reason, loss: lossOf(current), at });

export const fairness = (current: Case, precedents: Precedent[]) => fairnessOf(precedents, lossOf(current)?.currency ?? null);

/** An appeal is not heard by the person who decided, not even in this way. */
export const canApprove = (current: Case, approval: ApprovalOfCase, viewer: Viewer): boolean =>
  mayApprove(approval, viewer) && !(isAppealPending(current) && current.decidedBy === viewer.id);

const STATES = { pending_approval: 'pending', approved: 'approved', rejected: 'rejected', withdrawn: 'withdrawn' } as const;

export function toApprovalView(approval: ApprovalOfCase): ApprovalView {
  const {
    offerId,
    remedy,
    title,
    terms,
    amount,
    choices,
    message,
    note,
    over,
    by,
    requestedAt,
    dueAt,
    overdueAt,
    step,
    decidedBy,
    decidedAt,
    reason,
    files,
  } = approval;
  const person = ({ id, name }: ApprovalOfCase['by']) => ({ id, name });
  return {
    offerId,
    remedy,
    title,
    terms,
    ...(amount && { amount }),
    ...(choices && { choices }),
    message,
    note,
    over,
    state: STATES[step as keyof typeof STATES], // an approval takes these four steps only
    proposedBy: person(by),
    requestedAt,
    dueAt,
    overdueAt,
    decidedBy: decidedBy && person(decidedBy),
    decidedAt,
    reason,
    ...(files && { files }),
  };
}
