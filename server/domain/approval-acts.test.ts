import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, hoursAfter, lena, maya, omar, vera } from '#shared/fixtures/cast.ts';
import { giveApproval, refuseApproval, requestApproval, withdrawApproval } from './approval-acts.ts';
import { type Actor, type Case, SYSTEM } from './case.ts';
import { erasePerson } from './erasure.ts';
import { DONE, REACHED, dear, doing, euro, lateKettle, offered, opened, pendingOf, pia, refusalOf, until } from './fixtures.ts';
import { nextDueAt, turnOf } from './life.ts';
import { makeOffer } from './offer-acts.ts';
import { openCase } from './open-case.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { wakeAt } from './system-acts.ts';

const refused = (code: string) => expect.objectContaining({ code });
const asked = (before: Case = REACHED.investigating(), by: Actor = maya, own: Partial<Parameters<typeof doing>[2]> = {}): Case =>
  requestApproval(before, { ...dear, note: 'She waited nine days.' }, doing(by, NOON, own)).after;
const careful = {
  ...DEFAULT_POLICY,
  limits: [
    { role: 'agent', remedy: '*', maxAmount: 5000 },
    { role: 'lead', remedy: '*', maxAmount: 6000 },
  ],
} as typeof DEFAULT_POLICY;

describe('a remedy above one’s own limit', () => {
  test('an agent limited to 50.00 offering 80.00 cannot; a lead approves; the same lead cannot approve her own', () => {
    expect(() => makeOffer(REACHED.investigating(), dear, doing(maya))).toThrow(refused('remedy.over_authority'));
    const waiting = asked();
    expect(waiting).toMatchObject({
      state: 'investigating',
      offers: [],
      approvals: [{ step: 'pending_approval', by: maya, over: ['amount'], amount: euro(8000), dueAt: daysAfter(NOON, 1) }],
    });
    expect(giveApproval(waiting, pendingOf(waiting), undefined, doing(lena)).after.state).toBe('offer_made');

    const own = asked(REACHED.investigating(), lena, { policy: careful });
    expect(() => giveApproval(own, pendingOf(own), undefined, doing(lena))).toThrow(refused('approval.own'));
    expect(giveApproval(own, pendingOf(own), undefined, doing(omar)).after.state).toBe('offer_made');
  });

  test('goes out as proposed, in the name of who proposed it, with every step of its life kept', () => {
    const waiting = asked();
    const { after, events } = giveApproval(waiting, pendingOf(waiting), 'Right so.', doing(lena, hoursAfter(NOON, 3)));
    expect(events.map(({ type, by }) => [type, by.name])).toEqual([
      ['approval_given', 'Lena'],
      ['offer_made', 'Lena'],
    ]);
    expect(after.offers).toMatchObject([
      {
        id: pendingOf(waiting),
        remedy: dear.remedy,
        amount: dear.amount,
        title: dear.title,
        terms: dear.terms,
        step: 'offered',
        expiresAt: daysAfter(hoursAfter(NOON, 3), 14),
        history: [
          { step: 'draft', by: maya, at: NOON },
          { step: 'pending_approval', by: maya },
          { step: 'approved', by: lena, at: hoursAfter(NOON, 3) },
          { step: 'offered', by: lena },
        ],
      },
    ]);
    expect(after.messages.at(-1)).toMatchObject({ from: 'us', name: 'Maya', text: 'We are sorry, Fern.' });
    expect(after.approvals).toMatchObject([{ step: 'approved', decidedBy: lena, reason: 'Right so.' }]);
  });

  test('says nothing to the customer and leaves the turn where it was', () => {
    const waiting = asked();
    expect([turnOf(waiting), waiting.messages.length, waiting.unansweredSince]).toEqual([
      'us',
      REACHED.investigating().messages.length,
      null,
    ]);
  });

  test('needs nobody when it is within the limit after all', () => {
    const { after } = requestApproval(REACHED.investigating(), { ...dear, amount: euro(5000) }, doing(maya));
    expect([after.state, after.approvals]).toEqual(['offer_made', []]);
  });

  test('is asked for once at a time', () => {
    expect(() => asked(asked(), pia)).toThrow(refused('approval.already_pending'));
  });

  test('is checked like any offer before anybody is asked', () => {
    const ask = (input: object) => () => requestApproval(REACHED.investigating(), { ...dear, ...input }, doing(maya));
    expect(ask({ remedy: 'moon' })).toThrow(refused('remedy.unknown'));
    expect(ask({ expiresAt: NOON })).toThrow(refused('offer.expires_in_the_past'));
    expect(() => requestApproval(REACHED.fulfilling(), dear, doing(maya))).toThrow(refused('case.wrong_state'));
  });
});

