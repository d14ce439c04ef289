import { describe, expect, test } from 'vitest';
import { NOON, daysAfter } from '#shared/fixtures/cast.ts';
import stories from '#shared/fixtures/scenarios.json' with { type: 'json' };
import { RULE_SETS, type RuleSet } from '#shared/contracts/basics.ts';
import { departureSegmentOf } from './cancellation.ts';
import { DEFAULT_STAY_POLICY, type StayPolicy, type Visit, chooseOffer, savingOf } from './offer.ts';
import { REASONS, severityOf } from './taxonomy.ts';

const visit = (own: Partial<Visit> = {}): Visit => ({
  ruleSet: 'offers_beside_cancel',
  consent: false,
  holdOut: false,
  reason: 'cancel.too_expensive',
  probe: null,
  asked: [],
  offered: false,
  lastAcceptedAt: null,
  runningDiscount: false,
  ...own,
});
const choose = (own: Partial<Visit> = {}, policy: StayPolicy = DEFAULT_STAY_POLICY) => chooseOffer(visit(own), policy, NOON);
const offered = (own: Partial<Visit> = {}, policy?: StayPolicy) => choose(own, policy)?.remedy ?? null;

type Story = {
  id: string;
  kind: string;
  reason: string;
  probe?: string;
  expect: { offer: string[]; neverBefore?: string; segment?: string; severity?: string };
};
const leaving = (stories.scenarios as unknown as Story[]).filter(({ kind }) => kind === 'cancellation');

describe('the stories of people who left', () => {
  test('are four', () => expect(leaving).toHaveLength(4));

  test.each(leaving)('$id is offered one of $expect.offer', ({ reason, probe, expect: expected }) => {
    const remedy = offered({ reason, probe: probe ?? null });
    expect(expected.offer.length === 0 ? remedy === null : expected.offer.includes(remedy ?? '')).toBe(true);
    expect(remedy).not.toBe(expected.neverBefore ?? 'no such remedy');
    expect(departureSegmentOf(reason)).toBe(expected.segment ?? 'avoidable');
    expect(severityOf(reason)).toBe(expected.severity ?? 'normal');
  });
});

describe('one offer to somebody who is leaving', () => {
  test('fits the reason and says why it was chosen', () => {
    expect(choose()).toEqual({ remedy: 'discount', percent: 20, months: 3, because: ['reason'] });
    expect(choose({ reason: 'cancel.unused' })).toMatchObject({ remedy: 'pause_subscription', because: ['reason'] });
  });

  test('fits the answer to the second question before the reason', () => {
    expect(offered({ probe: 'budget_changed' })).toBe('plan_change');
    expect(offered({ probe: 'not_worth_it' })).toBe('plan_change');
    expect(offered({ probe: 'cheaper_elsewhere' })).toBe('discount');
  });

  test('is not a pause for somebody who stopped for good', () => {
    expect(offered({ reason: 'cancel.unused', probe: 'for_now' })).toBe('pause_subscription');
    expect(offered({ reason: 'cancel.unused', probe: 'for_good' })).toBeNull();
  });

  test('is what they asked for, where the shop offers it at all', () => {
    expect(choose({ asked: [{ remedy: 'pause_subscription' }] })).toMatchObject({
      remedy: 'pause_subscription',
      because: ['asked', 'stay'],
    });
    expect(choose({ asked: [{ remedy: 'refund.full' }] })).toMatchObject({ remedy: 'discount', because: ['reason'] });
    expect(choose({ reason: null, asked: [{ remedy: 'human_contact' }] })).toMatchObject({ remedy: 'human_contact' });
  });

  test('has the terms that belong to their reason', () => {
    const policy = {
      ...DEFAULT_STAY_POLICY,
      offersFor: {
        'cancel.too_expensive': [{ remedy: 'discount', percent: 10, months: 1 }],
        'cancel.other': [{ remedy: 'discount', percent: 50, months: 12 }],
      },
    };
    expect(choose({ asked: [{ remedy: 'discount' }] }, policy)).toMatchObject({ percent: 10, months: 1 });
  });

  test('is never money instead of a complaint put right', () => {
    expect(offered({ reason: 'cancel.unresolved_complaint' })).toBe('human_contact');
    expect(offered({ reason: 'cancel.unresolved_complaint', asked: [{ remedy: 'discount' }] })).toBe('human_contact');
  });

  test('is none where nobody could have helped, and none for a reason that says nothing', () => {
    const unavoidable = REASONS.filter(({ kind, avoidable }) => kind === 'cancellation' && avoidable === false).map(({ id }) => id);
    expect(unavoidable.toSorted()).toEqual([
      'cancel.closed',
      'cancel.moved',
      'cancel.no_authority',
      'cancel.relative_supplier',
      'cancel.temporary',
    ]);
    expect(unavoidable.map((reason) => offered({ reason, asked: [{ remedy: 'discount' }] }))).toEqual(unavoidable.map(() => null));
    expect([offered({ reason: null }), offered({ reason: 'cancel.other' }), offered({ reason: 'cancel.not_said' })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('is one a visit', () => expect(offered({ offered: true })).toBeNull());

  test('rests for 90 days after one was accepted', () => {
    expect(offered({ lastAcceptedAt: daysAfter(NOON, -89) })).toBeNull();
    expect(offered({ lastAcceptedAt: daysAfter(NOON, -90) })).toBe('discount');
  });

  test('is no discount over a running one', () => {
    expect(offered({ runningDiscount: true })).toBe('human_contact');
    expect(offered({ runningDiscount: true, asked: [{ remedy: 'discount' }] })).toBe('human_contact');
  });

  test('is kept from the hold-out, whatever they ask', () => {
    expect(offered({ holdOut: true, asked: [{ remedy: 'human_contact' }] })).toBeNull();
  });

  test('obeys the law of the region', () => {
    const shown: Record<RuleSet, [without: string | null, withConsent: string | null]> = {
      offers_beside_cancel: ['discount', 'discount'],
      offers_after_cancel_with_consent: [null, 'discount'],
      no_offers: [null, null],
      eu_withdrawal: [null, null],
      de_button: [null, null],
    };
    expect(Object.fromEntries(RULE_SETS.map((ruleSet) => [ruleSet, [offered({ ruleSet }), offered({ ruleSet, consent: true })]]))).toEqual(
      shown,
    );
  });
});

test('a saving is what the discount takes off what they pay', () => {
  expect(savingOf({ amount: 2900, currency: 'USD' }, { remedy: 'discount', percent: 20, months: 3 })).toEqual({
    amount: 1740,
    currency: 'USD',
  });
  expect(savingOf({ amount: 2900, currency: 'USD' }, { remedy: 'pause_subscription', months: 3 })).toBeUndefined();
  expect(savingOf(null, { remedy: 'discount', percent: 20, months: 3 })).toBeUndefined();
});
