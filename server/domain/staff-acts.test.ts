import { describe, expect, test } from 'vitest';
import { FERN_ID, NOON, daysAfter, fern, lena, maya, omar } from '#shared/fixtures/cast.ts';
import { replyToCase } from './customer-acts.ts';
import { DONE, REACHED, accepted, confirmed, countered, decision, doing, idea, offerOf, offered, opened } from './fixtures.ts';
import { acceptOffer, declineOffer, makeOffer } from './offer-acts.ts';
import {
  answerCase,
  askCustomer,
  assignCase,
  awaitThirdParty,
  decideCase,
  failRemedy,
  makePromise,
  mergeCase,
  recategoriseCase,
  reopenByLead,
  routeCase,
  sayToCustomer,
  settlePromise,
  takeCase,
  unmarkSpam,
} from './staff-acts.ts';

const refused = (code: string) => expect.objectContaining({ code });

describe('taking a case', () => {
  test('needs a reason the shop knows, and makes the taker responsible', () => {
    const nameless = opened({ reason: null });
    expect(() => takeCase(nameless, {}, doing(maya))).toThrow(refused('case.reason_missing'));
    expect(() => takeCase(nameless, { reason: 'weather.rain' }, doing(maya))).toThrow(refused('case.reason_unknown'));
    expect(takeCase(nameless, { reason: 'delivery.late', severity: 'high' }, doing(maya)).after).toMatchObject({
      reason: 'delivery.late',
      severity: 'high',
      assignee: maya.id,
    });
  });

  test('a case that already belongs to somebody stays theirs', () => {
    const assigned = assignCase(opened(), { assignee: omar.id }, doing(lena)).after;
    expect(takeCase(assigned, {}, doing(maya)).after.assignee).toBe(omar.id);
  });

  test('is not undone by an unknown reason later', () => {
    expect(() => recategoriseCase(REACHED.investigating(), { reason: 'weather.rain' }, doing(maya))).toThrow(
      refused('case.reason_unknown'),
    );
  });
});

describe('an appeal', () => {
  test('is never heard by the person who decided, whatever they try', () => {
    const appealed = REACHED.appeal();
    expect(appealed).toMatchObject({ decidedBy: maya.id, assignee: null, outcome: null });
    for (const act of ['decide', 'offer', 'ask', 'say', 'assign'] as const)
      expect(() => DONE[act](appealed, doing(maya))).toThrow(refused('case.same_handler'));
    expect(decideCase(appealed, { ...decision, outcome: 'upheld_full' }, doing(lena)).after).toMatchObject({
      outcome: 'upheld_full',
      decidedBy: lena.id,
    });
  });

  test('stays closed to them after a second person asked something or offered something', () => {
    const asked = askCustomer(REACHED.appeal(), { text: 'Who signed for it?' }, doing(lena)).after;
    const answered = replyToCase(asked, { text: 'I do not know the name.' }, doing(fern)).after;
    expect(answered.state).toBe('investigating');
    expect(() => decideCase(answered, decision, doing(maya))).toThrow(refused('case.same_handler'));
    const again = offered(answered, {}, lena);
    expect(() => DONE.withdraw_offer(again, doing(maya))).toThrow(refused('case.same_handler'));
    expect(() =>
      makeOffer(
        declineOffer(again, offerOf(again), 'No.', doing(fern)).after,
        { remedy: 'apology', title: 'Sorry', terms: '' },
        doing(maya),
      ),
    ).toThrow(refused('case.same_handler'));
  });

  test('is not given back to them', () => {
    expect(() => assignCase(REACHED.appeal(), { assignee: maya.id }, doing(lena))).toThrow(refused('case.same_handler'));
    expect(assignCase(REACHED.appeal(), { assignee: omar.id }, doing(lena)).after.assignee).toBe(omar.id);
  });

  test('is over once the customer accepts: then anybody may carry it out', () => {
    const agreed = accepted(offered(REACHED.appeal(), {}, lena));
    expect(DONE.fulfil(agreed, doing(maya)).after.state).toBe('fulfilled');
    expect(DONE.offer(failRemedy(agreed, 'The card was closed.', doing(maya)).after, doing(maya)).after.state).toBe('offer_made');
  });
});

