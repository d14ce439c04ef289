import type { ImportView } from '#shared/contracts/imports.ts';
import { msg } from '../words/language.ts';
import type { Kind } from './import-calls.ts';

/** To be drawn with `t`. */
export const KINDS: Record<Kind, string> = { customers: msg('Customers'), orders: msg('Orders'), departures: msg('Departures') };
export const KIND_HINTS: Record<Kind, string> = {
  customers: msg('Who they are and what they pay. Known customers are brought up to date.'),
  orders: msg('What was bought, by whom and when.'),
  departures: msg('Who left, when and why.'),
};
export const STATES: Record<ImportView['state'], string> = { running: msg('Being read'), done: msg('Done'), failed: msg('Failed') };

/** What our fields mean. */
export const FIELDS: Record<string, string> = {
  externalId: msg('Number (your own)'),
  customer: msg('Customer number'),
  email: msg('E-mail'),
  name: msg('Name'),
  phone: msg('Phone'),
  locale: msg('Language'),
  since: msg('Customer since'),
  plan: msg('Plan'),
  mrr: msg('Pays a month'),
  currency: msg('Currency'),
  acquisitionCost: msg('Cost to win them'),
  segment: msg('Segment'),
  tags: msg('Tags'),
  contactAllowed: msg('May be contacted'),
  at: msg('Date'),
  total: msg('Total'),
  range: msg('Range of goods'),
  items: msg('Things bought'),
  reason: msg('Reason (our id)'),
  reason_text: msg('Reason in their own words'),
  revenue: msg('Revenue per month'),
  note: msg('Note'),
  returnedAt: msg('Came back on'),
};
