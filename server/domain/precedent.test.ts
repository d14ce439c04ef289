import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, maya } from '#shared/fixtures/cast.ts';
import { SYSTEM, type Case } from './case.ts';
import { confirmFulfilment, rateCase } from './customer-acts.ts';
import { DONE, REACHED, accepted, confirmed, doing, euro, offered, opened } from './fixtures.ts';
import { gapOf } from './gap.ts';
import { fairnessOf, isSimilarLoss, type Precedent, precedentOf } from './precedent.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { proposeRemedies } from './proposal.ts';

const rated = (before: Case, stars: number) => rateCase(before, { stars }, doing(fern)).after;
const silent = () => confirmFulfilment(REACHED.fulfilled(), undefined, doing(SYSTEM, daysAfter(NOON, 8))).after;

describe('what a closed case teaches', () => {
  test('is what was asked for the same reason, what it cost and what was given', () => {
    expect(precedentOf(REACHED.closed())).toEqual({
      caseId: 'case_late_kettle',
      number: 'A7K-3QX',
      customer: 'cus_fern',
      reason: 'delivery.not_received',
      loss: euro(3800),
      remedy: 'refund.full',
      amount: euro(3800),
      upheld: true,
      satisfied: true,
      closedAt: NOON,
    });
  });

  test.each<[string, () => Case, boolean]>([
    ['the customer says it arrived', () => REACHED.closed(), true],
    ['the customer says it arrived, and rates it 4', () => rated(REACHED.closed(), 4), true],
    ['the customer says it arrived, and rates it 3', () => rated(REACHED.closed(), 3), false],
    ['a week of silence', silent, false],
    ['a week of silence, then a rating of 5', () => rated(silent(), 5), true],
    [
      'it was reopened and put right after all',
      () => confirmed(accepted(offered(DONE.reopen(REACHED.closed(), doing(fern)).after))),
      false,
    ],
  ])('%s: satisfied %s', (_what, ended, satisfied) => {
    expect(precedentOf(ended())?.satisfied).toBe(satisfied);
  });

  test.each<[string, () => Case]>([
    ['it is still open', () => REACHED.fulfilled()],
    ['the customer took it back', () => DONE.withdraw(REACHED.fulfilling(), doing(fern)).after],
    ['it was spam', () => REACHED.closed_as_spam()],
    ['nobody said what it was about', () => REACHED.closed(opened({ reason: null }))],
  ])('nothing when %s', (what, ended) => {
    const current = ended();
    expect(precedentOf(what.startsWith('nobody') ? { ...current, reason: null } : current)).toBeNull();
  });

  test('a claim upheld by a decision counts as a claim, and not as something given', () => {
    const before = REACHED.investigating();
    const decided = DONE.accept_decision({ ...DONE.decide(before, doing(maya)).after, outcome: 'upheld_partial' }, doing(fern)).after;
    expect(precedentOf(decided)).toMatchObject({ upheld: true, remedy: null, amount: null, satisfied: false });
  });
});

test.each([
  [3800, 1900, true],
  [3800, 1899, false],
  [3800, 7600, true],
  [3800, 7601, false],
  [1, 1, true],
])('a loss of %i is like one of %i: %s', (one, other, alike) => {
  expect(isSimilarLoss(euro(one), euro(other))).toBe(alike);
  expect(isSimilarLoss(euro(one), { amount: other, currency: 'USD' })).toBe(false);
});
test('an unknown loss is like an unknown one only', () => {
  expect([isSimilarLoss(null, null), isSimilarLoss(null, euro(1)), isSimilarLoss(euro(1), null)]).toEqual([true, false, false]);
});

const got = (remedy: string | null, amount: number | null, satisfied = true, own: Partial<Precedent> = {}): Precedent => ({
  caseId: `case_${remedy}_${amount}`,
  number: 'B2M-8TY',
  customer: 'cus_other',
  reason: 'delivery.not_received',
  loss: euro(3800),
  remedy,
  amount: amount === null ? null : euro(amount),
  upheld: true,
  satisfied,
  closedAt: NOON,
  ...own,
});

