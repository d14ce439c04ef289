import type { Instant } from '#shared/contracts/basics.ts';

/** How patiently something is tried again. */
export type Patience = { firstMs: number; mostMs: number; giveUpAfterMs: number };

const DAYS_3 = 3 * 86_400_000;
export const MAIL_PATIENCE: Patience = { firstMs: 2000, mostMs: 30 * 60_000, giveUpAfterMs: DAYS_3 };
export const WEBHOOK_PATIENCE: Patience = { firstMs: 5000, mostMs: 4 * 3_600_000, giveUpAfterMs: DAYS_3 };

/** A peer that asks for more than a day is asked again after a day. */
const LONGEST_WISH_MS = 86_400_000;

/**
 * When to try again after the failure number `tries`: twice as long each time, never all at the same moment, and not
 * before the peer wishes.
 *
 * @param random 0 to 1
 * @returns null when it has been tried long enough
 */
export function nextTryAt(
  failed: { tries: number; firstTriedAt: Instant; at: Instant; retryAfterMs?: number | undefined },
  patience: Patience,
  random: number,
): Instant | null {
  const { tries, firstTriedAt, at, retryAfterMs = 0 } = failed;
  const doubled = Math.min(patience.mostMs, patience.firstMs * 2 ** Math.min(tries - 1, 30));
  const wait = Math.max(doubled * (0.5 + random / 2), Math.min(retryAfterMs, LONGEST_WISH_MS));
  const next = Date.parse(at) + wait;
  return next > Date.parse(firstTriedAt) + patience.giveUpAfterMs ? null : new Date(next).toISOString();
}
