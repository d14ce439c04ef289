import { createRoute, z } from '@hono/zod-openapi';
import { SavedView, SaveView } from '#shared/contracts/staff.ts';
import { DomainError } from '#server/domain/errors.ts';
import { deleteSavedView, insertSavedView, listSavedViews, updateSavedView } from '#server/store/saved-views.ts';
import type { Deps } from '../context.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';
import type { StaffEnv } from './require-staff.ts';

const MOST = 50;
const params = z.object({ id: z.string() });

const list = createRoute({
  method: 'get',
  path: '/views',
  summary: 'One’s own views of the inbox',
  responses: { 200: answers(z.object({ items: z.array(SavedView) }), 'In the order they were made'), ...problems(401) },
});
const create = createRoute({
  method: 'post',
  path: '/views',
  summary: 'Keep the present filters under a name',
  request: { body: jsonBody(SaveView) },
  responses: { 201: answers(SavedView, 'Kept'), ...problems(400, 401, 409) },
});
const replace = createRoute({
  method: 'put',
  path: '/views/{id}',
  summary: 'Another name, or other filters',
  request: { params, body: jsonBody(SaveView) },
  responses: { 200: answers(SavedView, 'As it is now'), ...problems(400, 401, 404) },
});
const remove = createRoute({
  method: 'delete',
  path: '/views/{id}',
  summary: 'Forget a view',
  request: { params },
  responses: { 204: { description: 'Gone' }, ...problems(401, 404) },
});

/** Views belong to one person: nobody else sees, changes or deletes them. */
export function savedViewRoutes({ db, newId, now }: Deps) {
  const done = (changed: { rowsAffected: number } | undefined) => {
    if (changed?.rowsAffected !== 1) throw new DomainError('view.not_found', 'There is no such view.');
  };
  const ownerOf = ({ merchantId, id }: { merchantId: string; id: string }) => ({ merchantId, staffId: id });
  return createRouter<StaffEnv>()
    .openapi(list, async (c) => c.json({ items: await listSavedViews(db, ownerOf(c.var.member)) }, 200))
    .openapi(create, async (c) => {
      const view = { id: newId('view'), ...c.req.valid('json') };
      const [made] = await db.write([insertSavedView(ownerOf(c.var.member), view, now().toISOString(), MOST)]);
      if (made?.rowsAffected !== 1) throw new DomainError('view.too_many', `${MOST} views are as many as one can keep. Delete one first.`);
      return c.json(view, 201);
    })
    .openapi(replace, async (c) => {
      const view = { id: c.req.valid('param').id, ...c.req.valid('json') };
      const [changed] = await db.write([updateSavedView(ownerOf(c.var.member), view)]);
      done(changed);
      return c.json(view, 200);
    })
    .openapi(remove, async (c) => {
      const [changed] = await db.write([deleteSavedView(ownerOf(c.var.member), c.req.valid('param').id)]);
      done(changed);
      return c.body(null, 204);
    });
}