describe('closing without an answer', () => {
  test('is only for what is owed none', () => {
    expect(() => answerCase(opened(), 'Thanks.', doing(maya))).toThrow(refused('case.answer_owed'));
    expect(() => answerCase(opened({ ...idea, responseExpected: true }), 'Thanks.', doing(maya))).toThrow(refused('case.answer_owed'));
    expect(answerCase(opened(idea), undefined, doing(maya)).after).toMatchObject({ state: 'closed', outcome: 'answered', messages: [] });
  });

  test('praise that asked for an answer is closed with thanks, not in silence', () => {
    const praise = opened({ ...idea, kind: 'praise', responseExpected: true });
    expect(() => answerCase(praise, undefined, doing(maya))).toThrow(refused('case.answer_owed'));
    expect(answerCase(praise, 'That made our day.', doing(maya)).after).toMatchObject({ state: 'closed', outcome: 'answered' });
  });
});

describe('merging', () => {
  const newer = opened({ id: 'case_newer', number: 'N3W-3ER' }, daysAfter(NOON, 1));

  test('the newer case of a customer goes into the older, and its clocks stop', () => {
    const { after } = mergeCase(newer, opened(), doing(maya, daysAfter(NOON, 2)));
    expect(after).toMatchObject({ state: 'closed', outcome: 'duplicate', mergedInto: 'case_late_kettle' });
    expect(after.clocks.length).toBeGreaterThan(0);
    expect(after.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true);
  });

  test('is refused for the older, for another customer, for strangers, for itself and into a closed case', () => {
    const impossible = refused('case.merge_impossible');
    expect(() => mergeCase(opened(), newer, doing(maya))).toThrow(impossible);
    expect(() => mergeCase(newer, opened({ customerId: 'cus_ivy' }), doing(maya))).toThrow(impossible);
    expect(() => mergeCase(opened({ ...newer, customerId: null }, daysAfter(NOON, 1)), opened({ customerId: null }), doing(maya))).toThrow(
      impossible,
    );
    expect(() => mergeCase(newer, newer, doing(maya))).toThrow(impossible);
    expect(() => mergeCase(newer, REACHED.closed(), doing(maya))).toThrow(impossible);
    expect(newer.customerId).toBe(FERN_ID);
  });
});

describe('spam', () => {
  test('a lead takes “spam” back, and the clocks begin anew', () => {
    const { after } = unmarkSpam(REACHED.closed_as_spam(), doing(lena, daysAfter(NOON, 3)));
    expect(after).toMatchObject({ state: 'received', outcome: null, closedAt: null });
    expect(after.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind, startedAt }) => [kind, startedAt])).toEqual([
      ['first_reply', daysAfter(NOON, 3)],
      ['decision', daysAfter(NOON, 3)],
    ]);
  });

  test('nothing else that is closed can be unmarked', () => {
    expect(() => unmarkSpam(REACHED.closed(), doing(lena))).toThrow(refused('case.wrong_state'));
  });
});

describe('after three counter-offers', () => {
  const stuck = () => [1, 2, 3].reduce((current) => countered(offered(current, {}, lena)), REACHED.investigating());

  test('a lead decides, not an agent', () => {
    expect(stuck()).toMatchObject({ state: 'negotiating', counterRounds: 3 });
    for (const act of ['offer', 'decide'] as const) {
      expect(() => DONE[act](stuck(), doing(maya))).toThrow(refused('case.lead_needed'));
      expect(() => DONE[act](stuck(), doing(lena))).not.toThrow();
    }
  });

  test('after two an agent still may', () => {
    expect(DONE.offer(countered(offered(countered(offered(REACHED.investigating())))), doing(maya)).after.counterRounds).toBe(2);
  });
});

describe('reopening by a lead', () => {
  test('works long after the window and keeps the note', () => {
    const { after } = reopenByLead(REACHED.closed(), 'She called the shop.', doing(lena, daysAfter(NOON, 400)));
    expect(after).toMatchObject({
      state: 'investigating',
      outcome: null,
      closedAt: null,
      agreed: null,
      proof: null,
      responseExpected: true,
      notes: [{ text: 'She called the shop.', by: 'Lena' }],
    });
  });

  test('raises the severity by one and no higher than critical', () => {
    expect(reopenByLead(REACHED.closed(), undefined, doing(lena)).after.severity).toBe('high');
    expect(reopenByLead(REACHED.closed(opened({ reason: 'product.safety' })), undefined, doing(lena)).after.severity).toBe('critical');
  });
});

