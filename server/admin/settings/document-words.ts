import { language, msg, t, tn } from '../words/language.ts';
import { money, shopCurrency } from '../words/money.ts';
import type { Path } from './differences.ts';

/** Fields of the settings as people call them; what is not here is somebody's own word and shown as it is. */
const FIELDS: Record<string, string> = {
  limits: msg('Limits'),
  role: msg('Role'),
  remedy: msg('Remedy'),
  maxAmount: msg('Largest amount'),
  maxShareOfLoss: msg('Largest share of the loss'),
  maxPerCustomer90Days: msg('For one customer in 90 days'),
  maxPerStaffPerDay: msg('By one person in a day'),
  approvalHours: msg('Hours for an approval'),
  maxCounterRounds: msg('Rounds of counter-offers'),
  refusedRemedies: msg('Remedies never given'),
  calendar: msg('Calendar'),
  calendars: msg('Calendars'),
  policies: msg('Policies'),
  warnAt: msg('When a clock warns'),
  legalProfile: msg('Legal profile'),
  timeZone: msg('Time zone'),
  week: msg('Opening hours'),
  holidays: msg('Closed days'),
  ics: msg('Calendar file'),
  rules: msg('Rules'),
  teams: msg('Teams'),
  members: msg('Members'),
  capacity: msg('Capacity'),
  away: msg('Away times'),
  defaultTeam: msg('Default team'),
  unassignedAlarmHours: msg('Alarm for cases nobody takes'),
  when: msg('If'),
  then: msg('Then'),
  name: msg('Name'),
  enabled: msg('Switched on'),
  continue: msg('Go on to the next rule'),
  offersFor: msg('Offers for a reason'),
  offersForProbe: msg('Offers for an answer'),
  holdOutShare: msg('Hold-out'),
  coolDownDays: msg('Cool-down'),
  openForDays: msg('Days an offer is open'),
  months: msg('Months'),
  percent: msg('Percent'),
  own: msg('Own reasons'),
  probes: msg('Follow-up questions'),
  off: msg('Nothing more is asked'),
  question: msg('Question'),
  answers: msg('Answers'),
  labels: msg('Own labels'),
  hidden: msg('Hidden'),
  mappings: msg('Words to reasons'),
  texts: msg('Texts'),
  ruleSet: msg('Rule set'),
  regions: msg('Regions'),
  signatories: msg('Signatories'),
  templates: msg('Templates'),
  parts: msg('Parts'),
  reasons: msg('Reasons'),
  signatory: msg('Signatory'),
  language: msg('Language'),
  picture: msg('Picture'),
  margin: msg('Margin'),
  expectedLifetimeMonths: msg('Expected lifetime in months'),
  from: msg('From'),
  to: msg('To'),
  first_reply: msg('First answer'),
  next_reply: msg('Next answer'),
  keep_in_loop: msg('Keep in the loop'),
  decision: msg('Offer or decision'),
  legal_final: msg('Legal deadline'),
  offer_expiry: msg('Offer expires'),
  customer_reply: msg('Customer answers'),
  chase: msg('Ask again'),
  fulfilment: msg('Put it right'),
  verify: msg('Customer confirms'),
  appeal_window: msg('Customer may appeal'),
  reopen_window: msg('Customer may reopen'),
};

type Named = { id?: string; name?: string };

/** `limits.0.maxAmount` → `Limits › 1 › Largest amount`; things with a name are called by it. */
export function pathWords(path: Path, ...documents: unknown[]): string {
  let within = documents;
  const steps = path.map((step) => {
    within = within.map((value) => (value as Record<string | number, unknown> | null | undefined)?.[step]);
    if (typeof step === 'string') return Object.hasOwn(FIELDS, step) ? t(FIELDS[step]!) : step;
    const named = within.find((value): value is Named => typeof value === 'object' && value !== null && 'name' in value);
    return named?.name ?? new Intl.NumberFormat(language.value).format(step + 1);
  });
  return steps.join(' › ');
}

type SpanValue = { businessHours?: number; businessDays?: number; hours?: number; days?: number };
export function spanWords(span: SpanValue): string {
  if (span.businessHours !== undefined) return tn(span.businessHours, '{count} business hour', '{count} business hours');
  if (span.businessDays !== undefined) return tn(span.businessDays, '{count} business day', '{count} business days');
  if (span.hours !== undefined) return tn(span.hours, '{count} hour', '{count} hours');
  return tn(span.days ?? 0, '{count} day', '{count} days');
}

const LONG = 160;
const SPAN_UNITS = ['businessHours', 'businessDays', 'hours', 'days'];

/** Amounts are kept in the smallest unit of whatever currency a case has, shares as parts of one. */
const IN_MINOR_UNITS = new Set(['maxAmount', 'maxPerCustomer90Days', 'maxPerStaffPerDay']);
const IN_PARTS = new Set(['maxShareOfLoss', 'holdOutShare', 'controlShare', 'warnAt', 'margin']);

function numberWords(value: number, field: unknown): string {
  const named = String(field);
  if (IN_MINOR_UNITS.has(named)) return money({ amount: value, currency: shopCurrency.value });
  if (IN_PARTS.has(named)) return new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 2 }).format(value);
  return new Intl.NumberFormat(language.value, { maximumFractionDigits: 6 }).format(value);
}

/** A value of a document for eyes. `field`: what it is called there. */
export function valueWords(value: unknown, field?: string | number): string {
  if (value === undefined) return t('Not set');
  if (value === null) return t('None');
  if (typeof value === 'boolean') return value ? t('Yes') : t('No');
  if (typeof value === 'number') return numberWords(value, field);
  if (typeof value === 'string') return value.length > LONG ? `${value.slice(0, LONG)}…` : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return t('None');
    return new Intl.ListFormat(language.value).format(value.map((one) => valueWords(one)));
  }
  const own = value as Record<string, unknown>;
  const names = Object.keys(own);
  if (names.length === 2 && typeof own.amount === 'number' && typeof own.currency === 'string')
    return money({ amount: own.amount, currency: own.currency });
  if (names.length === 1 && SPAN_UNITS.includes(names[0]!)) return spanWords(own as SpanValue);
  if (typeof own.name === 'string') return own.name;
  if (typeof own.from === 'string' && typeof own.to === 'string') return `${own.from}–${own.to}`;
  const told = names.filter((name) => own[name] !== undefined).map((name) => `${pathWords([name])}: ${valueWords(own[name], name)}`);
  return told.length ? told.join(', ') : t('Nothing');
}
