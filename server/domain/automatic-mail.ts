/** What tells mail of machines from mail of people: header names in lower case. */
export type MailSigns = { headers: ReadonlyMap<string, string>; from: string | null; subject: string };

const AUTOMATIC_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-autoreply-from',
  'list-id',
  'list-unsubscribe',
  'x-loop',
];
const MACHINES = /^(mailer-daemon|postmaster|mail-daemon|double-bounce)@/i;

/** How programs call their answers where they give no other sign. */
const AUTOMATIC_SUBJECT =
  /^\s*(?:auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheits(?:notiz|meldung|nachricht)|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|resposta automática|αυτόματη απάντηση|otomatik yanıt|автоматын хариу|स्वचालित उत्तर|خودکار جواب|رد تلقائي|自动(?:回复|答复))\s*(?:[:：–-]|$)/iu;

/**
 * Whether nobody wrote this mail. Such mail is never answered and changes nothing.
 *
 * @source RFC 3834 sections 2 and 5; [MS-OXCMAIL] X-Auto-Response-Suppress
 */
export function isAutomaticMail({ headers, from, subject }: MailSigns): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase();
  if (submitted && !/^no\b/.test(submitted)) return true;
  if (/^\s*(bulk|junk|list|auto_reply)\b/i.test(headers.get('precedence') ?? '')) return true;
  if (/\b(all|oof|autoreply)\b/i.test(headers.get('x-auto-response-suppress') ?? '')) return true;
  if (AUTOMATIC_HEADERS.some((name) => headers.has(name))) return true;
  if (headers.get('return-path')?.trim() === '<>' || MACHINES.test(from ?? '')) return true;
  return AUTOMATIC_SUBJECT.test(subject);
}

/** A mail server's report about a letter of ours. */
export type DeliveryReport = {
  action: 'failed' | 'delayed' | 'other';
  status: string | null;
  recipient: string | null;
  messageId: string | null;
};

/**
 * Reads a delivery report, whatever else the mail says.
 *
 * @param raw the whole mail, headers first
 * @source RFC 3464, RFC 6522
 */
export function readDeliveryReport(contentType: string, raw: string): DeliveryReport | null {
  if (!/multipart\/report/i.test(contentType) || !/report-type="?delivery-status/i.test(contentType)) return null;
  const body = raw.slice(Math.max(0, raw.search(/^content-type:\s*message\/delivery-status/im)));
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(body)?.[1]?.trim() ?? null;
  const action = field('action')?.toLowerCase();
  return {
    action: action === 'failed' || action === 'delayed' ? action : 'other',
    status: field('status')?.split(/\s/)[0] ?? null,
    recipient: field('final-recipient')?.replace(/^rfc822;\s*/i, '') ?? null,
    messageId: field('message-id'), // of the letter it is about: its headers come after the report
  };
}
