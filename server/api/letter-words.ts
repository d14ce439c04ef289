import { speak } from '#shared/words/speak.ts';
import type { WordKey } from '#shared/words/words.ts';
import { words as en } from '#shared/words/en.ts';
import type { Letter } from '#server/domain/letters.ts';
import type { Deps } from './context.ts';
import { writeDate, writeMoment } from './money.ts';
import { statusUrlOf } from './open-case.ts';
import { receiptUrlOf } from './public/cancellations.ts';

/** A letter in the customer's language, ready to be sent or read in the outbox. */
export function writeLetter(
  deps: Pick<Deps, 'publicUrl' | 'secrets'>,
  letter: Letter,
  merchant: string,
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
  const sent = files.length > 0 ? `${said}\n\n${say('files_heading')}: ${files.join(', ')}` : said;
  return { subject: say(`mail_${letter.topic}_subject`, values), text: `${sent}\n\n${say('mail_footer', values)}` };
}
