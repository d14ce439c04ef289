import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, lena, maya } from '#shared/fixtures/cast.ts';
import { SYSTEM } from './case.ts';
import { DONE, REACHED, accepted, countered, doing, euro, fullRefund, offerOf, offered } from './fixtures.ts';
import { acceptOffer, counterOffer, declineOffer, makeOffer, usualAmount, withdrawOffer } from './offer-acts.ts';
import { expireOffer } from './system-acts.ts';

const refused = (code: string) => expect.objectContaining({ code });
const offer = (input: object, by: Parameters<typeof doing>[0] = maya) =>
  makeOffer(REACHED.investigating(), { ...fullRefund, ...input }, doing(by));

describe('an offer', () => {
  test('is a remedy we know, with its sum, in the future', () => {
    expect(() => offer({ remedy: 'moon' })).toThrow(refused('remedy.unknown'));
    expect(() => offer({ amount: undefined })).toThrow(refused('remedy.amount_missing'));
    expect(() => offer({ choices: [{ remedy: 'store_credit', title: 'Credit' }] })).toThrow(refused('remedy.amount_missing'));
    expect(() => offer({ expiresAt: NOON })).toThrow(refused('offer.expires_in_the_past'));
    expect(offer({}).after.offers).toMatchObject([
      {
        step: 'offered',
        expiresAt: daysAfter(NOON, 14),
        history: [{ step: 'draft' }, { step: 'approved' }, { step: 'offered', by: maya }],
      },
    ]);
  });

  test('over an agent’s limit needs a lead, also when it hides among the choices', () => {
    const tooMuch = { amount: euro(5001) };
    expect(() => offer(tooMuch)).toThrow(refused('remedy.over_authority'));
    expect(() => offer({ choices: [{ remedy: 'store_credit', title: 'Credit', money: euro(5001) }] })).toThrow(
      refused('remedy.over_authority'),
    );
    expect(() => offer(tooMuch, lena)).not.toThrow();
    expect(() => offer({ amount: euro(5000) })).not.toThrow();
  });

  test('freezes its terms when accepted, with the choice that was made', () => {
    const open = offered(REACHED.investigating(), { choices: [{ remedy: 'replacement', title: 'A new kettle' }] });
    expect(accepted(open).agreed).toEqual({
      offerId: offerOf(open),
      remedy: 'refund.full',
      amount: euro(3800),
      title: fullRefund.title,
      terms: fullRefund.terms,
      at: NOON,
    });
    expect(accepted(open, 'replacement').agreed).toEqual({
      offerId: offerOf(open),
      remedy: 'replacement',
      title: 'A new kettle',
      terms: fullRefund.terms,
      at: NOON,
    });
    expect(() => accepted(open, 'repair')).toThrow(refused('remedy.not_a_choice'));
  });

  test('cannot be answered after its date, nor expire before it', () => {
    const open = REACHED.offer_made();
    const late = doing(fern, daysAfter(NOON, 14.01));
    expect(() => acceptOffer(open, offerOf(open), {}, late)).toThrow(refused('offer.not_open'));
    expect(() => counterOffer(open, offerOf(open), {}, late)).toThrow(refused('offer.not_open'));
    expect(() => declineOffer(open, offerOf(open), undefined, late)).toThrow(refused('offer.not_open'));
    expect(() => expireOffer(open, offerOf(open), doing(SYSTEM, daysAfter(NOON, 13)))).toThrow(refused('case.too_early'));
    expect(expireOffer(open, offerOf(open), doing(SYSTEM, daysAfter(NOON, 14))).after.offers).toMatchObject([{ step: 'expired' }]);
  });

  test('somebody else’s offer, or an older one, is not answered by mistake', () => {
    const second = offered(countered(REACHED.offer_made()));
    const first = second.offers[0]!.id;
    expect(() => acceptOffer(second, first, {}, doing(fern))).toThrow(refused('offer.not_open'));
    expect(() => acceptOffer(second, 'off_stranger', {}, doing(fern))).toThrow(refused('offer.not_found'));
    expect(() => withdrawOffer(second, first, 'Wrong one.', doing(maya))).toThrow(refused('offer.not_open'));
  });
});

describe('countering', () => {
  test('three times, then a senior person decides', () => {
    let current = REACHED.investigating();
    for (let round = 1; round <= 3; round++) {
      current = countered(offered(current, {}, lena));
      expect(current.counterRounds).toBe(round);
    }
    const fourth = offered(current, {}, lena);
    expect(() => countered(fourth)).toThrow(refused('offer.too_many_counters'));
    expect(accepted(fourth).state).toBe('fulfilling');
  });

  test('keeps what the customer wants instead', () => {
    expect(countered(REACHED.offer_made(), { remedy: 'replacement', note: 'A new one, please.' }).offers).toMatchObject([
      { step: 'countered', counter: { remedy: 'replacement', note: 'A new one, please.' } },
    ]);
    expect(() => countered(REACHED.offer_made(), { remedy: 'moon' })).toThrow(refused('remedy.unknown'));
  });
});

test('the usual sum is what was asked for, else what was lost', () => {
  const spoken = { asked: [{ remedy: 'refund.full', amount: euro(3000) }], cost: { money: euro(3800) } };
  expect(usualAmount(spoken, 'refund.full')).toEqual(euro(3000));
  expect(usualAmount(spoken, 'store_credit')).toEqual(euro(3800));
  expect(usualAmount(spoken, 'replacement')).toBeUndefined();
});

test('a decision withdraws an offer that is still open', () => {
  expect(DONE.decide(REACHED.offer_made(), doing(maya)).after.offers).toMatchObject([{ step: 'withdrawn' }]);
});
