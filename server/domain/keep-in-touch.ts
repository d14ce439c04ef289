import type { Instant } from '#shared/contracts/basics.ts';
import type { KeepInTouch } from '#shared/contracts/cancellation.ts';

export type HowOften = Exclude<KeepInTouch['how_often'], 'never'>;
/** Somebody who left and allowed letters: how often, since when, and when one of us last wrote. */
export type Wish = { howOften: HowOften; saidAt: Instant; lastLetterAt: Instant | null };

const MONTHS: Record<HowOften, number | null> = { monthly: 1, quarterly: 3, yearly: 12, when_fixed: null };

/**
 * The earliest moment of the next letter: a whole month, quarter or year after the last one, or after they said so.
 *
 * @returns null when only something put right is a reason to write
 */
export function nextLetterAt({ howOften, saidAt, lastLetterAt }: Wish): Instant | null {
  const months = MONTHS[howOften];
  if (months === null) return null;
  return addMonths(lastLetterAt !== null && lastLetterAt > saidAt ? lastLetterAt : saidAt, months);
}

/** @param news how much was put right that they have not been told of */
export function isLetterDue(wish: Wish, news: number, at: Instant): boolean {
  const next = nextLetterAt(wish);
  return next === null ? news > 0 : next <= at;
}

/** 31 January and one month is the last of February. */
function addMonths(from: Instant, months: number): Instant {
  const day = new Date(from);
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last));
  return day.toISOString();
}
