type Corner = { at: number[]; value: number };

const STEPS = 2000;
const NEAR_ENOUGH = 1e-10;
const STARTS = 3;

/**
 * Goes downhill from a point until nothing is lower nearby, without derivatives; started again from where it stopped, because a
 * simplex may fold up too early.
 *
 * @source Nelder & Mead 1965 (Computer Journal 7:308)
 */
export function descend(f: (point: readonly number[]) => number, from: number[], size = 0.5): { best: number[]; value: number } {
  let best = { at: from, value: f(from) };
  for (let start = 0; start < STARTS; start++) best = descendOnce(f, best, size / 2 ** start);
  return { best: best.at, value: best.value };
}

function descendOnce(f: (point: readonly number[]) => number, from: Corner, size: number): Corner {
  const measured = (at: number[]): Corner => ({ at, value: f(at) });
  const corners = [from, ...from.at.map((_, i) => measured(from.at.map((one, k) => (k === i ? one + size : one))))];
  for (let step = 0; step < STEPS; step++) {
    corners.sort((one, other) => one.value - other.value);
    const [lowest, second, highest] = [corners[0]!, corners.at(-2)!, corners.at(-1)!];
    if (highest.value - lowest.value <= NEAR_ENOUGH * (1 + Math.abs(lowest.value)) && spanOf(corners) < 1e-7) break;
    const middle = lowest.at.map((_, k) => corners.slice(0, -1).reduce((sum, { at }) => sum + at[k]!, 0) / (corners.length - 1));
    const towards = (share: number) => measured(middle.map((one, k) => one + share * (highest.at[k]! - one)));
    const mirrored = towards(-1);
    if (mirrored.value < lowest.value) {
      const further = towards(-2);
      corners[corners.length - 1] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < second.value) corners[corners.length - 1] = mirrored;
    else {
      const nearer = mirrored.value < highest.value ? towards(-0.5) : towards(0.5);
      if (nearer.value < Math.min(mirrored.value, highest.value)) corners[corners.length - 1] = nearer;
      else corners.forEach((corner, i) => (corners[i] = i === 0 ? corner : measured(corner.at.map((one, k) => (one + lowest.at[k]!) / 2))));
    }
  }
  return corners.toSorted((one, other) => one.value - other.value)[0]!;
}

const spanOf = (corners: Corner[]): number =>
  Math.max(...corners[0]!.at.map((_, k) => Math.max(...corners.map(({ at }) => at[k]!)) - Math.min(...corners.map(({ at }) => at[k]!))));
