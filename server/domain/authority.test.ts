import { describe, expect, test } from 'vitest';
import { NOON } from '#shared/fixtures/cast.ts';
import { AuthoritySettings, DEFAULT_SETTINGS, type AuthorityLimit } from '#shared/contracts/settings.ts';
import { type Given, type Gift, limitsAbove, limitsAboveOffer, NOTHING_GIVEN, oddLimits, overAuthority } from './authority.ts';
import { euro, opened } from './fixtures.ts';
import { DEFAULT_POLICY, dayBegan, policyOf } from './policy.ts';

const refund = (cents: number, own: Partial<Gift> = {}): Gift => ({ remedy: 'refund.full', amount: euro(cents), ...own });
const agentMay = (...limits: Omit<AuthorityLimit, 'role'>[]) => ({ limits: limits.map((limit) => ({ role: 'agent' as const, ...limit })) });
const given = (own: Partial<Given>): Given => ({ ...NOTHING_GIVEN, ...own });
const got = (amount: number, remedy = 'refund.full', currency = 'EUR') => ({ remedy, currency, amount });

describe('what one person may give away alone', () => {
  test.each([
    ['agent', 0, []],
    ['agent', 4999, []],
    ['agent', 5000, []],
    ['agent', 5001, ['amount']],
    ['lead', 5001, []],
    ['lead', 900_000, []],
    ['owner', 900_000, []],
    ['viewer', 0, ['role']],
    ['viewer', 100, ['role']],
    ['customer', 100, ['role']],
    ['nobody', 100, ['role']],
    ['system', 900_000, []],
  ])('in a shop that set nothing, %s and %i cents: above %j', (role, cents, above) => {
    expect(limitsAbove(role, refund(cents), DEFAULT_POLICY)).toEqual(above);
  });

  test('an apology costs nothing and needs no approval, except from those who may only look', () => {
    expect(['agent', 'lead', 'owner', 'viewer'].map((role) => limitsAbove(role, { remedy: 'apology' }, DEFAULT_POLICY).length)).toEqual([
      0, 0, 0, 1,
    ]);
  });

  test.each<[string, ReturnType<typeof agentMay>, Gift, Given, string[]]>([
    ['one offer', agentMay({ remedy: '*', maxAmount: 5000 }), refund(5001), NOTHING_GIVEN, ['amount']],
    ['no limit where none is written', agentMay({ remedy: '*', maxAmount: null }), refund(900_000), NOTHING_GIVEN, []],
    ['another remedy’s limit does not count', agentMay({ remedy: 'store_credit', maxAmount: 10 }), refund(9000), NOTHING_GIVEN, []],
    [
      'the tightest that fits counts',
      agentMay({ remedy: '*', maxAmount: 9000 }, { remedy: 'refund.full', maxAmount: 2000 }),
      refund(2001),
      NOTHING_GIVEN,
      ['amount'],
    ],
    ['all of the loss', agentMay({ remedy: '*', maxShareOfLoss: 1 }), refund(3800, { loss: euro(3800) }), NOTHING_GIVEN, []],
    [
      'a cent more than the loss',
      agentMay({ remedy: '*', maxShareOfLoss: 1 }),
      refund(3801, { loss: euro(3800) }),
      NOTHING_GIVEN,
      ['share_of_loss'],
    ],
    ['half the loss', agentMay({ remedy: '*', maxShareOfLoss: 0.5 }), refund(1901, { loss: euro(3800) }), NOTHING_GIVEN, ['share_of_loss']],
    ['a share of a loss nobody knows', agentMay({ remedy: '*', maxShareOfLoss: 1 }), refund(1), NOTHING_GIVEN, ['share_of_loss']],
    [
      'a share of a loss in other money',
      agentMay({ remedy: '*', maxShareOfLoss: 1 }),
      refund(1, { loss: { amount: 3800, currency: 'USD' } }),
      NOTHING_GIVEN,
      ['share_of_loss'],
    ],
    [
      'the customer, up to the limit',
      agentMay({ remedy: '*', maxPerCustomer90Days: 10_000 }),
      refund(4000),
      given({ toCustomer: [got(6000)] }),
      [],
    ],
    [
      'the customer, a cent above',
      agentMay({ remedy: '*', maxPerCustomer90Days: 10_000 }),
      refund(4001),
      given({ toCustomer: [got(6000)] }),
      ['customer_90_days'],
    ],
    [
      'the customer, all remedies together',
      agentMay({ remedy: '*', maxPerCustomer90Days: 10_000 }),
      refund(4001),
      given({ toCustomer: [got(3000), got(3000, 'store_credit')] }),
      ['customer_90_days'],
    ],
    [
      'the customer, this remedy alone',
      agentMay({ remedy: 'refund.full', maxPerCustomer90Days: 10_000 }),
      refund(4001),
      given({ toCustomer: [got(3000), got(9000, 'store_credit')] }),
      [],
    ],
    [
      'the customer, other money apart',
      agentMay({ remedy: '*', maxPerCustomer90Days: 10_000 }),
      refund(4001),
      given({ toCustomer: [got(9000, 'refund.full', 'USD')] }),
      [],
    ],
    ['the day, up to the limit', agentMay({ remedy: '*', maxPerStaffPerDay: 20_000 }), refund(4000), given({ byStaff: [got(16_000)] }), []],
    [
      'the day, a cent above',
      agentMay({ remedy: '*', maxPerStaffPerDay: 20_000 }),
      refund(4001),
      given({ byStaff: [got(16_000)] }),
      ['staff_day'],
    ],
    [
      'what others gave is not one’s own day',
      agentMay({ remedy: '*', maxPerStaffPerDay: 5000 }),
      refund(4000),
      given({ toCustomer: [got(16_000)] }),
      [],
    ],
    [
      'everything at once',
      agentMay({ remedy: '*', maxAmount: 1, maxShareOfLoss: 0, maxPerCustomer90Days: 1, maxPerStaffPerDay: 1 }),
      refund(2, { loss: euro(5) }),
      NOTHING_GIVEN,
      ['amount', 'share_of_loss', 'customer_90_days', 'staff_day'],
    ],
    ['nothing at all, not even a cent', agentMay({ remedy: '*', maxAmount: 0 }), refund(1), NOTHING_GIVEN, ['amount']],
  ])('%s', (_what, policy, gift, before, above) => {
    expect(limitsAbove('agent', gift, policy, before)).toEqual(above);
    expect(limitsAbove('lead', gift, policy, before)).toEqual([]);
  });

  test('a shop sets limits for leads too', () => {
    const careful = {
      limits: [
        { role: 'agent', remedy: '*', maxAmount: 0 },
        { role: 'lead', remedy: '*', maxAmount: 10_000 },
      ] as AuthorityLimit[],
    };
    expect(['agent', 'lead', 'owner'].map((role) => limitsAbove(role, refund(10_001), careful))).toEqual([['amount'], ['amount'], []]);
  });

  test('the dearest of the choices counts, and the loss the customer told of', () => {
    const policy = agentMay({ remedy: '*', maxAmount: 5000, maxShareOfLoss: 1 });
    const offer = { remedy: 'apology', choices: [{ remedy: 'store_credit', money: euro(5001) }] };
    expect(limitsAboveOffer('agent', offer, opened(), policy)).toEqual(['amount', 'share_of_loss']);
    expect(limitsAboveOffer('agent', { remedy: 'refund.full', amount: euro(3800) }, opened(), policy)).toEqual([]);
  });

  test('over the limit says which limit, and who can help', () => {
    expect(overAuthority('refund.full', ['amount', 'staff_day'])).toMatchObject({
      code: 'remedy.over_authority',
      message: 'refund.full is above your limit and your limit for one day: ask a lead or the owner to approve it.',
    });
  });
});

