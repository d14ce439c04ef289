import type { Instant } from '#shared/contracts/basics.ts';
import type { Case, CaseEvent, FileOfCase, MessageOfCase } from './case.ts';

/** A letter to the customer that a fact brings about; its sentences are chosen when it is sent, in the customer's language. */
export type Letter = {
  topic:
    | 'receipt'
    | 'offer'
    | 'message'
    | 'question'
    | 'decision'
    | 'fulfilled'
    | 'cancelled'
    | 'cancel_received'
    | 'reminder_offer'
    | 'reminder_question';
  to: string;
  locale: string;
  caseId: string | null;
  number: string;
  /** `said` are the customer's own words, where the law wants them confirmed; `sent` goes with our words; `files` are names, in letters written before files travelled. */
  values: { text?: string; title?: string; terms?: string; date?: Instant | null; said?: string; sent?: FileOfCase[]; files?: string[] };
};

/** A letter to somebody of the merchant's, about the installation itself. */
export type Notice = {
  topic: 'notice';
  to: string;
  locale: 'en';
  caseId: null;
  number: '';
  values: { title: string; text: string; customerId?: string };
};

/** A letter a person of the shop wrote to a customer with no case at hand. It always says how to have no more of them. */
export type Outreach = {
  topic: 'outreach';
  to: string;
  locale: string;
  caseId: null;
  number: '';
  values: { title: string; text: string; customerId: string };
};

/** A letter to somebody of the staff with a link that is a key: kept sealed, and shown to nobody but its reader. */
export type KeyLetter = {
  topic: 'sign_in_link' | 'invitation';
  to: string;
  locale: 'en';
  caseId: null;
  number: '';
  values: { title: string; text: string; sealedUrl: string };
};

export const isKey = (letter: Letter | Notice | Outreach | KeyLetter): letter is KeyLetter =>
  letter.topic === 'sign_in_link' || letter.topic === 'invitation';

/** What a mail may carry in all, before it is coded for the way, which makes a third more of it. */
const ATTACHED_BYTES = 10 * 1024 * 1024;

/**
 * What goes with the letter itself, in the order it was attached, and what is read on the customer's page instead.
 *
 * @param gone ids of files that are not at hand on this machine
 */
export function carriedBy(
  { values }: Letter | Notice | Outreach | KeyLetter,
  gone: ReadonlySet<string> = new Set(),
): { attached: FileOfCase[]; linked: FileOfCase[] } {
  const sent = ('sent' in values && values.sent) || [];
  let left = ATTACHED_BYTES;
  const attached = sent.filter(({ id, size }) => {
    const fits = size <= left && !gone.has(id);
    if (fits) left -= size;
    return fits;
  });
  return { attached, linked: sent.filter((file) => !attached.includes(file)) };
}

/** Nobody gets mail who gave no address or asked for none. */
export function lettersFor(after: Case, event: CaseEvent): Letter[] {
  const to = after.contact?.email;
  if (!to || after.contact?.prefer === 'none') return [];
  const letter = (topic: Letter['topic'], values: Letter['values']): Letter[] => [
    { topic, to, locale: after.locale, caseId: after.id, number: after.number, values },
  ];
  switch (event.type) {
    case 'case_opened':
    case 'cancellation_recorded':
      if (after.cancellation?.outcome === 'cancelled')
        return letter('cancelled', { date: event.at, title: after.cancellation.subscription ?? '', text: after.cancellation.id });
      return after.cancellation?.outcome === 'requested'
        ? letter('cancel_received', {
            date: event.at,
            title: after.cancellation.subscription ?? '',
            text: after.cancellation.id,
            ...(after.story && { said: after.story }),
          })
        : [];
    case 'receipt_sent':
      return letter('receipt', { date: event.answerBy });
    case 'offer_made':
      return letter('offer', {
        title: event.offer.title,
        terms: event.offer.terms,
        date: event.offer.expiresAt,
        ...(event.message && said(event.message)),
      });
    case 'question_asked':
      return letter('question', { ...said(event.message), date: event.replyBy });
    case 'message_sent':
    case 'offer_withdrawn':
      return letter('message', said(event.message));
    case 'case_decided':
    case 'case_deadlocked':
      return letter('decision', said(event.message));
    case 'case_answered':
      return event.message ? letter('message', { text: event.message.text }) : [];
    case 'offer_reminded': {
      const offer = after.offers.find(({ id }) => id === event.offerId);
      return offer ? letter('reminder_offer', { title: offer.title, terms: offer.terms, date: offer.expiresAt }) : [];
    }
    case 'customer_reminded':
      return letter('reminder_question', { text: after.messages.findLast(({ from }) => from === 'us')?.text ?? '' });
    case 'remedy_fulfilled':
      return letter('fulfilled', { text: event.proof.text, date: after.clocks.findLast(({ kind }) => kind === 'verify')?.dueAt ?? null });
    default:
      return [];
  }
}

const said = ({ text, files }: MessageOfCase): Letter['values'] => ({
  text,
  ...(files.length > 0 && { sent: files }),
});
