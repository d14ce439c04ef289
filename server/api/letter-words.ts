import { speak } from '#shared/words/speak.ts';
import type { WordKey } from '#shared/words/words.ts';
import { words as en } from '#shared/words/en.ts';
import { carriedBy, type Letter } from '#server/domain/letters.ts';
import type { Deps } from './context.ts';
import { writeDate, writeMoment } from './money.ts';
import { statusUrlOf } from './open-case.ts';
import { receiptUrlOf } from './public/cancellations.ts';

/** A letter in the customer's language, ready to be sent or read in the outbox. */
export function writeLetter(
  deps: Pick<Deps, 'publicUrl' | 'secrets'>,
  letter: Letter,
  merchant: string,
  { attached, linked } = carriedBy(letter),
): { subject: string; text: string } {
  const say = speak(letter.locale);
  const { text = '', title = '', terms = '', date, said: theirs, files = [] } = letter.values;
  const isReceipt = letter.topic === 'cancelled' || letter.topic === 'cancel_received';
  const url = isReceipt ? receiptUrlOf(deps, text) : letter.caseId ? statusUrlOf(deps, letter.caseId) : '';
  const values = {
    number: letter.number,
    url,
    merchant,
    title,
    terms,
    contract: title || '–',
    text: text,
    ...(date && { date: writeDate(date, letter.locale), at: writeMoment(date, letter.locale) }),
  };
  const body: WordKey =
    date || !(`mail_${letter.topic}_text_no_date` in en) ? `mail_${letter.topic}_text` : (`mail_${letter.topic}_text_no_date` as WordKey);
  const written = say(body, { ...values, title: letter.topic === 'fulfilled' ? text : title });
  const said =
    letter.topic === 'offer' && text ? `${text}\n\n${written}` : theirs ? `${written}\n\n${say('your_words')}:\n${theirs}` : written;
  const named = (of: { name: string }[]) => of.map(({ name }) => name).join(', ');
  const whole = [
    said,
    files.length > 0 && `${say('files_heading')}: ${files.join(', ')}`,
    attached.length > 0 && say('mail_attached', { files: named(attached) }),
    linked.length > 0 && say('mail_files_on_page', { files: named(linked), url }),
    say('mail_footer', values),
  ];
  return { subject: say(`mail_${letter.topic}_subject`, values), text: whole.filter(Boolean).join('\n\n') };
}
