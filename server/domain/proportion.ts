export type Interval = { low: number; high: number };

/** Standard normal quantile of 0.975: two-sided 95 %. */
const Z95 = 1.959963984540054;

/**
 * The share `hits / n` with its 95 % score interval, which stays within 0 and 1.
 *
 * @returns `low` 0 and `high` 1 where nothing was counted
 * @source Wilson 1927; Newcombe 1998 (Statistics in Medicine 17:857), method 3
 */
export function wilson(hits: number, n: number, z = Z95): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const share = hits / n;
  const middle = 2 * hits + z * z;
  const half = z * Math.sqrt(z * z + 4 * hits * (1 - share));
  return { low: Math.max(0, (middle - half) / (2 * (n + z * z))), high: Math.min(1, (middle + half) / (2 * (n + z * z))) };
}

/**
 * The difference of two independent shares with its 95 % interval.
 *
 * @returns null where one of the groups is empty
 * @source Newcombe 1998 (Statistics in Medicine 17:873), method 10
 */
export function newcombe(hits1: number, n1: number, hits2: number, n2: number, z = Z95): (Interval & { difference: number }) | null {
  if (n1 === 0 || n2 === 0) return null;
  const [p1, p2] = [hits1 / n1, hits2 / n2];
  const [one, two] = [wilson(hits1, n1, z), wilson(hits2, n2, z)];
  const difference = p1 - p2;
  return {
    difference,
    low: difference - Math.hypot(p1 - one.low, two.high - p2),
    high: difference + Math.hypot(one.high - p1, p2 - two.low),
  };
}

/** Fewer in either group say nothing about a difference. @source domain.md section 5 */
export const FEWEST = 30;
