import type { Instant } from '#shared/contracts/basics.ts';
import type { Settings, Span } from '#shared/contracts/settings.ts';
import {
  addBusiness,
  addBusinessDays,
  addDays,
  ALWAYS_OPEN,
  type BusinessCalendar,
  businessBetween,
  businessCalendar,
} from './calendar.ts';
import { type ClockKind, HOUR_MS, later, type Timekeeper } from './clock.ts';
import { LEGAL_RULES } from './legal.ts';

type TimeSettings = Pick<Settings, 'clocks' | 'calendars'>;

/** Dates we owe; the others are the customer's, and only an open offer is worth a reminder. */
const OURS = new Set<ClockKind>(['first_reply', 'next_reply', 'keep_in_loop', 'decision', 'legal_final', 'fulfilment']);
const REMIND_OF_OFFER_AT = 0.5;

/** The merchant's clocks in the merchant's calendars, by the policy named or, where there is none of that name, the default one. */
export function timekeeperOf(settings: TimeSettings, name: string | null = 'default'): Timekeeper {
  const { clocks, calendars } = settings;
  const policy = clocks.policies[name ?? 'default'] ?? clocks.policies.default;
  const calendarName = policy?.calendar ?? clocks.calendar;
  const law = LEGAL_RULES[clocks.legalProfile];
  const calendarNamed = (wanted: string): BusinessCalendar => calendarOf(calendars, wanted);
  const spans: Partial<Record<ClockKind, Span | null>> = policy ?? {};
  const spanOf = (kind: ClockKind): Span | null => {
    const own = spans[kind] ?? null;
    return kind === 'legal_final' && own === null && law.finalDays !== null ? { days: law.finalDays } : own;
  };
  return {
    dueAt(kind, from) {
      const span = spanOf(kind);
      const due = span && endOf(span, from, calendarNamed(calendarName));
      if (kind !== 'first_reply' || law.acknowledgeHours === undefined) return due;
      const acknowledgeBy = later(from, law.acknowledgeHours * HOUR_MS);
      return due !== null && due < acknowledgeBy ? due : acknowledgeBy;
    },
    between: ({ calendar }, from, to) =>
      calendar === null ? Math.max(0, Date.parse(to) - Date.parse(from)) : businessBetween(calendarNamed(calendar), from, to),
    after: ({ calendar }, from, ms) => (calendar === null ? later(from, ms) : addBusiness(calendarNamed(calendar), from, ms)),
    calendarOf: (kind) => {
      const span = kind === 'first_reply' && law.acknowledgeHours !== undefined ? null : spanOf(kind);
      return span && ('businessHours' in span || 'businessDays' in span) ? calendarName : null;
    },
    warnShareOf: (kind) => (OURS.has(kind) ? clocks.warnAt : kind === 'offer_expiry' ? REMIND_OF_OFFER_AT : null),
    under: (other) => timekeeperOf(settings, other),
  };
}

/** A calendar by its name, else the merchant's usual one; a shop without any is always open. */
export function calendarOf({ calendars }: Settings['calendars'], name: string): BusinessCalendar {
  const calendar = calendars[name] ?? calendars.default;
  return calendar ? businessCalendar(calendar) : ALWAYS_OPEN;
}

function endOf(span: Span, from: Instant, calendar: BusinessCalendar): Instant {
  if ('businessHours' in span) return addBusiness(calendar, from, Math.round(span.businessHours * HOUR_MS));
  if ('businessDays' in span) return addBusinessDays(calendar, from, span.businessDays);
  if ('hours' in span) return later(from, span.hours * HOUR_MS);
  return addDays(calendar, from, span.days);
}
