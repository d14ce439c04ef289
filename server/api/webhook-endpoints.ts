import { createRoute, z } from '@hono/zod-openapi';
import { randomBytes } from 'node:crypto';
import type { Audited } from '#shared/contracts/audit.ts';
import { pageOf } from '#shared/contracts/basics.ts';
import {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  CustomerSlipping,
  NewWebhookEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
} from '#shared/contracts/webhooks.ts';
import { DomainError } from '#server/domain/errors.ts';
import { audited } from '#server/store/audit.ts';
import { listOutbox, OUTBOX_STATES, type OutboxItem } from '#server/store/outbox.ts';
import * as store from '#server/store/webhooks.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import type { Deps } from './context.ts';
import { once } from './once.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const id = z.object({ id: z.string() });
const one = answers(WebhookEndpoint, 'The endpoint');
const refusals = problems(400, 401, 403, 404, 409, 422);

const LIST = createRoute({
  method: 'get',
  path: '/',
  summary: 'Programs that hear of events',
  responses: { 200: answers(z.object({ items: z.array(WebhookEndpoint) }), 'Endpoints'), ...problems(401) },
});
const CREATE = createRoute({
  method: 'post',
  path: '/',
  summary: 'Let a program hear of events',
  request: { body: jsonBody(CreateWebhookEndpoint) },
  responses: { 201: answers(NewWebhookEndpoint, 'The endpoint and, this once, its secret'), ...refusals },
});
const CHANGE = createRoute({
  method: 'put',
  path: '/{id}',
  summary: 'Change an endpoint, or switch it on or off',
  request: { params: id, body: jsonBody(ChangeWebhookEndpoint) },
  responses: { 200: one, ...refusals },
});
const REMOVE = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Remove an endpoint and what waits for it',
  request: { params: id },
  responses: { 200: one, ...refusals },
});
const TEST = createRoute({
  method: 'post',
  path: '/{id}/test',
  summary: 'Send a ping',
  request: { params: id },
  responses: { 202: answers(WebhookDelivery, 'On its way'), ...refusals },
});
const REPLAY = createRoute({
  method: 'post',
  path: '/{id}/replay',
  summary: 'Send everything since a time once more',
  request: { params: id, query: z.object({ since: z.iso.datetime() }) },
  responses: { 202: answers(z.object({ events: z.int() }), 'How many events happened since; 10,000 stands for more'), ...refusals },
});
const DELIVERIES = createRoute({
  method: 'get',
  path: '/{id}/deliveries',
  summary: 'What was sent, newest first',
  request: {
    params: id,
    query: z.object({
      state: z.enum(OUTBOX_STATES).optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
      cursor: z.coerce.number().int().optional(),
    }),
  },
  responses: { 200: answers(pageOf(WebhookDelivery), 'Deliveries'), ...problems(401, 404) },
});

/** What programs hear of besides the events of cases, for the document of the API. */
export const SLIPPING_WEBHOOK = {
  method: 'post',
  path: 'customer_slipping',
  summary: 'Somebody who came back may be leaving again: who, whose customer it is, and the figures it was seen by',
  request: { body: jsonBody(CustomerSlipping) },
  responses: { 200: { description: 'Any 2xx: heard. Anything else is tried again for three days' } },
} as const;

