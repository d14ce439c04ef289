import { createTransport } from 'nodemailer';
import { type Attempt, type Channel, inTime } from './channel.ts';

/** A letter ready to leave. The same `messageId` twice is the same letter to whoever receives it. */
export type MailParcel = {
  messageId: string;
  from: { name: string; address: string };
  /** Where the mail servers report trouble to. */
  envelopeFrom: string;
  to: string;
  replyTo: string | null;
  inReplyTo: string | null;
  references: string[];
  subject: string;
  text: string;
  html: string;
  attachments?: { filename: string; contentType: string; content: Buffer }[];
  locale: string;
  /** Written by nobody: RFC 3834 wants it marked. */
  automatic: boolean;
  /** Where one press ends all letters of this kind, without a page. @source RFC 8058 */
  unsubscribeUrl?: string | null;
};

const TIMEOUT_MS = 20_000;
const CONNECTIONS = 4;
/** A slow way out takes as much; a letter is not given up while its files are still on their way. */
const BYTES_A_MS = 100;

/** Mail over SMTP. */
export function createMailChannel(smtpUrl: string, { timeoutMs = TIMEOUT_MS } = {}): Channel<MailParcel> {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async (parcel: MailParcel): Promise<Attempt> => {
    try {
      await transport.sendMail({
        messageId: parcel.messageId,
        from: parcel.from,
        to: { name: '', address: parcel.to },
        subject: parcel.subject,
        text: parcel.text,
        html: parcel.html,
        attachments: parcel.attachments ?? [],
        references: parcel.references,
        ...(parcel.inReplyTo && { inReplyTo: parcel.inReplyTo }),
        ...(parcel.replyTo && { replyTo: parcel.replyTo }),
        envelope: { from: parcel.envelopeFrom, to: [parcel.to] },
        ...(parcel.unsubscribeUrl && { list: { unsubscribe: parcel.unsubscribeUrl } }),
        headers: {
          'Content-Language': parcel.locale,
          ...(parcel.unsubscribeUrl && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
          ...(parcel.automatic && { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
        },
      });
      return { kind: 'sent' };
    } catch (error) {
      return attemptOf(error as SmtpError); // sendMail fails with nothing else
    }
  };
  return { deliver: (parcel) => inTime(send(parcel), timeoutMs + bytesOf(parcel) / BYTES_A_MS), close: () => transport.close() };
}

const bytesOf = ({ attachments = [] }: MailParcel): number => attachments.reduce((sum, { content }) => sum + content.length, 0);

type SmtpError = Error & { code?: string; responseCode?: number };

/** What a server said about this one letter: 5xx is for good. Anything else is about the server. */
function attemptOf({ code, responseCode, message }: SmtpError): Attempt {
  const aboutTheLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (aboutTheLetter && responseCode !== undefined)
    return responseCode >= 500 ? { kind: 'refused', why: message } : { kind: 'later', why: message };
  if (code === 'EENVELOPE') return { kind: 'refused', why: message }; // no address that SMTP knows
  return { kind: 'later', why: message, peerDown: true };
}
