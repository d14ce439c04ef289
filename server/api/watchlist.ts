import { createRoute, z } from '@hono/zod-openapi';
import { HandleWatchItem, Outreach, OutreachMade, WatchItemView, WatchList, WatchQuery } from '#shared/contracts/watch.ts';
import { notAllowed, requireContact } from '#server/domain/contact-rules.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { mondayOf } from '#server/domain/rescue.ts';
import type { Call } from '#server/domain/rescue-call.ts';
import { isTaken } from '#server/store/db.ts';
import { createRescueStore } from '#server/store/rescue.ts';
import { factsOf } from '#server/store/rescue-contacts.ts';
import { listTeam } from '#server/store/staff.ts';
import { createWatchStore, type WatchItem } from '#server/store/watch.ts';
import type { Worker } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { namer, whoIs } from './rescue-views.ts';
import { answers, jsonBody, problems } from './router.ts';
import { changedMeanwhile, requireHand, watchLetterOf, watchLetterRoutes } from './watch-letter.ts';

const WEEKS_AHEAD = 12;
const params = z.object({ id: z.string() });
const list = createRoute({
  method: 'get',
  path: '/insights/watchlist',
  summary: 'Customers who may be about to go, the most valuable first, with the figures that say so',
  request: { query: WatchQuery },
  responses: { 200: answers(WatchList, 'A page, and when orders were last looked over'), ...problems(400, 401) },
});
const handle = createRoute({
  method: 'put',
  path: '/insights/watchlist/{id}',
  summary: 'Contacted, or no reason to worry',
  request: { params, body: jsonBody(HandleWatchItem) },
  responses: { 200: answers(WatchItemView, 'The finding'), ...problems(400, 401, 403, 404, 409) },
});
const reach = createRoute({
  method: 'post',
  path: '/insights/watchlist/{id}/outreach',
  summary: 'A call in a person’s plan, or a letter to send, under the rules of contact',
  request: { params, body: jsonBody(Outreach) },
  responses: { 201: answers(OutreachMade, 'What was made'), ...problems(400, 401, 403, 404, 409, 422) },
});
const look = createRoute({
  method: 'post',
  path: '/insights/watchlist/looks',
  summary: 'Look over the orders now; it is done within a minute or two',
  responses: { 202: answers(WatchList.shape.look, 'Asked for'), ...problems(401, 403) },
});

/** The monthly look over orders. */
export const watchlistRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createWatchStore(deps.db, merchantId);
  const lookOf = async (worker: Worker): Promise<WatchList['look']> => {
    const { finishedAt, wantedAt, customers, model } = await storeOf(worker).readLook();
    return { finishedAt, waiting: wantedAt !== null, customers, model };
  };
  const shown = async (worker: Worker, id: string): Promise<WatchItemView> =>
    (await views(deps, worker, [await storeOf(worker).find(id)]))[0]!;

  return watchLetterRoutes(deps, shown)
    .openapi(list, async (c) => {
      const { worker } = c.var;
      const query = c.req.valid('query');
      const found = await storeOf(worker).list({ ...query, after: readCursor(query.cursor), limit: query.limit + 1 });
      const last = found[query.limit - 1];
      return c.json(
        {
          items: await views(deps, worker, found.slice(0, query.limit)),
          nextCursor: found.length > query.limit && last ? `${last.worth?.amount ?? 0}~${last.id}` : null,
          look: await lookOf(worker),
        },
        200,
      );
    })
    .openapi(look, async (c) => {
      const { worker } = c.var;
      if (!isLead(worker.actor.role))
        throw new DomainError('staff.not_allowed', 'A look over all orders is asked for by a lead or the owner.');
      await deps.db.write([storeOf(worker).wantLook(deps.now().toISOString())]);
      return c.json(await lookOf(worker), 202);
    })
    .openapi(handle, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const { state, note, version } = c.req.valid('json');
      const before = await storeOf(worker).find(c.req.valid('param').id);
      if (version !== undefined && version !== before.version) throw changedMeanwhile();
      const at = deps.now().toISOString();
      await writing(deps, storeOf(worker).handled(before, { state, note: note ?? before.note, by: worker.actor.id, at }));
      return c.json(await shown(worker, before.id), 200);
    })
    .openapi(reach, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const before = await storeOf(worker).find(c.req.valid('param').id);
      const { way, owner } = c.req.valid('json');
      const { rescue } = await storesOf(deps, worker.merchantId).settings.readAll();
      const at = deps.now().toISOString();
      const facts = (await factsOf(deps.db, worker.merchantId, [before.customerId])).get(before.customerId);
      if (!facts) throw notAllowed('erased');
      requireContact(facts, { at, coolDownDays: rescue.coolDownDays });
      if (way === 'letter')
        return c.json({ item: await shown(worker, before.id), call: null, letter: await watchLetterOf(deps, worker, before) }, 201);
      const call = callFor(deps, before, await callerOf(deps, worker, owner), at);
      await writing(deps, [
        createRescueStore(deps.db, worker.merchantId).insertCall(call),
        ...storeOf(worker).handled(before, { state: 'contacted', note: before.note, by: worker.actor.id, at }),
      ]);
      return c.json({ item: await shown(worker, before.id), call: { id: call.id, week: call.week ?? '' }, letter: null }, 201);
    });
};

