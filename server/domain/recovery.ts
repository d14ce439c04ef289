import type { Money } from '#shared/contracts/basics.ts';
import type { RecoveryRow } from '#shared/contracts/rescue.ts';
import { FEWEST, newcombe, wilson } from './proportion.ts';

/** Those who were to be contacted, and those who were left alone. */
export type Arms = {
  planned: number;
  contacted: number;
  returned: number;
  control: number;
  controlReturned: number;
  /** Per month, of those who returned; one sum a currency. */
  revenue: Money[];
  lifetime: Money[];
};

/** How many came back, and how many more than without us. Everybody who was to be contacted counts, reached or not: those who answer would come back more often anyway. */
export function recoveryOf(key: string, name: string, arms: Arms): RecoveryRow {
  const { planned, contacted, returned, control, controlReturned } = arms;
  const tooFewToTell = planned < FEWEST || control < FEWEST;
  const compared = tooFewToTell ? null : newcombe(returned, planned, controlReturned, control);
  return {
    key,
    name,
    planned,
    contacted,
    returned,
    rate: planned ? returned / planned : null,
    interval: planned ? wilson(returned, planned) : null,
    revenueWonBack: arms.revenue,
    lifetimeWonBack: arms.lifetime,
    control: { customers: control, returned: controlReturned, rate: control ? controlReturned / control : null },
    difference: compared && { value: compared.difference, low: compared.low, high: compared.high },
    tooFewToTell,
  };
}

export function added(one: Arms, other: Arms): Arms {
  return {
    planned: one.planned + other.planned,
    contacted: one.contacted + other.contacted,
    returned: one.returned + other.returned,
    control: one.control + other.control,
    controlReturned: one.controlReturned + other.controlReturned,
    revenue: inEachCurrency([...one.revenue, ...other.revenue]),
    lifetime: inEachCurrency([...one.lifetime, ...other.lifetime]),
  };
}

function inEachCurrency(sums: Money[]): Money[] {
  const all = new Map<string, number>();
  for (const { amount, currency } of sums) all.set(currency, (all.get(currency) ?? 0) + amount);
  return [...all].map(([currency, amount]) => ({ amount, currency }));
}
