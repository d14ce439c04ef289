import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import {
  DraftFixLetters,
  EditFixLetter,
  FixLetterQuery,
  FixLettersDrafted,
  FixLettersSent,
  FixLetterView,
  ProblemAreaBody,
  ProblemAreaView,
} from '#shared/contracts/problem-areas.ts';
import { RecoveryRow } from '#shared/contracts/rescue.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { editProblemArea, type ProblemArea } from '#server/domain/problem-area.ts';
import { added, type Arms, recoveryOf } from '#server/domain/recovery.ts';
import { createProblemAreaStore } from '#server/store/problem-areas.ts';
import { listTeam } from '#server/store/staff.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { draftFixLetters, letterViews, sendFixLetters } from './fix-letters.ts';
import { once } from './once.ts';
import { requireReasons } from './reason-settings.ts';
import { namer } from './rescue-views.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const params = z.object({ id: z.string() });
const ofLetter = params.extend({ letterId: z.string() });
const page = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(100).optional() });
const area = answers(ProblemAreaView, 'The problem area');
const letter = answers(FixLetterView, 'The letter');
const refusals = problems(400, 401, 403, 404, 409, 422);

const list = createRoute({
  method: 'get',
  path: '/problem-areas',
  summary: 'Problem areas, newest first',
  request: { query: page },
  responses: { 200: answers(pageOf(ProblemAreaView), 'A page'), ...problems(400, 401) },
});
const create = createRoute({
  method: 'post',
  path: '/problem-areas',
  summary: 'Gather cases with one cause',
  request: { body: jsonBody(ProblemAreaBody) },
  responses: { 201: area, ...refusals },
});
const read = createRoute({
  method: 'get',
  path: '/problem-areas/{id}',
  summary: 'One problem area',
  request: { params },
  responses: { 200: area, ...problems(401, 404) },
});
const change = createRoute({
  method: 'put',
  path: '/problem-areas/{id}',
  summary: 'Root cause, fix, owner, status',
  request: { params, body: jsonBody(ProblemAreaBody) },
  responses: { 200: area, ...refusals },
});
const draft = createRoute({
  method: 'post',
  path: '/problem-areas/{id}/letters',
  summary: 'When it is fixed: a draft for everybody affected who may be told',
  request: { params, body: jsonBody(DraftFixLetters) },
  responses: { 201: answers(FixLettersDrafted, 'Drafted, left alone to compare with, and left out'), ...refusals },
});
const letters = createRoute({
  method: 'get',
  path: '/problem-areas/{id}/letters',
  summary: 'The letters of this fix',
  request: { params, query: FixLetterQuery },
  responses: { 200: answers(pageOf(FixLetterView), 'A page'), ...problems(400, 401, 404) },
});
const edit = createRoute({
  method: 'put',
  path: '/problem-areas/{id}/letters/{letterId}',
  summary: 'Change the words of a draft',
  request: { params: ofLetter, body: jsonBody(EditFixLetter) },
  responses: { 200: letter, ...refusals },
});
const sendOne = createRoute({
  method: 'post',
  path: '/problem-areas/{id}/letters/{letterId}/sending',
  summary: 'Send a draft',
  request: { params: ofLetter },
  responses: { 200: letter, ...refusals },
});
const sendAll = createRoute({
  method: 'post',
  path: '/problem-areas/{id}/letters/sending',
  summary: 'Send all drafts, some hundreds at a time',
  request: { params },
  responses: { 200: answers(FixLettersSent, 'Sent, left out, and still to be sent'), ...refusals },
});
const effect = createRoute({
  method: 'get',
  path: '/problem-areas/{id}/effect',
  summary: 'Who came back, told and not told',
  request: { params },
  responses: { 200: answers(RecoveryRow, 'Rates with 95 % intervals'), ...problems(401, 404) },
});

const NOBODY: Arms = { planned: 0, contacted: 0, returned: 0, control: 0, controlReturned: 0, revenue: [], lifetime: [] };

