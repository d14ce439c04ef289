import type { Instant, Money } from '#shared/contracts/basics.ts';
import type { Said } from './answer.ts';
import { limitsAboveOffer, overAuthority } from './authority.ts';
import type { Case, CaseEvent, Change, MessageOfCase, OfferOfCase } from './case.ts';
import { timeOf } from './clock.ts';
import { type Doing, ourMessage, requireCustomer, requireLead, requireStaff, noteOf, theirMessage } from './doing.ts';
import { DomainError } from './errors.ts';
import { conclude } from './keep-clocks.ts';
import { requireMove } from './life.ts';
import { requireLeadAfterRounds, requireOtherHandler } from './staff-acts.ts';
import { remedyOf } from './taxonomy.ts';

export type OfferInput = {
  remedy: string;
  amount?: Money | undefined;
  title: string;
  terms: string;
  choices?: { remedy: string; title: string; money?: Money }[] | undefined;
  because?: string[];
  message?: Said | undefined;
  expiresAt?: Instant | undefined;
};

const NEEDS_AMOUNT = new Set(['refund.full', 'refund.partial', 'store_credit', 'gift_certificate', 'compensation']);

/** The amount of a money remedy when staff name none: what was asked for it, else what it cost the customer. */
export function usualAmount(before: Pick<Case, 'asked' | 'cost'>, remedy: string): Money | undefined {
  if (!remedyOf(remedy)?.money) return undefined;
  return (
    before.asked.find((asked) => asked.remedy === remedy)?.amount ??
    (NEEDS_AMOUNT.has(remedy) || remedy === 'fee_waiver' ? before.cost?.money : undefined)
  );
}

/**
 * Puts a remedy to the customer.
 *
 * @throws case.wrong_state, remedy.unknown, remedy.amount_missing, remedy.over_authority, case.lead_needed, offer.expires_in_the_past
 */
export function makeOffer(before: Case, input: OfferInput, doing: Doing): Change {
  const { at, by } = doing;
  requireOfferable(before, input, doing);
  const above = limitsAboveOffer(by.role, input, before, doing.policy, doing.given);
  if (above.length > 0) throw overAuthority(input.remedy, above);
  const history = (['draft', 'approved'] as const).map((step) => ({ step, by, at }));
  return conclude(
    before,
    [offerMade(before, { ...input, id: doing.newId('off') }, history, input.message ? ourMessage(doing, input.message) : null, doing)],
    doing.time,
  );
}

/** What holds for every offer, whoever may give it. @throws as makeOffer, but for the limits */
export function requireOfferable(before: Case, input: OfferInput, doing: Doing): void {
  const { at, by } = doing;
  if (by.role !== 'system') requireStaff(doing);
  requireMove(before, 'offer');
  requireOtherHandler(before, doing);
  if (by.role !== 'system') requireLeadAfterRounds(before, doing);
  for (const { remedy, money } of [{ remedy: input.remedy, money: input.amount }, ...(input.choices ?? [])]) {
    if (!remedyOf(remedy))
      throw new DomainError('remedy.unknown', `There is no remedy “${remedy}”.`, [
        { path: 'remedy', message: 'Choose one of the remedies.' },
      ]);
    if (NEEDS_AMOUNT.has(remedy) && !money)
      throw new DomainError('remedy.amount_missing', 'Say how much.', [{ path: 'amount', message: 'Say how much.' }]);
  }
  requireOpenUntil(input.expiresAt, at);
}

/** @throws offer.expires_in_the_past */
export function requireOpenUntil(expiresAt: Instant | null | undefined, at: Instant): void {
  if (expiresAt && expiresAt <= at)
    throw new DomainError('offer.expires_in_the_past', 'The offer would have ended already.', [
      { path: 'expiresAt', message: 'Choose a date in the future.' },
    ]);
}

type Step = Omit<OfferOfCase['history'][number], 'amount' | 'terms'>;