describe('what comparable cases got', () => {
  test('is counted, with the middle, the least and the most', () => {
    expect(
      fairnessOf([got('refund.full', 3000), got('refund.full', 5000, false), got('apology', null), got(null, null)], 'EUR'),
    ).toMatchObject({ comparables: 3, median: 4000, low: 3000, high: 5000, currency: 'EUR', satisfied: 2 });
    expect(fairnessOf([got('refund.full', 1000), got('refund.full', 2000), got('refund.full', 9000)], 'EUR')).toMatchObject({
      median: 2000,
      low: 1000,
      high: 9000,
    });
  });

  test('is nothing where there are none, and no sum where none was money', () => {
    expect(fairnessOf([], 'EUR')).toEqual({ comparables: 0, median: null, low: null, high: null, currency: null, satisfied: 0, cases: [] });
    expect(fairnessOf([got('apology', null)], null)).toMatchObject({
      comparables: 1,
      median: null,
      currency: null,
      cases: [{ number: 'B2M-8TY', remedy: 'apology', amount: null, satisfied: true }],
    });
  });

  test('never mixes money of two countries', () => {
    const dollars = got('refund.full', null, true, { amount: { amount: 9000, currency: 'USD' } });
    expect(fairnessOf([got('refund.full', 3000), dollars, got('refund.full', 4000)], null)).toMatchObject({
      comparables: 3,
      low: 3000,
      high: 4000,
      currency: 'EUR',
    });
  });

  test('shows the twenty newest', () => {
    const many = Array.from({ length: 30 }, (_, day) => got('refund.full', day + 1, true, { closedAt: daysAfter(NOON, day) }));
    const { comparables, cases } = fairnessOf(many, 'EUR');
    expect([comparables, cases.length, cases[0]?.amount?.amount, cases[19]?.amount?.amount]).toEqual([30, 20, 30, 11]);
  });
});

