import { createRoute } from '@hono/zod-openapi';
import { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { Deps, Env } from '../context.ts';
import { requireSite } from '../origins.ts';
import { receiveCase } from '../receive-case.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';

const open = createRoute({
  method: 'post',
  path: '/cases',
  summary: 'A customer says what happened and what would make it right',
  request: { body: jsonBody(OpenCase) },
  responses: { 201: answers(CaseReceipt, 'On disk: the number, the link and the date to keep'), ...problems(400, 403, 404, 409, 413, 422, 429) },
});

export const publicCaseRoutes = (deps: Deps) =>
  createRouter<Env>().openapi(open, async (c) => {
    const { siteKey, idempotencyKey, ...said } = c.req.valid('json');
    const site = await requireSite(deps, siteKey, c.req.header('origin'));
    return c.json(await receiveCase(deps, site, said, c.req.header('idempotency-key') ?? idempotencyKey), 201);
  });
