import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { fileTypeFromBuffer } from 'file-type';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '#server/domain/errors.ts';
import type { Site } from '#server/store/merchants.ts';
import { type Deps, type Env, storesOf } from '../context.ts';
import { requireSite } from '../origins.ts';
import { answers, createRouter, problems } from '../router.ts';
import { FILE_BYTES } from './site.ts';

const upload = createRoute({
  method: 'post',
  path: '/uploads',
  summary: 'One file, before its story is sent',
  request: {
    query: z.object({ siteKey: z.string() }),
    body: { content: { 'multipart/form-data': { schema: z.object({ file: z.any() }) } } },
  },
  responses: { 201: answers(z.object({ uploadId: z.string() }), 'On disk'), ...problems(400, 403, 404, 413, 415, 429) },
});

const TAKEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic', 'image/heif', 'application/pdf']);
export const tooLarge = () =>
  new DomainError('upload.too_large', 'A file may have 10 MB at most. Take a smaller picture, or send a part of it.', [
    { path: 'file', message: 'At most 10 MB.' },
  ]);

export const uploadRoutes = (deps: Deps) => {
  const routes = createRouter<Env>();
  routes.use(
    '/uploads',
    bodyLimit({
      maxSize: FILE_BYTES + 64 * 1024,
      onError: () => {
        throw tooLarge();
      },
    }),
  );
  return routes.openapi(upload, async (c) => {
    const site = await requireSite(deps, c.req.valid('query').siteKey, c.req.header('origin'));
    const { file } = await c.req.parseBody();
    if (!(file instanceof File))
      throw new DomainError('request.malformed', 'Send one file in the field “file”.', [{ path: 'file', message: 'Missing.' }]);
    return c.json({ uploadId: await keepUpload(deps, site, await readUpload(file)) }, 201);
  });
};

export type Upload = { name: string; type: string; bytes: Uint8Array };

/** @throws upload.too_large, upload.wrong_type */
export async function readUpload(file: File): Promise<Upload> {
  if (file.size > FILE_BYTES) throw tooLarge();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = await typeOf(bytes);
  if (!type)
    throw new DomainError('upload.wrong_type', 'We can take pictures, PDF and plain text.', [
      { path: 'file', message: 'Pictures, PDF or text.' },
    ]);
  return { name: nameOf(file.name), type, bytes };
}

/** Its id, once it is on disk and known to the database. It belongs to no case yet. */
export async function keepUpload(
  deps: Deps,
  { id: siteId, merchantId }: Pick<Site, 'id' | 'merchantId'>,
  { name, type, bytes }: Upload,
): Promise<string> {
  const id = deps.newId('upl');
  await keep(deps.dataDir, id, bytes);
  await deps.db.write([
    storesOf(deps, merchantId).uploads.insert(siteId, { id, name, type, size: bytes.length }, deps.now().toISOString()),
  ]);
  return id;
}

export const uploadPath = (dataDir: string, id: string): string => join(dataDir, 'uploads', id.replaceAll(/[^\w]/g, ''));

/** On disk before anybody is told so. */
async function keep(dataDir: string, id: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(dataDir, 'uploads'), { recursive: true });
  const file = await open(uploadPath(dataDir, id), 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a file is by its content; its name proves nothing. */
async function typeOf(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return TAKEN.has(found.mime) ? found.mime : null;
  return bytes.length > 0 && isPlainText(bytes) ? 'text/plain' : null;
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/^\s*<(?:!doctype|html|svg|script|\?xml)/i.test(text);
  } catch {
    return false;
  }
}

const nameOf = (name: string): string => name.replaceAll(/[\u0000-\u001f\u007f/\\]/g, '').slice(-120) || 'file';
