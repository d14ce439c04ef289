import { carriedBy, isKey, type KeyLetter, type Letter, type Notice, type Outreach } from '#server/domain/letters.ts';
import { dirOf, speak } from '#shared/words/speak.ts';
import type { Deps } from '../context.ts';
import { writeLetter } from '../letter-words.ts';
import { toHtml } from './html.ts';

export type Written = { subject: string; text: string; html: string };

/** A letter ready to be read, in its reader's language and direction. The case number stands in the subject; `gone` are files not at hand. */
export function writeMail(
  deps: Pick<Deps, 'publicUrl' | 'secrets'>,
  letter: Letter | Notice | Outreach | KeyLetter,
  merchant: string,
  gone?: ReadonlySet<string>,
): Written {
  if (letter.topic === 'notice')
    return {
      subject: letter.values.title,
      text: letter.values.text,
      html: toHtml(letter.values.text, { locale: 'en', dir: 'ltr', button: null }),
    };
  if (isKey(letter)) {
    const { title, text, sealedUrl } = letter.values;
    const url = deps.secrets.unseal(sealedUrl);
    const button = { url, label: letter.topic === 'invitation' ? 'Join' : 'Sign in' };
    const whole = `${text}\n\n${url}\n\n${merchant}`;
    return { subject: title, text: whole, html: toHtml(whole, { locale: 'en', dir: 'ltr', button }) };
  }
  if (letter.topic === 'outreach') {
    const { title, text, customerId } = letter.values;
    const whole = `${text}\n\n${speak(letter.locale)('mail_opt_out', { merchant, url: optOutUrlOf(deps, customerId) })}`;
    return { subject: title, text: whole, html: toHtml(whole, { locale: letter.locale, dir: dirOf(letter.locale), button: null }) };
  }
  const { subject, text } = writeLetter(deps, letter, merchant, carriedBy(letter, gone));
  const numbered = !letter.number || subject.includes(letter.number) ? subject : `${subject} [${letter.number}]`;
  const url = linkIn(text, deps.publicUrl);
  const isReceipt = letter.topic === 'cancelled' || letter.topic === 'cancel_received';
  const label = speak(letter.locale)(isReceipt ? 'receipt_title' : 'page_title', { number: letter.number });
  return {
    subject: numbered,
    text,
    html: toHtml(text, { locale: letter.locale, dir: dirOf(letter.locale), button: url ? { url, label } : null }),
  };
}

/** Where somebody says that they want no more letters. */
export const optOutUrlOf = ({ publicUrl, secrets }: Pick<Deps, 'publicUrl' | 'secrets'>, customerId: string): string =>
  `${publicUrl}/o/${customerId}.${secrets.optOutMac(customerId)}`;

function linkIn(text: string, publicUrl: string): string | null {
  const from = text.indexOf(`${publicUrl}/`);
  return from < 0 ? null : (/^\S+/.exec(text.slice(from))?.[0] ?? null);
}
