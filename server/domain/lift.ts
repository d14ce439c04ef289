import { FEWEST, type Interval, newcombe } from './proportion.ts';

export const KEPT_AFTER_DAYS = [30, 60, 90] as const;

/** Customers who visited the cancel flow and were still there so many days later; `waiting` are those nobody can know of yet. */
export type Kept = { of: number; kept: number; waiting: number };
/** `lift` is the difference between offered and held out; null with `tooFew` where there are too few to tell. */
export type KeptAfter = {
  days: number;
  offered: Kept;
  accepted: Kept;
  heldOut: Kept;
  lift: (Interval & { difference: number }) | null;
  tooFew: boolean;
  /** Customers who are still there because of the offers: lift × offered. */
  incremental: (Interval & { customers: number }) | null;
};

/**
 * What offers did, against those who would have seen one but for the hold-out.
 *
 * @source product.md, principle 7; domain.md section 5
 */
export function keptAfter(days: number, offered: Kept, accepted: Kept, heldOut: Kept): KeptAfter {
  const tooFew = offered.of < FEWEST || heldOut.of < FEWEST;
  const lift = tooFew ? null : newcombe(offered.kept, offered.of, heldOut.kept, heldOut.of);
  return {
    days,
    offered,
    accepted,
    heldOut,
    lift,
    tooFew,
    incremental: lift && { customers: lift.difference * offered.of, low: lift.low * offered.of, high: lift.high * offered.of },
  };
}
