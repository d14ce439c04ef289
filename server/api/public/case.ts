import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { Confirmation, CustomerCase, CustomerMessage, CustomerNote, OfferAnswer, Rating } from '#shared/contracts/case.ts';
import type { Case, Change } from '#server/domain/case.ts';
import {
  acceptDecision,
  appealDecision,
  confirmFulfilment,
  disputeFulfilment,
  rateCase,
  reopenByCustomer,
  replyToCase,
  withdrawCase,
} from '#server/domain/customer-acts.ts';
import type { Doing } from '#server/domain/doing.ts';
import { DomainError } from '#server/domain/errors.ts';
import { acceptOffer, counterOffer, declineOffer } from '#server/domain/offer-acts.ts';
import { offerStateOf } from '#server/domain/remedy.ts';
import { hashOf } from '#server/secrets.ts';
import { findCaseByToken } from '#server/store/cases.ts';
import type { Statement } from '#server/store/db.ts';
import { findSiteById } from '#server/store/merchants.ts';
import { listTeam } from '#server/store/staff.ts';
import { type Deps, doingFor, type Env, storesOf, type Stores } from '../context.ts';
import { routed, withinCapacity } from '../desk-of.ts';
import { toCustomerCase } from '../customer-view.ts';
import { statusUrlOf } from '../open-case.ts';
import { withSignatures } from '../signatures.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';

/** The customer's own case, reached by the link they were given. */
export type CustomerCaseStore = {
  find(): Promise<Case>;
  change(decide: (before: Case, doing: Doing) => Change, also?: (after: Case) => Statement[]): Promise<Case>;
  show(current: Case): Promise<CustomerCase>;
  uploads: Stores['uploads'];
};
type CaseEnv = Env & { Variables: { mine: CustomerCaseStore } };

/** @throws case.not_found for an unknown or withdrawn link */
export async function openByToken(deps: Deps, token: string): Promise<CustomerCaseStore> {
  const found = await findCaseByToken(deps.db, hashOf(token));
  if (!found) throw new DomainError('case.not_found', 'This link opens no case. It may be cut off; open it again from our message.');
  const { cases, uploads } = storesOf(deps, found.merchantId);
  const doing = await doingFor(deps, found.merchantId, { role: 'customer', id: null, name: null });
  const doingNow = (current: Case) => ({
    ...doing,
    at: deps.now().toISOString(),
    by: { ...doing.by, name: current.contact?.name ?? null },
  });
  return {
    find: () => cases.find(found.caseId),
    change: (decide, also = () => []) =>
      cases.change(
        found.caseId,
        (before) => routed(deps, found.merchantId, decide(before, doingNow(before)), doingNow(before)),
        undefined,
        (after, before) => [...also(after), ...withinCapacity(found.merchantId, before, after, doing.settings)],
      ),
    uploads,
    show: async (current) => {
      const site = await findSiteById(deps.db, current.siteId);
      if (!site) throw new DomainError('site.not_found', 'The site of this case is gone.');
      const shown = toCustomerCase(current, site, await listTeam(deps.db, found.merchantId), doingNow(current));
      return { ...shown, messages: withSignatures(shown.messages, doing.settings, statusUrlOf(deps, current.id)) };
    },
  };
}

const requireCaseToken = (deps: Deps) =>
  createMiddleware<CaseEnv>(async (c, next) => {
    const token = /^Bearer (ct_\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!token) throw new DomainError('key.missing', 'Send the case token: Authorization: Bearer ct_…');
    c.set('mine', await openByToken(deps, token));
    c.header('Cache-Control', 'no-store');
    await next();
  });

const view = answers(CustomerCase, 'The case as its customer sees it');
const put = <Schema extends z.ZodType>(path: string, summary: string, schema: Schema) =>
  createRoute({
    method: 'put',
    path,
    summary,
    request: { body: jsonBody(schema) },
    responses: { 200: view, ...problems(400, 401, 404, 409, 422) },
  });

/** The same answer a second time, by a second click or a retry, is the same answer. */
export function answerOffer(before: Case, offerId: string, input: z.infer<typeof OfferAnswer>, doing: Doing): Change {
  const given = before.offers.find(({ id }) => id === offerId);
  if (given && input.answer !== 'countered' && offerStateOf(given.step) === input.answer) return { after: before, events: [] };
  if (input.answer === 'accepted') return acceptOffer(before, offerId, input, doing);
  return input.answer === 'declined' ? declineOffer(before, offerId, input.note, doing) : counterOffer(before, offerId, input, doing);
}

