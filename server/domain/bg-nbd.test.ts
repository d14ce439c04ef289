import { describe, expect, test } from 'vitest';
import {
  buyingOf,
  chanceAlive,
  chanceOfRepeats,
  expectedOrders,
  hypergeometric,
  lnGamma,
  lnLikelihood,
  type Buying,
  type BuyingModel,
} from './bg-nbd.ts';
import { simulate } from './fixtures-buying.ts';

/** What Fader, Hardie & Lee (2005) publish for the CDNOW sample. */
const CDNOW: BuyingModel = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const FIRST: Buying = { repeats: 2, recency: 30.43, age: 38.86 };

test.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [5, Math.log(24)],
  [171, 706.5730622457874],
  [0.1, 2.2527126517342055],
])('ln Γ(%f)', (x, expected) => {
  expect(lnGamma(x)).toBeCloseTo(expected, 10);
});

test('the hypergeometric function agrees with what is known in closed form', () => {
  expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.log(2), 12);
  expect(hypergeometric(0.5, 1, 1.5, 0.25)).toBeCloseTo(Math.atanh(0.5) / 0.5, 12);
  expect(hypergeometric(3, 7, 7, 0.9)).toBeCloseTo(0.1 ** -3, 6);
});

/** Gauss-Legendre is not needed: both densities are smooth after a change of variables, so the middle-point rule converges. */
function byIntegration({ r, alpha, a, b }: BuyingModel, { repeats: x, recency, age }: Buying): number {
  const lambdas = 2000;
  const chances = 1000;
  const most = 12;
  let sum = 0;
  for (let i = 0; i < lambdas; i++) {
    const u = ((i + 0.5) / lambdas) * most; // λ = u⁴ takes the pole of the gamma density at 0 away
    const lambda = u ** 4;
    const gamma = Math.exp(r * Math.log(alpha) + (r - 1) * Math.log(lambda) - alpha * lambda - lnGamma(r));
    sum += gamma * 4 * u ** 3 * (most / lambdas) * givenPace(lambda);
  }
  return Math.log(sum);

  function givenPace(lambda: number): number {
    let inner = 0;
    for (let k = 0; k < chances; k++) {
      const v = (k + 0.5) / chances;
      const p = v ** 3; // the same for p near 0
      const beta = Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) + lnGamma(a + b) - lnGamma(a) - lnGamma(b));
      const stayed = (1 - p) ** x * lambda ** x * Math.exp(-lambda * age);
      const stopped = x > 0 ? p * (1 - p) ** (x - 1) * lambda ** x * Math.exp(-lambda * recency) : 0;
      inner += beta * 3 * v ** 2 * (1 / chances) * (stayed + stopped);
    }
    return inner;
  }
}

test.each<[string, BuyingModel, Buying]>([
  ['nobody who came again', { r: 1.2, alpha: 3, a: 1.5, b: 2.5 }, { repeats: 0, recency: 0, age: 4 }],
  ['once, and lately', { r: 1.2, alpha: 3, a: 1.5, b: 2.5 }, { repeats: 1, recency: 3.5, age: 4 }],
  ['three times, long ago', { r: 0.8, alpha: 2, a: 1.1, b: 1.7 }, { repeats: 3, recency: 2, age: 9 }],
])('the likelihood is the integral over pace and chance: %s', (_, model, buying) => {
  expect(lnLikelihood(model, buying)).toBeCloseTo(byIntegration(model, buying), 3);
});

describe('what is published for the CDNOW sample', () => {
  test('its first customer is expected to buy 1.23 times in the next 39 weeks, and is alive with 0.73', () => {
    expect(expectedOrders(CDNOW, FIRST, 39)).toBeCloseTo(1.226, 3);
    expect(chanceAlive(CDNOW, FIRST)).toBeCloseTo(0.7266, 3);
  });

  test('the share of customers who came again so often is about as counted', () => {
    // Counted repeats of 2,357 customers; their first orders lie in the first twelve of 39 weeks.
    const counted = [1411, 439, 214, 100, 62, 38, 29];
    const cohorts = Array.from({ length: 12 }, (_, i) => 27.5 + i);
    const expected = counted.map(
      (_, x) => (2357 / cohorts.length) * cohorts.reduce((sum, weeks) => sum + chanceOfRepeats(CDNOW, x, weeks), 0),
    );
    const off = expected.map((one, x) => Math.abs(one - counted[x]!) / counted[x]!);
    expect(Math.max(...off)).toBeLessThan(0.15);
  });
});

describe('a hundred thousand simulated customers', () => {
  const model: BuyingModel = { r: 1.1, alpha: 5, a: 1.4, b: 3 };
  const customers = simulate(model, 100_000, 20, 12, 7);

  test('those with one history are alive, and buy again, as often as the formulas say', () => {
    for (const repeats of [0, 1, 3]) {
      const alike = customers.filter((one) => one.repeats === repeats && (repeats === 0 || (one.recency > 8 && one.recency < 12)));
      const [alive, orders] = [mean(alike.map((one) => Number(one.isAlive))), mean(alike.map((one) => one.later))];
      const slack = 4 / Math.sqrt(alike.length);
      expect(Math.abs(mean(alike.map((one) => chanceAlive(model, one))) - alive)).toBeLessThan(slack * 0.5);
      expect(Math.abs(mean(alike.map((one) => expectedOrders(model, one, 12))) - orders)).toBeLessThan(slack * 1.6);
    }
  });

  test('the counts of repeats are as likely as the formula says', () => {
    for (const x of [0, 1, 2, 5]) {
      const share = customers.filter(({ repeats }) => repeats === x).length / customers.length;
      expect(Math.abs(share - chanceOfRepeats(model, x, 20))).toBeLessThan(4 * Math.sqrt(0.25 / customers.length));
    }
  });
});

test('several orders on one day are one, and weeks are counted from the first', () => {
  expect(buyingOf(['2026-01-19', '2026-01-05', '2026-01-05'], '2026-02-02T10:00:00.000Z')).toEqual({ repeats: 1, recency: 2, age: 4 });
  expect(buyingOf([], '2026-02-02T10:00:00.000Z')).toBe(null);
});

const mean = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
