import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, lena, maya } from '#shared/fixtures/cast.ts';
import type { Asked } from '#shared/contracts/case.ts';
import { type Case, SYSTEM } from './case.ts';
import { appealDecision, disputeFulfilment, isInReopenWindow, outcomeOf, reopenByCustomer, replyToCase } from './customer-acts.ts';
import { DONE, REACHED, accepted, confirmed, countered, decision, doing, euro, offered, opened } from './fixtures.ts';
import { decideCase } from './staff-acts.ts';

const refused = (code: string) => expect.objectContaining({ code });
const closedAs: Record<string, () => Case> = {
  upheld_full: () => REACHED.closed(),
  not_upheld_explained: () => DONE.accept_decision(REACHED.decision_sent(), doing(fern)).after,
  deadlock: () => DONE.deadlock(REACHED.decision_sent(), doing(lena)).after,
  withdrawn: () => DONE.withdraw(REACHED.investigating(), doing(fern)).after,
  lapsed: () => DONE.lapse(REACHED.info_needed(), doing(SYSTEM, daysAfter(NOON, 9))).after,
};

describe('reopening by the customer', () => {
  test('is possible for 30 days, not 31', () => {
    expect(DONE.reopen(REACHED.closed(), doing(fern, daysAfter(NOON, 30))).after.state).toBe('investigating');
    expect(() => DONE.reopen(REACHED.closed(), doing(fern, daysAfter(NOON, 31)))).toThrow('until 2026-04-01');
    expect(isInReopenWindow(REACHED.closed(), doing(fern, daysAfter(NOON, 30.001)))).toBe(false);
  });

  test.each([
    ['upheld_full', true],
    ['not_upheld_explained', true],
    ['deadlock', true],
    ['withdrawn', false],
    ['lapsed', false],
  ] as const)('after %s: a second failure is %s, and one severity up', (outcome, secondFailure) => {
    const closed = closedAs[outcome]!();
    expect(closed).toMatchObject({ state: 'closed', outcome, severity: 'normal', secondFailure: false });
    expect(DONE.reopen(closed, doing(fern, daysAfter(NOON, 10))).after).toMatchObject({
      state: 'investigating',
      secondFailure,
      severity: 'high',
      unansweredSince: daysAfter(NOON, 10),
      outcome: null,
    });
  });

  test('spam that a lead reopens is no second failure', () => {
    expect(DONE.reopen(REACHED.closed_as_spam(), doing(lena)).after.secondFailure).toBe(false);
  });

  test('what was merged into another case is spoken about there', () => {
    const merged = DONE.merge(REACHED.received(), doing(maya)).after;
    expect(() => reopenByCustomer(merged, 'Still here.', doing(fern))).toThrow(refused('case.reopen_too_late'));
  });

  test('keeps a photo that came without words', () => {
    const photo = { id: 'upl_1', name: 'lid.jpg', type: 'image/jpeg', size: 1200 };
    expect(replyToCase(REACHED.closed(), { text: '', files: [photo] }, doing(fern)).after).toMatchObject({
      state: 'investigating',
      files: [photo],
      messages: [{ files: [photo] }],
    });
  });
});

describe('a bare thank-you', () => {
  const thanks = [
    'Thanks!',
    'ok, thank you so much 🙏',
    'Vielen Dank!',
    'Ευχαριστώ πολύ',
    'muchas gracias',
    'Merci beaucoup :)',
    'धन्यवाद',
    'Баярлалаа',
    'شکریہ',
    'شكرا',
    '谢谢',
    'Obrigada!',
    'Teşekkür ederim',
  ];

  test.each(thanks)('“%s” is noted on a fulfilled and on a closed case and changes nothing', (text) => {
    for (const before of [REACHED.fulfilled(), REACHED.closed()]) {
      const { after, events } = replyToCase(before, { text }, doing(fern, daysAfter(NOON, 2)));
      expect(events).toMatchObject([{ type: 'thanks_noted' }]);
      expect(after).toMatchObject({ state: before.state, unansweredSince: null, secondFailure: false, clocks: before.clocks });
      expect(after.messages).toHaveLength(before.messages.length + 1);
    }
  });

  test.each(['Thanks for nothing, it broke again', 'Danke, aber es fehlt der Deckel', 'thanks?', 'Gracias, pero sigue roto', 'It broke'])(
    '“%s” is more than thanks',
    (text) => {
      expect(replyToCase(REACHED.closed(), { text }, doing(fern)).after.state).toBe('investigating');
      expect(replyToCase(REACHED.fulfilled(), { text }, doing(fern)).after.unansweredSince).toBe(NOON);
    },
  );

  test('that goes on and on may hide something, so somebody reads it', () => {
    expect(replyToCase(REACHED.closed(), { text: 'thanks '.repeat(12) }, doing(fern)).after.state).toBe('investigating');
  });

  test('still needs an answer while the case is being worked on', () => {
    expect(replyToCase(REACHED.investigating(), { text: 'Thanks!' }, doing(fern)).events).toMatchObject([{ type: 'customer_replied' }]);
  });
});

