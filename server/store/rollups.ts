import type { Case } from '#server/domain/case.ts';
import type { Departure } from '#server/domain/departure.ts';
import type { Statement } from './db.ts';

/** What a new, changed or erased departure means for the sums. Written in the same batch as the departure itself. */
export const departureRolledUp = (_merchantId: string, _before: Departure | null, _after: Departure | null): Statement[] => [];

/** What a change of a case means for the sums. */
export const caseRolledUp = (_merchantId: string, _before: Case | null, _after: Case): Statement[] => [];
