import type { MailTaken } from '#shared/contracts/webhooks.ts';
import { SYSTEM, type Case, type NotedMail } from '#server/domain/case.ts';
import { replyToCase } from '#server/domain/customer-acts.ts';
import { DomainError } from '#server/domain/errors.ts';
import { noteMail } from '#server/domain/mail-acts.ts';
import { isTaken, type Statement } from '#server/store/db.ts';
import { firstMerchant, listSites } from '#server/store/merchants.ts';
import { markBounced } from '#server/store/outbox.ts';
import { findCaseOfLetter, findReceived, insertReceived, type MailResult } from '#server/store/received-mail.ts';
import { type Deps, doingFor, storesOf } from '../context.ts';
import { prepareCase } from '../open-case.ts';
import { openByToken } from '../public/case.ts';
import { letterIdsIn, mailboxOf } from './addresses.ts';
import { keepFiles } from './files.ts';
import { findCaseOf } from './find-case.ts';
import { type IncomingMail, readMail } from './read-mail.ts';

const TRIES = 5;
const STORY_MAX = 20_000;

/**
 * Takes in one mail, once: a word of the customer's goes to their case, a new one becomes a complaint, and mail that
 * nobody wrote changes nothing and is never answered.
 *
 * @param raw the mail as it came in, RFC 822
 * @throws mail.unreadable
 */
export async function takeMail(deps: Deps, merchantId: string, raw: Buffer): Promise<MailTaken> {
  const mail = await readMail(raw);
  for (let tried = 1; ; tried++) {
    const known = await findReceived(deps.db, merchantId, mail.id);
    if (known)
      return { result: known.result, case: known.caseId ? shortly(await storesOf(deps, merchantId).cases.find(known.caseId)) : null };
    try {
      return await takeNew(deps, merchantId, mail);
    } catch (error) {
      if (!isTaken(error) || tried === TRIES) throw error; // the same mail at the same moment, or a number: look again
    }
  }
}

/** Mail that came into the installation's own mailbox. */
export async function takeOwnMail(deps: Deps, raw: Buffer): Promise<MailTaken | null> {
  const merchant = await firstMerchant(deps.db);
  return merchant && takeMail(deps, merchant.id, raw);
}

async function takeNew(deps: Deps, merchantId: string, mail: IncomingMail): Promise<MailTaken> {
  const received = (result: MailResult, found: Case | null): Statement =>
    insertReceived(merchantId, { messageId: mail.id, caseId: found?.id ?? null, result }, deps.now().toISOString());
  const found = await findCaseOf(deps, merchantId, mail);
  const nobodys = mail.isAutomatic || mail.report !== null || (await isOurs(deps, merchantId, mail));
  if (nobodys || found?.outcome === 'spam') {
    const result = mail.report?.action === 'failed' ? 'bounced' : found ? 'noted' : 'ignored';
    const bounced =
      result === 'bounced'
        ? letterIdsIn([mail.report?.messageId ?? '']).map((id) =>
            markBounced(merchantId, id, `It came back: ${mail.report?.status ?? ''} ${mail.report?.recipient ?? ''}`.trim()),
          )
        : [];
    const write = [received(result, found), ...bounced];
    if (!found) await deps.db.write(write);
    else await note(deps, merchantId, found.id, notedOf(mail, found), write);
    return { result, case: found && shortly(found) };
  }
  return (
    (found && (await replyTo(deps, merchantId, found, mail, (after) => received('replied', after)))) ??
    open(deps, merchantId, mail, (opened) => received('opened', opened))
  );
}

/** Our own letter, come back in a circle. */
async function isOurs(deps: Deps, merchantId: string, { id, from }: IncomingMail): Promise<boolean> {
  const own = [deps.mail?.from, deps.mail?.replyTo].map((written) => written && mailboxOf(written).address.toLowerCase());
  return (from !== null && own.includes(from.address)) || (await findCaseOfLetter(deps.db, merchantId, letterIdsIn([id]))) !== null;
}

function notedOf({ report, from, subject, text }: IncomingMail, { outcome }: Case): NotedMail {
  const about = report?.action === 'failed' ? 'bounce' : report?.action === 'delayed' ? 'delay' : outcome === 'spam' ? 'spam' : 'automatic';
  return { about, from: from?.address ?? null, subject, text };
}

async function note(deps: Deps, merchantId: string, caseId: string, noted: NotedMail, also: Statement[] = []): Promise<void> {
  const doing = await doingFor(deps, merchantId, SYSTEM);
  await storesOf(deps, merchantId).cases.change(
    caseId,
    (before) => noteMail(before, noted, doing),
    undefined,
    () => also,
  );
}

/** @returns null where the case can take no answer any more, so that a new one is needed */
async function replyTo(
  deps: Deps,
  merchantId: string,
  found: Case,
  mail: IncomingMail,
  received: (after: Case) => Statement,
): Promise<MailTaken | null> {
  const { files, refused } = await keepFiles(deps, { id: found.siteId, merchantId }, mail.files);
  const text = mail.text || (files.length ? '' : mail.subject) || '–';
  const name = mail.from && mail.from.address !== found.contact?.email?.toLowerCase() ? (mail.from.name ?? mail.from.address) : null;
  try {
    const mine = await openByToken(deps, deps.secrets.caseToken(found.id));
    const kept = await mine.uploads.take(files);
    const after = await mine.change(
      (before, doing) =>
        replyToCase(before, { text: text.slice(0, STORY_MAX), files: kept }, name ? { ...doing, by: { ...doing.by, name } } : doing),
      (changed) => [received(changed), ...mine.uploads.attach(kept, changed.id)],
    );
    await noteRefused(deps, merchantId, after.id, mail, refused);
    return { result: 'replied', case: shortly(after) };
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'case.reopen_too_late' || error.code === 'case.not_found')) return null;
    throw error;
  }
}

async function open(deps: Deps, merchantId: string, mail: IncomingMail, received: (opened: Case) => Statement): Promise<MailTaken> {
  const [site] = await listSites(deps.db, merchantId);
  if (!site) throw new DomainError('site.not_found', 'There is no site this mail could belong to.');
  const { files, refused } = await keepFiles(deps, site, mail.files);
  const story = [mail.subject, mail.text].filter(Boolean).join('\n\n').slice(0, STORY_MAX) || '–';
  const contact = mail.from ? { email: mail.from.address, ...(mail.from.name && { name: mail.from.name.slice(0, 200) }) } : undefined;
  const { opened, write } = await prepareCase(
    deps,
    site,
    {
      kind: 'complaint',
      story,
      responseExpected: true,
      uploads: files,
      context: { channel: 'mail' },
      ...(contact && { contact }),
      ...(mail.locale && { locale: mail.locale }),
    },
    { by: { role: 'customer', id: null, name: contact?.name ?? null }, identity: null },
  );
  await deps.db.write([...write, received(opened)]);
  await noteRefused(deps, merchantId, opened.id, mail, refused);
  return { result: 'opened', case: shortly(opened) };
}

async function noteRefused(
  deps: Deps,
  merchantId: string,
  caseId: string,
  { from, subject }: IncomingMail,
  refused: string[],
): Promise<void> {
  if (refused.length)
    await note(deps, merchantId, caseId, { about: 'file_refused', from: from?.address ?? null, subject, text: refused.join('\n') });
}

const shortly = ({ id, number }: Case) => ({ id, number });
