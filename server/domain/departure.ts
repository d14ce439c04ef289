import type { Instant, Money } from '#shared/contracts/basics.ts';
import type { Case } from './case.ts';
import { reasonOf } from './taxonomy.ts';

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
  version: number;
};

/** Everything about a departure that is not its own to say. */
type Kept = 'id' | 'returnedAt' | 'decision' | 'createdAt' | 'updatedAt' | 'version';

/** Somebody left, at this moment, as far as is known. */
export const departureOf = (
  id: string,
  facts: Pick<Departure, 'customerId' | 'at' | 'way'> & Partial<Omit<Departure, Kept>> & { returnedAt?: Instant | null },
  now: Instant,
): Departure => ({
  reason: null,
  reasonText: null,
  revenue: null,
  lifetimeValue: null,
  note: null,
  caseId: null,
  returnedAt: null,
  ...facts,
  id,
  decision: null,
  createdAt: now,
  updatedAt: now,
  version: 1,
});

/** They came back: the departure is over, and stays on record. Before it began there is nothing to come back from. */
export const returned = (before: Departure, at: Instant): Departure => ({ ...before, returnedAt: at < before.at ? before.at : at });

/** What staff found to be the reason of a cancellation is why its customer left. Only a reason for leaving can be one. */
export const recategorised = (before: Departure, { reason }: Pick<Case, 'reason'>): Departure =>
  reasonOf(reason)?.kind === 'cancellation' ? { ...before, reason } : before;

/** Whether two absences of one customer would run side by side. */
export const overlap = (a: Pick<Departure, 'at' | 'returnedAt'>, b: Pick<Departure, 'at' | 'returnedAt'>): boolean =>
  (a.returnedAt === null || b.at < a.returnedAt) && (b.returnedAt === null || a.at < b.returnedAt);

/** Without anybody's words: date, reason, revenue and what was decided stay. */
export const speechless = (before: Departure): Departure => ({
  ...before,
  reasonText: null,
  note: null,
  decision: before.decision && { ...before.decision, why: null },
});
