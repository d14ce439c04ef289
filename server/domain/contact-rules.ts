import type { Instant } from '#shared/contracts/basics.ts';
import { DomainError } from './errors.ts';

/** What decides whether a customer may be approached by us now. */
export type ContactFacts = {
  isErased: boolean;
  contactAllowed: boolean;
  /** What they said when they left, last word: how and how often they want to hear of us. */
  keepInTouch: { how: string; howOften: string } | null;
  isNotRightForUs: boolean;
  /** Of a departure that is looked at: whether it ended. */
  hasReturned: boolean;
  hasOpenCase: boolean;
  /** Other than in the same call. */
  lastContactAt: Instant | null;
  /** Of the same fix. */
  wasTold: boolean;
};

/** Why somebody is left alone, in the order in which it is said. */
export const REFUSALS = {
  erased: 'This person asked to be forgotten.',
  contact_not_allowed: 'This customer does not want to be contacted.',
  keep_in_touch_no: 'When this customer left, they said they do not want to hear from us.',
  not_right_for_us: 'It was decided that this customer and the shop do not fit.',
  returned: 'This customer has come back already.',
  open_case: 'A case of this customer is still open: answer it first.',
  already_told: 'This customer was told of this fix already.',
  cool_down: 'This customer was contacted only a short time ago.',
  let_go: 'It was decided to let this customer go.',
  already_planned: 'A call to this customer is planned already.',
  control: 'This customer is in the group that is not contacted, so that the effect can be measured.',
  no_address: 'There is no address to write to.',
  not_asked_for: 'This customer did not say that they want letters from us.',
  not_due: 'It is too early: this customer wants letters less often.',
  nothing_new: 'There is nothing new to tell this customer.',
} as const;
export type Refusal = keyof typeof REFUSALS;

const DAY_MS = 86_400_000;

/**
 * The one answer to “may we approach them?”. @source domain.md section 6
 *
 * @returns why not; null when they may be approached
 */
export function refusalOf(facts: ContactFacts, { at, coolDownDays }: { at: Instant; coolDownDays: number }): Refusal | null {
  if (facts.isErased) return 'erased';
  if (!facts.contactAllowed) return 'contact_not_allowed';
  if (facts.keepInTouch && (facts.keepInTouch.how === 'none' || facts.keepInTouch.howOften === 'never')) return 'keep_in_touch_no';
  if (facts.isNotRightForUs) return 'not_right_for_us';
  if (facts.hasReturned) return 'returned';
  if (facts.hasOpenCase) return 'open_case';
  if (facts.wasTold) return 'already_told';
  const isTooSoon = facts.lastContactAt !== null && Date.parse(at) - Date.parse(facts.lastContactAt) < coolDownDays * DAY_MS;
  return isTooSoon ? 'cool_down' : null;
}

/** The reason stands as `path` of the one error, for programs. */
export const notAllowed = (why: Refusal): DomainError =>
  new DomainError('contact.not_allowed', REFUSALS[why], [{ path: why, message: REFUSALS[why] }]);

/** @throws contact.not_allowed */
export function requireContact(facts: ContactFacts, rules: { at: Instant; coolDownDays: number }): void {
  const why = refusalOf(facts, rules);
  if (why) throw notAllowed(why);
}
