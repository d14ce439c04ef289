import { describe, expect, test } from 'vitest';
import { NOON, fern } from '#shared/fixtures/cast.ts';
import stories from '#shared/fixtures/scenarios.json' with { type: 'json' };
import type { Kind, Money } from '#shared/contracts/basics.ts';
import { REACHED, doing, euro, lateKettle, opened } from './fixtures.ts';
import { openCase } from './open-case.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { overchargeIn } from './price-difference.ts';
import { lossOf } from './loss.ts';
import { proposeRemedies } from './proposal.ts';
import { failureOf } from './taxonomy.ts';

/** A story as it is written down; `money` there is `amount` on the wire. */
type Story = {
  id: string;
  locale: string;
  kind: string;
  reason?: string;
  touchpoint: string;
  story: string;
  cost?: { money?: Money; minutes?: number; feelings?: string[] };
  asked?: { remedy: string; money?: Money; note?: string }[];
  expect: { failure?: string; first?: string; severity?: string; overcharge?: Money; approval?: boolean; response_expected?: boolean };
};
const told = (stories.scenarios as Story[]).filter(({ kind }) => kind !== 'cancellation');

const openedFrom = ({ id, locale, kind, reason, touchpoint, story, cost, asked = [] }: Story) =>
  openCase(
    {
      ...lateKettle,
      id: `case_${id}`,
      locale,
      kind: kind as Kind,
      reason: reason ?? null,
      area: { touchpoint },
      story,
      cost: cost ?? null,
      asked: asked.map(({ remedy, money, note }) => ({ remedy, ...(money && { amount: money }), ...(note && { note }) })),
    },
    doing(fern, NOON),
  ).after;

describe('the stories customers told', () => {
  const complaints = told.filter(({ kind }) => kind === 'complaint');
  test('are twelve complaints, a praise and an idea', () => expect([complaints.length, told.length]).toEqual([12, 14]));

  test.each(complaints)('$id gets $expect.first first', (story) => {
    const opened = openedFrom(story);
    const [first, ...others] = proposeRemedies(opened, 'agent', DEFAULT_POLICY);
    expect(opened).toMatchObject({
      severity: story.expect.severity,
      responseExpected: true,
      secondFailure: story.expect.failure === 'second_failure',
    });
    expect(failureOf(opened.reason)).toBe(story.expect.failure);
    expect(first).toMatchObject({ remedy: story.expect.first, withinAuthority: story.expect.approval !== true });
    expect(first!.because.length).toBeGreaterThan(0);
    expect(others.map(({ remedy }) => remedy)).not.toContain(story.expect.first);
    expect(overchargeIn(opened.story, opened.cost?.money?.currency)).toEqual(story.expect.overcharge ?? null);
  });

  test.each(complaints.filter(({ expect: { approval } }) => approval))('$id needs a lead’s approval, and a lead has it', (story) => {
    const [first] = proposeRemedies(openedFrom(story), 'lead', DEFAULT_POLICY);
    expect(first).toMatchObject({ remedy: story.expect.first, withinAuthority: true });
  });

  test.each(told.filter(({ kind }) => kind !== 'complaint'))('$id is owed no answer and no remedy', (story) => {
    const opened = openedFrom(story);
    expect(opened.responseExpected).toBe(story.expect.response_expected);
    expect(proposeRemedies(opened, 'agent', DEFAULT_POLICY)).toEqual([]);
  });
});

