import type { Settings } from '#shared/contracts/settings.ts';
import { type Desk, isRoutedAfter, withRouting } from '#server/domain/assignment.ts';
import { businessCalendar, isOpenAt } from '#server/domain/calendar.ts';
import type { Case, Change } from '#server/domain/case.ts';
import type { Doing } from '#server/domain/doing.ts';
import { requireRoom, readLoads } from '#server/store/counters.ts';
import type { Customer } from '#server/store/customers.ts';
import type { Statement } from '#server/store/db.ts';
import { listTeam } from '#server/store/staff.ts';
import { type Deps, storesOf } from './context.ts';

/** Who is there now and how much they have, to route a case of this customer's. */
async function deskFor(
  { db }: Pick<Deps, 'db'>,
  merchantId: string,
  settings: Settings,
  customer: Customer | null,
  at: string,
): Promise<Desk> {
  const [team, loads] = await Promise.all([listTeam(db, merchantId), readLoads(db, merchantId)]);
  const { routing, calendars } = settings;
  return {
    routing,
    customer,
    colleagues: team.map(({ id, role }) => ({
      id,
      role,
      load: loads.get(id) ?? 0,
      isAway: routing.away.some((absence) => absence.staff === id && absence.from <= at && at < absence.to),
    })),
    isOpen: (name) => {
      const calendar = name ? calendars.calendars[name] : undefined;
      return calendar ? isOpenAt(businessCalendar(calendar), at) : true;
    },
  };
}

/** Sends a case on to the people it belongs to, where what happened calls for it. */
export async function routed(deps: Deps, merchantId: string, change: Change, doing: Doing & { settings: Settings }): Promise<Change> {
  if (!isRoutedAfter(change)) return change;
  const { customerId } = change.after;
  const customer = customerId ? await storesOf(deps, merchantId).customers.findById(customerId) : null;
  return withRouting(change, await deskFor(deps, merchantId, doing.settings, customer, doing.at), doing);
}

/** Refuses to write when two cases in the same moment would give somebody more than they can carry. */
export function withinCapacity(merchantId: string, before: Case | null, after: Case, { routing }: Pick<Settings, 'routing'>): Statement[] {
  if (after.assignee === null || after.assignee === before?.assignee) return [];
  const capacity = routing.teams.find(({ id }) => id === after.team)?.members.find(({ staff }) => staff === after.assignee)?.capacity;
  const cannotWait = after.severity === 'critical' || after.secondFailure;
  return capacity === undefined || cannotWait ? [] : requireRoom(merchantId, after.assignee, capacity);
}