describe('the limits a merchant publishes', () => {
  test('may name every remedy we know and nothing else', () => {
    const document = AuthoritySettings.parse({
      limits: [{ role: 'agent', remedy: 'refund.full', maxAmount: 1 }, { role: 'agent', remedy: 'moon', maxAmount: 1 }, { role: 'viewer' }],
      refusedRemedies: ['other', 'sun'],
    });
    expect(oddLimits(document).map(({ path }) => path)).toEqual(['limits.1.remedy', 'limits.2.role', 'refusedRemedies.1']);
    expect(oddLimits(DEFAULT_SETTINGS.authority)).toEqual([]);
  });

  test('are the ones that count, with the time to approve and the shop’s own day', () => {
    const calendars = { calendars: { default: { ...DEFAULT_SETTINGS.calendars.calendars.default!, timeZone: 'America/New_York' } } };
    const policy = policyOf({ ...DEFAULT_SETTINGS, calendars, authority: { ...DEFAULT_SETTINGS.authority, approvalHours: 2 } });
    expect(policy).toMatchObject({
      limits: [{ role: 'agent', remedy: '*', maxAmount: 5000 }],
      approvalHours: 2,
      timeZone: 'America/New_York',
    });
    expect(dayBegan(NOON, policy)).toBe('2026-03-02T05:00:00.000Z');
    expect(dayBegan('2026-03-02T04:00:00.000Z', policy)).toBe('2026-03-01T05:00:00.000Z');
    expect(dayBegan(NOON, { timeZone: 'UTC' })).toBe('2026-03-02T00:00:00.000Z');
  });
});
