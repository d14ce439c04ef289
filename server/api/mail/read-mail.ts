import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { isAutomaticMail, readDeliveryReport, type DeliveryReport } from '#server/domain/automatic-mail.ts';
import { DomainError } from '#server/domain/errors.ts';
import { newWordsOf } from '#server/domain/quoted-text.ts';

/** A mail as far as it matters to a case. */
export type IncomingMail = {
  /** Its Message-ID, or what stands for one: the same mail twice has the same. */
  id: string;
  from: { name: string | null; address: string } | null;
  /** Everybody it was addressed to, in whatever header. */
  to: string[];
  /** The mails it answers, newest first. */
  references: string[];
  subject: string;
  /** What is new in it. */
  text: string;
  locale: string | null;
  isAutomatic: boolean;
  report: DeliveryReport | null;
  files: { name: string; bytes: Uint8Array<ArrayBuffer> }[];
};

const ADDRESSED = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to', 'x-delivered-to'];
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
/** Smaller pictures inside the text are logos and rules of a signature. */
const LOGO_BYTES = 20_000;
// Nobody writes more; whoever sends more shall not keep us busy.
const HEADER_MOST = 8000;
const TEXT_MOST = 100_000;
const HTML_MOST = 2_000_000;
const REPORT_MOST = 256_000;

/** @throws mail.unreadable */
export async function readMail(raw: Buffer): Promise<IncomingMail> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, maxHtmlLengthToParse: HTML_MOST }).catch(() => null);
  if (!parsed?.headerLines.some(({ key }) => key === 'from'))
    throw new DomainError('mail.unreadable', 'This is not a mail: send it as it came in, RFC 822 with its headers.');
  const headers = new Map(
    parsed.headerLines.map(({ key, line }) => [
      key.toLowerCase(),
      line
        .slice(line.indexOf(':') + 1)
        .slice(0, HEADER_MOST)
        .replaceAll(/\r?\n\s+/g, ' ')
        .trim(),
    ]),
  );
  const sender = parsed.from?.value[0];
  const from = sender?.address ? { name: clean(sender.name) || null, address: sender.address.toLowerCase() } : null;
  const subject = clean(parsed.subject ?? '');
  const whole = clean((parsed.text ?? '').slice(0, TEXT_MOST));
  const language = headers.get('content-language')?.split(',')[0]?.trim();
  return {
    id: idsIn(headers.get('message-id') ?? '')[0] ?? `sha256:${createHash('sha256').update(raw).digest('hex')}`,
    from,
    subject,
    to: ADDRESSED.flatMap((name) =>
      [...(headers.get(name) ?? '').matchAll(/[^\s<>,;:"]+@[^\s<>,;:"]+/g)].map(([address]) => address.toLowerCase()),
    ),
    references: [...new Set([...idsIn(headers.get('in-reply-to') ?? ''), ...idsIn(headers.get('references') ?? '').toReversed()])].slice(
      0,
      50,
    ),
    text: newWordsOf(whole) || whole,
    locale: language && LANGUAGE.test(language) ? language : null,
    isAutomatic: isAutomaticMail({ headers, from: from?.address ?? null, subject }),
    report: readDeliveryReport(headers.get('content-type') ?? '', raw.toString('latin1', 0, REPORT_MOST)),
    files: parsed.attachments
      .filter(({ related, size, contentType }) => !(related && size < LOGO_BYTES) && !contentType.startsWith('message/'))
      .map(({ filename, content }) => ({ name: filename ?? 'file', bytes: new Uint8Array(content) })),
  };
}

const idsIn = (header: string): string[] => [...header.matchAll(/<[^\s<>]+>/g)].map(([id]) => id);

/** SQLite would cut the text at U+0000. */
const clean = (text: string): string => text.replaceAll('\u0000', '').trim();
