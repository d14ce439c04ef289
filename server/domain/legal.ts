import type { Instant } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { addDays, closeOfDay, type BusinessCalendar } from './calendar.ts';

export type LegalProfile = Settings['clocks']['legalProfile'];

/** What a rule book asks of every complaint, in calendar days of the shop's time zone. Settable, and no legal advice. */
type LegalRule = {
  /** The final answer, counted from receipt. */
  finalDays: number | null;
  /** As long as it may take where the customer was told that it takes longer. */
  atMostDays?: number;
  /** A first word, counted in hours of the wall. */
  acknowledgeHours?: number;
  /** Settled by the end of so many business days after the day of receipt, a short closing letter is enough. */
  summaryBusinessDays?: number;
  /** An answer that does not settle it names who can look at it outside. */
  namesOutsideRoute: boolean;
};

/** @source domain.md section 3: FCA DISP 1.6 and 1.5, ASIC RG 271, CFPB complaint process, Directive 2013/11/EU article 13 */
export const LEGAL_RULES: Record<LegalProfile, LegalRule> = {
  none: { finalDays: null, namesOutsideRoute: false },
  uk_fca: { finalDays: 56, summaryBusinessDays: 3, namesOutsideRoute: true },
  au_rg271: { finalDays: 30, acknowledgeHours: 24, namesOutsideRoute: true },
  us_cfpb: { finalDays: 15, atMostDays: 60, namesOutsideRoute: false },
  eu_adr: { finalDays: null, namesOutsideRoute: true },
};

export type LegalDates = {
  profile: LegalProfile;
  finalBy: Instant | null;
  atMostBy: Instant | null;
  summaryBy: Instant | null;
  namesOutsideRoute: boolean;
};

/** The dates the law sets for a complaint received at a moment; null where no profile is chosen. */
export function legalDatesOf(profile: LegalProfile, calendar: BusinessCalendar, receivedAt: Instant): LegalDates | null {
  if (profile === 'none') return null;
  const { finalDays, atMostDays, summaryBusinessDays, namesOutsideRoute } = LEGAL_RULES[profile];
  const after = (days: number | null | undefined) => (days ? addDays(calendar, receivedAt, days) : null);
  return {
    profile,
    finalBy: after(finalDays),
    atMostBy: after(atMostDays),
    summaryBy: summaryBusinessDays ? closeOfDay(calendar, receivedAt, summaryBusinessDays) : null,
    namesOutsideRoute,
  };
}
