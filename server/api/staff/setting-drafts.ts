import { createRoute, z } from '@hono/zod-openapi';
import { SETTINGS_NAMES, type SettingsName } from '#shared/contracts/settings.ts';
import { createSettingsDrafts } from '#server/store/settings-drafts.ts';
import { type Deps, storesOf } from '../context.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';
import { requirePublisher } from '../settings.ts';
import type { StaffEnv } from './require-staff.ts';

const params = z.object({ name: z.enum(SETTINGS_NAMES as [SettingsName, ...SettingsName[]]) });
const Kept = z.object({ basedOn: z.int().min(0), document: z.record(z.string(), z.unknown()) });
/** `base`: the document as it was in the version the draft was made from; null when that is no longer kept. */
const Draft = z.object({ draft: Kept.extend({ at: z.string(), base: z.unknown() }).nullable() });

const listDrafts = createRoute({
  method: 'get',
  path: '/drafts',
  summary: 'Names of the documents this person has begun to change',
  responses: { 200: answers(z.object({ names: z.array(z.string()) }), 'Names'), ...problems(401) },
});
const readDraft = createRoute({
  method: 'get',
  path: '/{name}/draft',
  summary: 'What this person has begun to change and not published',
  request: { params },
  responses: { 200: answers(Draft, 'The draft, or null'), ...problems(401) },
});
const keepDraft = createRoute({
  method: 'put',
  path: '/{name}/draft',
  summary: 'Keeps a draft as it was typed, whether or not it could be published',
  request: { params, body: jsonBody(Kept) },
  responses: { 200: answers(z.object({ at: z.string() }), 'Kept'), ...problems(400, 401, 403) },
});
const dropDraft = createRoute({
  method: 'delete',
  path: '/{name}/draft',
  summary: 'Throws a draft away',
  request: { params },
  responses: { 204: { description: 'Gone' }, ...problems(401, 403) },
});

/** Drafts of the settings: each person has their own, and nobody else sees it. */
export function settingDraftRoutes(deps: Deps) {
  const draftsOf = ({ merchantId, id }: { merchantId: string; id: string }) => createSettingsDrafts(deps.db, merchantId, id);
  return createRouter<StaffEnv>()
    .openapi(listDrafts, async (c) => c.json({ names: await draftsOf(c.var.member).listNames() }, 200))
    .openapi(readDraft, async (c) => {
      const { name } = c.req.valid('param');
      const draft = await draftsOf(c.var.member).find(name);
      if (!draft) return c.json({ draft: null }, 200);
      const base = await storesOf(deps, c.var.member.merchantId).settings.readVersion(name, draft.basedOn);
      return c.json({ draft: { ...draft, document: draft.document as Record<string, unknown>, base } }, 200); // it came in as an object
    })
    .openapi(keepDraft, async (c) => {
      requirePublisher(c.var.member.role);
      const at = deps.now().toISOString();
      await draftsOf(c.var.member).keep(c.req.valid('param').name, { ...c.req.valid('json'), at });
      return c.json({ at }, 200);
    })
    .openapi(dropDraft, async (c) => {
      requirePublisher(c.var.member.role);
      await draftsOf(c.var.member).drop(c.req.valid('param').name);
      return c.body(null, 204);
    });
}
