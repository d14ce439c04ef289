import { describe, expect, test } from 'vitest';
import { FERN_ID, GARDEN_SHOP, NOON, daysAfter, hoursAfter } from '#shared/fixtures/cast.ts';
import type { Offer } from '#shared/contracts/case.ts';
import {
  type Cancellation,
  answerCancellation,
  answerStayOffer,
  beginCancellation,
  departureSegmentOf,
  isAnswerOwed,
  isRequested,
  isWorthACase,
  recordOutcome,
  requestCancellation,
  severityOfVisit,
  showOffer,
} from './cancellation.ts';
import { REASONS } from './taxonomy.ts';

const refused = (code: string) => expect.objectContaining({ code });
const visit: Cancellation = beginCancellation({
  id: 'can_1',
  siteId: GARDEN_SHOP,
  customerId: FERN_ID,
  identified: true,
  subscription: 'sub_1',
  locale: 'en',
  region: null,
  touchpoint: 'account',
  ruleSet: 'offers_beside_cancel',
  holdOut: false,
  openedAt: NOON,
});
const pause: Offer = {
  id: 'off_1',
  remedy: 'pause_subscription',
  title: 'A pause of three months',
  terms: 'It goes on by itself.',
  choices: [{ remedy: 'plan_change', title: 'A smaller plan' }],
  expiresAt: daysAfter(NOON, 14),
  because: [],
};
const shown = showOffer(answerCancellation(visit, { reason: 'cancel.unused', probe: 'for_now' }, NOON).after, pause, NOON).after;
const outcome = (before: Cancellation, value: 'cancelled' | 'accepted_offer' | 'undecided' | 'failed', at = NOON) =>
  recordOutcome(before, { outcome: value }, at).after;

describe('a visit to the cancel flow', () => {
  test('keeps every answer, and an answer left out does not wipe an earlier one', () => {
    const first = answerCancellation(visit, { reason: 'cancel.unused', story: 'Travelling until spring.' }, NOON);
    const { after } = answerCancellation(first.after, { probe: 'for_now', asked: [{ remedy: 'pause_subscription' }], consent: true }, NOON);
    expect(after).toMatchObject({
      reason: 'cancel.unused',
      probe: 'for_now',
      story: 'Travelling until spring.',
      asked: [{ remedy: 'pause_subscription' }],
      consent: true,
    });
    expect(first.steps).toEqual([{ type: 'answered', at: NOON, data: { reason: 'cancel.unused', story: 'Travelling until spring.' } }]);
  });

  test('knows reasons for leaving only', () => {
    for (const reason of ['delivery.late', 'cancel.boredom', ''])
      expect(() => answerCancellation(visit, { reason }, NOON)).toThrow(refused('case.reason_unknown'));
  });

  test('needs no answer at all', () => {
    expect(recordOutcome(visit, { outcome: 'cancelled' }, NOON).after).toMatchObject({ outcome: 'cancelled', reason: null });
  });

  test('is over after a day', () => {
    const over = refused('cancellation.already_over');
    expect(() => answerCancellation(visit, {}, hoursAfter(NOON, 24.01))).toThrow(over);
    expect(() => answerStayOffer(shown, 'off_1', { answer: 'accepted' }, hoursAfter(NOON, 24.01))).toThrow(over);
    expect(() => recordOutcome(visit, { outcome: 'cancelled' }, hoursAfter(NOON, 24.01))).toThrow(over);
    expect(outcome(visit, 'cancelled', hoursAfter(NOON, 24)).outcome).toBe('cancelled');
  });

  test('ends with the last word', () => {
    const changed = outcome(outcome(visit, 'undecided'), 'cancelled', hoursAfter(NOON, 1));
    expect(changed).toMatchObject({ outcome: 'cancelled', outcomeAt: hoursAfter(NOON, 1) });
  });

  test('remembers how we may keep in touch, and what billing said', () => {
    const failed = recordOutcome(
      visit,
      { outcome: 'failed', keepInTouch: { how: 'email', how_often: 'yearly' }, detail: 'Card system down' },
      NOON,
    ).after;
    expect(recordOutcome(failed, { outcome: 'cancelled' }, NOON).after).toMatchObject({
      outcome: 'cancelled',
      keepInTouch: { how: 'email', how_often: 'yearly' },
      detail: 'Card system down',
    });
  });
});

