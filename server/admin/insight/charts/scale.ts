/** How long a bar is, of the longest. @returns 0 to 1 */
export const lengthOf = (value: number, longest: number): number => (longest <= 0 || value <= 0 ? 0 : Math.min(1, value / longest));

/** Places of numbers on a line that always shows zero, with a little room at both ends. @returns 0 to 1 */
export function lineScale(values: number[]): (value: number) => number {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = (high - low || 1) * 0.06;
  return (value) => (value - low + room) / (high - low + 2 * room);
}

/** Runs of points on a plane of 100 by 100, y downwards; where nothing is known the line is broken. */
export function pathsOf(values: (number | null)[]): { x: number; y: number }[][] {
  const known = values.filter((value) => value !== null);
  const high = Math.max(0, ...known);
  const low = Math.min(0, ...known);
  const runs: { x: number; y: number }[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (value === null) {
      runs.push([]);
      continue;
    }
    const x = values.length === 1 ? 50 : (i / (values.length - 1)) * 100;
    runs.at(-1)?.push({ x, y: high === low ? 100 : 100 - ((value - low) / (high - low)) * 100 });
  }
  return runs.filter(({ length }) => length > 0);
}
