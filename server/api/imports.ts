import { createRoute, z } from '@hono/zod-openapi';
import { Imported, ImportQuery } from '#shared/contracts/imports.ts';
import { DomainError } from '#server/domain/errors.ts';
import { IMPORT_KINDS } from '#server/domain/import-map.ts';
import { isStaff } from '#server/domain/life.ts';
import type { WorkerEnv } from './case-acts.ts';
import type { Deps } from './context.ts';
import { type ImportFormat, runImport } from './import-run.ts';
import { answers, createRouter, problems } from './router.ts';

const file = z.string().openapi({ description: 'The file itself, of any length' });

const routeOf = (kind: (typeof IMPORT_KINDS)[number]) =>
  createRoute({
    method: 'post',
    path: `/${kind}/import`,
    summary: `Import ${kind} from CSV or NDJSON; a bad line stops nothing, the same file twice changes nothing`,
    request: {
      query: ImportQuery,
      body: { required: true, content: { 'text/csv': { schema: file }, 'application/x-ndjson': { schema: file } } },
    },
    responses: { 200: answers(Imported, 'What became of the file'), ...problems(400, 401, 403, 415, 422) },
  });

/** Files of customers, orders and departures for programs: read and written as they arrive. */
export function importRoutes(deps: Deps) {
  const routes = createRouter<WorkerEnv>();
  for (const kind of IMPORT_KINDS) {
    routes.openapi(routeOf(kind), async (c) => {
      const { worker } = c.var;
      if (!isStaff(worker.actor.role)) throw new DomainError('staff.not_allowed', 'You may look, but not import.');
      const task = { ...c.req.valid('query'), kind, format: formatOf(c.req.header('content-type')) };
      return c.json(await runImport(deps, worker.merchantId, task, bytesOf(c.req.raw)), 200);
    });
  }
  return routes;
}

/** @throws request.wrong_type */
export function formatOf(contentType: string | undefined): ImportFormat {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (['text/csv', 'application/csv', 'text/tab-separated-values', 'text/plain', 'application/vnd.ms-excel'].includes(type)) return 'csv';
  if (/^application\/(?:x-)?(?:ndjson|jsonl|jsonlines)$/.test(type)) return 'ndjson';
  throw new DomainError('request.wrong_type', 'Send text/csv, or application/x-ndjson with one JSON object on each line.');
}

/** @throws import.broken_off */
export async function* bytesOf({ body }: Pick<Request, 'body'>): AsyncGenerator<Uint8Array> {
  if (!body) return;
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>; // streams of Node can be iterated
  } catch {
    throw new DomainError('import.broken_off', 'The file broke off. What had arrived is written; send it again, nothing is written twice.');
  }
}
