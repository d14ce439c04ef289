import type { CallView } from '#shared/contracts/rescue.ts';
import type { Departure } from '#server/domain/departure.ts';
import type { Call } from '#server/domain/rescue-call.ts';
import type { Customer } from '#server/store/customers.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { listTeam } from '#server/store/staff.ts';
import { type Deps, storesOf } from './context.ts';

type Named = { id: string; name: string };

/** A person of the team by name; somebody who left the team keeps their id. */
export const namer =
  (team: Named[]) =>
  (id: string | null): Named | null =>
    id === null ? null : { id, name: team.find((one) => one.id === id)?.name ?? id };

export const whoIs = (id: string, customer: Customer | undefined) => ({
  id,
  externalId: customer?.externalId ?? null,
  name: customer?.name ?? null,
  email: customer?.email ?? null,
  phone: customer?.phone ?? null,
});

/** Calls with the people in them. */
export async function callViews(deps: Deps, merchantId: string, calls: Call[]): Promise<CallView[]> {
  const customerIds = [...new Set(calls.map(({ customerId }) => customerId))];
  const [customers, team, departures] = await Promise.all([
    storesOf(deps, merchantId).customers.listByIds(customerIds),
    listTeam(deps.db, merchantId),
    createDepartureStore(deps.db, merchantId).listOf(customerIds),
  ]);
  const left = new Map(departures.map((one) => [one.id, one]));
  const at = deps.now().toISOString();
  return calls.map((call) => toCallView(call, customers.get(call.customerId), left.get(call.departureId ?? ''), namer(team), at));
}

function toCallView(
  call: Call,
  customer: Customer | undefined,
  departure: Departure | undefined,
  named: ReturnType<typeof namer>,
  at: string,
): CallView {
  const { undo } = call;
  return {
    id: call.id,
    cycle: call.cycleId,
    customer: whoIs(call.customerId, customer),
    departure: departure
      ? {
          id: departure.id,
          at: departure.at,
          reason: departure.reason,
          reasonText: departure.reasonText,
          way: departure.way,
          returnedAt: departure.returnedAt,
        }
      : null,
    worth: call.worth,
    arm: call.arm,
    list: call.list,
    owner: named(call.owner),
    week: call.week,
    state: call.state,
    claimedBy: named(call.claimedBy),
    claimedAt: call.claimedAt,
    nextAt: call.nextAt,
    outcome: call.outcome,
    note: call.note,
    saidBack: call.saidBack,
    contactedAt: call.contactedAt,
    doneAt: call.doneAt,
    undoUntil: undo && undo.until >= at ? undo.until : null,
    version: call.version,
  };
}
