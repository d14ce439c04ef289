import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { CallQuery, CallView, RescueCycleBody, RescueCycleView, RescuePreview } from '#shared/contracts/rescue.ts';
import { REFUSALS } from '#server/domain/contact-rules.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { type Candidate, type CyclePlan, planCycle, worthOf } from '#server/domain/rescue.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { type Cycle, type CycleCounts, createRescueStore } from '#server/store/rescue.ts';
import { factsOf } from '#server/store/rescue-contacts.ts';
import { listTeam, type Member } from '#server/store/staff.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { once } from './once.ts';
import { callViews, namer } from './rescue-views.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const DEPARTURES_AT_ONCE = 1000;
const NAMED_EXCLUDED = 200;

const list = createRoute({
  method: 'get',
  path: '/rescue-cycles',
  summary: 'Rescue cycles, newest first',
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(200).optional() }) },
  responses: { 200: answers(pageOf(RescueCycleView), 'A page of cycles'), ...problems(400, 401) },
});
const create = createRoute({
  method: 'post',
  path: '/rescue-cycles',
  summary: 'Plan a month or a quarter of win-back calls; `?dryRun=true` only says what it would be',
  request: { query: z.object({ dryRun: z.enum(['true', 'false']).optional() }), body: jsonBody(RescueCycleBody) },
  responses: {
    200: answers(RescuePreview, 'What it would be'),
    201: answers(RescueCycleView, 'The cycle'),
    ...problems(400, 401, 403, 404, 409, 422),
  },
});
const read = createRoute({
  method: 'get',
  path: '/rescue-cycles/{id}',
  summary: 'One cycle',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: answers(RescueCycleView, 'The cycle'), ...problems(401, 404) },
});
const calls = createRoute({
  method: 'get',
  path: '/rescue-cycles/{id}/calls',
  summary: 'Its calls, the most valuable first',
  request: { params: z.object({ id: z.string() }), query: CallQuery },
  responses: { 200: answers(pageOf(CallView), 'A page of calls'), ...problems(400, 401, 403, 404) },
});

/** Periods of win-back work: who is called by whom, and who is left alone so that the work can be measured. */
export const rescueCycleRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createRescueStore(deps.db, merchantId);
  const shown = async (worker: Worker, cycles: Cycle[]): Promise<RescueCycleView[]> => {
    const [team, counts] = await Promise.all([listTeam(deps.db, worker.merchantId), storeOf(worker).countsOf(cycles.map(({ id }) => id))]);
    return cycles.map((cycle) => toView(cycle, team, counts.get(cycle.id)));
  };

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const found = await storeOf(c.var.worker).listCycles(limit + 1, cursor ? readCursor(cursor) : undefined);
      const last = found[limit - 1];
      return c.json(
        {
          items: await shown(c.var.worker, found.slice(0, limit)),
          nextCursor: found.length > limit && last ? `${last.createdAt}~${last.id}` : null,
        },
        200,
      );
    })
    .openapi(create, async (c) => {
      const { worker } = c.var;
      if (!isLead(worker.actor.role)) throw new DomainError('staff.not_allowed', 'Rescue cycles are planned by a lead or the owner.');
      const body = c.req.valid('json');
      if (c.req.valid('query').dryRun === 'true')
        return c.json(preview(await planned(deps, worker, body), await listTeam(deps.db, worker.merchantId)), 200);
      const made = await once(deps, `rescue-cycles:${worker.merchantId}`, c.req.header('idempotency-key'), body, async () => {
        const { plan, given } = await planned(deps, worker, body);
        const at = deps.now().toISOString();
        const cycle: Cycle = {
          id: deps.newId('cycle'),
          name: body.name,
          from: body.from,
          to: body.to,
          plan: given,
          createdAt: at,
          createdBy: worker.actor.id,
        };
        const counts = { planned: plan.calls.length, done: 0, returned: 0 };
        return {
          write: storeOf(worker).create(cycle, plan, deps.newId),
          answer: toView(cycle, await listTeam(deps.db, worker.merchantId), counts),
        };
      });
      return c.json(made, 201);
    })
    .openapi(read, async (c) => {
      const [view] = await shown(c.var.worker, [await storeOf(c.var.worker).findCycle(c.req.valid('param').id)]);
      return c.json(view!, 200);
    })
    .openapi(calls, async (c) => {
      const { worker } = c.var;
      const query = c.req.valid('query');
      if (query.arm === 'control' && !isLead(worker.actor.role))
        throw new DomainError('staff.not_allowed', 'Who is left alone is shown to a lead or the owner.');
      const cycle = await storeOf(worker).findCycle(c.req.valid('param').id);
      const { items, nextCursor } = await storeOf(worker).listCalls(cycle.id, { ...query, cursorAt: callCursor(query.cursor) });
      return c.json({ items: await callViews(deps, worker.merchantId, items), nextCursor }, 200);
    });
};

