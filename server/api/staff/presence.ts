import { createRoute, z } from '@hono/zod-openapi';
import { Presence } from '#shared/contracts/staff.ts';
import { deletePresence, forgetAbsent, insertPresence } from '#server/store/presence.ts';
import { type Deps, storesOf } from '../context.ts';
import { createRouter, jsonBody, problems } from '../router.ts';
import type { StaffEnv } from './require-staff.ts';

/** Somebody who said nothing for so long has gone. Pages say it again every half of it. */
const LASTS_MS = 60_000;

const route = createRoute({
  method: 'put',
  path: '/cases/{id}/presence',
  summary: 'Who looks at a case, who writes on it',
  request: { params: z.object({ id: z.string() }), body: jsonBody(Presence) },
  responses: { 204: { description: 'Colleagues see it' }, ...problems(400, 401, 404) },
});

export const presenceRoutes = (deps: Deps) =>
  createRouter<StaffEnv>().openapi(route, async (c) => {
    const { merchantId, id: staffId } = c.var.member;
    const { id: caseId } = await storesOf(deps, merchantId).cases.find(c.req.valid('param').id);
    const { state } = c.req.valid('json');
    const at = deps.now();
    await deps.db.write([
      forgetAbsent(merchantId, at.toISOString()),
      state
        ? insertPresence(merchantId, { caseId, staffId, state }, new Date(at.getTime() + LASTS_MS).toISOString())
        : deletePresence(merchantId, caseId, staffId),
    ]);
    return c.body(null, 204);
  });
