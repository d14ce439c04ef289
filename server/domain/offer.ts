import type { Instant, Money, RuleSet } from '#shared/contracts/basics.ts';
import type { Asked } from '#shared/contracts/case.ts';
import { DAY_MS } from './clock.ts';
import { isUnresolvedComplaint } from './cancellation.ts';
import { countsAs, reasonOf } from './taxonomy.ts';

/** One thing a merchant may offer somebody who is leaving. */
export type StayOffer = { remedy: string; months?: number; percent?: number };

/** The merchant's settings for offers to people who leave. */
export type StayPolicy = {
  /** Per reason, best first. */
  offersFor: Record<string, StayOffer[]>;
  /** Per probe answer, before the reason's own; an empty list means that nothing helps here. */
  offersForProbe: Record<string, StayOffer[]>;
  /** 0 to 1: the share of customers who see no offer. */
  holdOutShare: number;
  coolDownDays: number;
  openForDays: number;
};

const TALK: StayOffer = { remedy: 'human_contact' };
const DISCOUNT: StayOffer = { remedy: 'discount', percent: 20, months: 3 };
const PAUSE: StayOffer = { remedy: 'pause_subscription', months: 3 };
const SMALLER: StayOffer = { remedy: 'plan_change' };

/** @source domain.md section 5: pause before discount where both fit; price is not taken at its word */
export const DEFAULT_STAY_POLICY: StayPolicy = {
  offersFor: {
    'cancel.too_expensive': [DISCOUNT, TALK],
    'cancel.switched_service': [TALK, DISCOUNT],
    'cancel.missing_features': [TALK],
    'cancel.low_quality': [TALK, { remedy: 'extension', months: 1 }],
    'cancel.customer_service': [TALK],
    'cancel.broken_promise': [TALK],
    'cancel.lost_trust': [TALK],
    'cancel.too_complex': [TALK],
    'cancel.unused': [PAUSE, SMALLER],
    'cancel.new_management': [TALK],
    'cancel.unresolved_complaint': [TALK],
  },
  offersForProbe: { budget_changed: [SMALLER, PAUSE], not_worth_it: [SMALLER, DISCOUNT], for_good: [] },
  holdOutShare: 0.05,
  coolDownDays: 90,
  openForDays: 14,
};

export type Visit = {
  ruleSet: RuleSet;
  consent: boolean;
  holdOut: boolean;
  reason: string | null;
  probe: string | null;
  asked: Asked[];
  /** An offer already made in this visit. */
  offered: boolean;
  lastAcceptedAt: Instant | null;
  runningDiscount: boolean;
};

export type ChosenOffer = StayOffer & { because: ('asked' | 'stay' | 'reason')[] };

/**
 * The one offer for this visit, or none: none for the hold-out, for reasons nobody could have avoided, where the law or
 * the merchant wants none, inside the cool-down, or a discount over a running one.
 */
export function chooseOffer(visit: Visit, policy: StayPolicy, at: Instant): ChosenOffer | null {
  if (visit.holdOut || visit.offered || !mayOffer(visit)) return null;
  if (visit.lastAcceptedAt && Date.parse(at) - Date.parse(visit.lastAcceptedAt) < policy.coolDownDays * DAY_MS) return null;
  const reason = reasonOf(visit.reason);
  if (reason?.avoidable === false) return null;
  const forProbe = visit.probe ? policy.offersForProbe[visit.probe] : undefined;
  const forReason = visit.reason ? (policy.offersFor[visit.reason] ?? policy.offersFor[countsAs(visit.reason)]) : undefined;
  const fitting = forProbe?.length === 0 ? [] : [...(forProbe ?? []), ...(forReason ?? [])];
  const allowed = [...fitting, ...Object.values(policy.offersFor).flat()];
  const wanted = visit.asked.map(({ remedy }) => allowed.find((offer) => offer.remedy === remedy)).find((offer) => offer !== undefined);
  const possible = [wanted && isFitting(wanted, fitting, visit) ? wanted : undefined, ...fitting].filter((offer) => offer !== undefined);
  const chosen = possible.find(({ remedy }) => remedy !== 'discount' || !visit.runningDiscount);
  if (!chosen) return null;
  return { ...chosen, because: chosen === wanted ? ['asked', 'stay'] : ['reason'] };
}

/** Somebody whose complaint was never put right is not bought off: what they ask for counts, money they did not ask for does not. */
const isFitting = (wanted: StayOffer, fitting: StayOffer[], visit: Visit): boolean =>
  fitting.some(({ remedy }) => remedy === wanted.remedy) || !isUnresolvedComplaint(visit.reason) || wanted.remedy !== 'discount';

function mayOffer({ ruleSet, consent }: Visit): boolean {
  if (ruleSet === 'no_offers' || ruleSet === 'de_button' || ruleSet === 'eu_withdrawal') return false;
  return ruleSet === 'offers_beside_cancel' || consent;
}

/** A discount of so many percent on what somebody pays a month. */
export const savingOf = (mrr: Money | null, { percent, months }: StayOffer): Money | undefined =>
  mrr && percent && months ? { ...mrr, amount: Math.round((mrr.amount * percent * months) / 100) } : undefined;
