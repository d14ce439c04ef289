import type { SettleCall } from '#shared/contracts/rescue.ts';
import { beginCare } from '#server/domain/care.ts';
import { notAllowed, type Refusal, refusalOf } from '#server/domain/contact-rules.ts';
import type { Departure } from '#server/domain/departure.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { type Call, claimCall, isHeldBy, releaseCall, settleCall, undoCall, undoOf } from '#server/domain/rescue-call.ts';
import { createCareStore } from '#server/store/care.ts';
import { isTaken, type Statement } from '#server/store/db.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { createRescueStore } from '#server/store/rescue.ts';
import { factsOf, insertContact, removeContact } from '#server/store/rescue-contacts.ts';
import type { Worker } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';

/** Programs have no id of their own. */
export const whoActs = ({ actor }: Worker): string => actor.id ?? 'program';

/** Why this customer may not be called now; null when they may. */
export async function whyNotCall(deps: Deps, { merchantId }: Worker, call: Call, departure: Departure | null): Promise<Refusal | null> {
  if (call.arm === 'control') return 'control';
  const [facts, { rescue }] = await Promise.all([
    factsOf(deps.db, merchantId, [call.customerId], { callId: call.id }),
    storesOf(deps, merchantId).settings.readAll(),
  ]);
  const known = facts.get(call.customerId);
  if (!known) return 'erased';
  return refusalOf(
    { ...known, hasReturned: departure?.returnedAt != null },
    { at: deps.now().toISOString(), coolDownDays: rescue.coolDownDays },
  );
}

export const departureOf = async (deps: Deps, merchantId: string, { departureId }: Call): Promise<Departure | null> =>
  departureId ? createDepartureStore(deps.db, merchantId).find(departureId) : null;

/** @throws contact.not_allowed */
async function requireCallable(deps: Deps, worker: Worker, call: Call): Promise<void> {
  const why = await whyNotCall(deps, worker, call, await departureOf(deps, worker.merchantId, call));
  if (why) throw notAllowed(why);
}

/** Takes a call: the moment at which the rules are looked at. @throws contact.not_allowed, call.claimed */
export async function claim(deps: Deps, worker: Worker, before: Call): Promise<Call> {
  requireCaller(worker);
  const [by, at] = [whoActs(worker), deps.now().toISOString()];
  const after = claimCall(before, { by, at });
  await requireCallable(deps, worker, before);
  return write(deps, worker, before, after, 'call_claimed');
}

export async function release(deps: Deps, worker: Worker, before: Call): Promise<Call> {
  requireCaller(worker);
  const after = releaseCall(before, { by: whoActs(worker), at: deps.now().toISOString(), isLead: isLead(worker.actor.role) });
  return write(deps, worker, before, after, 'call_released');
}

/**
 * What came of a call, with everything it brings about, in one batch: a no to contact is kept, a return ends the departure
 * and begins six months of care.
 *
 * @throws contact.not_allowed unless the call was taken while it was allowed; call.claimed, call.already_settled
 */
export async function settle(deps: Deps, worker: Worker, before: Call, input: SettleCall): Promise<Call> {
  requireCaller(worker);
  if (input.version !== undefined && input.version !== before.version) throw changedMeanwhile();
  const [by, at, { merchantId }] = [whoActs(worker), deps.now().toISOString(), worker];
  const after = settleCall(before, input, { by, at });
  if (before.arm === 'control') throw notAllowed('control');
  const mustBeAllowed = input.outcome !== 'returned' && input.outcome !== 'wants_no_contact';
  if (mustBeAllowed && !isHeldBy(before, by, at)) await requireCallable(deps, worker, before);

  const { customers } = storesOf(deps, merchantId);
  const departures = createDepartureStore(deps.db, merchantId);
  const cares = createCareStore(deps.db, merchantId);
  const departure = await departureOf(deps, merchantId, before);
  const customer = await customers.findById(before.customerId);
  const contactId = input.outcome === 'no_answer' ? null : deps.newId('contact');
  const forbids = input.outcome === 'wants_no_contact' && customer?.contactAllowed === true;
  const ended = input.outcome === 'returned' && departure && departure.returnedAt === null ? departure : null;
  const care = ended
    ? beginCare(
        {
          id: deps.newId('care'),
          customerId: before.customerId,
          departureId: ended.id,
          owner: before.owner ?? worker.actor.id,
          rhythm: await cares.rhythmBefore(before.customerId, ended.at),
        },
        at,
        worker.actor.id,
      )
    : null;
  const also: Statement[] = [
    ...(contactId
      ? [
          insertContact(merchantId, {
            id: contactId,
            customerId: before.customerId,
            at,
            way: 'call',
            about: before.watchId ? 'watch' : 'rescue',
            callId: before.id,
            fix: null,
            by: worker.actor.id,
          }),
        ]
      : []),
    ...(forbids ? customers.edit(before.customerId, { contactAllowed: 0 }, at) : []),
    ...(ended ? departures.returnOf(ended, at, at) : []),
    ...(care ? cares.begin(care, at) : []),
  ];
  const undo = undoOf(before, by, at, { contactId, forbade: forbids, ended: ended?.id ?? null, careId: care?.after.id ?? null });
  return write(deps, worker, before, { ...after, undo }, 'call_settled', also, { outcome: input.outcome });
}

/** Takes the last outcome back, with all it brought about. @throws call.undo_too_late */
export async function undo(deps: Deps, worker: Worker, before: Call): Promise<Call> {
  requireCaller(worker);
  const { merchantId } = worker;
  const at = deps.now().toISOString();
  const { after, undo: done } = undoCall(before, { by: whoActs(worker), at });
  const departures = createDepartureStore(deps.db, merchantId);
  const ended = done.ended ? await departures.find(done.ended) : null;
  return write(deps, worker, before, after, 'call_undone', [
    ...(done.contactId ? [removeContact(merchantId, done.contactId)] : []),
    ...(done.forbade ? storesOf(deps, merchantId).customers.edit(before.customerId, { contactAllowed: 1 }, at) : []),
    ...(ended?.returnedAt ? departures.changed(ended, { ...ended, returnedAt: null }, at) : []),
    ...(done.careId ? createCareStore(deps.db, merchantId).remove(done.careId) : []),
  ]);
}

async function write(
  deps: Deps,
  { merchantId, actor }: Worker,
  before: Call,
  after: Call,
  type: Parameters<ReturnType<typeof createRescueStore>['changed']>[2]['type'],
  also: Statement[] = [],
  data: object = {},
): Promise<Call> {
  const rescue = createRescueStore(deps.db, merchantId);
  try {
    await deps.db.write([...rescue.changed(before, after, { type, at: deps.now().toISOString(), by: actor.id, data }), ...also]);
  } catch (error) {
    if (isTaken(error)) throw changedMeanwhile();
    throw error;
  }
  return rescue.findCall(before.id);
}

function requireCaller({ actor }: Worker): void {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may look at calls, but not make them.');
}

const changedMeanwhile = () =>
  new DomainError('call.changed_meanwhile', 'Somebody else changed this call meanwhile. Look at it again; nothing you wrote is lost.');
