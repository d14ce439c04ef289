import { FERN_CONTACT, FERN_ID, GARDEN_SHOP, LATE_KETTLE, NOON, daysAfter, fern, lena, maya, omar } from '#shared/fixtures/cast.ts';
import type { Instant, Money, State } from '#shared/contracts/basics.ts';
import { type Actor, type Case, type Change, SYSTEM } from './case.ts';
import { giveApproval, refuseApproval, requestApproval, withdrawApproval } from './approval-acts.ts';
import { PLAIN_TIME } from './clock.ts';
import {
  acceptDecision,
  appealDecision,
  confirmFulfilment,
  disputeFulfilment,
  rateCase,
  reopenByCustomer,
  replyToCase,
  withdrawCase,
} from './customer-acts.ts';
import type { Doing } from './doing.ts';
import { DomainError } from './errors.ts';
import { decideNotRightForUs, liftNotRightForUs } from './fit.ts';
import type { Act } from './life.ts';
import { acceptOffer, counterOffer, declineOffer, makeOffer, type OfferInput, withdrawOffer } from './offer-acts.ts';
import { type Opening, openCase } from './open-case.ts';
import { DEFAULT_POLICY } from './policy.ts';
import {
  addNote,
  answerCase,
  askCustomer,
  assignCase,
  awaitThirdParty,
  deadlockCase,
  decideCase,
  endThirdPartyWait,
  escalateCase,
  failRemedy,
  fulfilRemedy,
  makePromise,
  markSpam,
  mergeCase,
  recategoriseCase,
  reopenByLead,
  routeCase,
  sayToCustomer,
  settlePromise,
  tagCase,
  takeCase,
  unmarkSpam,
} from './staff-acts.ts';
import { expireOffer, lapseCase, remindCustomer, timePasses } from './system-acts.ts';

let ids = 0;

/** This person acts now, under the rules of a shop that has set none. */
export const doing = (by: Actor, at: Instant = NOON, own: Partial<Doing> = {}): Doing => ({
  by,
  at,
  newId: (prefix) => `${prefix}_${++ids}`,
  time: PLAIN_TIME,
  policy: DEFAULT_POLICY,
  ...own,
});

export const euro = (amount: number): Money => ({ amount, currency: 'EUR' });

export const lateKettle: Opening = {
  id: 'case_late_kettle',
  number: 'A7K-3QX',
  siteId: GARDEN_SHOP,
  kind: 'complaint',
  story: LATE_KETTLE,
  locale: 'en',
  reason: 'delivery.not_received',
  area: { touchpoint: 'delivery', order: '1042' },
  cost: { money: euro(3800), minutes: 30 },
  asked: [{ remedy: 'refund.full', amount: euro(3800) }],
  context: null,
  customerId: FERN_ID,
  contact: FERN_CONTACT,
  identified: true,
  files: [],
  cancellation: null,
};
export const idea: Opening = {
  ...lateKettle,
  id: 'case_idea',
  number: 'B2M-8TY',
  kind: 'feedback',
  story: 'A lid that stays open would help.',
  reason: null,
  cost: null,
  asked: [],
};

export const opened = (own: Partial<Opening> = {}, at: Instant = NOON): Case => openCase({ ...lateKettle, ...own }, doing(fern, at)).after;

export const fullRefund: OfferInput = {
  remedy: 'refund.full',
  amount: euro(3800),
  title: 'All your money back',
  terms: 'Within five days, to the card you paid with.',
};
export const offered = (before: Case, input: Partial<OfferInput> = {}, by: Actor = maya, at: Instant = NOON): Case =>
  makeOffer(before, { ...fullRefund, ...input }, doing(by, at)).after;
export const offerOf = ({ offers }: Case): string => offers.at(-1)?.id ?? 'off_none';

export const decision = {
  outcome: 'not_upheld_explained',
  reasons: 'The parcel was handed to you on Friday.',
  route: 'The consumer arbitration board',
} as const;

