import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { requireStaff } from '#server/domain/doing.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { FILE_BYTES } from './public/site.ts';
import { keepUpload, readUpload, tooLarge } from './public/uploads.ts';
import { answers, createRouter, problems } from './router.ts';

const Attached = z.object({ uploadId: z.string(), name: z.string(), type: z.string(), size: z.int() });

const upload = createRoute({
  method: 'post',
  path: '/{id}/uploads',
  summary: 'One file, before the words it goes with are sent',
  request: {
    params: z.object({ id: z.string() }),
    body: { content: { 'multipart/form-data': { schema: z.object({ file: z.any() }) } } },
  },
  responses: { 201: answers(Attached, 'On disk; name it in `uploads`'), ...problems(400, 401, 403, 404, 413, 415) },
});

/** What staff send along with an answer: looked at by its content like everything that customers bring. */
export const caseUploadRoutes = (deps: Deps) => {
  const routes = createRouter<WorkerEnv>();
  routes.use(
    '/:id/uploads',
    bodyLimit({
      maxSize: FILE_BYTES + 64 * 1024,
      onError: () => {
        throw tooLarge();
      },
    }),
  );
  return routes.openapi(upload, async (c) => {
    const { merchantId, actor } = c.var.worker;
    const current = await storesOf(deps, merchantId).cases.find(c.req.valid('param').id);
    requireStaff({ by: actor });
    const { file } = await c.req.parseBody();
    if (!(file instanceof File))
      throw new DomainError('request.malformed', 'Send one file in the field “file”.', [{ path: 'file', message: 'Missing.' }]);
    const read = await readUpload(file);
    const uploadId = await keepUpload(deps, { id: current.siteId, merchantId }, read);
    return c.json({ uploadId, name: read.name, type: read.type, size: read.bytes.length }, 201);
  });
};
