import { createRoute, z } from '@hono/zod-openapi';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { pageOf } from '#shared/contracts/basics.ts';
import { CustomerBody, CustomerView, LegalHold, TimelineItem } from '#shared/contracts/customer.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { isTaken } from '#server/store/db.ts';
import type { Customer } from '#server/store/customers.ts';
import { collect, erase, type Erased } from '#server/store/erasure.ts';
import type { Worker, WorkerEnv } from '../case-acts.ts';
import { toEventView } from '../case-view.ts';
import { type Deps, doingFor, storesOf } from '../context.ts';
import { uploadPath } from '../public/uploads.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';

const params = z.object({ externalId: z.string().max(200) });
const one = answers(CustomerView, 'The customer');
const Gone = z.object({ pseudonym: z.string(), cases: z.int() });
const EVENTS_OF_A_CASE = 10_000;

const read = createRoute({
  method: 'get',
  path: '/customers/{externalId}',
  summary: 'One customer',
  request: { params },
  responses: { 200: one, ...problems(401, 404) },
});
const write = createRoute({
  method: 'put',
  path: '/customers/{externalId}',
  summary: 'What the merchant knows of a customer; what is not named stays',
  request: { params, body: jsonBody(CustomerBody) },
  responses: { 200: one, 201: one, ...problems(400, 401, 403, 422) },
});
const list = createRoute({
  method: 'get',
  path: '/customers',
  summary: 'Customers, oldest first',
  request: {
    query: z.object({
      q: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(300).optional(),
    }),
  },
  responses: { 200: answers(pageOf(CustomerView), 'A page of customers'), ...problems(400, 401) },
});
const remove = createRoute({
  method: 'delete',
  path: '/customers/{externalId}',
  summary: 'Erase a person; reasons, remedies, outcomes and times stay without them',
  request: { params },
  responses: { 200: answers(Gone, 'Erased'), ...problems(401, 403, 404, 409) },
});
const give = createRoute({
  method: 'get',
  path: '/customers/{externalId}/export',
  summary: 'Everything that is kept about a person',
  request: { params },
  responses: { 200: answers(z.record(z.string(), z.unknown()), 'One document'), ...problems(401, 403, 404) },
});
const timeline = createRoute({
  method: 'get',
  path: '/customers/{externalId}/timeline',
  summary: 'What happened with a customer, over all cases, newest first',
  request: { params },
  responses: { 200: answers(z.object({ items: z.array(TimelineItem) }), 'The timeline'), ...problems(401, 404) },
});
const hold = createRoute({
  method: 'put',
  path: '/customers/{externalId}/legal-hold',
  summary: 'Nothing of this person may be erased',
  request: { params, body: jsonBody(LegalHold) },
  responses: { 200: one, ...problems(400, 401, 403, 404) },
});
const release = createRoute({
  method: 'delete',
  path: '/customers/{externalId}/legal-hold',
  summary: 'The hold is over',
  request: { params },
  responses: { 200: one, ...problems(401, 403, 404) },
});
const removeFromCase = createRoute({
  method: 'delete',
  path: '/cases/{id}/person',
  summary: 'Erase somebody known by one case alone',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: answers(Gone, 'Erased'), ...problems(401, 403, 404, 409) },
});

/** The merchant's customers: what is known, what happened, and how to forget it. For programs and for the admin page alike. */
export const customerRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { q, limit, cursor } = c.req.valid('query');
      const items = await storesOf(deps, c.var.worker.merchantId).customers.list({
        q,
        after: cursor ? readCursor(cursor) : undefined,
        limit: limit + 1,
      });
      const last = items[limit - 1];
      return c.json({ items: items.slice(0, limit).map(toView), nextCursor: items.length > limit && last ? writeCursor(last) : null }, 200);
    })
    .openapi(read, async (c) => c.json(toView(await find(deps, c.var.worker, c.req.valid('param').externalId)), 200))
    .openapi(write, async (c) => {
      requireChanger(c.var.worker);
      const { known, customer } = await put(deps, c.var.worker, c.req.valid('param').externalId, c.req.valid('json'));
      return c.json(toView(customer), known ? 200 : 201);
    })
    .openapi(remove, async (c) => {
      requireLeader(c.var.worker, 'Erasing a person');
      const { worker } = c.var;
      const customer = await find(deps, worker, c.req.valid('param').externalId);
      if (customer.legalHold)
        throw new DomainError('customer.legal_hold', `This person is under legal hold and cannot be erased: ${customer.legalHold}`);
      const pseudonym = `erased-${createHash('sha256').update(customer.id).digest('hex').slice(0, 16)}`;
      const gone = await forget(deps, worker, { customerId: customer.id, pseudonym });
      return c.json({ pseudonym, cases: gone.cases.length }, 200);
    })
    .openapi(give, async (c) => {
      requireLeader(c.var.worker, 'Exporting everything about a person');
      const { worker } = c.var;
      const customer = await find(deps, worker, c.req.valid('param').externalId);
      const { cases } = storesOf(deps, worker.merchantId);
      const kept = await collect(deps.db, worker.merchantId, customer.id, async (id) =>
        (await cases.events(id, 0, EVENTS_OF_A_CASE)).map(({ event }) => event),
      );
      return c.json({ exportedAt: deps.now().toISOString(), customer: toView(customer), ...kept }, 200);
    })
    .openapi(timeline, async (c) => {
      const { worker } = c.var;
      const customer = await find(deps, worker, c.req.valid('param').externalId);
      const stores = storesOf(deps, worker.merchantId);
      const { items } = await stores.cases.list({ customer: customer.id, limit: 100 });
      const perCase = await Promise.all(
        items.map(async ({ id, number, kind }) =>
          (await stores.cases.events(id, 0, 200))
            .map(toEventView)
            .map(({ at, type, data }) => ({ at, case: id, number, kind, type, data })),
        ),
      );
      return c.json(
        {
          items: perCase
            .flat()
            .toSorted((a, b) => (a.at < b.at ? 1 : -1))
            .slice(0, 500),
        },
        200,
      );
    })
    .openapi(hold, async (c) =>
      c.json(toView(await setHold(deps, c.var.worker, c.req.valid('param').externalId, c.req.valid('json').reason)), 200),
    )
    .openapi(release, async (c) => c.json(toView(await setHold(deps, c.var.worker, c.req.valid('param').externalId, null)), 200))
    .openapi(removeFromCase, async (c) => {
      requireLeader(c.var.worker, 'Erasing a person');
      const { worker } = c.var;
      const current = await storesOf(deps, worker.merchantId).cases.find(c.req.valid('param').id);
      if (current.customerId !== null)
        throw new DomainError('customer.known', 'This person is known beyond this case: erase the customer.');
      const gone = await forget(deps, worker, { caseId: current.id });
      return c.json({ pseudonym: current.id, cases: gone.cases.length }, 200);
    });

