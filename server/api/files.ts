import { Hono } from 'hono';
import type { Context } from 'hono';
import { readFile } from 'node:fs/promises';
import { DomainError } from '#server/domain/errors.ts';
import type { Case, FileOfCase } from '#server/domain/case.ts';
import type { WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { openByToken } from './public/case.ts';
import { uploadPath } from './public/uploads.ts';

const SHOWN_IN_THE_BROWSER = /^image\/(?:jpeg|png|webp|gif|avif)$/;

/** A file of a case, for staff and for the merchant's programs: `/cases/{id}/files/{fileId}`. */
export const staffFileRoutes = (deps: Deps) =>
  new Hono<WorkerEnv>().get('/cases/:id/files/:fileId', async (c) => {
    const current = await storesOf(deps, c.var.worker.merchantId).cases.find(c.req.param('id'));
    // Whoever says yes to an offer may look at what would go with it.
    const waiting = current.approvals.flatMap(({ files = [] }) => files);
    return send(c, deps, [...filesOn(current), ...waiting], c.req.param('fileId'));
  });

/** The same file for the customer. */
export const customerFileRoutes = (deps: Deps) =>
  new Hono().get('/c/:token/files/:fileId', async (c) => {
    const mine = await openByToken(deps, c.req.param('token'));
    return send(c, deps, filesOn(await mine.find()), c.req.param('fileId'));
  });

/** What the customer brought, and what we sent with our words. */
const filesOn = ({ files, messages }: Case): FileOfCase[] => [...files, ...messages.flatMap((message) => message.files)];

/** Never run as anything: pictures are shown, everything else is saved. */
async function send(c: Context, { dataDir }: Pick<Deps, 'dataDir'>, files: FileOfCase[], id: string): Promise<Response> {
  const file = files.find((one) => one.id === id);
  const bytes = file && (await readFile(uploadPath(dataDir, id)).catch(() => null));
  if (!file || !bytes) throw new DomainError('case.not_found', 'There is no such file on this case.');
  const how = SHOWN_IN_THE_BROWSER.test(file.type) ? 'inline' : 'attachment';
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': file.type,
    'Content-Disposition': `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}
