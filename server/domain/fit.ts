import type { Case, Change } from './case.ts';
import { type Doing, requireLead, requireStaff } from './doing.ts';
import { DomainError } from './errors.ts';
import { conclude } from './keep-clocks.ts';
import { requireMove } from './life.ts';

/** Records, with reasons, that this customer and this merchant do not fit. A lead decides it, and it can be looked at again. */
export function decideNotRightForUs(before: Case, reasons: string, doing: Doing): Change {
  requireStaff(doing);
  requireMove(before, 'not_right_for_us');
  requireLead(doing, 'Deciding that a customer is not right for us');
  return conclude(before, [{ type: 'not_right_for_us_decided', at: doing.at, by: doing.by, reasons }], doing.time);
}

/** The decision was looked at again and does not hold. @throws case.wrong_state when there is none */
export function liftNotRightForUs(before: Case, reasons: string, doing: Doing): Change {
  requireStaff(doing);
  requireMove(before, 'right_for_us');
  requireLead(doing, 'Looking at that decision again');
  if (!before.notRightForUs) throw new DomainError('case.wrong_state', 'Nobody decided that this customer is not right for us.');
  return conclude(before, [{ type: 'not_right_for_us_lifted', at: doing.at, by: doing.by, reasons }], doing.time);
}
