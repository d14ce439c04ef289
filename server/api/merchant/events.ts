import { createRoute, z } from '@hono/zod-openapi';
import { EventStream } from '#shared/contracts/webhooks.ts';
import { listEventsAfter } from '#server/store/webhooks.ts';
import type { WorkerEnv } from '../case-acts.ts';
import { toEventView } from '../case-view.ts';
import type { Deps } from '../context.ts';
import { answers, createRouter, problems } from '../router.ts';

const stream = createRoute({
  method: 'get',
  path: '/',
  summary: 'Everything that happened, by number',
  request: {
    query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  },
  responses: { 200: answers(EventStream, 'Events, oldest first; `next` is the number to go on after'), ...problems(400, 401) },
});

export const eventRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(stream, async (c) => {
    const { after, limit } = c.req.valid('query');
    const events = await listEventsAfter(deps.db, c.var.worker.merchantId, after, limit);
    return c.json(
      { items: events.map((event) => ({ ...toEventView(event), caseId: event.caseId })), next: events.at(-1)?.seq ?? after },
      200,
    );
  });