/** Every state, reached by the acts of Fern and Maya at noon. */
export const REACHED: Record<State | 'closed_as_spam', (from?: Case) => Case> = {
  received: (from = opened()) => from,
  investigating: (from = opened()) => takeCase(from, { reason: 'delivery.not_received' }, doing(maya)).after,
  info_needed: (from) =>
    remindedTwice(askCustomer(REACHED.investigating(from), { text: 'Which address did you give?' }, doing(maya)).after),
  waiting_third_party: (from) =>
    awaitThirdParty(REACHED.investigating(from), { who: 'the carrier', chaseAt: daysAfter(NOON, 3) }, doing(maya)).after,
  offer_made: (from) => offered(REACHED.investigating(from)),
  negotiating: (from) => countered(REACHED.offer_made(from)),
  fulfilling: (from) => accepted(REACHED.offer_made(from)),
  fulfilled: (from) => fulfilRemedy(REACHED.fulfilling(from), { kind: 'refund_id', text: 're_1042' }, doing(maya)).after,
  decision_sent: (from) => decideCase(REACHED.investigating(from), decision, doing(maya)).after,
  appeal: (from) => appealDecision(REACHED.decision_sent(from), 'I was not at home on Friday.', doing(fern)).after,
  closed: (from) => confirmFulfilment(REACHED.fulfilled(from), undefined, doing(fern)).after,
  closed_as_spam: (from = opened()) => markSpam(from, doing(lena)).after,
};

const remindedTwice = (asked: Case): Case =>
  [1, 2].reduce((current, day) => remindCustomer(current, doing(SYSTEM, daysAfter(NOON, day))).after, asked);

export const countered = (
  before: Case,
  input: Parameters<typeof counterOffer>[2] = { amount: euro(4800), note: 'And the ten for postage, please.' },
): Case => counterOffer(before, offerOf(before), input, doing(fern)).after;
export const accepted = (before: Case, choice?: string): Case => acceptOffer(before, offerOf(before), { choice }, doing(fern)).after;
export const confirmed = (before: Case): Case =>
  confirmFulfilment(fulfilRemedy(before, { kind: 'text', text: 'Sent.' }, doing(maya)).after, undefined, doing(fern)).after;

/** Lets time pass up to a moment; the bound shows that it ends. */
export function until(at: Instant, before: Case, own: Partial<Doing> = {}): Change {
  let change: Change = { after: before, events: [] };
  for (let steps = 0; steps < 50; steps++) {
    const next = timePasses(change.after, doing(SYSTEM, at, own));
    if (!next) return change;
    change = { after: next.after, events: [...change.events, ...next.events] };
  }
  throw new Error(`Time never ends passing while the case is ${change.after.state}`);
}

export const clockOf = ({ clocks }: Case, kind: string) => clocks.findLast((clock) => clock.kind === kind);

const older = () => opened({ id: 'case_older', number: 'Q2R-5VW' }, daysAfter(NOON, -1));

