import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { CoachingNoteBody, CoachingNoteView, CoachingQuery } from '#shared/contracts/coaching.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { type CoachingNote, createCoachingStore, type Reader } from '#server/store/coaching.ts';
import { listTeam } from '#server/store/staff.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { namer } from './rescue-views.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const params = z.object({ id: z.string() });
const note = answers(CoachingNoteView, 'The note');
const list = createRoute({
  method: 'get',
  path: '/coaching-notes',
  summary: 'Coaching notes that concern me; a lead sees all',
  request: { query: CoachingQuery },
  responses: { 200: answers(pageOf(CoachingNoteView), 'A page, newest first'), ...problems(400, 401) },
});
const create = createRoute({
  method: 'post',
  path: '/coaching-notes',
  summary: 'A note to who served the customer',
  request: { body: jsonBody(CoachingNoteBody) },
  responses: { 201: note, ...problems(400, 401, 403, 404) },
});
const read = createRoute({
  method: 'get',
  path: '/coaching-notes/{id}',
  summary: 'One note',
  request: { params },
  responses: { 200: note, ...problems(401, 404) },
});
const seen = createRoute({
  method: 'put',
  path: '/coaching-notes/{id}/reading',
  summary: 'Its reader has read it',
  request: { params },
  responses: { 200: note, ...problems(401, 403, 404) },
});
const remove = createRoute({
  method: 'delete',
  path: '/coaching-notes/{id}',
  summary: 'Its author takes it back',
  request: { params },
  responses: { 204: { description: 'Gone' }, ...problems(401, 403, 404) },
});

/** Notes for coaching: for the person who served the customer, their lead and the author, and for nobody else. */
export const coachingRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createCoachingStore(deps.db, merchantId);
  const readerOf = ({ actor }: Worker): Reader => ({ id: actor.id, seesAll: isLead(actor.role) });
  const shown = async ({ merchantId }: Worker, notes: CoachingNote[]): Promise<CoachingNoteView[]> => {
    const named = namer(await listTeam(deps.db, merchantId));
    return notes.map((one) => ({
      id: one.id,
      case: { id: one.caseId, number: one.number },
      to: named(one.to)!,
      author: { id: one.author, name: one.authorName },
      text: one.text,
      createdAt: one.createdAt,
      readAt: one.readAt,
    }));
  };

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { limit, cursor, case: caseId, to } = c.req.valid('query');
      if (cursor && !/^\d+$/.test(cursor))
        throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
      const found = await storeOf(c.var.worker).list(readerOf(c.var.worker), {
        caseId,
        to,
        before: cursor ? Number(cursor) : undefined,
        limit: limit + 1,
      });
      const last = found[limit - 1];
      return c.json(
        { items: await shown(c.var.worker, found.slice(0, limit)), nextCursor: found.length > limit && last ? String(last.seq) : null },
        200,
      );
    })
    .openapi(create, async (c) => {
      const { worker } = c.var;
      if (!isStaff(worker.actor.role)) throw new DomainError('staff.not_allowed', 'You may read cases, but not write notes.');
      const { case: about, to, text } = c.req.valid('json');
      const current = await storesOf(deps, worker.merchantId).cases.find(about);
      const reader = to ?? current.assignee;
      if (!reader || !(await listTeam(deps.db, worker.merchantId)).some(({ id }) => id === reader))
        throw new DomainError('staff.not_found', 'Say who served the customer.', [{ path: 'to', message: 'Choose a colleague.' }]);
      const id = deps.newId('coach');
      await deps.db.write([
        storeOf(worker).insert({
          id,
          caseId: current.id,
          to: reader,
          author: worker.actor.id,
          authorName: worker.actor.name,
          text,
          createdAt: deps.now().toISOString(),
        }),
      ]);
      return c.json((await shown(worker, [await storeOf(worker).find({ id: null, seesAll: true }, id)]))[0]!, 201);
    })
    .openapi(read, async (c) =>
      c.json((await shown(c.var.worker, [await storeOf(c.var.worker).find(readerOf(c.var.worker), c.req.valid('param').id)]))[0]!, 200),
    )
    .openapi(seen, async (c) => {
      const { worker } = c.var;
      const found = await storeOf(worker).find(readerOf(worker), c.req.valid('param').id);
      if (found.to !== worker.actor.id) throw new DomainError('staff.not_allowed', 'Only its reader can have read it.');
      await deps.db.write([storeOf(worker).markRead(found.id, deps.now().toISOString())]);
      return c.json((await shown(worker, [await storeOf(worker).find(readerOf(worker), found.id)]))[0]!, 200);
    })
    .openapi(remove, async (c) => {
      const { worker } = c.var;
      const found = await storeOf(worker).find(readerOf(worker), c.req.valid('param').id);
      if (found.author !== worker.actor.id) throw new DomainError('staff.not_allowed', 'Only its author takes a note back.');
      await deps.db.write([storeOf(worker).remove(found.id)]);
      return c.body(null, 204);
    });
};