/** Webhooks: mounted for the admin page and for the merchant's programs alike. Only the owner decides who hears of events. */
export function webhookRoutes(deps: Deps) {
  const find = async (merchantId: string, endpointId: string) => {
    const found = await store.findEndpoint(deps.db, merchantId, endpointId);
    if (!found) throw new DomainError('webhook.not_found', 'There is no such webhook endpoint.');
    return found;
  };
  const now = () => deps.now().toISOString();
  const wroteDown = ({ merchantId, actor }: Worker, what: Audited, about: string) => audited(merchantId, actor, what, about, now());

  return createRouter<WorkerEnv>()
    .openapi(LIST, async (c) => c.json({ items: (await store.listEndpoints(deps.db, c.var.worker.merchantId)).map(toView) }, 200))
    .openapi(CREATE, async (c) => {
      const { worker } = c.var;
      requireOwner(worker);
      const { idempotencyKey, ...wanted } = c.req.valid('json');
      requireReachable(deps, wanted.url);
      const made = await once(
        deps,
        `webhooks:${worker.merchantId}`,
        c.req.header('idempotency-key') ?? idempotencyKey,
        wanted,
        async () => {
          const secret = `whsec_${randomBytes(32).toString('base64')}`;
          const endpoint = {
            id: deps.newId('whe'),
            merchantId: worker.merchantId,
            url: wanted.url,
            events: wanted.events ?? [],
            secret: deps.secrets.seal(secret),
            createdAt: now(),
          };
          return {
            write: [store.insertEndpoint(endpoint), wroteDown(worker, 'webhook_made', endpoint.id)],
            answer: { ...toView({ ...endpoint, cursor: 0, disabledAt: null, disabledBecause: null }), secret },
          };
        },
      );
      return c.json(made, 201);
    })
    .openapi(CHANGE, async (c) => {
      const { worker } = c.var;
      requireOwner(worker);
      const endpoint = await find(worker.merchantId, c.req.valid('param').id);
      const { id: endpointId } = endpoint;
      const { url, events, enabled } = c.req.valid('json');
      if (url) requireReachable(deps, url);
      await deps.db.write([
        store.changeEndpoint(worker.merchantId, endpointId, { url, events }),
        ...(enabled === true ? store.enableEndpoint(endpoint, now()) : []),
        ...(enabled === false ? store.disableEndpoint(worker.merchantId, endpointId, now(), 'Switched off by hand.') : []),
        wroteDown(worker, 'webhook_changed', endpointId),
      ]);
      return c.json(toView(await find(worker.merchantId, endpointId)), 200);
    })
    .openapi(REMOVE, async (c) => {
      requireOwner(c.var.worker);
      const endpoint = await find(c.var.worker.merchantId, c.req.valid('param').id);
      await deps.db.write([
        ...store.deleteEndpoint(endpoint.merchantId, endpoint.id),
        wroteDown(c.var.worker, 'webhook_removed', endpoint.id),
      ]);
      return c.json(toView(endpoint), 200);
    })
    .openapi(TEST, async (c) => {
      requireOwner(c.var.worker);
      const endpoint = await find(c.var.worker.merchantId, c.req.valid('param').id);
      const pingId = deps.newId('msg');
      await deps.db.write([store.insertPing(endpoint, pingId, now())]);
      return c.json({ id: pingId, type: 'ping', state: 'waiting' as const, tries: 0, nextTryAt: now(), error: null, at: now() }, 202);
    })
    .openapi(REPLAY, async (c) => {
      requireOwner(c.var.worker);
      const endpoint = await find(c.var.worker.merchantId, c.req.valid('param').id);
      const since = new Date(c.req.valid('query').since).toISOString();
      const log = [wroteDown(c.var.worker, 'webhook_replayed', `${endpoint.id} ${since}`)];
      return c.json({ events: await store.replaySince(deps.db, endpoint, since, now(), log) }, 202);
    })
    .openapi(DELIVERIES, async (c) => {
      const endpoint = await find(c.var.worker.merchantId, c.req.valid('param').id);
      const { state, limit = 50, cursor } = c.req.valid('query');
      const items = await listOutbox(deps.db, endpoint.merchantId, {
        channel: 'webhook',
        endpointId: endpoint.id,
        state,
        limit: limit + 1,
        before: cursor,
      });
      const page = items.slice(0, limit);
      return c.json({ items: page.map(toDelivery), nextCursor: items.length > limit ? String(page.at(-1)?.seq) : null }, 200);
    });
}

/** @throws staff.not_allowed */
function requireOwner({ actor }: Worker): void {
  if (actor.role !== 'owner')
    throw new DomainError('staff.not_allowed', 'Webhooks are set by the owner, or by a program with an admin key.');
}

/** Where a name leads is looked at again before each call. @throws webhook.url_not_allowed */
function requireReachable({ webhooksMayBePrivate }: Deps, url: string): void {
  const { protocol, username } = new URL(url);
  if (username || (protocol !== 'https:' && !webhooksMayBePrivate))
    throw new DomainError('webhook.url_not_allowed', 'Give an https: address without a password in it.', [
      { path: 'url', message: 'https: only.' },
    ]);
}

const toView = ({ id: endpointId, url, events, createdAt, disabledAt, disabledBecause }: store.WebhookEndpoint): WebhookEndpoint => ({
  id: endpointId,
  url,
  events,
  createdAt,
  disabledAt,
  disabledBecause,
});

const toDelivery = ({ id: messageId, topic, state, tries, nextTryAt, lastError, at }: OutboxItem): WebhookDelivery => ({
  id: messageId,
  type: topic,
  state,
  tries,
  nextTryAt: state === 'waiting' ? nextTryAt : null,
  error: lastError,
  at,
});