describe('an offer to stay', () => {
  const answer = (input: Parameters<typeof answerStayOffer>[2], before = shown, id = 'off_1') =>
    answerStayOffer(before, id, input, hoursAfter(NOON, 1));

  test('is shown without an answer', () => {
    expect(shown.offer).toEqual({ ...pause, answer: null, choice: null, answeredAt: null });
  });

  test('is accepted, with the choice that was made', () => {
    const { after, steps } = answer({ answer: 'accepted', choice: 'plan_change' });
    expect(after.offer).toMatchObject({ answer: 'accepted', choice: 'plan_change', answeredAt: hoursAfter(NOON, 1) });
    expect(steps).toMatchObject([{ type: 'offer_accepted', data: { offerId: 'off_1', choice: 'plan_change' } }]);
  });

  test('answered the same way twice is answered once', () => {
    const once = answer({ answer: 'declined' }).after;
    expect(answer({ answer: 'declined' }, once)).toEqual({ after: once, steps: [] });
  });

  test('may be accepted after all, as long as nothing was cancelled', () => {
    const declined = answer({ answer: 'declined' }).after;
    expect(answer({ answer: 'accepted' }, declined).after.offer?.answer).toBe('accepted');
    expect(() => answer({ answer: 'accepted' }, outcome(declined, 'cancelled'))).toThrow(refused('offer.not_open'));
  });

  test('is only the one that was made, with the choices it had, while it is open', () => {
    expect(() => answer({ answer: 'accepted' }, shown, 'off_2')).toThrow(refused('offer.not_found'));
    expect(() => answer({ answer: 'accepted' }, visit)).toThrow(refused('offer.not_found'));
    expect(() => answer({ answer: 'accepted', choice: 'discount' })).toThrow(refused('remedy.not_a_choice'));
    const short = showOffer(visit, { ...pause, expiresAt: hoursAfter(NOON, 0.5) }, NOON).after;
    expect(() => answer({ answer: 'accepted' }, short)).toThrow(refused('offer.not_open'));
  });
});

describe('what becomes of a visit', () => {
  test('closing the window without a word is nothing to learn from; a reason, a story, a wish or a decision is', () => {
    expect([visit, outcome(visit, 'undecided')].map(isWorthACase)).toEqual([false, false]);
    expect(
      [
        shown,
        { ...visit, story: 'Bye.' },
        { ...visit, asked: [{ remedy: 'discount' }] },
        outcome(visit, 'cancelled'),
        outcome(visit, 'failed'),
      ].map(isWorthACase),
    ).toEqual([true, true, true, true, true]);
  });

  test('a refused billing and an unresolved complaint are owed an answer, and are grave', () => {
    const unresolved = { ...visit, reason: 'cancel.unresolved_complaint' };
    expect(
      [outcome(visit, 'failed'), unresolved, shown, outcome(visit, 'cancelled')].map((one) => [isAnswerOwed(one), severityOfVisit(one)]),
    ).toEqual([
      [true, 'high'],
      [true, 'high'],
      [false, 'normal'],
      [false, 'normal'],
    ]);
  });

  test('a request to cancel that nobody has carried out is owed an answer and grave, until it is done', () => {
    const asked = requestCancellation(visit, NOON).after;
    expect([isRequested(asked), isWorthACase(asked), isAnswerOwed(asked), severityOfVisit(asked)]).toEqual([true, true, true, 'high']);
    const done = outcome(asked, 'cancelled');
    expect([isRequested(done), isAnswerOwed(done), severityOfVisit(done)]).toEqual([false, false, 'normal']);
  });

  test('whether it could have been avoided is known for every reason but two', () => {
    const unknown = REASONS.filter(({ kind, id }) => kind === 'cancellation' && departureSegmentOf(id) === null).map(({ id }) => id);
    expect(unknown).toEqual(['cancel.other', 'cancel.not_said']);
    expect([departureSegmentOf('cancel.too_expensive'), departureSegmentOf('cancel.moved'), departureSegmentOf(null)]).toEqual([
      'avoidable',
      'unavoidable',
      null,
    ]);
  });
});
