import type { BuyingModel } from './bg-nbd.ts';

/** Customers as the model has them: a pace, a chance to stop after each order. */
export function simulate({ r, alpha, a, b }: BuyingModel, count: number, age: number, ahead: number, seed: number) {
  const random = mulberry(seed);
  return Array.from({ length: count }, () => {
    const pace = gammaOf(r, random) / alpha;
    const [one, other] = [gammaOf(a, random), gammaOf(b, random)];
    const stop = one / (one + other);
    let [at, repeats, recency, later, isAlive] = [0, 0, 0, 0, true];
    while (isAlive) {
      at += -Math.log(1 - random()) / pace;
      if (at > age + ahead) break;
      if (at <= age) {
        repeats++;
        recency = at;
      } else later++;
      if (random() < stop) {
        if (at <= age) isAlive = false;
        break;
      }
    }
    return { repeats, recency, age, later, isAlive };
  });
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @source Marsaglia & Tsang 2000 */
function gammaOf(shape: number, random: () => number): number {
  if (shape < 1) return gammaOf(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * normal ** 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
