/** The model of buying without a contract: r and alpha spread the pace of buying, a and b the chance to stop after an order. */
export type BuyingModel = { r: number; alpha: number; a: number; b: number };
/** A customer's orders, in weeks: how often they came again, when last, and how long ago the first was. */
export type Buying = { repeats: number; recency: number; age: number };
/** How many customers have one and the same history. */
export type Weighted = Buying & { count: number };

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. @source Lanczos 1964, g = 7, n = 9 */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const t = x + 6.5;
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const TERMS = 20_000;

/** Gauss's series, for |z| < 1. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < TERMS; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) < 1e-15 * Math.abs(sum)) break;
  }
  return sum;
}

/** What in the likelihood depends on the number of repeats alone. */
function ofRepeats({ r, alpha, a, b }: BuyingModel, x: number): number {
  return lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) + lnGamma(a + b) + lnGamma(b + x) - lnGamma(b) - lnGamma(a + b + x);
}

/** Of what may have happened since the last order, one of the two: still buying, or stopped with it. */
function ofTime({ r, alpha, a, b }: BuyingModel, { repeats: x, recency, age }: Buying): number {
  const stayed = -(r + x) * Math.log(alpha + age);
  if (x === 0) return stayed;
  const stopped = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + recency);
  const most = Math.max(stayed, stopped);
  return most + Math.log(Math.exp(stayed - most) + Math.exp(stopped - most));
}

/** ln of the likelihood of one customer's orders. @source Fader, Hardie & Lee 2005 (Marketing Science 24:275), equation 6 */
export const lnLikelihood = (model: BuyingModel, buying: Buying): number => ofRepeats(model, buying.repeats) + ofTime(model, buying);

/** The same over many customers; histories that are alike are reckoned once. */
export function lnLikelihoodOfAll(model: BuyingModel, all: readonly Weighted[]): number {
  const known = new Map<number, number>();
  let sum = 0;
  for (const one of all) {
    let fixed = known.get(one.repeats);
    if (fixed === undefined) known.set(one.repeats, (fixed = ofRepeats(model, one.repeats)));
    sum += one.count * (fixed + ofTime(model, one));
  }
  return sum;
}

/** The odds that a customer stopped buying with their last order. */
const oddsOfStopping = ({ r, alpha, a, b }: BuyingModel, { repeats: x, recency, age }: Buying): number =>
  x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);

/** The chance that a customer still buys, 0 to 1. Somebody who ordered once never stops in this model. */
export const chanceAlive = (model: BuyingModel, buying: Buying): number => 1 / (1 + oddsOfStopping(model, buying));

/**
 * Orders a customer is expected to make in the coming weeks.
 *
 * @source Fader, Hardie & Lee 2005, equation 10, with Euler's transformation of the hypergeometric function, which converges fast
 */
export function expectedOrders(model: BuyingModel, buying: Buying, weeks: number): number {
  const { r, alpha, b } = model;
  const a = Math.abs(model.a - 1) < 1e-6 ? model.a + 2e-6 : model.a; // the formula divides by a − 1; its limit is the same
  const { repeats: x, age } = buying;
  const z = weeks / (alpha + age + weeks);
  const f = hypergeometric(a + b - 1 - r, a - 1, a + b + x - 1, z);
  return (((a + b + x - 1) / (a - 1)) * (1 - (1 - z) ** (a - 1) * f)) / (1 + oddsOfStopping(model, buying));
}

/** The chance that a new customer comes again exactly `x` times in `weeks`. @source Fader, Hardie & Lee 2005, equation 8 */
export function chanceOfRepeats({ r, alpha, a, b }: BuyingModel, x: number, weeks: number): number {
  const stays =
    Math.exp(lnBeta(a, b + x) - lnBeta(a, b) + lnGamma(r + x) - lnGamma(r) - lnGamma(x + 1)) *
    (alpha / (alpha + weeks)) ** r *
    (weeks / (alpha + weeks)) ** x;
  if (x === 0) return stays;
  let fewer = 0;
  for (let j = 0; j < x; j++) fewer += Math.exp(lnGamma(r + j) - lnGamma(r) - lnGamma(j + 1)) * (weeks / (alpha + weeks)) ** j;
  return stays + Math.exp(lnBeta(a + 1, b + x - 1) - lnBeta(a, b)) * (1 - (alpha / (alpha + weeks)) ** r * fewer);
}

const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

const WEEK_MS = 7 * 86_400_000;

/** Orders as the model sees them: several on one day are one. @param days of the orders, `2026-03-02` */
export function buyingOf(days: readonly string[], at: string): Buying | null {
  const own = [...new Set(days)].toSorted();
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return null;
  const weeks = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / WEEK_MS;
  return { repeats: own.length - 1, recency: weeks(first, last), age: Math.max(0, weeks(first, at.slice(0, 10))) };
}
