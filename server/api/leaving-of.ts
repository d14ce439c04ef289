import type { Cancellation } from '#server/domain/cancellation.ts';
import { departureOf } from '#server/domain/departure.ts';
import type { Statement } from '#server/store/db.ts';
import type { Deps, Stores } from './context.ts';
import { worthAt } from './worth-of.ts';

const WORDS = 500;

/**
 * What a visit to the cancel flow says about leaving, for the batch of the visit: who cancelled has left, who then stays after
 * all has come back. Somebody of whom there is no record at all leaves none.
 */
export async function leavingOf(
  deps: Pick<Deps, 'newId' | 'now'>,
  stores: Stores,
  before: Cancellation,
  after: Cancellation & { caseId: string },
): Promise<Statement[]> {
  if (after.customerId === null || (before.outcome !== 'cancelled' && after.outcome !== 'cancelled')) return [];
  const { departures } = stores;
  const now = deps.now().toISOString();
  const theirs = await departures.listOf([after.customerId]);
  const ofVisit = theirs.find(({ caseId }) => caseId === after.caseId);
  if (after.outcome !== 'cancelled') return ofVisit && ofVisit.returnedAt === null ? departures.returnOf(ofVisit, now, now) : [];

  const said = { reason: after.reason ?? 'cancel.not_said', reasonText: after.story?.slice(0, WORDS) ?? null };
  const at = after.outcomeAt ?? now;
  const known = ofVisit ?? theirs.find((one) => one.returnedAt === null || one.at === at);
  if (known) {
    const isNews = known.reason === null || known.reason === 'cancel.not_said' || known === ofVisit;
    const next = { ...known, ...(isNews && said), caseId: known.caseId ?? after.caseId, returnedAt: null };
    return JSON.stringify(next) === JSON.stringify(known) ? [] : departures.changed(known, next, now);
  }
  const customer = await stores.customers.findById(after.customerId);
  if (!customer) return [];
  const worth = await worthAt(stores, customer, await stores.settings.readAll(), at);
  return departures.create(
    departureOf(
      deps.newId('dep'),
      {
        ...said,
        customerId: customer.id,
        at,
        way: 'cancel_flow',
        revenue: worth.revenuePerMonth,
        lifetimeValue: worth.lostOnDeparture,
        caseId: after.caseId,
      },
      now,
    ),
  );
}
