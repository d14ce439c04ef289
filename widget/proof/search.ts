/** A stretch of numbers to look through, for the one whose hash together with the salt is asked for. */
export type Stretch = [salt: string, wanted: string, from: number, to: number];

/**
 * The number of the stretch that answers the challenge, or nothing. It stands for itself, because its text is also handed to a worker.
 *
 * @source SHA-256 as in FIPS 180-4; our own, because `crypto.subtle` is missing without https and slow for a few bytes at a time
 */
export function search([salt, wanted, from, to]: Stretch): number | undefined {
  const rounds: number[] = [];
  const start: number[] = [];
  for (let candidate = 2; rounds.length < 64; candidate++) {
    let divisor = 2;
    while (candidate % divisor) divisor++;
    if (divisor < candidate) continue;
    if (start.length < 8) start.push((candidate ** 0.5 * 4294967296) | 0);
    rounds.push((Math.cbrt(candidate) * 4294967296) | 0);
  }
  const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));
  const goal = parseInt(wanted.slice(0, 8), 16) | 0;
  const prefix = new TextEncoder().encode(salt);
  const scratch = new Int32Array(64);
  const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');

  for (let number = from; number < to; number++) {
    const tail = String(number);
    const length = prefix.length + tail.length;
    const block = new DataView(new ArrayBuffer(((length + 72) >> 6) << 6));
    for (let at = 0; at < length; at++) block.setUint8(at, at < prefix.length ? prefix[at]! : tail.charCodeAt(at - prefix.length));
    block.setUint8(length, 128);
    block.setUint32(block.byteLength - 4, length * 8);
    let hash = start;
    for (let offset = 0; offset < block.byteLength; offset += 64) {
      let [a, b, c, d, e, f, g, h] = hash as [number, number, number, number, number, number, number, number];
      for (let i = 0; i < 64; i++) {
        if (i < 16) scratch[i] = block.getInt32(offset + i * 4);
        else {
          const early = scratch[i - 15]!;
          const late = scratch[i - 2]!;
          scratch[i] =
            scratch[i - 16]! +
            (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
            scratch[i - 7]! +
            (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
        }
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i]! + scratch[i]!) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + one) | 0;
        d = c;
        c = b;
        b = a;
        a = (one + two) | 0;
      }
      hash = [a, b, c, d, e, f, g, h].map((word, at) => (word + hash[at]!) | 0);
    }
    if (hash[0] === goal && hash.map(hex).join('') === wanted) return number;
  }
  return undefined;
}
