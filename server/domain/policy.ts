import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/contracts/basics.ts';
import type { AuthorityLimit, Settings } from '#shared/contracts/settings.ts';
import { LEGAL_RULES } from './legal.ts';
import type { FailureClass } from './taxonomy.ts';

/** The merchant's rules that acts look at. */
export type Policy = {
  /** How much one person may give away alone; every limit that fits counts. */
  limits: AuthorityLimit[];
  /** Hours in which somebody who asked for approval gets an answer. */
  approvalHours: number;
  /** Where the shop's day begins. */
  timeZone: string;
  /** Remedies this merchant never gives. */
  refusedRemedies: string[];
  maxCounterRounds: number;
  reopenWindowDays: number;
  /** Whether an answer that does not settle a complaint must say who outside can look at it. */
  namesOutsideRoute: boolean;
  /** Remedies for each failure, best first. */
  remediesFor: Record<FailureClass, { first: string[]; avoid: string[] }>;
  /** The merchant's own reasons beneath those of the taxonomy. */
  ownReasons: string[];
};

/** @source domain.md section 4, the order found by Roschk & Gelbrich 2014 and others named there */
export const DEFAULT_POLICY: Policy = {
  limits: [{ role: 'agent', remedy: '*', maxAmount: 5000 }],
  approvalHours: 24,
  timeZone: 'UTC',
  refusedRemedies: ['other'],
  maxCounterRounds: 3,
  reopenWindowDays: 30,
  namesOutsideRoute: false,
  remediesFor: {
    money_lost: { first: ['refund.full', 'fee_waiver', 'correction.billing'], avoid: ['store_credit', 'gift_certificate', 'discount'] },
    flawed_product: { first: ['replacement', 'repair', 'refund.full', 'refund.partial'], avoid: ['apology'] },
    service_failed: { first: ['redo_service', 'refund.partial', 'store_credit'], avoid: ['gift_certificate'] },
    treated_badly: { first: ['apology', 'explanation', 'human_contact', 'store_credit'], avoid: ['refund.full', 'compensation'] },
    cannot_match: { first: ['store_credit', 'refund.partial', 'explanation'], avoid: ['nothing'] },
    second_failure: { first: ['human_contact', 'refund.full', 'compensation'], avoid: ['apology'] },
  },
  ownReasons: [],
};

/** The rules a merchant set, on top of ours. */
export function policyOf({
  authority,
  clocks,
  calendars,
  reasons,
}: Pick<Settings, 'authority' | 'clocks' | 'calendars' | 'reasons'>): Policy {
  const reopening = clocks.policies.default?.reopen_window;
  return {
    ...DEFAULT_POLICY,
    limits: authority.limits,
    approvalHours: authority.approvalHours,
    timeZone: calendars.calendars[clocks.calendar]?.timeZone ?? DEFAULT_POLICY.timeZone,
    refusedRemedies: authority.refusedRemedies,
    maxCounterRounds: authority.maxCounterRounds,
    reopenWindowDays: reopening && 'days' in reopening ? reopening.days : DEFAULT_POLICY.reopenWindowDays,
    namesOutsideRoute: LEGAL_RULES[clocks.legalProfile].namesOutsideRoute,
    ownReasons: reasons.own.map(({ id }) => id),
  };
}

/** When the shop’s day began. */
export const dayBegan = (at: Instant, { timeZone }: Pick<Policy, 'timeZone'>): Instant =>
  new Date(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).startOfDay().epochMilliseconds).toISOString();