/** The fact that an offer went out, after the steps that let it. */
export function offerMade(
  before: Case,
  input: OfferInput & { id: string },
  history: Step[],
  message: MessageOfCase | null,
  { at, by, time }: Doing,
): CaseEvent {
  const amount = input.amount ? { amount: input.amount } : {};
  const offer: OfferOfCase = {
    id: input.id,
    remedy: input.remedy,
    ...amount,
    title: input.title,
    terms: input.terms,
    ...(input.choices?.length && { choices: input.choices }),
    because: input.because ?? [],
    expiresAt: input.expiresAt ?? timeOf(before, time).dueAt('offer_expiry', at),
    offeredAt: at,
    answeredAt: null,
    counter: null,
    step: 'offered',
    history: [...history, { step: 'offered' as const, by, at }].map((step) => ({ ...step, ...amount, terms: input.terms })),
  };
  return { type: 'offer_made', at, by, offer, message };
}

export function withdrawOffer(before: Case, offerId: string, reason: string, doing: Doing): Change {
  requireStaff(doing);
  requireMove(before, 'withdraw_offer');
  requireOtherHandler(before, doing);
  openOffer(before, offerId);
  return conclude(
    before,
    [{ type: 'offer_withdrawn', at: doing.at, by: doing.by, offerId, message: ourMessage(doing, reason) }],
    doing.time,
  );
}

/** The customer's yes: terms are frozen as they were offered. On the phone a lead writes down who said yes and when. */
export function acceptOffer(
  before: Case,
  offerId: string,
  input: { choice?: string | undefined; note?: string | undefined },
  doing: Doing,
): Change {
  const onThePhone = doing.by.role !== 'customer' && doing.by.role !== 'system';
  if (onThePhone) requireLead(doing, 'Accepting for the customer');
  requireMove(before, 'accept');
  if (onThePhone && !input.note)
    throw new DomainError('request.malformed', 'Write down who said yes, and when.', [
      { path: 'note', message: 'Write down who said yes, and when.' },
    ]);
  const offer = openOffer(before, offerId, doing.at);
  if (input.choice && input.choice !== offer.remedy && !offer.choices?.some(({ remedy }) => remedy === input.choice)) {
    throw new DomainError('remedy.not_a_choice', 'This was not among the choices offered.', [
      { path: 'choice', message: 'Choose one that was offered.' },
    ]);
  }
  return conclude(
    before,
    [{ type: 'offer_accepted', at: doing.at, by: doing.by, offerId, choice: input.choice ?? null, note: input.note ?? null }],
    doing.time,
  );
}

/** @throws offer.too_many_counters: after three rounds a lead decides */
export function counterOffer(
  before: Case,
  offerId: string,
  input: { remedy?: string | undefined; amount?: Money | undefined; note?: string | undefined },
  doing: Doing,
): Change {
  requireCustomer(doing);
  requireMove(before, 'counter');
  openOffer(before, offerId, doing.at);
  if (before.counterRounds >= doing.policy.maxCounterRounds) {
    throw new DomainError(
      'offer.too_many_counters',
      `You have asked for something else ${doing.policy.maxCounterRounds} times. Please accept, decline or write to us: a senior person decides now.`,
    );
  }
  if (input.remedy && !remedyOf(input.remedy))
    throw new DomainError('remedy.unknown', `There is no remedy “${input.remedy}”.`, [
      { path: 'remedy', message: 'Choose one of the remedies.' },
    ]);
  const counter = {
    ...(input.remedy && { remedy: input.remedy }),
    ...(input.amount && { amount: input.amount }),
    ...(input.note && { note: input.note }),
  };
  return conclude(
    before,
    [{ type: 'offer_countered', at: doing.at, by: doing.by, offerId, counter, message: theirMessage(doing, input.note ?? '') }],
    doing.time,
  );
}

export function declineOffer(before: Case, offerId: string, note: string | undefined, doing: Doing): Change {
  requireCustomer(doing);
  requireMove(before, 'decline');
  openOffer(before, offerId, doing.at);
  return conclude(before, [{ type: 'offer_declined', at: doing.at, by: doing.by, offerId, message: noteOf(doing, note) }], doing.time);
}

/** @throws offer.not_found, offer.not_open */
export function openOffer(before: Case, offerId: string, at?: Instant): OfferOfCase {
  const offer = before.offers.find(({ id }) => id === offerId);
  if (!offer) throw new DomainError('offer.not_found', 'There is no such offer on this case.');
  if (offer.step !== 'offered' || (at !== undefined && offer.expiresAt !== null && offer.expiresAt < at))
    throw new DomainError('offer.not_open', 'This offer is no longer open.');
  return offer;
}
