import { CUSTOMER_ACTS, type CustomerAct, Rating, STORY_MAX } from '#shared/contracts/case.ts';
import { Money } from '#shared/contracts/basics.ts';
import type { Speak } from '#shared/words/speak.ts';
import type { WordKey } from '#shared/words/words.ts';
import type { Case, Change } from '#server/domain/case.ts';
import { appealDecision, rateCase, reopenByCustomer, withdrawCase } from '#server/domain/customer-acts.ts';
import type { Doing } from '#server/domain/doing.ts';
import type { DomainError } from '#server/domain/errors.ts';
import { readMoney } from '../money.ts';
import { answerOffer, confirmCase } from '../public/case.ts';
import type { FilledForm } from './filled-form.ts';

/** What a form on the status page asks for: an act, or what is wrong with the form by field. */
export type Deed =
  | { errors: Record<string, string> }
  | { reply: string; done: WordKey }
  | { decide: (before: Case, doing: Doing) => Change; done: WordKey };

const NOTE_MAX = 4000;
/** The only sentences a link may put on the page. */
export const DONE: readonly WordKey[] = [
  'reply_sent',
  'accepted_notice',
  'declined_notice',
  'counter_sent',
  'confirmed_notice',
  'not_received_notice',
  'appeal_sent',
  'withdrawn_notice',
  'reopened_notice',
  'rating_thanks',
  'saved_notice',
];

export const isCustomerAct = (name: string): name is CustomerAct => (CUSTOMER_ACTS as readonly string[]).includes(name);

export function readDeed(act: CustomerAct, form: FilledForm, currency: string, say: Speak): Deed {
  const note = form.text('note') || undefined;
  if (note && note.length > NOTE_MAX) return { errors: { note: say('error_too_long', { max: NOTE_MAX }) } };
  const offer = form.text('offer');
  switch (act) {
    case 'reply': {
      const text = form.text('text');
      if (!text && form.files.length === 0) return { errors: { text: say('error_required') } };
      if (text.length > STORY_MAX) return { errors: { text: say('error_too_long', { max: STORY_MAX }) } };
      return { reply: text, done: 'reply_sent' };
    }
    case 'accept': {
      const choice = form.text('choice') || undefined;
      return { decide: (before, doing) => answerOffer(before, offer, { answer: 'accepted', choice }, doing), done: 'accepted_notice' };
    }
    case 'decline':
      return { decide: (before, doing) => answerOffer(before, offer, { answer: 'declined', note }, doing), done: 'declined_notice' };
    case 'counter': {
      const remedy = form.text('remedy') || undefined;
      const amount = readAmount(form.text('amount'), currency, say);
      if ('error' in amount) return { errors: { amount: amount.error } };
      if (!remedy && !amount.money && !note) return { errors: { note: say('error_required') } };
      return {
        decide: (before, doing) => answerOffer(before, offer, { answer: 'countered', remedy, amount: amount.money, note }, doing),
        done: 'counter_sent',
      };
    }
    case 'confirm':
      return { decide: (before, doing) => confirmCase(before, { received: true, note }, doing), done: 'confirmed_notice' };
    case 'not_received':
      return { decide: (before, doing) => confirmCase(before, { received: false, note }, doing), done: 'not_received_notice' };
    case 'accept_decision':
      return { decide: (before, doing) => confirmCase(before, { received: true }, doing), done: 'saved_notice' };
    case 'appeal':
      return { decide: (before, doing) => appealDecision(before, note, doing), done: 'appeal_sent' };
    case 'withdraw':
      return { decide: (before, doing) => withdrawCase(before, note, doing), done: 'withdrawn_notice' };
    case 'reopen':
      return { decide: (before, doing) => reopenByCustomer(before, note, doing), done: 'reopened_notice' };
    case 'rate': {
      const rating = Rating.safeParse({
        stars: Number(form.text('stars')),
        ...(form.text('effort') && { effort: Number(form.text('effort')) }),
        ...(note && { text: note }),
        mayPublish: form.text('publish') === 'unnamed' || form.text('publish') === 'named',
        mayName: form.text('publish') === 'named',
      });
      if (!rating.success) return { errors: { stars: say('error_required') } };
      return { decide: (before, doing) => rateCase(before, rating.data, doing), done: 'rating_thanks' };
    }
  }
}

/** A sum somebody typed, if they typed one. */
export function readAmount(typed: string, currency: string, say: Speak): { money?: Money } | { error: string } {
  if (!typed) return {};
  const money = readMoney(typed, currency);
  return money && Money.safeParse(money).success ? { money } : { error: say('error_amount') };
}

/** Why something could not be done any more, in words a customer can use. */
export function whyNot({ code }: DomainError, { state, offers }: Case, offerId: string, now: string, say: Speak): string {
  const offer = offers.find(({ id }) => id === offerId);
  switch (code) {
    case 'offer.not_open':
      return offer?.expiresAt && offer.expiresAt < now && (offer.step === 'offered' || offer.step === 'expired')
        ? say('error_expired')
        : say('already_answered');
    case 'offer.too_many_counters':
    case 'case.already_appealed':
    case 'idempotency.reused':
      return say('already_answered');
    case 'case.reopen_too_late':
      return say('error_expired');
    case 'case.wrong_state':
      if (state === 'closed') return say('error_closed');
      return offer?.step === 'expired' ? say('error_expired') : offer ? say('already_answered') : say('error_changed');
    default:
      return say('error_changed');
  }
}
