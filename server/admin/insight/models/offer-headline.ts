import type { Offers } from '#shared/contracts/insights.ts';

export type KeptAfter = Offers['total']['kept'][number];

/** Fewer than this on either side and the difference may be chance. */
export const FEWEST = 30;

/** How many of those who are needed there are, on the side that has fewer. */
export const smallerArm = ({ offered, heldOut }: KeptAfter): number => Math.min(offered.of, heldOut.of);

/** The longest time after which something can be told; when nothing can, the one that is nearest to it. */
export function headlineOf(kept: KeptAfter[]): KeptAfter | null {
  const told = kept.findLast(({ tooFew, incremental }) => !tooFew && incremental !== null);
  return told ?? kept.toSorted((a, b) => smallerArm(b) - smallerArm(a) || a.days - b.days)[0] ?? null;
}
