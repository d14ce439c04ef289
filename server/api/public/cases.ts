import { createRoute } from '@hono/zod-openapi';
import { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { Deps } from '../context.ts';
import { identify } from '../identity.ts';
import type { LimitEnv } from '../limits.ts';
import { requireSite } from '../origins.ts';
import { receiveCase } from '../receive-case.ts';
import { isSpent, spendProof, spentProof } from './challenge.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';

const open = createRoute({
  method: 'post',
  path: '/cases',
  summary: 'A customer says what happened and what would make it right',
  request: { body: jsonBody(OpenCase) },
  responses: {
    201: answers(CaseReceipt, 'On disk: the number, the link and the date to keep'),
    ...problems(400, 403, 404, 409, 413, 422, 429),
  },
});

export const publicCaseRoutes = (deps: Deps) =>
  createRouter<LimitEnv>().openapi(open, async (c) => {
    const { siteKey, idempotencyKey, ...said } = c.req.valid('json');
    const site = await requireSite(deps, siteKey, c.req.header('origin'));
    const mustProve = site.settings.challenge && !(await identify(deps, site, said.identityToken));
    const also = mustProve ? await spendProof(deps, said.challenge) : [];
    const receipt = await receiveCase(deps, site, said, c.req.header('idempotency-key') ?? idempotencyKey, {
      also,
      isBusy: c.var.isBusy,
    }).catch((error: unknown) => {
      throw isSpent(error) ? spentProof() : error;
    });
    return c.json(receipt, 201);
  });
