import { textOf } from './answer.ts';
import { limitsAboveOffer, overAuthority } from './authority.ts';
import type { ApprovalOfCase, Case, Change } from './case.ts';
import { HOUR_MS, later } from './clock.ts';
import { type Doing, ourMessage, requireLead, requireStaff } from './doing.ts';
import { DomainError } from './errors.ts';
import { conclude } from './keep-clocks.ts';
import { isLead, requireMove } from './life.ts';
import { type OfferInput, makeOffer, offerMade, requireOfferable, requireOpenUntil } from './offer-acts.ts';
import { requireOtherHandler } from './staff-acts.ts';

/**
 * Asks a second person for a remedy above one's own limit. The customer hears nothing of it. What is within the limit
 * needs nobody and goes out at once.
 *
 * @throws approval.already_pending, and as makeOffer
 */
export function requestApproval(before: Case, input: OfferInput & { note?: string | undefined }, doing: Doing): Change {
  const { at, by, policy } = doing;
  requireStaff(doing);
  requireOfferable(before, input, doing);
  const over = limitsAboveOffer(by.role, input, before, policy, doing.given).filter((limit) => limit !== 'role');
  if (over.length === 0) return makeOffer(before, input, doing);
  if (before.approvals.some(isPending))
    throw new DomainError(
      'approval.already_pending',
      'An approval is already asked for on this case. Take it back first, or wait for the answer.',
    );
  const approval: ApprovalOfCase = {
    offerId: doing.newId('off'),
    remedy: input.remedy,
    ...(input.amount && { amount: input.amount }),
    title: input.title,
    terms: input.terms,
    ...(input.choices?.length && { choices: input.choices }),
    because: input.because ?? [],
    message: input.message === undefined ? null : textOf(input.message),
    ...(typeof input.message === 'object' && { answer: input.message }),
    ...(doing.files?.length && { files: doing.files }),
    expiresAt: input.expiresAt ?? null,
    note: input.note ?? null,
    over,
    by,
    requestedAt: at,
    dueAt: later(at, policy.approvalHours * HOUR_MS),
    overdueAt: null,
    step: 'pending_approval',
    decidedBy: null,
    decidedAt: null,
    reason: null,
  };
  return conclude(before, [{ type: 'approval_requested', at, by, approval }], doing.time);
}

/**
 * Another lead or the owner says yes, and the offer goes out with the terms as proposed.
 *
 * @throws approval.own, case.lead_needed, remedy.over_authority when it is above the approver's own limit too
 */
export function giveApproval(before: Case, offerId: string, reason: string | undefined, doing: Doing): Change {
  requireStaff(doing);
  requireMove(before, 'approve');
  const approval = pendingApproval(before, offerId);
  requireApprover(before, approval, doing);
  const above = limitsAboveOffer(doing.by.role, approval, before, doing.policy, doing.given);
  if (above.length > 0) throw overAuthority(approval.remedy, above);
  requireOpenUntil(approval.expiresAt, doing.at);
  const { at, by, time } = doing;
  const asked = { by: approval.by, at: approval.requestedAt };
  const history = [
    { step: 'draft' as const, ...asked },
    { step: 'pending_approval' as const, ...asked },
    { step: 'approved' as const, by, at },
  ];
  const message = approval.message
    ? ourMessage({ ...doing, by: approval.by, files: approval.files ?? [] }, approval.answer ?? approval.message)
    : null;
  return conclude(
    before,
    [
      { type: 'approval_given', at, by, offerId, reason: reason ?? null },
      offerMade(
        before,
        { ...approval, id: offerId, message: undefined, expiresAt: approval.expiresAt ?? undefined },
        history,
        message,
        doing,
      ),
    ],
    time,
  );
}

/** A no that the proposer can read. */
export function refuseApproval(before: Case, offerId: string, reason: string | undefined, doing: Doing): Change {
  requireStaff(doing);
  requireMove(before, 'refuse_approval');
  requireApprover(before, pendingApproval(before, offerId), doing);
  if (!reason)
    throw new DomainError('request.malformed', 'Say why not: your colleague reads it.', [{ path: 'reason', message: 'Say why not.' }]);
  return conclude(before, [{ type: 'approval_refused', at: doing.at, by: doing.by, offerId, reason }], doing.time);
}

/** Who asked may take it back until it is answered. */
export function withdrawApproval(before: Case, offerId: string, doing: Doing): Change {
  requireStaff(doing);
  requireMove(before, 'withdraw_approval');
  if (!isOwn(pendingApproval(before, offerId), doing.by))
    throw new DomainError('staff.not_allowed', 'Only who asked for it can take it back; a lead or the owner can refuse it.');
  return conclude(before, [{ type: 'approval_withdrawn', at: doing.at, by: doing.by, offerId, reason: null }], doing.time);
}

export const isPending = ({ step }: ApprovalOfCase): boolean => step === 'pending_approval';

/** Programs have no names, so one program is no second person for another. */
export const isOwn = ({ by }: ApprovalOfCase, { id }: { id: string | null }): boolean => by.id === id;

/** Whether this person may be the second one. Limits are looked at when they say yes. */
export const mayApprove = (approval: ApprovalOfCase, viewer: { role: string; id: string | null }): boolean =>
  isPending(approval) && isLead(viewer.role) && !isOwn(approval, viewer);

function requireApprover(before: Case, approval: ApprovalOfCase, doing: Doing): void {
  if (isOwn(approval, doing.by)) throw new DomainError('approval.own', 'You proposed this yourself, so somebody else approves it.');
  requireLead(doing, 'Approving');
  requireOtherHandler(before, doing);
}

/** @throws approval.not_found, approval.not_pending */
function pendingApproval(before: Case, offerId: string): ApprovalOfCase {
  const approval = before.approvals.find((one) => one.offerId === offerId);
  if (!approval) throw new DomainError('approval.not_found', 'No approval was asked for this offer.');
  if (!isPending(approval)) throw new DomainError('approval.not_pending', 'This was answered or taken back already.');
  return approval;
}
