type Promised = { kept: number; broken: number };

/** Of those whose day has come. @returns null when there are none */
export function keptShare(promises: Promised[]): number | null {
  const kept = promises.reduce((sum, one) => sum + one.kept, 0);
  const all = promises.reduce((sum, one) => sum + one.kept + one.broken, 0);
  return all === 0 ? null : kept / all;
}

/** From one figure to the next, as a share of the first. @returns null where there was nothing */
export const changeFrom = (before: number, now: number): number | null => (before === 0 ? null : (now - before) / before);