describe('the second person', () => {
  test.each<[string, Actor, string | null]>([
    ['another lead', lena, null],
    ['the owner', omar, null],
    ['who asked', maya, 'approval.own'],
    ['another agent', pia, 'case.lead_needed'],
    ['a viewer', vera, 'staff.not_allowed'],
    ['the customer', fern, 'staff.not_allowed'],
    ['time', SYSTEM, 'staff.not_allowed'],
  ])('%s', (_who, by, code) => {
    const waiting = asked();
    for (const answer of [giveApproval, refuseApproval]) {
      expect(refusalOf(() => answer(waiting, pendingOf(waiting), 'Because.', doing(by)))).toBe(code);
    }
  });

  test('approves only what is within their own limit, with what was given already', () => {
    const waiting = asked();
    expect(() => giveApproval(waiting, pendingOf(waiting), undefined, doing(lena, NOON, { policy: careful }))).toThrow(
      refused('remedy.over_authority'),
    );
    const daily = { ...DEFAULT_POLICY, limits: [{ role: 'lead', remedy: '*', maxPerStaffPerDay: 10_000 }] } as typeof DEFAULT_POLICY;
    const given = { toCustomer: [], byStaff: [{ remedy: 'refund.full', currency: 'EUR', amount: 2001 }] };
    expect(() => giveApproval(waiting, pendingOf(waiting), undefined, doing(lena, NOON, { policy: daily, given }))).toThrow(
      refused('remedy.over_authority'),
    );
    expect(giveApproval(waiting, pendingOf(waiting), undefined, doing(omar, NOON, { policy: daily, given })).after.state).toBe(
      'offer_made',
    );
  });

  test('is never a second program: programs have no names', () => {
    const program: Actor = { role: 'agent', id: null, name: null };
    const waiting = asked(REACHED.investigating(), program);
    expect(() => giveApproval(waiting, pendingOf(waiting), undefined, doing({ ...program, role: 'owner' }))).toThrow(
      refused('approval.own'),
    );
  });

  test('is never the one who decided what is appealed against', () => {
    const waiting = asked(REACHED.appeal(), pia);
    expect(() => giveApproval(waiting, pendingOf(waiting), undefined, doing({ ...maya, role: 'lead' }))).toThrow(
      refused('case.same_handler'),
    );
    expect(giveApproval(waiting, pendingOf(waiting), undefined, doing(lena)).after.state).toBe('offer_made');
  });

  test('says why not, for the proposer to read, and the offer never goes out', () => {
    const waiting = asked();
    expect(() => refuseApproval(waiting, pendingOf(waiting), undefined, doing(lena))).toThrow(refused('request.malformed'));
    const { after } = refuseApproval(waiting, pendingOf(waiting), 'Half of it is enough.', doing(lena));
    expect(after).toMatchObject({
      state: 'investigating',
      offers: [],
      approvals: [{ step: 'rejected', decidedBy: lena, reason: 'Half of it is enough.' }],
    });
    expect(() => giveApproval(after, after.approvals[0]!.offerId, undefined, doing(omar))).toThrow(refused('approval.not_pending'));
  });
});

