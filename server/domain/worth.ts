import type { Money } from '#shared/contracts/basics.ts';
import type { WorthSettings } from '#shared/contracts/settings.ts';
import { decimalsOf, inCurrency } from '#shared/decimals.ts';

/** How many leave of all there are, in the last twelve months. */
export type OwnChurn = { left: number; customers: number };
export type Earnings = {
  /** Per month, where they subscribe. */
  subscription: Money | null;
  /** What they ordered in the last twelve months, by currency, most orders first. */
  ordered: Money[];
  acquisitionCost: Money | null;
};
/** Everything a figure was reckoned from, so that it can be shown beside it. */
export type WorthInputs = {
  revenueFrom: 'subscription' | 'orders' | 'unknown';
  /** Of twelve months, where orders tell. */
  ordered: Money | null;
  margin: number;
  lifetimeMonths: number;
  lifetimeFrom: 'setting' | 'own_churn' | 'longest';
  /** Share that leaves in a month; null: too few have left to tell. */
  monthlyChurn: number | null;
  acquisitionCost: Money | null;
};
export type Worth = {
  revenuePerMonth: Money | null;
  /** Margin over the expected lifetime, minus the cost to win them. */
  lifetimeValue: Money | null;
  /** What goes when they go: the margin that was still to come. What was paid to win them is spent either way. */
  lostOnDeparture: Money | null;
  formula: string;
  inputs: WorthInputs;
};

const MONTHS = 12n;
const BASIS = 10_000n;
const TENTHS = 10n;
const MOST = 1_000_000_000_000n;
/** Below this a churn rate says nothing. */
const ENOUGH_DEPARTURES = 30;

/** @returns months to a tenth */
export function expectedLifetime(
  settings: WorthSettings,
  churn: OwnChurn,
): Pick<WorthInputs, 'lifetimeMonths' | 'lifetimeFrom' | 'monthlyChurn'> {
  const monthlyChurn = churn.left < ENOUGH_DEPARTURES ? null : churn.left / 12 / (churn.customers + churn.left / 2);
  if (settings.expectedLifetimeMonths !== null)
    return { lifetimeMonths: settings.expectedLifetimeMonths, lifetimeFrom: 'setting', monthlyChurn };
  const months = settings.useOwnChurn && monthlyChurn ? Math.round(10 / monthlyChurn) / 10 : Infinity;
  return months < settings.longestLifetimeMonths
    ? { lifetimeMonths: months, lifetimeFrom: 'own_churn', monthlyChurn }
    : { lifetimeMonths: settings.longestLifetimeMonths, lifetimeFrom: 'longest', monthlyChurn };
}

/**
 * What a customer is worth, and what losing them costs: 1,000 a month for 20 years is 240,000.
 * Whole minor units throughout; rounded once, at the end, halves up.
 */
export function worthOf({ subscription, ordered: sums, acquisitionCost }: Earnings, settings: WorthSettings, churn: OwnChurn): Worth {
  const lifetime = expectedLifetime(settings, churn);
  const ordered = subscription ? null : (sums[0] ?? null);
  const { amount, currency } = subscription ?? ordered ?? {};
  const cost = acquisitionCost && acquisitionCost.currency === currency ? acquisitionCost : null;
  const inputs: WorthInputs = {
    revenueFrom: subscription ? 'subscription' : ordered ? 'orders' : 'unknown',
    ordered,
    margin: settings.margin,
    ...lifetime,
    acquisitionCost: cost,
  };
  if (amount === undefined || currency === undefined)
    return { revenuePerMonth: null, lifetimeValue: null, lostOnDeparture: null, formula: 'Nothing is known of what they pay.', inputs };

  const parts = subscription ? 1n : MONTHS;
  const margin = BigInt(Math.round(settings.margin * Number(BASIS)));
  const tenths = BigInt(Math.round(lifetime.lifetimeMonths * Number(TENTHS)));
  const toCome = rounded(BigInt(amount) * margin * tenths, parts * BASIS * TENTHS);
  const worth = { amount: Math.max(0, toCome - (cost?.amount ?? 0)), currency };
  const revenuePerMonth = { amount: rounded(BigInt(amount), parts), currency };
  return {
    revenuePerMonth,
    lifetimeValue: worth,
    lostOnDeparture: { amount: toCome, currency },
    formula: formulaOf(inputs, revenuePerMonth, worth),
    inputs,
  };
}

/** Halves go up. */
const rounded = (dividend: bigint, divisor: bigint): number => {
  const whole = (2n * dividend + divisor) / (2n * divisor);
  return Number(whole > MOST ? MOST : whole);
};

function formulaOf(inputs: WorthInputs, revenue: Money, worth: Money): string {
  const say = (money: Money): string =>
    new Intl.NumberFormat('en', inCurrency(money.currency)).format(money.amount / 10 ** decimalsOf(money.currency));
  const month = inputs.ordered ? `${say(inputs.ordered)} ordered in 12 months ÷ 12` : `${say(revenue)} a month`;
  const cost = inputs.acquisitionCost ? ` − ${say(inputs.acquisitionCost)} to win them` : '';
  const why = {
    setting: 'as set',
    own_churn: `1 ÷ ${((inputs.monthlyChurn ?? 0) * 100).toFixed(2)} % leaving a month`,
    longest: 'the longest that is reckoned with',
  }[inputs.lifetimeFrom];
  return `${month} × ${Math.round(inputs.margin * 10_000) / 100} % margin × ${inputs.lifetimeMonths} months (${why})${cost} = ${say(worth)}`;
}
