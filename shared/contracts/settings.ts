import { z } from 'zod';
import { Instant, Locale, Money, ROLES, RuleSet, Severity, Kind, token, words } from './basics.ts';

const minutesOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'A time, as in 09:00.');

/** How much somebody may give alone. `remedy` is an id or `*`; the tightest limit that fits counts; null or missing: no limit. Minor units of any currency. */
export const AuthorityLimit = z.object({
  role: z.enum(ROLES),
  remedy: token(60).default('*'),
  maxAmount: z.int().min(0).nullable().optional(),
  /** 0 to 1 of what the customer says it cost or paid. */
  maxShareOfLoss: z.number().min(0).max(10).nullable().optional(),
  maxPerCustomer90Days: z.int().min(0).nullable().optional(),
  maxPerStaffPerDay: z.int().min(0).nullable().optional(),
});
export type AuthorityLimit = z.infer<typeof AuthorityLimit>;
export const AuthoritySettings = z.object({
  limits: z
    .array(AuthorityLimit)
    .max(200)
    .default([{ role: 'agent', remedy: '*', maxAmount: 5000 }]),
  approvalHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(24),
  maxCounterRounds: z.int().min(0).max(10).default(3),
  refusedRemedies: z.array(token(60)).max(50).default(['other']),
});
export type AuthoritySettings = z.infer<typeof AuthoritySettings>;

/** A duration in the time of a calendar, or in plain days. */
export const Span = z.union([
  z.object({ businessHours: z.number().positive().max(10_000) }),
  z.object({ businessDays: z.number().positive().max(1000) }),
  z.object({ hours: z.number().positive().max(100_000) }),
  z.object({ days: z.number().positive().max(4000) }),
]);
export type Span = z.infer<typeof Span>;
/** How long each clock runs; null: this clock is not kept. */
const ClockPolicy = z.object({
  /** The calendar its business hours and days count in; missing: that of the document. */
  calendar: token(60).optional(),
  first_reply: Span.nullable().default({ businessHours: 8 }),
  next_reply: Span.nullable().default({ businessHours: 8 }),
  keep_in_loop: Span.nullable().default({ days: 3 }),
  decision: Span.nullable().default({ businessDays: 5 }),
  legal_final: Span.nullable().default(null),
  offer_expiry: Span.nullable().default({ days: 14 }),
  customer_reply: Span.nullable().default({ days: 7 }),
  chase: Span.nullable().default({ days: 3 }),
  fulfilment: Span.nullable().default({ businessDays: 5 }),
  verify: Span.nullable().default({ days: 7 }),
  appeal_window: Span.nullable().default({ days: 14 }),
  reopen_window: Span.nullable().default({ days: 30 }),
});
export type ClockPolicy = z.infer<typeof ClockPolicy>;
export const LEGAL_PROFILES = ['none', 'uk_fca', 'au_rg271', 'us_cfpb', 'eu_adr'] as const;
export const ClockSettings = z.object({
  calendar: token(60).default('default'),
  /** Named policies; `default` is used unless routing names another. Edits apply to new clocks. */
  policies: z
    .record(token(60), ClockPolicy)
    .overwrite((policies) => ({ default: ClockPolicy.parse({}), ...policies }))
    .default({ default: ClockPolicy.parse({}) }),
  /** Share of a clock that has run when it warns. */
  warnAt: z.number().min(0.1).max(0.99).default(0.75),
  legalProfile: z.enum(LEGAL_PROFILES).default('none'),
});
export type ClockSettings = z.infer<typeof ClockSettings>;