/** Who would be called by whom if the cycle began now. */
async function planned(deps: Deps, { merchantId }: Worker, body: RescueCycleBody) {
  const stores = storesOf(deps, merchantId);
  const [settings, team] = await Promise.all([stores.settings.readAll(), listTeam(deps.db, merchantId)]);
  const { rescue, routing } = settings;
  const callers = team.filter(({ role }) => isStaff(role));
  const ofTeam = routing.teams.find(({ id }) => id === rescue.team)?.members.map(({ staff }) => staff);
  const given = {
    segments: body.segments,
    controlShare: body.controlShare ?? rescue.controlShare,
    executives: body.executives ?? rescue.executives.map((staff) => ({ staff, calls: rescue.callsPerExecutive })),
    team: body.team ?? ofTeam ?? callers.map(({ id }) => id),
  };
  requireColleagues(callers, given);
  const at = deps.now().toISOString();
  const candidates = await candidatesOf(deps, merchantId, at);
  const plan = planCycle(candidates, {
    ...given,
    at,
    merchantId,
    from: body.from,
    to: body.to,
    coolDownDays: rescue.coolDownDays,
    weeklyPlanSize: rescue.weeklyPlanSize,
  });
  return { plan, given };
}

async function candidatesOf(deps: Deps, merchantId: string, at: string): Promise<Candidate[]> {
  const departures = createDepartureStore(deps.db, merchantId);
  const { customers } = storesOf(deps, merchantId);
  const candidates: Candidate[] = [];
  let cursor: string | undefined;
  do {
    const page = await departures.list({ limit: DEPARTURES_AT_ONCE, cursor });
    const ids = [...new Set(page.items.map(({ customerId }) => customerId))];
    const [people, facts, planned] = await Promise.all([
      customers.listByIds(ids),
      factsOf(deps.db, merchantId, ids),
      createRescueStore(deps.db, merchantId).plannedAmong(ids, at),
    ]);
    for (const departure of page.items) {
      const known = facts.get(departure.customerId);
      const person = people.get(departure.customerId);
      if (known && person)
        candidates.push({ departure, name: person.name, since: person.since, facts: known, isPlanned: planned.has(departure.customerId) });
    }
    cursor = page.nextCursor ?? undefined;
    await new Promise((next) => setImmediate(next)); // others get their turn between pages
  } while (cursor);
  return candidates;
}

function requireColleagues(team: Member[], { executives, team: callers }: { executives: { staff: string }[]; team: string[] }): void {
  const known = new Set(team.map(({ id }) => id));
  const errors = [
    ...executives.flatMap(({ staff }, i) =>
      known.has(staff) ? [] : [{ path: `executives.${i}.staff`, message: 'Choose a colleague who works on cases.' }],
    ),
    ...callers.flatMap((staff, i) => (known.has(staff) ? [] : [{ path: `team.${i}`, message: 'Choose a colleague who works on cases.' }])),
  ];
  if (errors.length) throw new DomainError('staff.not_found', 'There is no such colleague.', errors);
}

const candidateView = ({ departure, name }: Candidate) => ({
  customer: departure.customerId,
  name,
  departure: departure.id,
  worth: worthOf(departure),
});

function preview({ plan }: { plan: CyclePlan }, team: Member[]): RescuePreview {
  const named = namer(team);
  const owners = [...new Set(plan.calls.map(({ owner, list: kind }) => `${kind} ${owner ?? ''}`))];
  const excludedBy: Record<string, number> = {};
  for (const { why } of plan.excluded) excludedBy[why] = (excludedBy[why] ?? 0) + 1;
  return {
    considered: plan.calls.length + plan.control.length + plan.excluded.length,
    lists: owners.map((key) => {
      const own = plan.calls.filter(({ owner, list: kind }) => `${kind} ${owner ?? ''}` === key);
      return {
        owner: named(own[0]?.owner ?? null),
        list: own[0]?.list ?? 'team',
        calls: own.map(({ candidate, week }) => ({ ...candidateView(candidate), week })),
      };
    }),
    planned: plan.calls.filter(({ week }) => week !== null).length,
    unplanned: plan.calls.filter(({ week }) => week === null).length,
    control: plan.control.length,
    excludedBy,
    excluded: plan.excluded
      .slice(0, NAMED_EXCLUDED)
      .map(({ candidate, why }) => ({ ...candidateView(candidate), why, because: REFUSALS[why] })),
  };
}

function toView({ id, name, from, to, plan, createdAt }: Cycle, team: Member[], counts?: CycleCounts): RescueCycleView {
  const named = namer(team);
  const nameOf = (staff: string) => named(staff) ?? { id: staff, name: staff };
  return {
    id,
    name,
    from,
    to,
    segments: plan.segments,
    controlShare: plan.controlShare,
    executives: plan.executives.map(({ staff, calls: most }) => ({ staff, name: nameOf(staff).name, calls: most })),
    team: plan.team.map(nameOf),
    createdAt,
    calls: counts ?? { planned: 0, done: 0, returned: 0 },
  };
}

const notOurs = () => new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');

function readCursor(cursor: string): [string, string] {
  const [createdAt, id] = cursor.split('~');
  if (!createdAt || !id) throw notOurs();
  return [createdAt, id];
}

function callCursor(cursor: string | undefined): [number, number] | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d+\.\d+$/.test(cursor)) throw notOurs();
  const [worth = 0, seq = 0] = cursor.split('.').map(Number);
  return [worth, seq];
}
