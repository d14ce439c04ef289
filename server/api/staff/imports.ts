import { createRoute, z } from '@hono/zod-openapi';
import { stringify } from 'csv-stringify/sync';
import { pageOf } from '#shared/contracts/basics.ts';
import {
  ConfirmedReasons,
  ConfirmReasons,
  ImportKind,
  ImportPreview,
  ImportView,
  RejectedLine,
  RejectedQuery,
  StartImport,
  SuggestedReasons,
  SuggestReasons,
  TextsOfFile,
} from '#shared/contracts/imports.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead } from '#server/domain/life.ts';
import { suggesterOf } from '#server/domain/reason-suggestions.ts';
import { createImportStore, type KeptImport } from '#server/store/imports.ts';
import type { Worker } from '../case-acts.ts';
import { type Deps, storesOf } from '../context.ts';
import { startImport } from '../import-jobs.ts';
import { hashOfColumns, previewOf } from '../import-preview.ts';
import { textsOf } from '../import-texts.ts';
import { bytesOf, formatOf } from '../imports.ts';
import { applyMappings, confirmMappings } from '../reason-mappings.ts';
import { isForLeaving, requireReasons } from '../reason-settings.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';
import type { StaffEnv } from './require-staff.ts';

const id = z.object({ id: z.string().max(100) });
const file = { required: true, content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } } };

const preview = createRoute({
  method: 'post',
  path: '/imports/preview',
  summary: 'How the beginning of a file would be read; 100 kB are plenty',
  request: { query: z.object({ kind: ImportKind }), body: file },
  responses: { 200: answers(ImportPreview, 'Columns, first rows, and what they probably mean'), ...problems(401, 403, 413, 415, 422) },
});
const start = createRoute({
  method: 'post',
  path: '/imports',
  summary: 'Take a file in; it is read while nobody waits',
  request: { query: StartImport.extend({ columns: z.string().max(60_000).optional() }), body: file },
  responses: { 202: answers(z.object({ id: z.string() }), 'Taken in'), ...problems(400, 401, 403, 415, 422) },
});
const list = createRoute({
  method: 'get',
  path: '/imports',
  summary: 'Files that were taken in, latest first',
  responses: { 200: answers(z.object({ items: z.array(ImportView) }), 'Imports'), ...problems(401, 403) },
});
const read = createRoute({
  method: 'get',
  path: '/imports/{id}',
  summary: 'How far a file is read',
  request: { params: id },
  responses: { 200: answers(ImportView, 'The import as it stands'), ...problems(401, 403, 404) },
});
const rejected = createRoute({
  method: 'get',
  path: '/imports/{id}/rejected.csv',
  summary: 'The lines that were not taken',
  request: { params: id },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems(401, 403, 404) },
});
const rejectedPage = createRoute({
  method: 'get',
  path: '/imports/{id}/rejected',
  summary: 'The lines that were not taken, a page of them',
  request: { params: id, query: RejectedQuery },
  responses: { 200: answers(pageOf(RejectedLine), 'In the order of the file'), ...problems(400, 401, 403, 404) },
});
const texts = createRoute({
  method: 'post',
  path: '/imports/reasons/texts',
  summary: 'The reasons a file gives in its own words; nothing is written',
  request: { query: StartImport.pick({ map: true, where: true }), body: file },
  responses: { 200: answers(TextsOfFile, 'Their words, the most frequent first'), ...problems(400, 401, 403, 415, 422) },
});
const suggest = createRoute({
  method: 'post',
  path: '/imports/reasons/suggestions',
  summary: 'Which reasons a merchant’s own words probably mean',
  request: { body: jsonBody(SuggestReasons) },
  responses: { 200: answers(SuggestedReasons, 'Suggestions, the best first'), ...problems(400, 401, 403) },
});
const confirm = createRoute({
  method: 'put',
  path: '/imports/reasons/mappings',
  summary: 'These words mean these reasons, from now on and for who left already',
  request: { body: jsonBody(ConfirmReasons) },
  responses: { 200: answers(ConfirmedReasons, 'Published'), ...problems(400, 401, 403, 409, 422) },
});

