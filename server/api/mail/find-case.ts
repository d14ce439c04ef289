import type { Case } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { findCaseByReplyAddress, findCaseOfLetter } from '#server/store/received-mail.ts';
import { type Deps, storesOf } from '../context.ts';
import { letterIdsIn, tokenHashesIn } from './addresses.ts';
import type { IncomingMail } from './read-mail.ts';

const NUMBER = /\b[A-Z0-9]{3}-[A-Z0-9]{3}\b/g;
const MERGES = 5;

/**
 * The case a mail is about: by the address it went to, else by the mails it answers, else by the number in its subject
 * when its sender is the case's own customer. A merged case leads to the one it was merged into.
 */
export async function findCaseOf(
  deps: Deps,
  merchantId: string,
  { to, references, subject, from, report }: IncomingMail,
): Promise<Case | null> {
  const { cases } = storesOf(deps, merchantId);
  const open = (id: string): Promise<Case | null> =>
    cases.find(id).catch((error: unknown) => {
      if (error instanceof DomainError) return null;
      throw error;
    });
  const answered = [...references, ...(report?.messageId ? [report.messageId] : [])];
  const id =
    (await findCaseByReplyAddress(deps.db, merchantId, tokenHashesIn(to))) ??
    (await findCaseByReplyAddress(deps.db, merchantId, tokenHashesIn(answered.map((one) => one.replaceAll(/[<>]/g, ''))))) ??
    (await findCaseOfLetter(deps.db, merchantId, letterIdsIn(answered)))?.caseId;
  let found = id ? await open(id) : null;
  for (const number of found ? [] : (subject.toUpperCase().match(NUMBER) ?? []).slice(0, 3)) {
    const named = await open(number);
    if (named && from && named.contact?.email?.toLowerCase() === from.address) found = named;
  }
  for (let i = 0; i < MERGES && found?.mergedInto; i++) found = (await open(found.mergedInto)) ?? null;
  return found;
}
