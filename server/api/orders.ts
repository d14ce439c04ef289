import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { OrderBody, OrderView, WorthView } from '#shared/contracts/orders.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isStaff } from '#server/domain/life.ts';
import type { Order } from '#server/store/orders.ts';
import type { WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { customerNamed } from './customer-named.ts';
import { returnsShownBy } from './import-write.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';
import { worthAt } from './worth-of.ts';

const externalId = z.object({ externalId: z.string().min(1).max(200) });
const write = createRoute({
  method: 'put',
  path: '/orders/{externalId}',
  summary: 'What a customer bought. An order on a later day than they left shows that they came back',
  request: { params: externalId, body: jsonBody(OrderBody) },
  responses: { 200: answers(OrderView, 'The order'), 201: answers(OrderView, 'The order'), ...problems(400, 401, 403, 422) },
});
const list = createRoute({
  method: 'get',
  path: '/customers/{externalId}/orders',
  summary: 'What a customer bought, latest first',
  request: {
    params: externalId,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(300).optional() }),
  },
  responses: { 200: answers(pageOf(OrderView), 'A page of orders'), ...problems(400, 401, 404) },
});
const worth = createRoute({
  method: 'get',
  path: '/customers/{externalId}/worth',
  summary: 'What a customer is worth, what losing them costs, and how that is reckoned',
  request: { params: externalId },
  responses: { 200: answers(WorthView, 'The figures and their formula'), ...problems(401, 404) },
});

/** Orders, and what they make a customer worth. */
export const orderRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>()
    .openapi(write, async (c) => {
      const { worker } = c.var;
      if (!isStaff(worker.actor.role)) throw new DomainError('staff.not_allowed', 'You may look, but not change orders.');
      const { customers, orders } = storesOf(deps, worker.merchantId);
      const { customer: name, ...body } = c.req.valid('json');
      const customer = await customers.find({ externalId: name });
      if (!customer)
        throw new DomainError('order.unknown_customer', `There is no customer “${name}”. Tell us of the customer first.`, [
          { path: 'customer', message: 'Unknown.' },
        ]);
      const known = await orders.find(c.req.valid('param').externalId);
      const order: Order = {
        externalId: c.req.valid('param').externalId,
        customerId: customer.id,
        ...body,
        range: body.range === undefined ? (known?.range ?? null) : body.range,
        items: body.items === undefined ? (known?.items ?? null) : body.items,
      };
      const at = deps.now().toISOString();
      if (JSON.stringify(order) !== JSON.stringify(known))
        await deps.db.write([orders.put([order], at), ...(await returnsShownBy(deps, worker.merchantId, [order], at))]);
      return c.json(toView(order), known ? 200 : 201);
    })
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { merchantId } = c.var.worker;
      const customer = await customerNamed(deps, merchantId, c.req.valid('param').externalId);
      const rows = await storesOf(deps, merchantId).orders.listOf(customer.id, limit + 1, cursor ? readCursor(cursor) : undefined);
      const last = rows[limit - 1];
      const nextCursor = rows.length > limit && last ? Buffer.from(JSON.stringify([last.at, last.row])).toString('base64url') : null;
      return c.json({ items: rows.slice(0, limit).map(toView), nextCursor }, 200);
    })
    .openapi(worth, async (c) => {
      const { merchantId } = c.var.worker;
      const stores = storesOf(deps, merchantId);
      const customer = await customerNamed(deps, merchantId, c.req.valid('param').externalId);
      return c.json(await worthAt(stores, customer, await stores.settings.readAll(), deps.now().toISOString()), 200);
    });

const toView = ({ externalId: id, at, total, range, items }: Order): z.infer<typeof OrderView> => ({
  externalId: id,
  at,
  total,
  range,
  items,
});

function readCursor(cursor: string): [string, number] {
  try {
    return z.tuple([z.string(), z.int()]).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
  }
}