/** Files that staff bring in. For leads and owners: they hold everybody at once. */
export const staffImportRoutes = (deps: Deps) => {
  const routes = createRouter<StaffEnv>();
  routes.use('/imports', async (c, next) => (requireLeader(c.var.worker), next()));
  routes.use('/imports/*', async (c, next) => (requireLeader(c.var.worker), next()));
  const storeOf = ({ merchantId }: Worker) => createImportStore(deps.db, merchantId);

  return routes
    .openapi(preview, async (c) => {
      const { kind } = c.req.valid('query');
      const format = formatOf(c.req.header('content-type'));
      const seen = previewOf(kind, format, new Uint8Array(await c.req.arrayBuffer()));
      return c.json({ ...seen, remembered: await storeOf(c.var.worker).mapOf(kind, hashOfColumns(seen.columns)) }, 200);
    })
    .openapi(start, async (c) => {
      const { worker } = c.var;
      const { name, columns, ...task } = c.req.valid('query');
      const format = formatOf(c.req.header('content-type'));
      const started = await startImport(deps, worker, { ...task, format }, name, bytesOf(c.req.raw));
      const known = z.array(z.string()).safeParse(columns === undefined ? null : parsed(columns));
      if (task.map && known.success)
        await deps.db.write([storeOf(worker).rememberMap(task.kind, hashOfColumns(known.data), task.map, deps.now().toISOString())]);
      return c.json({ id: started }, 202);
    })
    .openapi(list, async (c) => c.json({ items: (await storeOf(c.var.worker).list()).map(toView) }, 200))
    .openapi(texts, async (c) => {
      const { map = {}, where } = c.req.valid('query');
      return c.json(await textsOf({ map, where, format: formatOf(c.req.header('content-type')) }, bytesOf(c.req.raw)), 200);
    })
    .openapi(suggest, async (c) => {
      const own = (await storesOf(deps, c.var.worker.merchantId).settings.read('reasons')).document;
      const suggest = suggesterOf(own);
      const known = new Map(Object.entries(own.mappings).map(([words, reason]) => [words.trim().toLowerCase(), reason]));
      const items = c.req
        .valid('json')
        .texts.map((text) => ({ text, mapped: known.get(text.toLowerCase()) ?? null, suggestions: suggest(text) }));
      return c.json({ items }, 200);
    })
    .openapi(confirm, async (c) => {
      const { mappings } = c.req.valid('json');
      const { document: own } = await storesOf(deps, c.var.worker.merchantId).settings.read('reasons');
      requireReasons(own, Object.values(mappings), (i) => `mappings.${Object.keys(mappings)[i]}`, isForLeaving);
      const published = await confirmMappings(deps, c.var.worker, mappings);
      const departuresChanged = await applyMappings(deps, c.var.worker.merchantId, mappings);
      return c.json({ version: published.version, mappings: published.document.mappings, departuresChanged }, 200);
    })
    .openapi(read, async (c) => c.json(toView(await storeOf(c.var.worker).find(c.req.valid('param').id)), 200))
    .openapi(rejectedPage, async (c) => {
      const store = storeOf(c.var.worker);
      const { id: importId } = await store.find(c.req.valid('param').id);
      const { limit, cursor } = c.req.valid('query');
      return c.json(await store.listRejected(importId, limit, cursor), 200);
    })
    .openapi(rejected, async (c) => {
      const store = storeOf(c.var.worker);
      const one = await store.find(c.req.valid('param').id);
      const lines = await store.rejectedOf(one.id);
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', 'attachment; filename="rejected.csv"');
      return c.body(
        stringify(lines, { header: true, bom: true, escape_formulas: true, columns: ['line', 'column', 'code', 'message'] }),
        200,
      );
    });
};

function requireLeader({ actor }: Worker): void {
  if (!isLead(actor.role)) throw new DomainError('staff.not_allowed', 'Importing is for a lead or the owner.');
}

const toView = ({ task: _task, merchantId: _merchantId, ...one }: KeptImport): ImportView => one;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