describe('how a case ends', () => {
  const refund = (amount: number): Asked => ({ remedy: 'refund.full', amount: euro(amount) });
  const settled = (asked: Asked[], given: { remedy: string; amount?: ReturnType<typeof euro> }): Case =>
    accepted(offered(REACHED.investigating(opened({ asked })), { amount: undefined, ...given }, lena));

  test.each([
    ['all that was asked', [refund(3800)], { remedy: 'refund.full', amount: euro(3800) }, 'upheld_full'],
    ['more than was asked', [refund(3800)], { remedy: 'refund.full', amount: euro(4000) }, 'upheld_full'],
    ['less than was asked', [refund(3800)], { remedy: 'refund.full', amount: euro(2000) }, 'upheld_partial'],
    ['something else', [refund(3800)], { remedy: 'replacement' }, 'upheld_partial'],
    ['another currency', [refund(3800)], { remedy: 'refund.full', amount: { amount: 9000, currency: 'USD' } }, 'upheld_partial'],
    ['one of two things asked', [refund(3800), { remedy: 'apology' }], { remedy: 'apology' }, 'upheld_full'],
    ['nothing was asked', [], { remedy: 'store_credit', amount: euro(500) }, 'goodwill'],
    ['only “nothing” was asked', [{ remedy: 'nothing' }], { remedy: 'store_credit', amount: euro(500) }, 'goodwill'],
  ])('%s: %#', (_what, asked, given, outcome) => {
    const agreed = settled(asked, given);
    expect(outcomeOf(agreed)).toBe(outcome);
    expect(confirmed(agreed)).toMatchObject({ state: 'closed', outcome, offers: [{ step: 'verified' }] });
  });

  const small = () => offered(REACHED.investigating(), { remedy: 'store_credit', amount: euro(1000) });
  test('what the customer last asked for counts as in full', () => {
    const talked = countered(small(), { amount: euro(1500) });
    expect(outcomeOf(accepted(offered(talked, { remedy: 'store_credit', amount: euro(1500) })))).toBe('upheld_full');
    expect(outcomeOf(accepted(offered(talked, { remedy: 'store_credit', amount: euro(1200) })))).toBe('upheld_partial');
  });

  test('a counter in words alone does not make every offer a full one', () => {
    const talked = countered(small(), { note: 'No, all of it please.' });
    expect(outcomeOf(accepted(offered(talked, { amount: euro(1200) })))).toBe('upheld_partial');
  });

  test('a week of silence confirms, and says that it was silence', () => {
    expect(DONE.confirm(REACHED.fulfilled(), doing(SYSTEM)).events).toMatchObject([{ type: 'fulfilment_confirmed', bySilence: true }]);
  });
});

test('a decision can be appealed once', () => {
  const second = decideCase(REACHED.appeal(), decision, doing(lena)).after;
  expect(() => appealDecision(second, undefined, doing(fern))).toThrow(refused('case.already_appealed'));
});

test('what never arrived is a second failure and our turn', () => {
  expect(disputeFulfilment(REACHED.fulfilled(), 'Nothing came.', doing(fern)).after).toMatchObject({
    state: 'investigating',
    secondFailure: true,
    agreed: null,
    unansweredSince: NOON,
    offers: [{ step: 'disputed' }],
  });
});

test('taking a complaint back withdraws what was still open', () => {
  expect(DONE.withdraw(REACHED.offer_made(), doing(fern)).after).toMatchObject({
    state: 'closed',
    outcome: 'withdrawn',
    offers: [{ step: 'withdrawn' }],
  });
  expect(DONE.withdraw(REACHED.fulfilling(), doing(fern)).after.offers).toMatchObject([{ step: 'withdrawn' }]);
});
