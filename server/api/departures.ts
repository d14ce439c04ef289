import { createRoute, z } from '@hono/zod-openapi';
import { type Page, pageOf } from '#shared/contracts/basics.ts';
import { DecideDeparture, DepartureBody, DepartureListQuery, DepartureView, ReturnBody } from '#shared/contracts/departures.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { departureSegmentOf } from '#server/domain/cancellation.ts';
import { type Departure, departureOf, overlap } from '#server/domain/departure.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isStaff } from '#server/domain/life.ts';
import { momentOf } from '#server/domain/moment.ts';
import { withNarrower } from '#server/domain/own-reasons.ts';
import type { Customer } from '#server/store/customers.ts';
import { isTaken } from '#server/store/db.ts';
import type { DepartureQuery } from '#server/store/departures.ts';
import { listTeam } from '#server/store/staff.ts';
import { careAfter } from './begin-care.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { customerNamed } from './customer-named.ts';
import { tableOfRegister } from './departures-file.ts';
import { isForLeaving, requireReasons } from './reason-settings.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';
import { streamOf } from './whole.ts';
import { timeZoneOf, worthAt } from './worth-of.ts';

const LINES_AT_ONCE = 1000;

const params = z.object({ externalId: z.string().max(200) });
const id = z.object({ id: z.string().max(100) });
const one = answers(DepartureView, 'The departure');
const read = createRoute({
  method: 'get',
  path: '/customers/{externalId}/departure',
  summary: 'How a customer left: the last time, whether they came back or not',
  request: { params },
  responses: { 200: one, ...problems(401, 404) },
});
const leave = createRoute({
  method: 'put',
  path: '/customers/{externalId}/departure',
  summary: 'The customer left, or more is known about it',
  request: { params, body: jsonBody(DepartureBody) },
  responses: { 200: one, 201: one, ...problems(400, 401, 403, 404, 409, 422) },
});
const comeBack = createRoute({
  method: 'delete',
  path: '/customers/{externalId}/departure',
  summary: 'The customer came back. The departure is over and stays on record',
  request: { params, query: ReturnBody },
  responses: { 200: one, ...problems(400, 401, 403, 404) },
});
const list = createRoute({
  method: 'get',
  path: '/departures',
  summary: 'Who left, latest first',
  request: { query: DepartureListQuery },
  responses: { 200: answers(pageOf(DepartureView), 'A page of departures'), ...problems(400, 401) },
});
const file = createRoute({
  method: 'get',
  path: '/departures/register.csv',
  summary: 'The register of the departed as a table, of any length',
  request: { query: DepartureListQuery.omit({ limit: true, cursor: true }) },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems(400, 401) },
});
const find = createRoute({
  method: 'get',
  path: '/departures/{id}',
  summary: 'One departure',
  request: { params: id },
  responses: { 200: one, ...problems(401, 404) },
});
const decide = createRoute({
  method: 'put',
  path: '/departures/{id}/decision',
  summary: 'What is to be done about somebody who left: call, write, let go, or not right for us',
  request: { params: id, body: jsonBody(DecideDeparture) },
  responses: { 200: one, ...problems(400, 401, 403, 404) },
});

/** The register of the departed. A return ends a departure; nothing deletes it. */
export const departureRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>()
    .openapi(read, async (c) => {
      const { merchantId } = c.var.worker;
      const customer = await customerNamed(deps, merchantId, c.req.valid('param').externalId);
      const last = (await storesOf(deps, merchantId).departures.listOf([customer.id])).at(-1);
      if (!last) throw new DomainError('departure.not_found', 'This customer has never left.');
      return c.json(toView(last, customer), 200);
    })
    .openapi(leave, async (c) => {
      requireChanger(c.var.worker);
      const customer = await customerNamed(deps, c.var.worker.merchantId, c.req.valid('param').externalId);
      const { departure, isNew } = await putDeparture(deps, c.var.worker, customer, c.req.valid('json'));
      return c.json(toView(departure, customer), isNew ? 201 : 200);
    })
    .openapi(comeBack, async (c) => {
      requireChanger(c.var.worker);
      const { merchantId } = c.var.worker;
      const customer = await customerNamed(deps, merchantId, c.req.valid('param').externalId);
      const { departures, settings } = storesOf(deps, merchantId);
      const open = await departures.findOpen(customer.id);
      if (!open) throw new DomainError('departure.not_found', 'This customer has not left.');
      const now = deps.now().toISOString();
      const at = readerOf(await settings.readAll())(c.req.valid('query').at) ?? now;
      const care = await careAfter(deps, merchantId, open, at < open.at ? open.at : at, c.var.worker.actor.id);
      const after = await departures.change(open.id, (before) => ({ ...before, returnedAt: at < before.at ? before.at : at }), now, care);
      return c.json(toView(after, customer), 200);
    })
    .openapi(list, async (c) => {
      const { merchantId } = c.var.worker;
      return c.json(await pageOfRegister(deps, merchantId, await readQuery(deps, merchantId, c.req.valid('query'))), 200);
    })
    .openapi(file, async (c) => {
      const { merchantId } = c.var.worker;
      const query = await readQuery(deps, merchantId, c.req.valid('query'));
      const names = new Map((await listTeam(deps.db, merchantId)).map(({ id: staff, name }) => [staff, name]));
      c.header('Content-Type', 'text/csv; charset=utf-8; header=present');
      c.header('Content-Disposition', 'attachment; filename="departures.csv"');
      const { document: own } = await storesOf(deps, merchantId).settings.read('reasons');
      const pages = tableOfRegister((cursor) => pageOfRegister(deps, merchantId, { ...query, cursor, limit: LINES_AT_ONCE }), names, own);
      return c.body(streamOf(pages), 200);
    })
    .openapi(find, async (c) =>
      c.json(await viewOf(deps, c.var.worker, await storesOf(deps, c.var.worker.merchantId).departures.find(c.req.valid('param').id)), 200),
    )
    .openapi(decide, async (c) => {
      const { worker } = c.var;
      requireChanger(worker);
      const { what, why } = c.req.valid('json');
      const at = deps.now().toISOString();
      const after = await storesOf(deps, worker.merchantId).departures.change(
        c.req.valid('param').id,
        (before) => ({ ...before, decision: { what, why: why ?? null, by: worker.actor.id, at } }),
        at,
      );
      return c.json(await viewOf(deps, worker, after), 200);
    });

