import type { RoutingSettings } from '#shared/contracts/settings.ts';
import type { Case, Change } from './case.ts';
import { SYSTEM } from './case.ts';
import type { Doing } from './doing.ts';
import { isLead, isStaff } from './life.ts';
import { routeBy, type Subject } from './routing.ts';
import { routeCase } from './staff-acts.ts';

/** The people who could take a case now. `load` is how many open cases they have. */
export type Colleague = { id: string; role: string; load: number; isAway: boolean };
export type Desk = {
  routing: RoutingSettings;
  colleagues: Colleague[];
  /** Whether this calendar's doors are open now. */
  isOpen: (calendar: string | undefined) => boolean;
  customer: Subject['customer'];
};

/** Who of a team takes the next case: present, with room left, least loaded. Null: it waits in the team's queue. */
export function chooseFrom(
  team: RoutingSettings['teams'][number],
  { colleagues, isOpen }: Pick<Desk, 'colleagues' | 'isOpen'>,
  fitting: (one: Colleague) => boolean = () => true,
): string | null {
  if (!isOpen(team.calendar)) return null;
  const able = team.members.flatMap(({ staff, capacity }) => {
    const colleague = colleagues.find(({ id }) => id === staff);
    return colleague && isStaff(colleague.role) && !colleague.isAway && colleague.load < capacity && fitting(colleague) ? [colleague] : [];
  });
  return leastLoaded(able)?.id ?? null;
}

/** The lead who hears of what cannot wait: of the team if one is there, else any, and if all are away the least loaded all the same. */
export function chooseLead(teamId: string | null, { routing, colleagues }: Pick<Desk, 'routing' | 'colleagues'>): string | null {
  const leads = colleagues.filter(({ role }) => isLead(role));
  const ofTeam = new Set(routing.teams.find(({ id }) => id === teamId)?.members.map(({ staff }) => staff));
  const present = leads.filter(({ isAway }) => !isAway);
  const choice = [present.filter(({ id }) => ofTeam.has(id)), present.filter(({ role }) => role === 'lead'), present, leads].find(
    (some) => some.length > 0,
  );
  return choice ? (leastLoaded(choice)?.id ?? null) : null;
}

const leastLoaded = (some: Colleague[]): Colleague | undefined => some.toSorted((a, b) => a.load - b.load || (a.id < b.id ? -1 : 1))[0];

const ROUTED_AFTER = new Set([
  'case_opened',
  'case_reopened',
  'case_escalated',
  'case_recategorised',
  'remedy_failed',
  'fulfilment_disputed',
]);

/** A departure nobody owes an answer to is nobody's work. */
export const isRoutedAfter = ({ after, events }: Change): boolean =>
  after.state !== 'closed' &&
  events.some(({ type }) => ROUTED_AFTER.has(type)) &&
  (after.kind !== 'cancellation' || after.responseExpected);

/**
 * Sends a case to the people it belongs to after it was opened, reopened or turned more serious: by the rules, then within
 * the team; a reopened one to its owner if present; safety and second failures to a lead at once.
 *
 * @returns the change with a `case_routed` behind it where anything is different
 */
export function withRouting(change: Change, desk: Desk, doing: Doing): Change {
  const { after, events } = change;
  if (!isRoutedAfter(change)) return change;
  const isNew = events.some(({ type }) => type === 'case_opened');
  const isReopened = events.some(({ type }) => type === 'case_reopened');
  const route = routeBy(desk.routing.rules, { ...after, customer: desk.customer });
  const because = [...route.because];
  const teamId = route.team ?? desk.routing.defaultTeam ?? null;
  const team = desk.routing.teams.find(({ id }) => id === teamId);
  let assignee = route.person ?? after.assignee;

  if (isReopened && assignee && !isPresent(assignee, desk)) {
    assignee = null;
    because.push('Its owner is away');
  }
  if (assignee === null && team) assignee = chooseFrom(team, desk);
  if ((route.severity === 'critical' || after.secondFailure) && !isLead(desk.colleagues.find(({ id }) => id === assignee)?.role ?? '')) {
    const lead = chooseLead(teamId, desk);
    if (lead) {
      assignee = lead;
      because.push(route.severity === 'critical' ? 'Safety: a lead looks at it at once' : 'A second failure: a lead looks at it at once');
    }
  }
  const same =
    assignee === after.assignee &&
    teamId === after.team &&
    route.severity === after.severity &&
    route.tags.length === after.tags.length &&
    route.clockPolicy === after.clockPolicy;
  if (same) return change;
  if (because.length === 0) because.push(isNew ? 'The usual team' : 'Routed again');
  const routed = routeCase(
    after,
    {
      team: teamId,
      assignee,
      severity: route.severity,
      tags: route.tags,
      ...(route.clockPolicy !== after.clockPolicy && { clockPolicy: route.clockPolicy }),
      because,
    },
    { ...doing, by: SYSTEM },
  );
  return { after: routed.after, events: [...events, ...routed.events] };
}

const isPresent = (id: string, { colleagues }: Pick<Desk, 'colleagues'>): boolean =>
  colleagues.some((one) => one.id === id && isStaff(one.role) && !one.isAway);

/** What rules would change about a case that is here already; null when nothing. Nobody is assigned by trying. */
export function tryRules(
  rules: RoutingSettings['rules'],
  current: Case,
  customer: Subject['customer'],
): { before: Tried; after: Tried; because: string[] } | null {
  const route = routeBy(rules, { ...current, customer });
  const before: Tried = {
    team: current.team,
    assignee: current.assignee,
    severity: current.severity,
    tags: current.tags,
    clockPolicy: current.clockPolicy,
  };
  const after: Tried = {
    team: route.team,
    assignee: route.person ?? current.assignee,
    severity: route.severity,
    tags: route.tags,
    clockPolicy: route.clockPolicy,
  };
  return JSON.stringify(before) === JSON.stringify(after) ? null : { before, after, because: route.because };
}
export type Tried = Pick<Case, 'team' | 'assignee' | 'severity' | 'tags' | 'clockPolicy'>;
