import type { Money } from '#shared/contracts/basics.ts';
import { dateLocale } from '../words/dates.ts';
import { direction, language, msg, t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';

const WAY: Record<string, string> = {
  cancel_flow: msg('By cancelling here'),
  import: msg('Told by an import'),
  api: msg('Told by your own system'),
  gone_quiet: msg('Gone quiet'),
};
const SEGMENT: Record<string, string> = {
  avoidable: msg('Could have been avoided'),
  unavoidable: msg('Could not have been avoided'),
  not_right_for_us: msg('Not right for us'),
};
export const wayLabel = (id: string) => (WAY[id] ? t(WAY[id]) : id);
export const segmentLabel = (id: string) => (SEGMENT[id] ? t(SEGMENT[id]) : t('Cannot be told from the reason'));

const inUtc = (at: string, how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(dateLocale(), { ...how, timeZone: 'UTC' }).format(new Date(at));

/** `2026-02` → `February 2026`, `2026-Q1` → `Quarter 1 of 2026`. */
export function periodLabel(period: string): string {
  const [, year = '', quarter] = /^(\d{4})-Q(\d)$/.exec(period) ?? [];
  return quarter ? t('Quarter {quarter} of {year}', { quarter, year }) : inUtc(`${period}-01`, { month: 'long', year: 'numeric' });
}
/** A day of the figures, which are kept by days of UTC. */
export const dayLabel = (at: string) => inUtc(at, { day: 'numeric', month: 'short', year: 'numeric' });

export const share = (value: number, digits = 1) =>
  new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: digits }).format(value);
/** Between right-to-left words a sign would jump behind its number. */
const signed = (value: number, how: Intl.NumberFormatOptions) => {
  const written = new Intl.NumberFormat(language.value, { ...how, signDisplay: 'exceptZero' }).format(value);
  return direction.value === 'rtl' ? `\u2066${written}\u2069` : written;
};
/** `+12 %`, `−3 %`. */
export const change = (value: number) => signed(value, { style: 'percent', maximumFractionDigits: 0 });
/** A difference of two shares, in percentage points. */
export const points = (value: number) => t('{number} points', { number: signed(value * 100, { maximumFractionDigits: 1 }) });
export const decimal = (value: number, digits = 1) =>
  new Intl.NumberFormat(language.value, { maximumFractionDigits: digits }).format(value);

export function minutes(value: number): string {
  if (value < 90) return tn(Math.round(value), '{count} minute', '{count} minutes');
  const hours = value / 60;
  if (hours < 48) return t('{number} hours', { number: decimal(hours) });
  return t('{number} days', { number: decimal(hours / 24) });
}

/** Amounts of several currencies one after the other, never added. */
export const moneys = (amounts: Money[]) =>
  amounts.length === 0 ? '–' : new Intl.ListFormat(language.value, { type: 'conjunction' }).format(amounts.map(money));

export const tooFew = (have: number, need: number) =>
  t('Too few to tell: {have} of {need}', { have: decimal(have, 0), need: decimal(need, 0) });

export const customerName = (who: { name: string | null; externalId: string | null } | null) =>
  who?.name ?? who?.externalId ?? t('A customer without a name');
