import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { CareDetail, CareOwner, CareQuery, CareView, CheckInBody } from '#shared/contracts/care.ts';
import { type Care, doCheckIn, nextCheckIn } from '#server/domain/care.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { createCareStore } from '#server/store/care.ts';
import { listTeam } from '#server/store/staff.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { namer, whoIs } from './rescue-views.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const params = z.object({ id: z.string() });
const view = answers(CareView, 'The care after the act');

const list = createRoute({
  method: 'get',
  path: '/care',
  summary: 'Customers who came back, oldest return first',
  request: { query: CareQuery },
  responses: { 200: answers(pageOf(CareView), 'A page'), ...problems(400, 401) },
});
const read = createRoute({
  method: 'get',
  path: '/care/{id}',
  summary: 'One of them, with everything that happened',
  request: { params },
  responses: { 200: answers(CareDetail, 'The care'), ...problems(401, 404) },
});
const checkIn = createRoute({
  method: 'put',
  path: '/care/{id}/check-ins/{checkIn}',
  summary: 'A check-in was made',
  request: { params: params.extend({ checkIn: z.string() }), body: jsonBody(CheckInBody) },
  responses: { 200: view, ...problems(400, 401, 403, 404, 409) },
});
const owner = createRoute({
  method: 'put',
  path: '/care/{id}/owner',
  summary: 'Who looks after them',
  request: { params, body: jsonBody(CareOwner) },
  responses: { 200: view, ...problems(400, 401, 403, 404, 409) },
});

/** Six months of watching over those who came back. */
export const careRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createCareStore(deps.db, merchantId);
  const shown = async ({ merchantId }: Worker, care: Care) => (await careViews(deps, merchantId, [care]))[0]!;

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { limit, cursor, ...query } = c.req.valid('query');
      const found = await storeOf(c.var.worker).list({ ...query, after: cursor, limit: limit + 1 });
      return c.json(
        {
          items: await careViews(deps, c.var.worker.merchantId, found.slice(0, limit)),
          nextCursor: found.length > limit ? (found[limit - 1]?.id ?? null) : null,
        },
        200,
      );
    })
    .openapi(read, async (c) => {
      const care = await storeOf(c.var.worker).find(c.req.valid('param').id);
      return c.json({ ...(await shown(c.var.worker, care)), events: await storeOf(c.var.worker).listEvents(care.id) }, 200);
    })
    .openapi(checkIn, async (c) => {
      const { worker } = c.var;
      if (!isStaff(worker.actor.role)) throw new DomainError('staff.not_allowed', 'You may look, but not make check-ins.');
      const { id, checkIn: which } = c.req.valid('param');
      const { note, version } = c.req.valid('json');
      const at = deps.now().toISOString();
      return c.json(
        await shown(
          worker,
          await storeOf(worker).change(id, (before) => doCheckIn(before, which, { note, by: worker.actor.id, at }), at, version),
        ),
        200,
      );
    })
    .openapi(owner, async (c) => {
      const { worker } = c.var;
      if (!isLead(worker.actor.role)) throw new DomainError('staff.not_allowed', 'Who looks after whom is decided by a lead or the owner.');
      const { owner: next, version } = c.req.valid('json');
      const care = await storeOf(worker).find(c.req.valid('param').id);
      if (next !== null && !(await listTeam(deps.db, worker.merchantId)).some(({ id, role }) => id === next && isStaff(role)))
        throw new DomainError('staff.not_found', 'There is no such colleague.', [{ path: 'owner', message: 'Choose a colleague.' }]);
      const at = deps.now().toISOString();
      const changed = await storeOf(worker).change(
        care.id,
        (before) => ({
          after: { ...before, owner: next },
          events: [{ type: 'owner_changed', at, by: worker.actor.id, data: { owner: next } }],
        }),
        at,
        version,
      );
      return c.json(await shown(worker, changed), 200);
    });
};

export async function careViews(deps: Deps, merchantId: string, cares: Care[]): Promise<CareView[]> {
  const [customers, team] = await Promise.all([
    storesOf(deps, merchantId).customers.listByIds([...new Set(cares.map(({ customerId }) => customerId))]),
    listTeam(deps.db, merchantId),
  ]);
  const at = deps.now().toISOString();
  const named = namer(team);
  return cares.map((care) => ({
    id: care.id,
    customer: whoIs(care.customerId, customers.get(care.customerId)),
    departure: care.departureId,
    owner: named(care.owner),
    state: care.state,
    slipping: care.state === 'slipping',
    startedAt: care.startedAt,
    endsAt: care.endsAt,
    nextAt: nextCheckIn(care)?.dueAt ?? null,
    rhythmDays: care.rhythm.gapDays,
    checkIns: care.checkIns.map((one) => ({ ...one, overdue: one.doneAt === null && one.dueAt < at && care.state !== 'lost' })),
    signals: care.signals,
    endedAt: care.endedAt,
    version: care.version,
  }));
}
