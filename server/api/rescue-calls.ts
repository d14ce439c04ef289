import { createRoute, z } from '@hono/zod-openapi';
import { CallSheet, CallView, RescuePlan, SettleCall } from '#shared/contracts/rescue.ts';
import { speak } from '#shared/words/speak.ts';
import { scriptFor } from '#server/domain/call-script.ts';
import type { Case } from '#server/domain/case.ts';
import { REFUSALS } from '#server/domain/contact-rules.ts';
import { addDays, mondayOf } from '#server/domain/rescue.ts';
import type { Call } from '#server/domain/rescue-call.ts';
import { reasonOf } from '#server/domain/taxonomy.ts';
import { createArticleStore } from '#server/store/articles.ts';
import { createCareStore } from '#server/store/care.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { createProblemAreaStore } from '#server/store/problem-areas.ts';
import { createRescueStore } from '#server/store/rescue.ts';
import { createTestimonialStore } from '#server/store/testimonials.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { careViews } from './care.ts';
import { type Deps, storesOf } from './context.ts';
import { claim, departureOf, release, settle, undo, whyNotCall } from './rescue-settle.ts';
import { callViews } from './rescue-views.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const ofCycle = z.object({ id: z.string(), callId: z.string() });
const alone = z.object({ callId: z.string() });
const view = answers(CallView, 'The call after the act');
const sheet = answers(CallSheet, 'Everything to know before calling');
const refusals = problems(400, 401, 403, 404, 409, 422);
const HELPFUL = 3;

const readOfCycle = createRoute({
  method: 'get',
  path: '/rescue-cycles/{id}/calls/{callId}',
  summary: 'The call sheet',
  request: { params: ofCycle },
  responses: { 200: sheet, ...problems(401, 404) },
});
const settleOfCycle = createRoute({
  method: 'put',
  path: '/rescue-cycles/{id}/calls/{callId}',
  summary: 'What came of a call',
  request: { params: ofCycle, body: jsonBody(SettleCall) },
  responses: { 200: view, ...refusals },
});
const read = createRoute({
  method: 'get',
  path: '/calls/{callId}',
  summary: 'The call sheet',
  request: { params: alone },
  responses: { 200: sheet, ...problems(401, 404) },
});
const settleAlone = createRoute({
  method: 'put',
  path: '/calls/{callId}',
  summary: 'What came of a call',
  request: { params: alone, body: jsonBody(SettleCall) },
  responses: { 200: view, ...refusals },
});
const act = <Method extends 'put' | 'delete', Path extends string>(method: Method, path: Path, summary: string) =>
  createRoute({ method, path, summary, request: { params: alone }, responses: { 200: view, ...refusals } });
const claimRoute = act('put', '/calls/{callId}/claim', 'Take a call, so that nobody else makes it');
const releaseRoute = act('delete', '/calls/{callId}/claim', 'Leave a call to others');
const undoRoute = act('delete', '/calls/{callId}/outcome', 'Take the outcome back, within a minute');

/** Calls: what to know before, what came of them after. */
export const rescueCallRoutes = (deps: Deps) => {
  const find = ({ merchantId }: Worker, callId: string, cycleId?: string) =>
    createRescueStore(deps.db, merchantId).findCall(callId, cycleId);
  const shown = async ({ merchantId }: Worker, call: Call) => (await callViews(deps, merchantId, [call]))[0]!;

  return createRouter<WorkerEnv>()
    .openapi(readOfCycle, async (c) => {
      const { id, callId } = c.req.valid('param');
      return c.json(await sheetOf(deps, c.var.worker, await find(c.var.worker, callId, id)), 200);
    })
    .openapi(settleOfCycle, async (c) => {
      const { id, callId } = c.req.valid('param');
      return c.json(
        await shown(c.var.worker, await settle(deps, c.var.worker, await find(c.var.worker, callId, id), c.req.valid('json'))),
        200,
      );
    })
    .openapi(read, async (c) => c.json(await sheetOf(deps, c.var.worker, await find(c.var.worker, c.req.valid('param').callId)), 200))
    .openapi(settleAlone, async (c) =>
      c.json(
        await shown(
          c.var.worker,
          await settle(deps, c.var.worker, await find(c.var.worker, c.req.valid('param').callId), c.req.valid('json')),
        ),
        200,
      ),
    )
    .openapi(claimRoute, async (c) =>
      c.json(await shown(c.var.worker, await claim(deps, c.var.worker, await find(c.var.worker, c.req.valid('param').callId))), 200),
    )
    .openapi(releaseRoute, async (c) =>
      c.json(await shown(c.var.worker, await release(deps, c.var.worker, await find(c.var.worker, c.req.valid('param').callId))), 200),
    )
    .openapi(undoRoute, async (c) =>
      c.json(await shown(c.var.worker, await undo(deps, c.var.worker, await find(c.var.worker, c.req.valid('param').callId))), 200),
    );
};