const frames = z.array(z.object({ from: minutesOfDay, to: minutesOfDay })).max(6);
export const Calendar = z.object({
  timeZone: z.string().max(60).default('UTC'),
  /** Several frames a day; a day without frames is closed. */
  week: z.object({ mon: frames, tue: frames, wed: frames, thu: frames, fri: frames, sat: frames, sun: frames }),
  /** Closed days, `2026-12-25`. */
  holidays: z.array(z.iso.date()).max(2000).default([]),
  /** The text of an iCalendar file; its all-day events are closed days too. */
  ics: z.string().max(500_000).optional(),
});
export type Calendar = z.infer<typeof Calendar>;
const office = [{ from: '09:00', to: '17:00' }];
export const OFFICE_HOURS: Calendar = {
  timeZone: 'UTC',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
  holidays: [],
};
export const CalendarSettings = z.object({ calendars: z.record(token(60), Calendar).default({ default: OFFICE_HOURS }) });
export type CalendarSettings = z.infer<typeof CalendarSettings>;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(200).optional();
export const RoutingCondition = z.object({
  kind: list(Kind),
  reason: list(token(60)),
  touchpoint: list(token(100)),
  severity: list(Severity),
  language: list(Locale),
  site: list(token(80)),
  segment: list(token(60)),
  plan: list(token(100)),
  tag: list(token(60)),
  amountAtLeast: Money.optional(),
  amountBelow: Money.optional(),
  mrrAtLeast: Money.optional(),
  secondFailure: z.boolean().optional(),
  /** Any of these in the story, whole words, any case. */
  words: list(words(100)),
});
export type RoutingCondition = z.infer<typeof RoutingCondition>;
export const RoutingRule = z.object({
  id: token(60),
  name: words(200),
  enabled: z.boolean().default(true),
  when: RoutingCondition,
  then: z.object({
    team: token(60).optional(),
    person: token(80).optional(),
    severity: Severity.optional(),
    tags: z.array(token(60)).max(20).optional(),
    clockPolicy: token(60).optional(),
  }),
  /** Go on to the next rule, or stop here. */
  continue: z.boolean().default(false),
});
export type RoutingRule = z.infer<typeof RoutingRule>;
export const RoutingSettings = z.object({
  rules: z.array(RoutingRule).max(500).default([]),
  teams: z
    .array(
      z.object({
        id: token(60),
        name: words(200),
        calendar: token(60).optional(),
        members: z.array(z.object({ staff: token(80), capacity: z.int().min(0).max(1000).default(30) })).max(500),
      }),
    )
    .max(100)
    .default([]),
  away: z
    .array(z.object({ staff: token(80), from: Instant, to: Instant }))
    .max(1000)
    .default([]),
  defaultTeam: token(60).optional(),
  unassignedAlarmHours: z.number().positive().max(1000).default(4),
});
export type RoutingSettings = z.infer<typeof RoutingSettings>;

const StayOffer = z.object({ remedy: token(60), months: z.int().min(1).max(36).optional(), percent: z.int().min(1).max(100).optional() });
export const OfferSettings = z.object({
  offersFor: z.record(token(60), z.array(StayOffer).max(10)).optional(),
  offersForProbe: z.record(token(100), z.array(StayOffer).max(10)).optional(),
  holdOutShare: z.number().min(0).max(0.5).default(0.05),
  coolDownDays: z.int().min(0).max(3650).default(90),
  openForDays: z.int().min(1).max(365).default(14),
});
export type OfferSettings = z.infer<typeof OfferSettings>;

/** What is asked after a reason for leaving, instead of the usual question. Without answers it is an open question. */
export const Probe = z.object({
  /** Nothing more is asked after this reason. */
  off: z.boolean().default(false),
  /** By language; none: the usual question. */
  question: z.record(Locale, words(300)).default({}),
  /** Answers of the taxonomy by their ids, or the merchant's own; in a language without a label the usual one is shown, if there is one. */
  answers: z
    .array(z.object({ id: token(60), labels: z.record(Locale, words(200)).default({}) }))
    .max(12)
    .default([]),
});
export type Probe = z.infer<typeof Probe>;
export const ReasonSettings = z.object({
  /** Narrower reasons beneath one of the taxonomy, as `delivery.late.courier_strike`. Their name is used where no label of a language is given. */
  own: z
    .array(z.object({ id: token(60), name: words(200) }))
    .max(200)
    .default([]),
  /** By reason. Reasons without an entry are asked about as usual, own ones as their parent. */
  probes: z.record(token(60), Probe).default({}),
  /** The merchant's own labels, by language and id. */
  labels: z.record(Locale, z.record(token(60), words(200))).default({}),
  hidden: z.array(token(60)).max(200).default([]),
  /** Their words at import, to our ids. */
  mappings: z.record(words(500), token(60)).default({}),
});
export type ReasonSettings = z.infer<typeof ReasonSettings>;

export const TextSettings = z.object({ texts: z.record(Locale, z.record(token(80), words(2000))).default({}) });
export type TextSettings = z.infer<typeof TextSettings>;

export const RuleSetSettings = z.object({
  ruleSet: RuleSet.default('offers_beside_cancel'),
  /** By ISO 3166 country or subdivision; the longest match wins. */
  regions: z.record(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/), RuleSet).default({ 'US-MN': 'offers_after_cancel_with_consent' }),
});
export type RuleSetSettings = z.infer<typeof RuleSetSettings>;

export const SignatorySettings = z.object({
  signatories: z
    .array(z.object({ id: token(60), name: words(200), role: words(200), picture: z.string().max(200_000).optional() }))
    .max(200)
    .default([]),
});
export type SignatorySettings = z.infer<typeof SignatorySettings>;