async function writing(deps: Deps, statements: Parameters<Deps['db']['write']>[0]): Promise<void> {
  try {
    await deps.db.write(statements);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (error instanceof Error && error.message.includes('rescue_calls')) throw notAllowed('already_planned');
    throw changedMeanwhile();
  }
}

/** @throws staff.not_found */
async function callerOf(deps: Deps, worker: Worker, owner: string | undefined): Promise<string | null> {
  if (owner === undefined) return worker.actor.id;
  const known = (await listTeam(deps.db, worker.merchantId)).some(({ id, role }) => id === owner && isStaff(role));
  if (!known) throw new DomainError('staff.not_found', 'There is no such colleague.', [{ path: 'owner', message: 'Choose a colleague.' }]);
  return owner;
}

const callFor = (deps: Deps, item: WatchItem, owner: string | null, at: string): Call => ({
  id: deps.newId('call'),
  cycleId: null,
  customerId: item.customerId,
  departureId: null,
  watchId: item.id,
  arm: 'contact',
  list: 'own',
  owner,
  week: mondayOf(at),
  state: 'planned',
  claimedBy: null,
  claimedAt: null,
  nextAt: null,
  outcome: null,
  note: null,
  saidBack: null,
  contactedAt: null,
  doneAt: null,
  doneBy: null,
  worth: item.worth,
  reason: null,
  undo: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
});

async function views(deps: Deps, { merchantId }: Worker, items: WatchItem[]): Promise<WatchItemView[]> {
  const ids = [...new Set(items.map(({ customerId }) => customerId))];
  const [customers, odds, team] = await Promise.all([
    storesOf(deps, merchantId).customers.listByIds(ids),
    createWatchStore(deps.db, merchantId).oddsOf(ids),
    listTeam(deps.db, merchantId),
  ]);
  const named = namer(team);
  return items.map(({ customerId, handledBy, ...item }) => {
    const known = odds.get(customerId);
    return {
      ...item,
      customer: whoIs(customerId, customers.get(customerId)),
      handledBy: named(handledBy),
      odds: known ? { alive: known.alive, expectedOrders: known.expected, weeks: WEEKS_AHEAD } : null,
    };
  });
}

function readCursor(cursor: string | undefined): [number, string] | undefined {
  if (cursor === undefined) return undefined;
  const [worth = '', id] = cursor.split('~');
  if (!/^\d+$/.test(worth) || !id) throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
  return [Number(worth), id];
}