const myPlan = createRoute({
  method: 'get',
  path: '/me/plan',
  summary: 'My calls and check-ins of a week',
  request: { query: z.object({ week: z.iso.date().optional() }) },
  responses: { 200: answers(RescuePlan, 'The week'), ...problems(400, 401) },
});

/** A few calls in every week's plan of whoever is signed in. */
export const planRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(myPlan, async (c) => {
    const { merchantId, actor } = c.var.worker;
    const today = deps.now().toISOString().slice(0, 10);
    const from = mondayOf(c.req.valid('query').week ?? today);
    const week = { from, to: addDays(from, 6) };
    const { rescue } = await storesOf(deps, merchantId).settings.readAll();
    const me = actor.id ?? '';
    const [calls, due] = await Promise.all([
      createRescueStore(deps.db, merchantId).listPlan(me, week, rescue.weeklyPlanSize),
      createCareStore(deps.db, merchantId).listDue(me, `${week.to}T23:59:59.999Z`),
    ]);
    const views = await callViews(deps, merchantId, calls);
    return c.json(
      {
        week,
        size: rescue.weeklyPlanSize,
        calls: views.map((call) => ({
          ...call,
          overdue: call.state !== 'done' && (call.nextAt?.slice(0, 10) ?? (call.week ? addDays(call.week, 6) : today)) < today,
        })),
        care: await careViews(deps, merchantId, due),
      },
      200,
    );
  });

async function sheetOf(deps: Deps, worker: Worker, call: Call): Promise<CallSheet> {
  const { merchantId, actor } = worker;
  const stores = storesOf(deps, merchantId);
  const [view, departure] = await Promise.all([callViews(deps, merchantId, [call]), departureOf(deps, merchantId, call)]);
  const reason = departure?.reason ?? call.reason;
  const [customer, { items: cases }, why, changes, articles, testimonials, earlier, merchant] = await Promise.all([
    stores.customers.findById(call.customerId),
    stores.cases.list({ customer: call.customerId, limit: 100 }),
    whyNotCall(deps, worker, call, departure),
    reason ? createProblemAreaStore(deps.db, merchantId).listFixed(reason, departure?.at ?? '') : [],
    reason ? createArticleStore(deps.db, merchantId).list({ reason, limit: HELPFUL }) : [],
    createTestimonialStore(deps.db, merchantId).listApproved(reason, HELPFUL),
    createRescueStore(deps.db, merchantId).listEarlier(call.customerId, call.id),
    findMerchant(deps.db, merchantId),
  ]);
  const promises = cases.flatMap((one) => one.promises.map(({ text, dueAt, state }) => ({ case: one.number, text, dueAt, state })));
  const broken = promises.filter(({ state }) => state === 'broken');
  const theirWords = departure?.reasonText ?? cases.find(({ kind }) => kind === 'cancellation')?.story ?? null;
  return {
    ...view[0]!,
    mayContact: { allowed: why === null, why, because: why && REFUSALS[why] },
    reason: { id: reason, words: theirWords || null, avoidable: reasonOf(reason)?.avoidable ?? null },
    revenue: departure?.revenue ?? customer?.mrr ?? null,
    customerSince: customer?.since ?? null,
    plan: customer?.plan ?? null,
    history: cases.map(toHistory),
    promises: { open: promises.filter(({ state }) => state === 'pending' || state === 'renegotiated'), broken },
    earlierCalls: earlier.map((one) => ({
      at: one.contactedAt ?? one.updatedAt,
      outcome: one.outcome!,
      note: one.note,
      saidBack: one.saidBack,
      by: one.doneBy,
    })),
    changes: changes.map(({ id, title, fix, fixedAt }) => ({ id, title, fix, fixedAt: fixedAt ?? '' })),
    articles: articles.map(({ id, document }) => ({ id, title: Object.values(document.texts)[0]?.title ?? id })),
    testimonials: testimonials.map(({ caseId, quote }) => ({ case: caseId, quote })),
    script: scriptFor(
      {
        customer: customer?.name ?? null,
        caller: actor.name,
        shop: merchant?.name ?? '',
        words: theirWords,
        brokenPromises: broken.length,
        fixes: changes.map(({ title, fix }) => (fix ? `${title} (${fix})` : title)),
      },
      speak(customer?.locale),
    ),
  };
}

const toHistory = (one: Case): CallSheet['history'][number] => ({
  id: one.id,
  number: one.number,
  kind: one.kind,
  reason: one.reason,
  story: one.story,
  state: one.state,
  outcome: one.outcome,
  openedAt: one.openedAt,
  asked: one.asked,
  given: one.agreed && { remedy: one.agreed.remedy, title: one.agreed.title, ...(one.agreed.amount && { amount: one.agreed.amount }) },
  notes: one.notes.map(({ text }) => text),
});