describe('until it is answered', () => {
  test('only who asked can take it back, once', () => {
    const waiting = asked();
    expect(() => withdrawApproval(waiting, pendingOf(waiting), doing(pia))).toThrow(refused('staff.not_allowed'));
    const { after } = withdrawApproval(waiting, pendingOf(waiting), doing(maya));
    expect(after.approvals).toMatchObject([{ step: 'withdrawn', decidedBy: maya }]);
    expect(() => withdrawApproval(after, after.approvals[0]!.offerId, doing(maya))).toThrow(refused('approval.not_pending'));
    expect(() => withdrawApproval(after, 'off_stranger', doing(maya))).toThrow(refused('approval.not_found'));
  });

  test('its date is the case’s next date; missed, the case becomes more urgent once and nothing is given', () => {
    const waiting = asked(REACHED.waiting_third_party());
    expect([nextDueAt(waiting), wakeAt(waiting)]).toEqual([daysAfter(NOON, 1), daysAfter(NOON, 1)]);
    const late = until(daysAfter(NOON, 1), waiting);
    expect(late.events.map(({ type }) => type)).toContain('approval_overdue');
    expect(late.after).toMatchObject({
      severity: 'high',
      offers: [],
      approvals: [{ step: 'pending_approval', overdueAt: daysAfter(NOON, 1) }],
    });
    expect(nextDueAt(late.after)).toBe(daysAfter(NOON, 1));
    expect(until(daysAfter(NOON, 1.1), late.after).events).toEqual([]);
    expect(giveApproval(late.after, pendingOf(late.after), undefined, doing(lena, daysAfter(NOON, 2))).after.state).toBe('offer_made');
  });

  test('an end that has passed meanwhile is not promised to the customer', () => {
    const waiting = requestApproval(REACHED.investigating(), { ...dear, expiresAt: daysAfter(NOON, 2) }, doing(maya)).after;
    expect(() => giveApproval(waiting, pendingOf(waiting), undefined, doing(lena, daysAfter(NOON, 2)))).toThrow(
      refused('offer.expires_in_the_past'),
    );
  });

  test.each([
    ['another offer', (waiting: Case) => offered(waiting, {}, lena)],
    ['a decision', (waiting: Case) => DONE.decide(waiting, doing(lena)).after],
    ['the end of the case', (waiting: Case) => DONE.withdraw(waiting, doing(fern)).after],
  ])('%s takes its place', (_what, act) => {
    const after = act(asked());
    expect(after.approvals).toMatchObject([{ step: 'withdrawn' }]);
    expect(wakeAt({ ...after, clocks: [] })).toBeNull();
  });
});

test('once its customer is erased, what was asked and given stays as numbers, and no word about it', () => {
  const ask = requestApproval(opened(), { ...dear, note: 'Fern cried on the phone.' }, doing(maya));
  const refusal = refuseApproval(ask.after, pendingOf(ask.after), 'Fern always cries.', doing(lena));
  const found = DONE.not_right_for_us(refusal.after, doing(lena));
  const { after } = erasePerson(
    [...openCase(lateKettle, doing(fern)).events, ...ask.events, ...refusal.events, ...found.events],
    doing(omar),
  );
  expect(after.approvals).toMatchObject([
    { step: 'rejected', amount: euro(8000), over: ['amount'], dueAt: daysAfter(NOON, 1), note: '', message: '', reason: '' },
  ]);
  expect(JSON.stringify(after)).not.toMatch(/cr(ied|ies)|service we do not have/);
});

test('a customer who is not right for us is a lead’s decision with reasons, and can be looked at again', () => {
  const found = DONE.not_right_for_us(REACHED.closed(), doing(lena)).after;
  expect(found.notRightForUs).toEqual({ reasons: 'She needs a service we do not have.', by: 'Lena', at: NOON });
  expect(() => DONE.not_right_for_us(opened(), doing(maya))).toThrow(refused('case.lead_needed'));
  const lifted = DONE.right_for_us(found, doing(omar));
  expect([lifted.after.notRightForUs, lifted.events.map(({ type }) => type)]).toEqual([null, ['not_right_for_us_lifted']]);
});
