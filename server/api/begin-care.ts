import { beginCare } from '#server/domain/care.ts';
import type { Departure } from '#server/domain/departure.ts';
import { createCareStore } from '#server/store/care.ts';
import type { Statement } from '#server/store/db.ts';
import type { Deps } from './context.ts';

const DAY_MS = 86_400_000;
/** A return longer ago needs no plan any more: it would be over. */
const PLAN_DAYS = 183;

/**
 * Six months of care for somebody who came back, for the batch that says so. It belongs to whoever spoke to them last. Told of the
 * same return again, it begins nothing.
 */
export async function careAfter(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  merchantId: string,
  departure: Departure,
  returnedAt: string,
  by: string | null = null,
): Promise<Statement[]> {
  const at = now();
  if (Date.parse(returnedAt) < at.getTime() - PLAN_DAYS * DAY_MS) return [];
  const cares = createCareStore(db, merchantId);
  const { customerId, id: departureId } = departure;
  const [rhythm, owner] = await Promise.all([cares.rhythmBefore(customerId, departure.at), cares.lastCallerOf(customerId)]);
  return cares.begin(beginCare({ id: newId('care'), customerId, departureId, owner, rhythm }, returnedAt, by), at.toISOString());
}
