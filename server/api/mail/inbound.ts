import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { MailTaken } from '#shared/contracts/webhooks.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { WorkerEnv } from '../case-acts.ts';
import type { Deps } from '../context.ts';
import { answers, createRouter, problems } from '../router.ts';
import { takeMail } from './take-mail.ts';

export const MAIL_BYTES = 40 * 1024 * 1024;

const inbound = createRoute({
  method: 'post',
  path: '/inbound',
  summary: 'A mail as it came in, RFC 822',
  request: { body: { content: { 'message/rfc822': { schema: z.string() } } } },
  responses: {
    200: answers(MailTaken, 'What it brought about; the same mail again brings about nothing more'),
    ...problems(401, 403, 413, 422),
  },
});

export const inboundMailRoutes = (deps: Deps) => {
  const routes = createRouter<WorkerEnv>();
  routes.use(
    '/inbound',
    bodyLimit({
      maxSize: MAIL_BYTES,
      onError: () => {
        throw new DomainError('request.too_large', 'A mail may have 40 MB at most.');
      },
    }),
  );
  return routes.openapi(inbound, async (c) =>
    c.json(await takeMail(deps, c.var.worker.merchantId, Buffer.from(await c.req.arrayBuffer())), 200),
  );
};
