import {
  type CaseEventView,
  type CaseRow,
  type CaseView,
  type CustomerOfCase,
  type OfferView,
  STAFF_ACTS,
  type StaffAct,
} from '#shared/contracts/case.ts';
import type { Case, OfferOfCase } from '#server/domain/case.ts';
import { isOwn, isPending } from '#server/domain/approval-acts.ts';
import { departureSegmentOf } from '#server/domain/cancellation.ts';
import { gapOf } from '#server/domain/gap.ts';
import { canBeDone, isLead, isStaff, nextDueAt, turnOf, type Act } from '#server/domain/life.ts';
import type { Policy } from '#server/domain/policy.ts';
import { overchargeIn } from '#server/domain/price-difference.ts';
import { proposeRemedies, type Surroundings } from '#server/domain/proposal.ts';
import { offerStateOf } from '#server/domain/remedy.ts';
import type { StoredEvent } from '#server/store/cases.ts';
import { awaitsApproval, hasBrokenPromise } from '#server/store/counters.ts';
import type { Customer } from '#server/store/customers.ts';
import type { Member } from '#server/store/staff.ts';
import { canApprove, fairness, toApprovalView } from './approval-view.ts';

/** What is needed to show cases: the people on them. */
export type People = { customers: Map<string, Customer>; team: Member[] };
export type Viewer = { role: string; id: string | null };

export function toRow(current: Case, { customers, team }: People): CaseRow {
  const member = team.find(({ id }) => id === current.assignee);
  return {
    id: current.id,
    number: current.number,
    kind: current.kind,
    state: current.state,
    turn: turnOf(current),
    severity: current.severity,
    secondFailure: current.secondFailure,
    story: current.story,
    reason: current.reason,
    area: current.area,
    cost: current.cost,
    asked: current.asked,
    customer: toCustomer(current, customers.get(current.customerId ?? '')),
    assignee: current.assignee ? { id: current.assignee, name: member?.name ?? current.assignee } : null,
    team: current.team,
    leftUnassigned: current.leftUnassignedAt !== null && current.leftUnassignedAt !== undefined,
    brokenPromise: hasBrokenPromise(current),
    awaitsApproval: awaitsApproval(current),
    tags: current.tags,
    locale: current.locale,
    nextDueAt: nextDueAt(current),
    outcome: current.outcome,
    openedAt: current.openedAt,
    updatedAt: current.updatedAt,
    version: current.version,
  };
}

export function toView(
  current: Case,
  people: People,
  viewer: Viewer,
  statusUrl: string,
  policy: Policy,
  known: Omit<Surroundings, 'mrr'> = {},
): CaseView {
  const proposalsFor = isStaff(viewer.role) ? viewer.role : 'agent';
  return {
    ...toRow(current, people),
    site: current.siteId,
    responseExpected: current.responseExpected,
    rootCause: current.rootCause,
    overcharge: overchargeIn(current.story, current.cost?.money?.currency),
    proposals: proposeRemedies(current, proposalsFor, policy, {
      ...known,
      mrr: people.customers.get(current.customerId ?? '')?.mrr ?? null,
    }),
    offered: current.offers.map(toOfferView),
    agreed: current.agreed,
    proof: current.proof,
    clocks: current.clocks.map(({ kind, startedAt, dueAt, metAt, breachedAt, stoppedAt, pauses, warnsAt, warnedAt, calendar }) => ({
      kind,
      startedAt,
      dueAt,
      metAt: metAt ?? stoppedAt,
      breachedAt,
      pausedAt: pauses.at(-1)?.to === null ? (pauses.at(-1)?.from ?? null) : null,
      pauses,
      warnsAt,
      warnedAt,
      calendar,
    })),
    messages: current.messages,
    files: current.files,
    notes: current.notes,
    promises: current.promises.map(({ id, text, owner, dueAt, state }) => ({
      id,
      text,
      owner: people.team.find((one) => one.id === owner)?.name ?? owner,
      dueAt,
      state,
    })),
    thirdParty: current.thirdParty,
    route: current.route,
    mergedInto: current.mergedInto,
    rating: current.rating,
    counterRounds: current.counterRounds,
    approvals: current.approvals.map(toApprovalView),
    gap: gapOf(current),
    fairness: fairness(current, known.precedents ?? []),
    notRightForUs: current.notRightForUs,
    departureSegment: departureSegmentOf(current.kind === 'cancellation' ? current.reason : null, current.notRightForUs !== null),
    cancellation: current.cancellation,
    statusUrl,
    can: actsOf(current, viewer),
  };
}

export const toOfferView = ({
  id,
  remedy,
  title,
  terms,
  amount,
  choices,
  expiresAt,
  because,
  step,
  offeredAt,
  answeredAt,
  counter,
}: OfferOfCase): OfferView => ({
  id,
  remedy,
  title,
  terms,
  ...(amount && { money: amount }),
  ...(choices && { choices }),
  expiresAt,
  because,
  state: offerStateOf(step),
  offeredAt,
  answeredAt: step === 'offered' ? null : answeredAt,
  counter,
});

const LEAD_ONLY = new Set<StaffAct>(['accept', 'deadlock', 'unmark_spam', 'reopen', 'not_right_for_us', 'right_for_us']);

/** The acts a button may be shown for. The acts themselves check again. */
export function actsOf(current: Case, viewer: Viewer): StaffAct[] {
  const { role, id } = viewer;
  if (!isStaff(role)) return [];
  return STAFF_ACTS.filter((act) => {
    if (act === 'settle_cancellation') return isUnsettled(current);
    if (!canBeDone(current.state, act satisfies Act) || (LEAD_ONLY.has(act) && !isLead(role))) return false;
    if (act === 'answer') return !current.responseExpected;
    if (act === 'unmark_spam') return current.outcome === 'spam';
    if (act === 'reopen') return current.outcome !== 'spam';
    if (act === 'approve') return current.approvals.some((approval) => canApprove(current, approval, viewer));
    if (act === 'withdraw_approval') return current.approvals.some((approval) => isPending(approval) && isOwn(approval, viewer));
    if (act === 'not_right_for_us') return current.notRightForUs === null;
    if (act === 'right_for_us') return current.notRightForUs !== null;
    if (current.state === 'appeal' && current.decidedBy === id) return act === 'note' || act === 'assign';
    return true;
  });
}

/** Asked for, or refused by billing: somebody of ours has to see to it. */
const isUnsettled = ({ cancellation }: Case): boolean => cancellation?.outcome === 'requested' || cancellation?.outcome === 'failed';

function toCustomer(current: Case, known: Customer | undefined): CustomerOfCase {
  const { contact } = current;
  return {
    id: current.customerId,
    externalId: known?.externalId ?? null,
    name: contact?.name ?? known?.name ?? null,
    email: contact?.email ?? known?.email ?? null,
    phone: contact?.phone ?? known?.phone ?? null,
    prefer: contact?.prefer ?? null,
    locale: current.locale,
    since: known?.since ?? null,
    plan: known?.plan ?? null,
    mrr: known?.mrr ?? null,
    segment: known?.segment ?? null,
    tags: known?.tags ?? [],
    contactAllowed: known?.contactAllowed ?? contact?.prefer !== 'none',
    identified: current.identified,
    legalHold: known?.legalHold ?? null,
  };
}

export function toEventView({ seq, number, event }: StoredEvent): CaseEventView {
  const { type, at, by, clocks: _clocks, ...data } = event;
  return { number, seq, type, at, by, data };
}