async function readQuery(
  deps: Deps,
  merchantId: string,
  { from, to, returned, customer, reason, ...query }: Partial<DepartureListQuery>,
): Promise<DepartureQuery> {
  const settings = await storesOf(deps, merchantId).settings.readAll();
  const moment = readerOf(settings);
  return {
    ...query,
    reason: reason && withNarrower(settings.reasons, reason),
    from: moment(from),
    to: moment(to),
    returned: returned === undefined ? undefined : returned === 'true',
    customerId: customer === undefined ? undefined : (await customerNamed(deps, merchantId, customer)).id,
  };
}

async function pageOfRegister(deps: Deps, merchantId: string, query: DepartureQuery): Promise<Page<DepartureView>> {
  const { customers, departures } = storesOf(deps, merchantId);
  const { items, nextCursor } = await departures.list(query);
  const people = await customers.listByIds([...new Set(items.map(({ customerId }) => customerId))]);
  return { items: items.map((departure) => toView(departure, people.get(departure.customerId))), nextCursor };
}

/** The open departure with what is newly said of it, or a new one. @throws departure.already_left, case.reason_unknown */
async function putDeparture(
  deps: Deps,
  { merchantId }: Worker,
  customer: Customer,
  body: DepartureBody,
): Promise<{ departure: Departure; isNew: boolean }> {
  const stores = storesOf(deps, merchantId);
  const settings = await stores.settings.readAll();
  if (body.reason) requireReasons(settings.reasons, [body.reason], () => 'reason', isForLeaving);
  const now = deps.now().toISOString();
  const theirs = await stores.departures.listOf([customer.id]);
  const away = theirs.find(({ returnedAt }) => returnedAt === null);
  const at = readerOf(settings)(body.at) ?? away?.at ?? now;
  // Taken back in the moment it was told, and told again: the same departure.
  const open = away ?? theirs.find((one) => one.at === at && one.returnedAt === at);
  const other = theirs.find((one) => one !== open && overlap(one, { at, returnedAt: null }));
  if (other)
    throw new DomainError(
      'departure.already_left',
      `This customer left on ${other.at.slice(0, 10)} and came back on ${other.returnedAt?.slice(0, 10)}.`,
    );
  const { way = 'api', ...named } = body;
  const said = Object.fromEntries(Object.entries({ ...named, at }).filter(([, value]) => value !== undefined));
  if (open) {
    const departure = await stores.departures.change(
      open.id,
      async (before) => {
        const after = { ...before, ...said, returnedAt: null };
        if (body.revenue === undefined || JSON.stringify(after.revenue) === JSON.stringify(before.revenue)) return after;
        const worth = await worthAt(stores, customer, settings, at, body.revenue);
        return { ...after, revenue: worth.revenuePerMonth, lifetimeValue: worth.lostOnDeparture };
      },
      now,
    );
    return { departure, isNew: false };
  }
  const worth = await worthAt(stores, customer, settings, at, body.revenue ?? null);
  const facts = {
    reason: 'cancel.not_said',
    ...said,
    customerId: customer.id,
    at,
    way,
    revenue: worth.revenuePerMonth,
    lifetimeValue: worth.lostOnDeparture,
  };
  const departure = departureOf(deps.newId('dep'), facts, now);
  try {
    await deps.db.write(stores.departures.create(departure));
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Somebody else told of it in this moment: then this is what is newly known.
    return putDeparture(deps, { merchantId, actor: { role: 'system', id: null, name: null } }, customer, body);
  }
  return { departure, isNew: true };
}

/** A date begins with the shop's own day. */
const readerOf = (settings: Settings) => (date: string | undefined) =>
  date === undefined ? undefined : (momentOf(date, timeZoneOf(settings)) ?? undefined);

function requireChanger({ actor }: Worker): void {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may look, but not say who left.');
}

const viewOf = async (deps: Deps, { merchantId }: Worker, departure: Departure) =>
  toView(departure, (await storesOf(deps, merchantId).customers.findById(departure.customerId)) ?? undefined);

const toView = (departure: Departure, customer: Customer | undefined): DepartureView => ({
  id: departure.id,
  customer: {
    id: departure.customerId,
    externalId: customer?.externalId ?? null,
    name: customer?.name ?? null,
    email: customer?.email ?? null,
    since: customer?.since ?? null,
    contactAllowed: customer?.contactAllowed ?? false,
  },
  at: departure.at,
  reason: departure.reason,
  reasonText: departure.reasonText,
  segment: departureSegmentOf(departure.reason, departure.decision?.what === 'not_right_for_us'),
  way: departure.way,
  revenue: departure.revenue,
  lifetimeValue: departure.lifetimeValue,
  note: departure.note,
  case: departure.caseId,
  returnedAt: departure.returnedAt,
  decision: departure.decision,
});
