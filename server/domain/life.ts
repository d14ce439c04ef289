import type { Instant, State, Turn } from '#shared/contracts/basics.ts';
import type { Case } from './case.ts';
import { isRunning } from './clock.ts';
import { DomainError } from './errors.ts';

export const ACTS = [
  'take',
  'ask',
  'reply',
  'wait',
  'resume',
  'offer',
  'withdraw_offer',
  'say',
  'accept',
  'counter',
  'decline',
  'expire',
  'fulfil',
  'fail',
  'confirm',
  'not_received',
  'decide',
  'accept_decision',
  'appeal',
  'answer',
  'deadlock',
  'withdraw',
  'lapse',
  'merge',
  'mark_spam',
  'unmark_spam',
  'reopen',
  'assign',
  'route',
  'escalate',
  'tag',
  'recategorise',
  'note',
  'promise',
  'settle_promise',
  'rate',
  'remind',
  'request_approval',
  'approve',
  'refuse_approval',
  'withdraw_approval',
  'not_right_for_us',
  'right_for_us',
] as const;
export type Act = (typeof ACTS)[number];

const OPEN = [
  'received',
  'investigating',
  'info_needed',
  'waiting_third_party',
  'offer_made',
  'negotiating',
  'fulfilling',
  'fulfilled',
  'decision_sent',
  'appeal',
] as const;
const ANY: readonly State[] = [...OPEN, 'closed'];
const OFFERABLE = ['received', 'investigating', 'info_needed', 'waiting_third_party', 'negotiating', 'decision_sent', 'appeal'] as const;

type Move = { from: readonly State[]; to: State | 'same' };

/**
 * The whole life of a case: from these states an act leads there. Any other act is refused.
 *
 * @source domain.md section 2
 */
export const LIFE_OF_A_CASE: Record<Act, Move> = {
  take: { from: ['received'], to: 'investigating' },
  ask: { from: ['received', 'investigating', 'appeal'], to: 'info_needed' },
  reply: { from: OPEN, to: 'same' }, // info_needed → investigating: see stateAfter
  wait: { from: ['investigating'], to: 'waiting_third_party' },
  resume: { from: ['waiting_third_party'], to: 'investigating' },
  offer: { from: OFFERABLE, to: 'offer_made' },
  withdraw_offer: { from: ['offer_made'], to: 'investigating' },
  say: { from: OPEN, to: 'same' },
  accept: { from: ['offer_made'], to: 'fulfilling' },
  counter: { from: ['offer_made'], to: 'negotiating' },
  decline: { from: ['offer_made'], to: 'investigating' },
  expire: { from: ['offer_made'], to: 'investigating' },
  fulfil: { from: ['fulfilling'], to: 'fulfilled' },
  fail: { from: ['fulfilling'], to: 'negotiating' },
  confirm: { from: ['fulfilled'], to: 'closed' },
  not_received: { from: ['fulfilled'], to: 'investigating' },
  decide: {
    from: ['received', 'investigating', 'info_needed', 'waiting_third_party', 'offer_made', 'negotiating', 'appeal'],
    to: 'decision_sent',
  },
  accept_decision: { from: ['decision_sent'], to: 'closed' },
  appeal: { from: ['decision_sent'], to: 'appeal' },
  answer: { from: ['received', 'investigating'], to: 'closed' },
  deadlock: { from: ['decision_sent', 'appeal'], to: 'closed' },
  withdraw: { from: OPEN, to: 'closed' },
  lapse: { from: ['info_needed'], to: 'closed' },
  merge: { from: OPEN, to: 'closed' },
  mark_spam: { from: ['received', 'investigating'], to: 'closed' },
  unmark_spam: { from: ['closed'], to: 'received' },
  reopen: { from: ['closed'], to: 'investigating' },
  assign: { from: OPEN, to: 'same' },
  route: { from: OPEN, to: 'same' },
  escalate: { from: OPEN, to: 'same' },
  tag: { from: OPEN, to: 'same' },
  recategorise: { from: OPEN, to: 'same' },
  note: { from: ANY, to: 'same' },
  promise: { from: OPEN, to: 'same' },
  settle_promise: { from: ANY, to: 'same' },
  rate: { from: ANY, to: 'same' },
  remind: { from: ['info_needed'], to: 'same' },
  request_approval: { from: OFFERABLE, to: 'same' },
  approve: { from: OFFERABLE, to: 'offer_made' },
  refuse_approval: { from: OFFERABLE, to: 'same' },
  withdraw_approval: { from: OFFERABLE, to: 'same' },
  not_right_for_us: { from: ANY, to: 'same' },
  right_for_us: { from: ANY, to: 'same' },
};

export const canBeDone = (state: State, act: Act): boolean => LIFE_OF_A_CASE[act].from.includes(state);

/** @throws case.wrong_state */
export function requireMove(before: Pick<Case, 'state'>, act: Act): void {
  if (canBeDone(before.state, act)) return;
  throw new DomainError(
    'case.wrong_state',
    `“${act.replaceAll('_', ' ')}” is not possible while the case is ${before.state.replaceAll('_', ' ')}.`,
  );
}

/** Where an act leads. */
export function stateAfter(state: State, act: Act): State {
  if (act === 'reply' && (state === 'info_needed' || state === 'closed')) return 'investigating'; // a word on a closed case reopens it
  const { to } = LIFE_OF_A_CASE[act];
  return to === 'same' ? state : to;
}

const TURN: Record<State, Turn> = {
  received: 'us',
  investigating: 'us',
  info_needed: 'customer',
  waiting_third_party: 'third_party',
  offer_made: 'customer',
  negotiating: 'us',
  fulfilling: 'us',
  fulfilled: 'customer',
  decision_sent: 'customer',
  appeal: 'us',
  closed: 'none',
};

/** Whose turn it is. Ours whenever a word of the customer's is unanswered. */
export function turnOf(current: Pick<Case, 'state' | 'unansweredSince'>): Turn {
  if (current.state === 'closed') return 'none';
  return current.unansweredSince === null ? TURN[current.state] : 'us';
}

/** An appeal is open until somebody decides anew or the customer accepts, whatever questions and offers lie between. */
export const isAppealPending = ({ appealed, decidedBy, outcome }: Pick<Case, 'appealed' | 'decidedBy' | 'outcome'>): boolean =>
  appealed && decidedBy !== null && outcome === null;

export const REMINDERS_BEFORE_LAPSE = 2;
export const QUIET_DAYS_BEFORE_LAPSE = 7;

const NOT_A_DUE_DATE = new Set(['reopen_window']);

/** The earliest thing anybody owes on this case: a running clock, an answer to somebody who asked for approval, or a promise. A broken one keeps its past date, and so the top of the queue, until it is kept or made anew. */
export function nextDueAt(current: Pick<Case, 'state' | 'clocks' | 'promises' | 'approvals'>): Instant | null {
  if (current.state === 'closed') return null;
  const clocks = current.clocks
    .filter((clock) => isRunning(clock) && clock.dueAt !== null && !NOT_A_DUE_DATE.has(clock.kind))
    .map((clock) => clock.dueAt as Instant);
  const promises = current.promises.filter(({ state }) => state === 'pending' || state === 'broken').map(({ dueAt }) => dueAt);
  const approvals = current.approvals.filter(({ step }) => step === 'pending_approval').map(({ dueAt }) => dueAt);
  return [...clocks, ...promises, ...approvals].toSorted()[0] ?? null;
}

export const isStaff = (role: string): boolean => role === 'owner' || role === 'lead' || role === 'agent';
export const isLead = (role: string): boolean => role === 'owner' || role === 'lead';