export const ANSWER_PARTS = ['apology', 'understood', 'why', 'now', 'next'] as const;
/** The answer in five parts: apology in a person's name, what we understood, why it happened, what we do now, what happens next. */
export const AnswerParts = z.object({
  apology: words(4000).optional(),
  understood: words(4000).optional(),
  why: words(4000).optional(),
  now: words(4000).optional(),
  next: words(4000).optional(),
});
export type AnswerParts = z.infer<typeof AnswerParts>;
export const Template = z.object({
  id: token(60),
  name: words(200),
  language: Locale.default('en'),
  reasons: z.array(token(60)).max(100).optional(),
  signatory: token(60).optional(),
  parts: AnswerParts,
});
export type Template = z.infer<typeof Template>;
export const TemplateSettings = z.object({ templates: z.array(Template).max(500).default([]) });
export type TemplateSettings = z.infer<typeof TemplateSettings>;

/** Winning back: who calls, how many, and who is left alone. */
export const RescueSettings = z.object({
  /** Share of the departed that is not contacted, so that recovery can be measured. */
  controlShare: z.number().min(0).max(0.5).default(0.1),
  /** Days between two contacts with the same customer. */
  coolDownDays: z.int().min(0).max(3650).default(60),
  executives: z.array(token(80)).max(50).default([]),
  callsPerExecutive: z.int().min(1).max(10).default(5),
  /** The routing team that calls all others. */
  team: token(60).nullable().default(null),
  /** Calls a person makes in a week at most. */
  weeklyPlanSize: z.int().min(1).max(100).default(5),
  /** “You left because of X; X is fixed.” */
  fixNotices: z
    .object({ enabled: z.boolean().default(true), controlShare: z.number().min(0).max(0.5).default(0.1) })
    .default({ enabled: true, controlShare: 0.1 }),
});
export type RescueSettings = z.infer<typeof RescueSettings>;

/** What a customer is worth: margin over the expected lifetime minus the cost to win them. */
export const WorthSettings = z.object({
  /** Share of the revenue that is left after what it costs to deliver. */
  margin: z.number().min(0).max(1).default(1),
  /** null: reckoned from how many leave. */
  expectedLifetimeMonths: z.number().positive().max(600).nullable().default(null),
  useOwnChurn: z.boolean().default(true),
  /** Nothing is reckoned further ahead than this unless it is set. */
  longestLifetimeMonths: z.int().min(1).max(600).default(60),
});
export type WorthSettings = z.infer<typeof WorthSettings>;

const months = z.int().min(1).max(240).nullable().default(null);
/** How long words of customers are kept; null: until somebody erases them. Reasons, amounts, outcomes and times always stay. */
export const PrivacySettings = z.object({
  /** After closing: the words of any case. */
  closedCasesMonths: months,
  /** After closing: the words of cases of people known by that case alone. */
  unidentifiedMonths: months,
  /** After closing: the files customers brought. */
  uploadsMonths: months,
});
export type PrivacySettings = z.infer<typeof PrivacySettings>;

/** Every settings document by its name on the wire. An empty document is a complete one: defaults fill it. */
export const SETTINGS = {
  authority: AuthoritySettings,
  clocks: ClockSettings,
  calendars: CalendarSettings,
  routing: RoutingSettings,
  offers: OfferSettings,
  reasons: ReasonSettings,
  texts: TextSettings,
  'rule-sets': RuleSetSettings,
  signatories: SignatorySettings,
  templates: TemplateSettings,
  worth: WorthSettings,
  rescue: RescueSettings,
  privacy: PrivacySettings,
} as const;
export type SettingsName = keyof typeof SETTINGS;
export type Settings = { [Name in SettingsName]: z.infer<(typeof SETTINGS)[Name]> };
export const SETTINGS_NAMES = Object.keys(SETTINGS) as SettingsName[];
export const DEFAULT_SETTINGS = Object.fromEntries(SETTINGS_NAMES.map((name) => [name, SETTINGS[name].parse({})])) as unknown as Settings; // each parsed by its own schema

/** GET and PUT /v1/settings/{name}. PUT takes the document itself, with If-Match: the version it was made from. */
export const settingsDocument = <Name extends SettingsName>(name: Name) =>
  z.object({
    name: z.literal(name),
    version: z.int(),
    document: SETTINGS[name],
    updatedAt: z.string().nullable(),
    updatedBy: z.string().nullable(),
  });
export type SettingsDocument<Name extends SettingsName = SettingsName> = {
  name: Name;
  version: number;
  document: Settings[Name];
  updatedAt: string | null;
  updatedBy: string | null;
};
