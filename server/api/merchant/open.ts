import { createRoute } from '@hono/zod-openapi';
import { CaseView, OpenCaseForCustomer } from '#shared/contracts/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { listSites } from '#server/store/merchants.ts';
import { viewOf, type WorkerEnv } from '../case-acts.ts';
import type { Deps } from '../context.ts';
import { once } from '../once.ts';
import { prepareCase } from '../open-case.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';

const open = createRoute({
  method: 'post',
  path: '/',
  summary: 'Open a case on a customer’s behalf: mail, phone, shop',
  request: { body: jsonBody(OpenCaseForCustomer) },
  responses: { 201: answers(CaseView, 'The case'), ...problems(400, 401, 403, 404, 409, 422) },
});

export const openForCustomerRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(open, async (c) => {
    const { worker } = c.var;
    if (worker.actor.role === 'viewer') throw new DomainError('staff.not_allowed', 'You may look, but not open cases.');
    const { site: wanted, customer, channel, idempotencyKey, ...told } = c.req.valid('json');
    const sites = await listSites(deps.db, worker.merchantId);
    const site = wanted ? sites.find(({ id, siteKey }) => id === wanted || siteKey === wanted) : sites[0];
    if (!site) throw new DomainError('site.not_found', 'There is no such site.', [{ path: 'site', message: 'Unknown.' }]);
    const identity = customer ? { externalId: customer, subscription: null, details: {} } : null;
    const context = channel ? { ...told.context, channel } : told.context;
    const view = await once(
      deps,
      `staff-cases:${worker.merchantId}`,
      c.req.header('idempotency-key') ?? idempotencyKey,
      c.req.valid('json'),
      async () => {
        const { write, opened } = await prepareCase(deps, site, { ...told, ...(context && { context }) }, { by: worker.actor, identity });
        const view = await viewOf(deps, worker, opened);
        // The customer may be written only with the case: what is known of them is what was just said.
        return { write, answer: { ...view, customer: { ...view.customer, externalId: view.customer.externalId ?? customer ?? null } } };
      },
    );
    return c.json(view, 201);
  });