describe('proposals that know of earlier cases', () => {
  const situation = opened({ asked: [] });
  const propose = (precedents: Precedent[], own: object = {}) =>
    proposeRemedies(situation, 'agent', DEFAULT_POLICY, { precedents, ...own });
  const of = (remedy: string, proposals: ReturnType<typeof propose>) => proposals.find((one) => one.remedy === remedy);
  const times = (n: number, remedy: string, amount: number | null, satisfied = true) =>
    Array.from({ length: n }, () => got(remedy, amount, satisfied));

  test('say how many were satisfied, once there are three', () => {
    const five = [...times(4, 'refund.full', 3800), ...times(1, 'refund.full', 3800, false)];
    expect(of('refund.full', propose(five))?.because).toContain('4 of 5 similar cases were satisfied with it');
    expect(of('refund.full', propose(five.slice(0, 2)))?.because.join()).not.toContain('similar cases');
  });

  test('bring forward what helped five, and put back what did not help five', () => {
    const order = (precedents: Precedent[]) => propose(precedents).map(({ remedy }) => remedy);
    expect(order([])).toEqual(['replacement', 'repair', 'refund.full', 'refund.partial']);
    expect(order(times(5, 'refund.full', 3800))).toEqual(['refund.full', 'replacement', 'repair', 'refund.partial']);
    expect(order(times(4, 'refund.full', 3800))).toEqual(order([]));
    expect(order(times(5, 'replacement', null, false))).toEqual(['repair', 'refund.full', 'refund.partial', 'replacement']);
  });

  test('never put anything before what the customer asked for', () => {
    const asked = proposeRemedies(opened({ asked: [{ remedy: 'repair' }] }), 'agent', DEFAULT_POLICY, {
      precedents: times(9, 'refund.full', 3800),
    });
    expect(asked.map(({ remedy }) => remedy).slice(0, 2)).toEqual(['repair', 'refund.full']);
  });

  test('warn when somebody would get more or less than anybody like them', () => {
    const warnings = (amount: number) =>
      proposeRemedies(opened({ asked: [{ remedy: 'refund.full', amount: euro(amount) }] }), 'agent', DEFAULT_POLICY, {
        precedents: [got('refund.full', 2000), got('refund.full', 3000), got('refund.full', 4000)],
      })[0]?.warnings;
    expect([warnings(1999), warnings(2000), warnings(4000), warnings(4001)]).toEqual([
      ['Less than any similar case got'],
      undefined,
      undefined,
      ['More than any similar case got'],
    ]);
  });

  test('warn of a third upheld complaint in twelve months, where it is about money', () => {
    const warned = (upheldClaims: number) =>
      propose([], { upheldClaims })
        .filter(({ warnings }) => warnings?.some((one) => one.includes('upheld')))
        .map(({ remedy }) => remedy);
    expect([warned(2), warned(3)]).toEqual([[], ['refund.full', 'refund.partial']]);
  });

  test('tell what the customer is worth beside the sum, and never raise the sum for it', () => {
    const rich = propose([], { mrr: euro(1900) });
    expect(of('refund.full', rich)?.because).toContain('The customer pays €19.00 a month; this is 2 months of it');
    expect(rich.map(({ amount }) => amount)).toEqual(propose([]).map(({ amount }) => amount));
    expect(of('refund.full', propose([], { mrr: { amount: 1900, currency: 'USD' } }))?.because.join()).not.toContain('a month');
  });

  test('know that the customer had their share already', () => {
    const policy = { ...DEFAULT_POLICY, limits: [{ role: 'agent' as const, remedy: '*', maxPerCustomer90Days: 5000 }] };
    const given = { toCustomer: [{ remedy: 'refund.full', currency: 'EUR', amount: 2000 }], byStaff: [] };
    const full = of('refund.full', proposeRemedies(situation, 'agent', policy, { given }));
    expect(full).toMatchObject({ withinAuthority: false });
    expect(full?.because.at(-1)).toBe('It is above your limit for one customer in 90 days: somebody senior has to approve it');
  });

  test('after a second failure put a person who calls before any sum', () => {
    const again = proposeRemedies({ ...situation, secondFailure: true }, 'lead', DEFAULT_POLICY, {
      precedents: times(4, 'refund.full', 3800),
    });
    expect(again[0]).toMatchObject({ remedy: 'human_contact' });
    expect(again[0]?.because).toContain('A senior person who calls counts more now than a larger sum');
  });
});

describe('how far what was agreed lies below what was asked', () => {
  const agreed = (amount: number | null, remedy = 'refund.full') => ({
    offerId: 'off_1',
    remedy,
    ...(amount !== null && { amount: euro(amount) }),
    title: '',
    terms: '',
    at: NOON,
  });
  const asked = [{ remedy: 'apology' }, { remedy: 'refund.full', amount: euro(3800) }, { remedy: 'store_credit', amount: euro(5000) }];
  test.each([
    ['the same remedy', asked, agreed(3000), { asked: euro(3800), agreed: euro(3000), difference: 800 }],
    ['another remedy', asked, agreed(3000, 'compensation'), { asked: euro(3800), agreed: euro(3000), difference: 800 }],
    ['more than was asked', asked, agreed(6000, 'store_credit'), { asked: euro(5000), agreed: euro(6000), difference: -1000 }],
    ['no money agreed', asked, agreed(null), null],
    ['no money asked', [{ remedy: 'apology' }], agreed(3000), null],
    ['other money', [{ remedy: 'refund.full', amount: { amount: 3800, currency: 'USD' } }], agreed(3000), null],
    ['nothing agreed', asked, null, null],
  ])('%s', (_what, wanted, given, gap) => {
    expect(gapOf({ asked: wanted, agreed: given })).toEqual(gap);
  });
});