/** What goes wrong with one cause, until it is put right and everybody affected knows. */
export const problemAreaRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createProblemAreaStore(deps.db, merchantId);
  const shown = async ({ merchantId }: Worker, areas: ProblemArea[]): Promise<ProblemAreaView[]> => {
    const named = namer(await listTeam(deps.db, merchantId));
    return areas.map(({ owner, fixNumber: _fixNumber, ...one }) => ({ ...one, owner: named(owner) }));
  };

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const found = await storeOf(c.var.worker).list(limit + 1, cursor);
      return c.json(
        {
          items: await shown(c.var.worker, found.slice(0, limit)),
          nextCursor: found.length > limit ? (found[limit - 1]?.id ?? null) : null,
        },
        200,
      );
    })
    .openapi(create, async (c) => {
      const { worker } = c.var;
      const body = c.req.valid('json');
      await requireSense(deps, worker, body);
      const at = deps.now().toISOString();
      const made = await once(deps, `problem-areas:${worker.merchantId}`, c.req.header('idempotency-key'), body, async () => {
        const empty: ProblemArea = {
          id: deps.newId('area'),
          title: '',
          reasons: [],
          owner: null,
          rootCause: null,
          fix: null,
          status: 'open',
          fixNumber: 0,
          fixedAt: null,
          version: 1,
          createdAt: at,
          updatedAt: at,
        };
        const after = editProblemArea(empty, body, at);
        return { write: [storeOf(worker).insert(after)], answer: (await shown(worker, [after]))[0]! };
      });
      return c.json(made, 201);
    })
    .openapi(read, async (c) => c.json((await shown(c.var.worker, [await storeOf(c.var.worker).find(c.req.valid('param').id)]))[0]!, 200))
    .openapi(change, async (c) => {
      const { worker } = c.var;
      const body = c.req.valid('json');
      await requireSense(deps, worker, body);
      const before = await storeOf(worker).find(c.req.valid('param').id);
      const seen = body.version ?? before.version;
      const after = await storeOf(worker).change({ ...before, version: seen }, editProblemArea(before, body, deps.now().toISOString()));
      return c.json((await shown(worker, [after]))[0]!, 200);
    })
    .openapi(draft, async (c) => {
      requireHand(c.var.worker);
      const found = await storeOf(c.var.worker).find(c.req.valid('param').id);
      return c.json(await draftFixLetters(deps, c.var.worker, found, c.req.valid('json')), 201);
    })
    .openapi(letters, async (c) => {
      const { state, limit, cursor } = c.req.valid('query');
      const found = await storeOf(c.var.worker).find(c.req.valid('param').id);
      const items = await storeOf(c.var.worker).listLetters(found, { state, after: cursor, limit: limit + 1 });
      return c.json(
        {
          items: await letterViews(deps, c.var.worker, items.slice(0, limit)),
          nextCursor: items.length > limit ? (items[limit - 1]?.id ?? null) : null,
        },
        200,
      );
    })
    .openapi(edit, async (c) => {
      requireHand(c.var.worker);
      const { id, letterId } = c.req.valid('param');
      const { subject, body } = c.req.valid('json');
      const before = await storeOf(c.var.worker).findLetter(id, letterId);
      if (before.state !== 'draft' || before.arm === 'control') throw alreadySent();
      await deps.db.write([storeOf(c.var.worker).editLetter(letterId, subject, body)]);
      return c.json((await letterViews(deps, c.var.worker, [await storeOf(c.var.worker).findLetter(id, letterId)]))[0]!, 200);
    })
    .openapi(sendAll, async (c) => {
      requireLeader(c.var.worker);
      const found = await storeOf(c.var.worker).find(c.req.valid('param').id);
      return c.json(await sendFixLetters(deps, c.var.worker, found), 200);
    })
    .openapi(sendOne, async (c) => {
      requireHand(c.var.worker);
      const { id, letterId } = c.req.valid('param');
      const found = await storeOf(c.var.worker).find(id);
      const before = await storeOf(c.var.worker).findLetter(id, letterId);
      if (before.state !== 'draft' || before.arm === 'control') throw alreadySent();
      await sendFixLetters(deps, c.var.worker, found, before);
      return c.json((await letterViews(deps, c.var.worker, [await storeOf(c.var.worker).findLetter(id, letterId)]))[0]!, 200);
    })
    .openapi(effect, async (c) => {
      const found = await storeOf(c.var.worker).find(c.req.valid('param').id);
      const sums = await storeOf(c.var.worker).sumReturned(found);
      const arms = sums
        .map(({ told, toldReturned, control, controlReturned, revenue, currency }) => ({
          ...NOBODY,
          planned: told,
          contacted: told,
          returned: toldReturned,
          control,
          controlReturned,
          revenue: currency && revenue ? [{ amount: revenue, currency }] : [],
        }))
        .reduce(added, NOBODY);
      return c.json(recoveryOf(found.id, found.title, arms), 200);
    });
};

/** @throws staff.not_allowed, staff.not_found, case.reason_unknown */
async function requireSense(deps: Deps, worker: Worker, { reasons, owner }: ProblemAreaBody): Promise<void> {
  requireLeader(worker);
  requireReasons((await storesOf(deps, worker.merchantId).settings.read('reasons')).document, reasons, (i) => `reasons.${i}`);
  if (owner !== null && !(await listTeam(deps.db, worker.merchantId)).some(({ id }) => id === owner))
    throw new DomainError('staff.not_found', 'There is no such colleague.', [{ path: 'owner', message: 'Choose a colleague.' }]);
}

function requireLeader({ actor }: Worker): void {
  if (!isLead(actor.role))
    throw new DomainError('staff.not_allowed', 'Problem areas are kept, and everybody is told, by a lead or the owner.');
}
function requireHand({ actor }: Worker): void {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may look, but not write to customers.');
}
const alreadySent = () => new DomainError('fix_letter.already_sent', 'This letter is no draft any more.');
