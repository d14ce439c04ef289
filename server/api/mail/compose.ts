import { hashOf } from '#server/secrets.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { letterOf, type OutboxItem } from '#server/store/outbox.ts';
import { findLastReceived, insertReplyAddress } from '#server/store/received-mail.ts';
import type { Deps } from '../context.ts';
import { domainOf, mailboxOf, replyAddressOf } from './addresses.ts';
import { attachmentsOf } from './attachments.ts';
import { optOutUrlOf, writeMail } from './write.ts';

/** `replyTo` is a mailbox that reads mail in; without it answers go to `from`. */
export type MailSettings = { from: string; replyTo: string | null };

/** Nobody wrote them: they confirm that something arrived. */
const AUTOMATIC = new Set(['receipt', 'cancelled', 'cancel_received', 'reminder_question', 'notice', 'sign_in_link', 'invitation']);

/**
 * A letter with everything that lets it be sent, threaded, answered and recognised. Its Message-ID comes from the
 * outbox, so a letter sent twice, because we died in between, is the same letter.
 */
export async function composeMail(deps: Deps, settings: MailSettings, item: OutboxItem) {
  const letter = letterOf(item);
  const merchant = (await findMerchant(deps.db, item.merchantId))?.name ?? '';
  const from = mailboxOf(settings.from);
  const domain = domainOf(from.address);
  const { caseId } = letter;
  const token = caseId && deps.secrets.replyToken(caseId);
  const replyTo = token && settings.replyTo ? replyAddressOf(settings.replyTo, token) : null;
  const last = caseId ? await findLastReceived(deps.db, item.merchantId, caseId) : null;
  if (token) await deps.db.write([insertReplyAddress(hashOf(token), item.merchantId, caseId)]);
  const inReplyTo = last && /^<[^\s<>]+@[^\s<>]+>$/.test(last) ? last : null;
  const { attachments, gone } = await attachmentsOf(deps.dataDir, letter);
  return {
    messageId: `<${item.id}@${domain}>`,
    from: { name: from.name || merchant, address: from.address },
    envelopeFrom: replyTo ?? from.address,
    to: letter.to,
    replyTo,
    inReplyTo,
    references: [...(token ? [`<case.${token}@${domain}>`] : []), ...(inReplyTo ? [inReplyTo] : [])],
    ...writeMail(deps, letter, merchant, gone),
    attachments,
    locale: letter.locale,
    automatic: AUTOMATIC.has(letter.topic),
    unsubscribeUrl: letter.topic === 'outreach' ? optOutUrlOf(deps, letter.values.customerId) : null,
  };
}
