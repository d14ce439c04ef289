import type { Money } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import type { FailureClass } from './taxonomy.ts';

/** How much one person may give away alone, in minor units of any currency; null: no limit. */
export type Authority = { maxAmountMinor: number | null };

/** The merchant's rules that acts look at. */
export type Policy = {
  authority: Record<'owner' | 'lead' | 'agent', Authority>;
  /** Remedies this merchant never gives. */
  refusedRemedies: string[];
  maxCounterRounds: number;
  reopenWindowDays: number;
  /** Remedies for each failure, best first. */
  remediesFor: Record<FailureClass, { first: string[]; avoid: string[] }>;
};

/** @source domain.md section 4, the order found by Roschk & Gelbrich 2014 and others named there */
export const DEFAULT_POLICY: Policy = {
  authority: { owner: { maxAmountMinor: null }, lead: { maxAmountMinor: null }, agent: { maxAmountMinor: 5000 } },
  refusedRemedies: ['other'],
  maxCounterRounds: 3,
  reopenWindowDays: 30,
  remediesFor: {
    money_lost: { first: ['refund.full', 'fee_waiver', 'correction.billing'], avoid: ['store_credit', 'gift_certificate', 'discount'] },
    flawed_product: { first: ['replacement', 'repair', 'refund.full', 'refund.partial'], avoid: ['apology'] },
    service_failed: { first: ['redo_service', 'refund.partial', 'store_credit'], avoid: ['gift_certificate'] },
    treated_badly: { first: ['apology', 'explanation', 'human_contact', 'store_credit'], avoid: ['refund.full', 'compensation'] },
    cannot_match: { first: ['store_credit', 'refund.partial', 'explanation'], avoid: ['nothing'] },
    second_failure: { first: ['human_contact', 'refund.full', 'compensation'], avoid: ['apology'] },
  },
};

/** The rules a merchant set, on top of ours. */
export function policyOf({ authority, clocks }: Pick<Settings, 'authority' | 'clocks'>): Policy {
  const limitOf = (role: string): Authority => {
    const own = authority.limits.filter((limit) => limit.role === role && limit.remedy === '*' && limit.maxAmount !== null && limit.maxAmount !== undefined);
    return { maxAmountMinor: own.length ? Math.min(...own.map((limit) => limit.maxAmount ?? Infinity)) : null };
  };
  const reopening = clocks.policies.default?.reopen_window;
  return {
    ...DEFAULT_POLICY,
    authority: { owner: limitOf('owner'), lead: limitOf('lead'), agent: limitOf('agent') },
    refusedRemedies: authority.refusedRemedies,
    maxCounterRounds: authority.maxCounterRounds,
    reopenWindowDays: reopening && 'days' in reopening ? reopening.days : DEFAULT_POLICY.reopenWindowDays,
  };
}

export const sameCurrency = (a: Money | undefined, b: Money | undefined): boolean => a !== undefined && b !== undefined && a.currency === b.currency;
