import type { Instant, Money } from '#shared/contracts/basics.ts';

/** How somebody left: through the cancellation, told by a table or a program, or without a word. */
export type WayOfLeaving = 'cancel_flow' | 'import' | 'api' | 'gone_quiet';
export type WinBackDecision = 'call' | 'write' | 'let_go' | 'not_right_for_us';

/** A customer who left. A return ends it (`returnedAt`); nothing deletes it. @source domain.md section 6 */
export type Departure = {
  id: string;
  customerId: string;
  at: Instant;
  /** An id of the taxonomy. */
  reason: string | null;
  /** Their own words, or the merchant's. */
  reasonText: string | null;
  way: WayOfLeaving;
  /** Per month. */
  revenue: Money | null;
  /** What losing them costs, as worth.ts reckons it on the day they left. Same currency as `revenue`. */
  lifetimeValue: Money | null;
  note: string | null;
  caseId: string | null;
  returnedAt: Instant | null;
  decision: { what: WinBackDecision; why: string | null; by: string | null; at: Instant } | null;
  createdAt: Instant;
  updatedAt: Instant;
};