/** One way to do each act, on any case, as somebody, at some time. */
export const DONE: Record<Act, (before: Case, by: Doing) => Change> = {
  take: (before, by) => takeCase(before, { reason: 'delivery.late' }, by),
  ask: (before, by) => askCustomer(before, { text: 'Which address did you give?' }, by),
  reply: (before, by) => replyToCase(before, { text: 'It is still not here.' }, by),
  wait: (before, by) => awaitThirdParty(before, { who: 'the carrier', chaseAt: daysAfter(by.at, 2) }, by),
  resume: (before, by) => endThirdPartyWait(before, by),
  offer: (before, by) => makeOffer(before, fullRefund, by),
  withdraw_offer: (before, by) => withdrawOffer(before, offerOf(before), 'The wrong sum; the right one follows.', by),
  say: (before, by) => sayToCustomer(before, 'I am on it.', by),
  accept: (before, by) => acceptOffer(before, offerOf(before), { note: 'Fern said yes on the phone.' }, by),
  counter: (before, by) => counterOffer(before, offerOf(before), { amount: euro(4800), note: 'And the postage.' }, by),
  decline: (before, by) => declineOffer(before, offerOf(before), 'No, thank you.', by),
  expire: (before, by) => expireOffer(before, offerOf(before), by),
  fulfil: (before, by) => fulfilRemedy(before, { kind: 'refund_id', text: 're_1042' }, by),
  fail: (before, by) => failRemedy(before, 'The card was closed.', by),
  confirm: (before, by) => confirmFulfilment(before, undefined, by),
  not_received: (before, by) => disputeFulfilment(before, 'Nothing came.', by),
  decide: (before, by) => decideCase(before, decision, by),
  accept_decision: (before, by) => acceptDecision(before, by),
  appeal: (before, by) => appealDecision(before, 'Please look again.', by),
  answer: (before, by) => answerCase(before, 'Thank you for telling us.', by),
  deadlock: (before, by) => deadlockCase(before, { letter: 'We cannot agree.', route: 'The consumer arbitration board' }, by),
  withdraw: (before, by) => withdrawCase(before, 'It was at my neighbour’s.', by),
  lapse: (before, by) => lapseCase(before, by),
  merge: (before, by) => mergeCase(before, older(), by),
  mark_spam: (before, by) => markSpam(before, by),
  unmark_spam: (before, by) => unmarkSpam(before, by),
  reopen: (before, by) =>
    by.by.role === 'customer' ? reopenByCustomer(before, 'It broke again.', by) : reopenByLead(before, 'She called.', by),
  assign: (before, by) => assignCase(before, { assignee: omar.id }, by),
  route: (before, by) => routeCase(before, { team: 'delivery', because: ['It is about delivery'] }, by),
  escalate: (before, by) => escalateCase(before, { note: 'She is leaving on Friday.' }, by),
  tag: (before, by) => tagCase(before, ['kettle'], by),
  recategorise: (before, by) => recategoriseCase(before, { rootCause: 'carrier' }, by),
  note: (before, by) => addNote(before, 'Called the carrier.', by),
  promise: (before, by) => makePromise(before, { text: 'A call', dueAt: daysAfter(by.at, 2) }, by),
  settle_promise: (before, by) => settlePromise(before, before.promises[0]?.id ?? 'pro_none', { state: 'kept' }, by),
  rate: (before, by) => rateCase(before, { stars: 4 }, by),
  remind: (before, by) => remindCustomer(before, by),
  request_approval: (before, by) => requestApproval(before, dear, by),
  approve: (before, by) => withPending(before, by, (waiting) => giveApproval(waiting, pendingOf(waiting), undefined, by)),
  refuse_approval: (before, by) =>
    withPending(before, by, (waiting) => refuseApproval(waiting, pendingOf(waiting), 'The half is enough.', by)),
  withdraw_approval: (before, by) => withPending(before, by, (waiting) => withdrawApproval(waiting, pendingOf(waiting), by)),
  not_right_for_us: (before, by) => decideNotRightForUs(before, 'She needs a service we do not have.', by),
  right_for_us: (before, by) =>
    before.notRightForUs
      ? liftNotRightForUs(before, 'We have it now.', by)
      : then(decideNotRightForUs(before, 'No fit.', doing(lena, by.at)), (found) => liftNotRightForUs(found, 'We have it now.', by)),
};

/** Somebody else than the people on the case. */
export const pia: Actor = { role: 'agent', id: 'stf_pia', name: 'Pia' };
/** More than an agent may give alone. */
export const dear: OfferInput = { ...fullRefund, amount: euro(8000), message: 'We are sorry, Fern.' };
export const pendingOf = ({ approvals }: Case): string =>
  approvals.findLast(({ step }) => step === 'pending_approval')?.offerId ?? approvals.at(-1)?.offerId ?? 'off_none';

/** Acts on what waits for a second person; Pia asks first where nobody has. */
const withPending = (before: Case, { at }: Doing, act: (waiting: Case) => Change): Change =>
  before.approvals.some(({ step }) => step === 'pending_approval') ? act(before) : then(requestApproval(before, dear, doing(pia, at)), act);

const then = (first: Change, next: (after: Case) => Change): Change => {
  const second = next(first.after);
  return { after: second.after, events: [...first.events, ...second.events] };
};

const BY_CUSTOMER = new Set<Act>([
  'reply',
  'accept',
  'counter',
  'decline',
  'confirm',
  'not_received',
  'accept_decision',
  'appeal',
  'withdraw',
  'rate',
]);
const BY_TIME = new Set<Act>(['expire', 'lapse', 'remind']);

/** Who does an act as a rule: the customer, time, Pia where she needs a second person, or Lena, who may do everything on our side. */
export const usualActor = (act: Act): Actor =>
  BY_CUSTOMER.has(act) ? fern : BY_TIME.has(act) ? SYSTEM : act === 'request_approval' || act === 'withdraw_approval' ? pia : lena;

/** The code with which a rule says no; null when it does not. */
export function refusalOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
