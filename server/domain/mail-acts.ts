import type { Case, Change, NotedMail } from './case.ts';
import { type Doing, requireSystem } from './doing.ts';
import { conclude } from './keep-clocks.ts';

const KEPT = 2000;

/**
 * Remembers a mail that is no word of the customer's: it changes neither state nor turn nor date, and is never answered.
 *
 * @source RFC 3834, RFC 3464; domain.md section 2
 */
export function noteMail(before: Case, noted: NotedMail, doing: Doing): Change {
  requireSystem(doing);
  return conclude(
    before,
    [{ type: 'mail_noted', at: doing.at, by: doing.by, ...noted, subject: noted.subject.slice(0, 200), text: noted.text.slice(0, KEPT) }],
    doing.time,
  );
}
