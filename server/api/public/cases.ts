import { createRoute } from '@hono/zod-openapi';
import { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { Deps, Env } from '../context.ts';
import { identify } from '../identity.ts';
import { once } from '../once.ts';
import { prepareCase } from '../open-case.ts';
import { requireSite } from '../origins.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';

const open = createRoute({
  method: 'post',
  path: '/cases',
  summary: 'A customer says what happened and what would make it right',
  request: { body: jsonBody(OpenCase) },
  responses: { 201: answers(CaseReceipt, 'On disk: the number, the link and the date to keep'), ...problems(400, 403, 404, 409, 413, 422, 429) },
});

/** Nobody reads a form, writes a story and sends it in less. */
const FASTEST_PERSON_MS = 1200;

export const publicCaseRoutes = (deps: Deps) =>
  createRouter<Env>().openapi(open, async (c) => {
    const { siteKey, idempotencyKey, identityToken, challenge: _challenge, website, tookMs, ...told } = c.req.valid('json');
    const site = await requireSite(deps, siteKey, c.req.header('origin'));
    const identity = await identify(deps, site, identityToken);
    const suspicious = Boolean(website) || (tookMs !== undefined && tookMs < FASTEST_PERSON_MS);
    const by = { role: 'customer' as const, id: null, name: told.contact?.name ?? null };
    const receipt = await once(deps, `cases:${site.id}`, c.req.header('idempotency-key') ?? idempotencyKey, told, async () => {
      const { write, receipt } = await prepareCase(deps, site, told, { by, identity, suspicious });
      return { write, answer: receipt };
    });
    return c.json(receipt, 201);
  });