/**
 * A word from the customer, once for each key: the key names the message, so a retry finds it there, even after a crash.
 *
 * @param filesOf the ids of what they attach, asked for only when the message is new
 * @throws idempotency.reused for the same key with other words
 */
export async function replyOnce(
  mine: CustomerCaseStore,
  text: string,
  key: string | undefined,
  filesOf: () => Promise<string[]>,
): Promise<Case> {
  const current = await mine.find();
  const id = key ? `msg_${hashOf(`${current.id} ${key}`).slice(0, 32)}` : null;
  const known = (before: Case) => before.messages.find((message) => message.id === id);
  const refuseOther = (said: string) => {
    if (said !== text)
      throw new DomainError('idempotency.reused', 'This idempotency key was used for another message. Use a new key for a new message.');
  };
  const already = known(current);
  if (already) {
    refuseOther(already.text);
    return current;
  }
  const files = await mine.uploads.take(await filesOf());
  return mine.change(
    (before, doing) => {
      const meanwhile = known(before);
      if (!meanwhile)
        return replyToCase(
          before,
          { text, files },
          id ? { ...doing, newId: (prefix) => (prefix === 'msg' ? id : doing.newId(prefix)) } : doing,
        );
      refuseOther(meanwhile.text);
      return { after: before, events: [] };
    },
    (after) => mine.uploads.attach(files, after.id),
  );
}

/** Yes ends the case; on a decision it means “I accept this answer”. */
export function confirmCase(before: Case, { received, note }: z.infer<typeof Confirmation>, doing: Doing): Change {
  if (received && before.state === 'closed' && before.outcome !== null && before.proof !== null) return { after: before, events: [] };
  if (before.state === 'decision_sent' && received) return acceptDecision(before, doing);
  return received ? confirmFulfilment(before, note, doing) : disputeFulfilment(before, note, doing);
}

export const customerCaseRoutes = (deps: Deps) => {
  const routes = createRouter<CaseEnv>();
  routes.use('/case', requireCaseToken(deps));
  routes.use('/case/*', requireCaseToken(deps));
  return routes
    .openapi(
      createRoute({
        method: 'get',
        path: '/case',
        summary: 'The case behind a customer’s link',
        responses: { 200: view, ...problems(401, 404) },
      }),
      async (c) => c.json(await c.var.mine.show(await c.var.mine.find()), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/case/messages',
        summary: 'Write to the merchant',
        request: { body: jsonBody(CustomerMessage) },
        responses: { 201: view, ...problems(400, 401, 404, 409, 422) },
      }),
      async (c) => {
        const { mine } = c.var;
        const { text, uploads, idempotencyKey } = c.req.valid('json');
        const after = await replyOnce(mine, text, c.req.header('idempotency-key') ?? idempotencyKey, async () => uploads ?? []);
        return c.json(await mine.show(after), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/case/offers/{offerId}',
        summary: 'Accept, decline or counter an offer',
        request: { params: z.object({ offerId: z.string() }), body: jsonBody(OfferAnswer) },
        responses: { 200: view, ...problems(400, 401, 404, 409, 422) },
      }),
      async (c) =>
        c.json(
          await c.var.mine.show(
            await c.var.mine.change((before, doing) => answerOffer(before, c.req.valid('param').offerId, c.req.valid('json'), doing)),
          ),
          200,
        ),
    )
    .openapi(put('/case/confirmation', 'Was it put right?', Confirmation), async (c) =>
      c.json(await c.var.mine.show(await c.var.mine.change((before, doing) => confirmCase(before, c.req.valid('json'), doing))), 200),
    )
    .openapi(put('/case/rating', 'How it went', Rating), async (c) =>
      c.json(await c.var.mine.show(await c.var.mine.change((before, doing) => rateCase(before, c.req.valid('json'), doing))), 200),
    )
    .openapi(put('/case/appeal', 'Ask for a second look', CustomerNote), async (c) =>
      c.json(
        await c.var.mine.show(await c.var.mine.change((before, doing) => appealDecision(before, c.req.valid('json').note, doing))),
        200,
      ),
    )
    .openapi(put('/case/reopening', 'It is not right after all', CustomerNote), async (c) =>
      c.json(
        await c.var.mine.show(await c.var.mine.change((before, doing) => reopenByCustomer(before, c.req.valid('json').note, doing))),
        200,
      ),
    )
    .openapi(put('/case/withdrawal', 'Take the case back', CustomerNote), async (c) =>
      c.json(await c.var.mine.show(await c.var.mine.change((before, doing) => withdrawCase(before, c.req.valid('json').note, doing))), 200),
    );
};