async function find(deps: Deps, { merchantId }: Worker, externalId: string): Promise<Customer> {
  const { customers } = storesOf(deps, merchantId);
  const customer = (await customers.find({ externalId })) ?? (await customers.findById(externalId));
  if (!customer) throw new DomainError('customer.not_found', 'There is no such customer.');
  return customer;
}

async function put(
  deps: Deps,
  { merchantId }: Worker,
  externalId: string,
  body: z.infer<typeof CustomerBody>,
): Promise<{ known: boolean; customer: Customer }> {
  const { customers } = storesOf(deps, merchantId);
  const at = deps.now().toISOString();
  const known = (await customers.find({ externalId })) ?? (await customers.findById(externalId));
  if (known?.erasedAt) throw new DomainError('customer.not_found', 'This person was erased.');
  const id = known?.id ?? deps.newId('cus');
  const { mrr, acquisitionCost, tags, contactAllowed, email, ...plain } = body;
  const details = {
    ...plain,
    ...(email !== undefined && { email: email?.toLowerCase() ?? null }),
    ...(mrr !== undefined && { mrrAmount: mrr?.amount ?? null, mrrCurrency: mrr?.currency ?? null }),
    ...(acquisitionCost !== undefined && {
      acquisitionCostAmount: acquisitionCost?.amount ?? null,
      acquisitionCostCurrency: acquisitionCost?.currency ?? null,
    }),
    ...(tags && { tags: JSON.stringify(tags) }),
    ...(contactAllowed !== undefined && { contactAllowed: Number(contactAllowed) }),
  };
  try {
    await deps.db.write([...(known ? [] : customers.upsert(null, id, { externalId }, {}, at)), ...customers.edit(id, details, at)]);
  } catch (error) {
    if (known || !isTaken(error)) throw error;
    return put(deps, { merchantId, actor: { role: 'system', id: null, name: null } }, externalId, body); // somebody else made the record in this moment
  }
  return { known: known !== null, customer: await find(deps, { merchantId, actor: { role: 'system', id: null, name: null } }, id) };
}

async function setHold(deps: Deps, worker: Worker, externalId: string, reason: string | null): Promise<Customer> {
  requireLeader(worker, 'A legal hold');
  const customer = await find(deps, worker, externalId);
  await deps.db.write(storesOf(deps, worker.merchantId).customers.edit(customer.id, { legalHold: reason }, deps.now().toISOString()));
  return find(deps, worker, customer.id);
}

async function forget(deps: Deps, worker: Worker, who: Parameters<typeof erase>[3]): Promise<Erased> {
  const doing = await doingFor(deps, worker.merchantId, worker.actor);
  const gone = await erase(deps.db, worker.merchantId, storesOf(deps, worker.merchantId).cases, who, doing);
  await Promise.all(gone.files.map((id) => rm(uploadPath(deps.dataDir, id), { force: true })));
  return gone;
}

function requireChanger({ actor }: Worker): void {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may look, but not change customers.');
}

function requireLeader({ actor }: Worker, what: string): void {
  if (!isLead(actor.role)) throw new DomainError('staff.not_allowed', `${what} is for a lead or the owner.`);
}

const toView = (customer: Customer): z.infer<typeof CustomerView> => customer;
const writeCursor = ({ createdAt, id }: Customer): string => Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');

function readCursor(cursor: string): [string, string] {
  try {
    return z.tuple([z.string(), z.string()]).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
  }
}
