import type { Instant, Money } from '#shared/contracts/basics.ts';
import type { CallOutcome, SettleCall } from '#shared/contracts/rescue.ts';
import { DomainError } from './errors.ts';

/** One planned contact. @source domain.md section 6 */
export type Call = {
  id: string;
  cycleId: string | null;
  customerId: string;
  departureId: string | null;
  /** The finding of the watch list it answers. */
  watchId: string | null;
  arm: 'contact' | 'control';
  list: 'executive' | 'team' | 'own';
  owner: string | null;
  /** The Monday of its week. */
  week: string | null;
  state: 'planned' | 'claimed' | 'done';
  claimedBy: string | null;
  claimedAt: Instant | null;
  nextAt: Instant | null;
  outcome: CallOutcome | null;
  note: string | null;
  saidBack: string | null;
  contactedAt: Instant | null;
  doneAt: Instant | null;
  doneBy: string | null;
  worth: Money | null;
  reason: string | null;
  undo: Undo | null;
  version: number;
  createdAt: Instant;
  updatedAt: Instant;
};
type Settled =
  | 'state'
  | 'claimedBy'
  | 'claimedAt'
  | 'nextAt'
  | 'outcome'
  | 'note'
  | 'saidBack'
  | 'contactedAt'
  | 'doneAt'
  | 'doneBy'
  | 'week';
/** What one minute can take back: the call as it was, and what its outcome brought about. */
export type Undo = {
  until: Instant;
  by: string;
  before: Pick<Call, Settled>;
  contactId: string | null;
  /** It forbade contact that was allowed before. */
  forbade: boolean;
  /** It ended this departure. */
  ended: string | null;
  careId: string | null;
};
export type CallEventType = 'call_claimed' | 'call_released' | 'call_settled' | 'call_undone' | 'call_moved';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Who took a call and never made it keeps nobody else from making it. */
const CLAIM_MS = 4 * 60 * MINUTE_MS;
const UNDO_MS = MINUTE_MS;
const NEXT_TRY_DAYS = 2;
const LATER_DAYS = 14;

const after = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

export const isHeldBy = ({ state, claimedBy, claimedAt }: Call, by: string, at: Instant): boolean =>
  state === 'claimed' && claimedBy === by && Date.parse(at) - Date.parse(claimedAt ?? at) < CLAIM_MS;

const isHeldByAnother = (before: Call, by: string, at: Instant): boolean =>
  before.claimedBy !== null && before.claimedBy !== by && isHeldBy(before, before.claimedBy, at);

/** Takes a call, so that nobody else makes it. @throws call.claimed, call.already_settled */
export function claimCall(before: Call, { by, at }: { by: string; at: Instant }): Call {
  requireUnsettled(before);
  requireFree(before, by, at);
  return { ...before, state: 'claimed', claimedBy: by, claimedAt: at };
}

/** @throws call.claimed, call.already_settled */
export function releaseCall(before: Call, { by, at, isLead }: { by: string; at: Instant; isLead: boolean }): Call {
  requireUnsettled(before);
  if (!isLead) requireFree(before, by, at);
  return { ...before, state: 'planned', claimedBy: null, claimedAt: null };
}

/**
 * What came of a call. `no_answer` and `later` plan the next one; the others end it. Somebody who was reached may still
 * come back, or ask to be left alone, afterwards.
 *
 * @throws call.claimed, call.already_settled, promise.undated
 */
export function settleCall(before: Call, input: SettleCall, { by, at }: { by: string; at: Instant }): Call {
  const isLastWord = before.outcome === 'reached' && (input.outcome === 'returned' || input.outcome === 'wants_no_contact');
  if (!isLastWord) requireUnsettled(before);
  requireFree(before, by, at);
  if (input.nextAt && input.nextAt <= at)
    throw new DomainError('promise.undated', 'A date in the future is needed.', [
      { path: 'nextAt', message: 'Choose a date in the future.' },
    ]);
  const { outcome } = input;
  const again = outcome === 'no_answer' || outcome === 'later';
  const nextAt = again ? (input.nextAt ?? after(at, (outcome === 'later' ? LATER_DAYS : NEXT_TRY_DAYS) * DAY_MS)) : null;
  return {
    ...before,
    state: again ? 'planned' : 'done',
    claimedBy: again ? null : by,
    claimedAt: again ? null : before.claimedAt,
    outcome,
    note: input.note ?? before.note,
    saidBack: input.saidBack ?? before.saidBack,
    nextAt,
    contactedAt: outcome === 'no_answer' ? before.contactedAt : at,
    doneAt: again ? null : at,
    doneBy: by,
  };
}

export const undoOf = (before: Call, by: string, at: Instant, done: Pick<Undo, 'contactId' | 'forbade' | 'ended' | 'careId'>): Undo => ({
  until: after(at, UNDO_MS),
  by,
  before: {
    state: before.state,
    claimedBy: before.claimedBy,
    claimedAt: before.claimedAt,
    nextAt: before.nextAt,
    outcome: before.outcome,
    note: before.note,
    saidBack: before.saidBack,
    contactedAt: before.contactedAt,
    doneAt: before.doneAt,
    doneBy: before.doneBy,
    week: before.week,
  },
  ...done,
});

/** Within a minute, by the same person. @throws call.undo_too_late */
export function undoCall(before: Call, { by, at }: { by: string; at: Instant }): { after: Call; undo: Undo } {
  const { undo } = before;
  if (!undo || undo.until < at || undo.by !== by) throw new DomainError('call.undo_too_late', 'There is nothing to take back any more.');
  return { after: { ...before, ...undo.before, undo: null }, undo };
}

function requireUnsettled({ state }: Call): void {
  if (state === 'done') throw new DomainError('call.already_settled', 'This call was made already.');
}

function requireFree(before: Call, by: string, at: Instant): void {
  if (isHeldByAnother(before, by, at)) throw new DomainError('call.claimed', 'A colleague is making this call.');
}
