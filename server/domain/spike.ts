/** How many cases came on each of the last days, oldest first, today last. */
export type DailyCounts = number[];

const BASELINE_DAYS = 7;
const LAG_DAYS = 2;
const THRESHOLD = 3;
const SMALLEST_SIGMA = 0.5;
const SMALLEST_COUNT = 3;

export type Spike = { count: number; expected: number };

/**
 * Whether today stands out: EARS C2, the mean and spread of seven days that end two days before.
 *
 * @param counts at least 10 days; missing days are zeros
 * @param customers how many different people today's cases come from; fewer than three are no rise
 * @source Hutwagner et al. 2003, "The bioterrorism preparedness and response Early Aberration Reporting System (EARS)"
 */
export function spikeIn(counts: DailyCounts, customers: number): Spike | null {
  const today = counts.at(-1) ?? 0;
  const end = counts.length - 1 - LAG_DAYS;
  const baseline = counts.slice(Math.max(0, end - BASELINE_DAYS), Math.max(0, end));
  if (baseline.length < BASELINE_DAYS || today < SMALLEST_COUNT || customers < SMALLEST_COUNT) return null;
  const mean = baseline.reduce((sum, one) => sum + one, 0) / BASELINE_DAYS;
  const variance = baseline.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (BASELINE_DAYS - 1);
  const sigma = Math.max(Math.sqrt(variance), SMALLEST_SIGMA);
  return (today - mean) / sigma > THRESHOLD ? { count: today, expected: mean } : null;
}

export const DAYS_NEEDED = BASELINE_DAYS + LAG_DAYS + 1;