describe('a promise', () => {
  const promise = { text: 'A call by Friday', dueAt: daysAfter(NOON, 4) };
  const promised = () => makePromise(REACHED.investigating(), promise, doing(maya)).after;
  const settle = (input: Parameters<typeof settlePromise>[2], before = promised()) =>
    settlePromise(before, before.promises[0]!.id, input, doing(maya, daysAfter(NOON, 1)));

  test('needs a date in the future and belongs to whoever made it', () => {
    expect(() => makePromise(opened(), { ...promise, dueAt: NOON }, doing(maya))).toThrow(refused('promise.undated'));
    expect(promised().promises).toMatchObject([{ ...promise, owner: maya.id, state: 'pending' }]);
  });

  test('is kept, cancelled or given a new date, once', () => {
    expect(settle({ state: 'kept' }).after.promises).toMatchObject([{ state: 'kept' }]);
    expect(settle({ state: 'cancelled' }).after.promises).toMatchObject([{ state: 'cancelled' }]);
    expect(settle({ state: 'renegotiated', dueAt: daysAfter(NOON, 8) }).after.promises).toMatchObject([
      { state: 'pending', dueAt: daysAfter(NOON, 8) },
    ]);
    expect(() => settle({ state: 'renegotiated' })).toThrow(refused('promise.undated'));
    expect(() => settle({ state: 'cancelled' }, settle({ state: 'kept' }).after)).toThrow(refused('promise.already_settled'));
  });
});

describe('dates', () => {
  test('a reply-by and a chase date lie in the future', () => {
    expect(() => askCustomer(opened(), { text: 'Which address?', replyBy: daysAfter(NOON, -1) }, doing(maya))).toThrow(
      refused('promise.undated'),
    );
    expect(() => awaitThirdParty(REACHED.investigating(), { who: 'the carrier', chaseAt: NOON }, doing(maya))).toThrow(
      refused('promise.undated'),
    );
  });
});

test('a remedy that could not be carried out is a second failure, one severity up', () => {
  expect(failRemedy(REACHED.fulfilling(), 'The card was closed.', doing(maya)).after).toMatchObject({
    state: 'negotiating',
    secondFailure: true,
    severity: 'high',
    agreed: null,
    offers: [{ step: 'failed' }],
  });
});

test('a new offer takes the place of a decision', () => {
  const { after } = DONE.offer(REACHED.decision_sent(), doing(maya));
  expect(after).toMatchObject({ state: 'offer_made', outcome: null });
  expect(confirmed(accepted(after)).outcome).toBe('upheld_full');
});

test('routing says where a case goes and why, and keeps what it does not name', () => {
  const { after, events } = routeCase(
    opened(),
    { team: 'delivery', tags: ['late', 'late'], because: ['It is about delivery'] },
    doing(maya),
  );
  expect(after).toMatchObject({ team: 'delivery', assignee: null, severity: 'normal', tags: ['late'] });
  expect(events).toMatchObject([{ type: 'case_routed', because: ['It is about delivery'] }]);
});

test('what we say answers what was asked', () => {
  const asked = replyToCase(REACHED.investigating(), { text: 'Any news?' }, doing(fern)).after;
  expect(asked.unansweredSince).toBe(NOON);
  expect(sayToCustomer(asked, 'It left the depot today.', doing(maya)).after).toMatchObject({
    unansweredSince: null,
    messages: [{ from: 'customer' }, { from: 'us', name: 'Maya' }],
  });
});

test('an agent may not say yes for the customer; a lead may, and writes down who said it', () => {
  const open = REACHED.offer_made();
  expect(() => acceptOffer(open, offerOf(open), { note: 'Fern said yes.' }, doing(maya))).toThrow(refused('case.lead_needed'));
  expect(() => acceptOffer(open, offerOf(open), {}, doing(lena))).toThrow(refused('request.malformed'));
  expect(acceptOffer(open, offerOf(open), { note: 'Fern said yes at 10:20.' }, doing(lena)).events).toMatchObject([
    { type: 'offer_accepted', note: 'Fern said yes at 10:20.', by: { id: lena.id } },
  ]);
});
