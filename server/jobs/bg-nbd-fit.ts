import direct from 'ml-direct';
import { type BuyingModel, lnLikelihoodOfAll, type Weighted } from '#server/domain/bg-nbd.ts';
import { descend } from '#server/domain/descend.ts';

export type Fitted = BuyingModel & { lnLikelihood: number; customers: number };

/** Logarithms of the bounds of r, alpha, a and b: wider than anything published. */
const LOWER = [0.01, 0.05, 0.01, 0.01].map(Math.log);
const UPPER = [20, 500, 50, 200].map(Math.log);
const LOOKS = 12;

const modelAt = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BuyingModel => ({
  r: Math.exp(r),
  alpha: Math.exp(alpha),
  a: Math.exp(a),
  b: Math.exp(b),
});

/** The model under which these orders were likeliest: dividing rectangles over everything plausible, then downhill from the best point. */
export function fitBuyingModel(all: readonly Weighted[]): Fitted {
  const unlikely = (point: readonly number[]): number => {
    const isInside = point.every((one, i) => one >= LOWER[i]! && one <= UPPER[i]!);
    const value = isInside ? -lnLikelihoodOfAll(modelAt(point), all) : Infinity;
    return Number.isFinite(value) ? value : Number.MAX_VALUE;
  };
  const { optima } = direct((point) => unlikely([...point]), LOWER, UPPER, { iterations: LOOKS });
  const { best, value } = descend(unlikely, [...(optima[0] ?? [])]);
  return { ...modelAt(best), lnLikelihood: -value, customers: all.reduce((sum, { count }) => sum + count, 0) };
}