describe('remedies proposed', () => {
  const propose = (own: Parameters<typeof opened>[0], role = 'agent', policy = DEFAULT_POLICY) =>
    proposeRemedies(opened(own), role, policy);
  const ids = (proposals: ReturnType<typeof propose>) => proposals.map(({ remedy }) => remedy);

  test.each([
    ['money was lost', 'billing.duplicate', ['refund.full', 'fee_waiver', 'correction.billing']],
    ['the product was flawed', 'product.defective', ['replacement', 'repair', 'refund.full', 'refund.partial']],
    ['the service failed', 'service.slow', ['redo_service', 'refund.partial', 'store_credit']],
    ['somebody was treated badly', 'staff.conduct', ['apology', 'explanation', 'human_contact', 'store_credit']],
    ['it cannot be matched', 'policy.unfair', ['store_credit', 'refund.partial', 'explanation']],
    ['it failed twice', 'handling.previous_complaint', ['human_contact', 'refund.full', 'compensation']],
  ])('when %s and nothing was asked, in the order that helps', (_what, reason, order) => {
    expect(ids(propose({ reason, asked: [] }))).toEqual(order);
  });

  test.each([
    ['billing.duplicate', 'store_credit'],
    ['product.defective', 'apology'],
    ['service.slow', 'gift_certificate'],
    ['staff.conduct', 'refund.full'],
    ['handling.previous_complaint', 'apology'],
  ])('for %s warn that %s seldom helps, and still put it first when it was asked for', (reason, remedy) => {
    const [first] = propose({ reason, asked: [{ remedy }] });
    expect(first?.remedy).toBe(remedy);
    expect(first?.warnings?.[0]).toContain('Seldom helps');
  });

  test('begin with what the customer asked for, and say so', () => {
    const proposals = propose({ asked: [{ remedy: 'repair' }, { remedy: 'apology' }] });
    expect(ids(proposals)).toEqual(['repair', 'apology', 'replacement', 'refund.full', 'refund.partial']);
    expect(proposals[0]?.because).toContain('The customer asked for it');
    expect(proposals[2]?.because[0]).toContain('the product was flawed');
  });

  test('leave out what the shop never gives, what is unknown, and “nothing”', () => {
    const stern = { ...DEFAULT_POLICY, refusedRemedies: ['other', 'refund.full'] };
    expect(
      ids(propose({ asked: [{ remedy: 'refund.full' }, { remedy: 'moon' }, { remedy: 'nothing' }, { remedy: 'resend' }] }, 'agent', stern)),
    ).toEqual(['resend', 'replacement', 'repair', 'refund.partial']);
  });

  test('name the sum that was lost, half of it for a part, and none that nobody knows', () => {
    const sums = Object.fromEntries(propose({ asked: [] }).map(({ remedy, amount }) => [remedy, amount?.amount]));
    expect(sums).toEqual({ replacement: undefined, repair: undefined, 'refund.full': 3800, 'refund.partial': 1900 });
    expect(ids(propose({ asked: [], cost: null }))).toEqual(['replacement', 'repair']);
  });

  test('warn above one and a half times the loss, not at it', () => {
    const warned = (amount: number) => propose({ asked: [{ remedy: 'refund.full', amount: euro(amount) }] })[0]?.warnings;
    expect(warned(5700)).toBeUndefined();
    expect(warned(5701)).toEqual(['More than one and a half times the loss']);
  });

  test('say whether the reader may give it alone', () => {
    const dear = { asked: [{ remedy: 'refund.full', amount: euro(5001) }] };
    const [asAgent, asLead, asViewer] = ['agent', 'lead', 'viewer'].map((role) => propose(dear, role)[0]);
    expect([asAgent, asLead, asViewer].map((first) => first?.withinAuthority)).toEqual([false, true, false]);
    expect(asAgent?.because.at(-1)).toContain('above your limit');
  });

  test('turn to a person and a larger remedy once something failed twice', () => {
    const broken = { ...REACHED.received(), secondFailure: true, asked: [] };
    expect(proposeRemedies(broken, 'lead', DEFAULT_POLICY)[0]?.remedy).toBe('human_contact');
  });

  test('tell what was charged too much beside a refund', () => {
    const story = 'On sale for $2.50, but my receipt says I paid $4.79.';
    const [first] = propose({ story, reason: 'billing.wrong_amount', cost: null, asked: [] });
    expect(first).toMatchObject({ remedy: 'refund.full', amount: { amount: 229, currency: 'USD' } });
    expect(first?.because).toContain('By the story, $2.29 was charged too much');
    expect(lossOf({ cost: null, story })).toEqual({ amount: 229, currency: 'USD' });
  });
});
