import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  AcceptForCustomer,
  AddNote,
  AnswerApproval,
  AnswerCase,
  AskCustomer,
  AssignCase,
  AwaitThirdParty,
  CaseEventView,
  CaseRow,
  CaseView,
  DeadlockCase,
  DecideCase,
  EscalateCase,
  FailRemedy,
  FulfilRemedy,
  JudgeFit,
  MakeOffer,
  MakePromise,
  MergeCase,
  OnlyVersion,
  RecategoriseCase,
  ReopenCase,
  SayToCustomer,
  SettleCancellation,
  SettlePromise,
  TagCase,
  TakeCase,
  WithdrawOffer,
} from '#shared/contracts/case.ts';
import { pageOf } from '#shared/contracts/basics.ts';
import { CaseQuery } from '#shared/contracts/staff.ts';
import type { Said } from '#server/domain/answer.ts';
import type { Actor, Case, Change, FileOfCase } from '#server/domain/case.ts';
import type { Doing } from '#server/domain/doing.ts';
import { settleRequest } from '#server/domain/cancellation.ts';
import { requireStaff } from '#server/domain/doing.ts';
import { DomainError } from '#server/domain/errors.ts';
import { ChangedMeanwhile } from '#server/store/cases.ts';
import { changeVisit } from './public/cancellations.ts';
import { legalDatesOf } from '#server/domain/legal.ts';
import { calendarOf } from '#server/domain/timekeeper.ts';
import { giveApproval, refuseApproval, requestApproval, withdrawApproval } from '#server/domain/approval-acts.ts';
import { decideNotRightForUs, liftNotRightForUs } from '#server/domain/fit.ts';
import { acceptOffer, makeOffer, usualAmount, withdrawOffer } from '#server/domain/offer-acts.ts';
import { withNarrower } from '#server/domain/own-reasons.ts';
import { dayBegan } from '#server/domain/policy.ts';
import * as acts from '#server/domain/staff-acts.ts';
import type { Statement } from '#server/store/db.ts';
import { mentionsMade } from '#server/store/mentions.ts';
import { findSiteById } from '#server/store/merchants.ts';
import { listTeam } from '#server/store/staff.ts';
import { precedentsOf } from './approval-view.ts';
import { saidBy, type Written, writingOn } from './answer.ts';
import { toEventView, toRow, toView, type People } from './case-view.ts';
import { type Deps, doingFor, type Env, storesOf } from './context.ts';
import { routed, withinCapacity } from './desk-of.ts';
import { actOnce } from './once.ts';
import { wordOffer } from './offer-words.ts';
import { statusUrlOf } from './open-case.ts';
import { withSignatures } from './signatures.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

/** Who works on cases: a signed-in member of staff, or a program with a secret key. */
export type Worker = { merchantId: string; actor: Actor };
export type WorkerEnv = Env & { Variables: { worker: Worker } };

const id = z.object({ id: z.string().openapi({ description: 'Id or number of the case' }) });
const view = answers(CaseView, 'The case after the act');
const refusals = problems(400, 401, 403, 404, 409, 422);

const route = <Path extends string, Body extends z.ZodType>(method: 'put' | 'post' | 'delete', path: Path, summary: string, schema: Body) =>
  createRoute({
    method,
    path,
    summary,
    request: { params: id, body: { ...jsonBody(schema), required: method !== 'delete' } },
    responses: { 200: view, ...refusals },
  } satisfies RouteConfig & { path: Path });

const CASE_LIST = createRoute({
  method: 'get',
  path: '/',
  summary: 'Cases, newest first or by what is due next',
  request: { query: CaseQuery },
  responses: {
    200: answers(pageOf(CaseRow).extend({ seq: z.int() }), 'A page of cases; `seq`: the newest event number before it was read'),
    ...problems(400, 401),
  },
});
const CASE_READ = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One case',
  request: { params: id },
  responses: { 200: answers(CaseView, 'The case'), ...problems(401, 404) },
});
const CASE_EVENTS = createRoute({
  method: 'get',
  path: '/{id}/events',
  summary: 'Everything that ever happened to a case',
  request: {
    params: id,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).optional(), cursor: z.string().max(40).optional() }),
  },
  responses: { 200: answers(pageOf(CaseEventView), 'Events, oldest first'), ...problems(400, 401, 404) },
});

/** `gives`: something is given away. `uploads`: what goes with the words. `also`: what is written in the same breath. */
type ActOptions = { gives?: boolean; uploads?: string[] | undefined; also?: (after: Case) => Statement[] };

/** Every act of staff on a case, as a noun that is PUT or POSTed. Mounted for the admin page and for the merchant's programs alike. */
export function caseRoutes<E extends WorkerEnv>(deps: Deps) {
  const routes = createRouter<E>();
  const around = (c: Context<E>) => {
    const worker = c.get('worker');
    return { worker, stores: storesOf(deps, worker.merchantId) };
  };

  async function show(c: Context<E>, current: Case) {
    const { worker } = around(c);
    return c.json(await viewOf(deps, worker, current), 200);
  }

  /** The act on the case in the path; the version the caller has seen may come in the body or in If-Match. */
  async function act(
    c: Context<E>,
    version: number | undefined,
    decide: (before: Case, doing: Doing) => Change | Promise<Change>,
    options: ActOptions = {},
  ) {
    const { worker, stores } = around(c);
    const id = c.req.param('id') ?? '';
    const key = c.req.method === 'POST' ? c.req.header('idempotency-key') : undefined;
    const body = key ? ((await c.req.json()) as object) : {};
    const seen = version ?? versionIn(c.req.header('if-match'));
    const perform = (also: Statement[]) => performAct(deps, worker, id, seen, decide, options, also);
    return show(c, await actOnce(deps, `act:${worker.merchantId}:${c.req.path}`, key, body, perform, () => stores.cases.find(id)));
  }

  /** What goes to the customer: text as it was typed, or an answer put together for this case. */
  const saidOn = async (c: Context<E>, before: Case, written: Written, text: string | undefined) =>
    saidBy(before, written, text, await writingOn(deps, c.get('worker'), before));

  return routes
    .openapi(CASE_LIST, async (c) => {
      const { worker, stores } = around(c);
      const { view: name, ...query } = c.req.valid('query');
      const page = await stores.cases.list({
        ...query,
        ...(query.reason && { reason: withNarrower((await stores.settings.read('reasons')).document, query.reason) }),
        ...viewNamed(name, worker),
        ...(name === 'due_today' && { dueBefore: query.dueBefore ?? dayEnds(deps.now()) }),
      });
      const people = await peopleOf(deps, worker, page.items);
      return c.json({ items: page.items.map((one) => toRow(one, people)), nextCursor: page.nextCursor, seq: page.seq }, 200);
    })
    .openapi(CASE_READ, async (c) => show(c, await around(c).stores.cases.find(c.req.valid('param').id)))
    .openapi(CASE_EVENTS, async (c) => {
      const { stores } = around(c);
      const { limit = 100, cursor } = c.req.valid('query');
      const current = await stores.cases.find(c.req.valid('param').id);
      if (cursor && !/^\d+$/.test(cursor))
        throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
      const events = await stores.cases.events(current.id, Number(cursor ?? 0), limit);
      const last = events.at(-1)?.number ?? 0;
      return c.json({ items: events.map(toEventView), nextCursor: last < current.version && events.length > 0 ? String(last) : null }, 200);
    })
    .openapi(route('put', '/{id}/investigation', 'Take the case', TakeCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.takeCase(before, c.req.valid('json'), doing)),
    )
    .openapi(route('put', '/{id}/question', 'Ask the customer', AskCustomer), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.askCustomer(before, c.req.valid('json'), doing), {
        uploads: c.req.valid('json').uploads,
      }),
    )
    .openapi(route('put', '/{id}/third-party', 'Wait for somebody else', AwaitThirdParty), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.awaitThirdParty(before, c.req.valid('json'), doing)),
    )
    .openapi(route('delete', '/{id}/third-party', 'The wait is over', OnlyVersion), (c) =>
      act(c, c.req.valid('json')?.version, acts.endThirdPartyWait),
    )
    .openapi(route('post', '/{id}/offers', 'Put a remedy to the customer', MakeOffer), (c) => {
      const input = c.req.valid('json');
      return act(
        c,
        input.version,
        async (before, doing) =>
          offerFrom(before, input, doing, await saidOn(c, before, { ...input, amount: amountOf(before, input) }, input.message)),
        { gives: true, uploads: input.uploads },
      );
    })
    .openapi(
      createRoute({
        method: 'put',
        path: '/{id}/offers/{offerId}/approval',
        summary: 'A second person says yes or no to a remedy above a limit',
        request: { params: id.extend({ offerId: z.string() }), body: jsonBody(AnswerApproval) },
        responses: { 200: view, ...refusals },
      }),
      (c) => {
        const { approved, reason, version } = c.req.valid('json');
        return act(
          c,
          version,
          (before, doing) => (approved ? giveApproval : refuseApproval)(before, c.req.valid('param').offerId, reason, doing),
          { gives: approved },
        );
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/{id}/offers/{offerId}/approval',
        summary: 'Who asked for approval takes it back',
        request: { params: id.extend({ offerId: z.string() }), body: { ...jsonBody(OnlyVersion), required: false } },
        responses: { 200: view, ...refusals },
      }),
      (c) => act(c, c.req.valid('json')?.version, (before, doing) => withdrawApproval(before, c.req.valid('param').offerId, doing)),
    )
    .openapi(route('put', '/{id}/cancellation', 'What became of a cancellation that was asked for', SettleCancellation), async (c) => {
      const { worker, stores } = around(c);
      requireStaff({ by: worker.actor });
      const input = c.req.valid('json');
      const current = await stores.cases.find(c.req.valid('param').id);
      if (!current.cancellation) throw new DomainError('cancellation.not_found', 'This case is not about a cancellation.');
      const version = input.version ?? versionIn(c.req.header('if-match'));
      if (version !== undefined && version !== current.version) throw new ChangedMeanwhile(current);
      const visit = { merchantId: worker.merchantId, visitId: current.cancellation.id };
      const { opened } = await changeVisit(deps, visit, async (before, { at }) => settleRequest(before, input, at), worker.actor);
      return show(c, opened ?? current);
    })
    .openapi(route('put', '/{id}/not-right-for-us', 'This customer and we do not fit: a decision with reasons', JudgeFit), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => decideNotRightForUs(before, c.req.valid('json').reasons, doing)),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/{id}/not-right-for-us',
        summary: 'That decision was looked at again and does not hold',
        request: { params: id, body: jsonBody(JudgeFit) },
        responses: { 200: view, ...refusals },
      }),
      (c) => act(c, c.req.valid('json').version, (before, doing) => liftNotRightForUs(before, c.req.valid('json').reasons, doing)),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/{id}/offers/{offerId}',
        summary: 'The customer said yes on the phone',
        request: { params: id.extend({ offerId: z.string() }), body: jsonBody(AcceptForCustomer) },
        responses: { 200: view, ...refusals },
      }),
      (c) =>
        act(c, c.req.valid('json').version, (before, doing) =>
          acceptOffer(before, c.req.valid('param').offerId, c.req.valid('json'), doing),
        ),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/{id}/offers/{offerId}/withdrawal',
        summary: 'Take an offer back',
        request: { params: id.extend({ offerId: z.string() }), body: jsonBody(WithdrawOffer) },
        responses: { 200: view, ...refusals },
      }),
      (c) =>
        act(c, c.req.valid('json').version, (before, doing) =>
          withdrawOffer(before, c.req.valid('param').offerId, c.req.valid('json').reason, doing),
        ),
    )
    .openapi(route('post', '/{id}/messages', 'Write to the customer', SayToCustomer), (c) => {
      const input = c.req.valid('json');
      return act(
        c,
        input.version,
        async (before, doing) => acts.sayToCustomer(before, (await saidOn(c, before, input, input.text)) ?? '', doing),
        { uploads: input.uploads },
      );
    })
    .openapi(route('post', '/{id}/notes', 'A note among colleagues', AddNote), async (c) => {
      const { text, mentions = [], version } = c.req.valid('json');
      const { worker } = around(c);
      const team = mentions.length > 0 ? await listTeam(deps.db, worker.merchantId) : [];
      const named = team.map(({ id: member }) => member).filter((member) => mentions.includes(member));
      return act(c, version, (before, doing) => acts.addNote(before, text, doing, named), {
        also: (after) =>
          mentionsMade(
            worker.merchantId,
            after,
            named.filter((member) => member !== worker.actor.id),
          ),
      });
    })
    .openapi(route('put', '/{id}/fulfilment', 'It was done: proof', FulfilRemedy), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.fulfilRemedy(before, c.req.valid('json').proof, doing)),
    )
    .openapi(route('put', '/{id}/failure', 'It could not be done', FailRemedy), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.failRemedy(before, c.req.valid('json').note, doing)),
    )
    .openapi(route('put', '/{id}/decision', 'Decide, with reasons', DecideCase), (c) => {
      const input = c.req.valid('json');
      return act(
        c,
        input.version,
        async (before, doing) =>
          acts.decideCase(before, { ...input, reasons: (await saidOn(c, before, input, input.reasons)) ?? '' }, doing),
        { uploads: input.uploads },
      );
    })
    .openapi(route('put', '/{id}/resolution', 'Close what needs no answer', AnswerCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.answerCase(before, c.req.valid('json').note, doing)),
    )
    .openapi(route('put', '/{id}/deadlock', 'No agreement: name the outside route', DeadlockCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.deadlockCase(before, c.req.valid('json'), doing)),
    )
    .openapi(route('put', '/{id}/merge', 'The same matter is in an older case', MergeCase), async (c) => {
      const input = c.req.valid('json');
      const into = await around(c).stores.cases.find(input.into);
      return act(c, input.version, (before, doing) => acts.mergeCase(before, into, doing));
    })
    .openapi(route('put', '/{id}/spam', 'Not meant for us', OnlyVersion), (c) => act(c, c.req.valid('json').version, acts.markSpam))
    .openapi(route('delete', '/{id}/spam', 'It was no spam', OnlyVersion), (c) => act(c, c.req.valid('json')?.version, acts.unmarkSpam))
    .openapi(route('put', '/{id}/reopening', 'Open a closed case again', ReopenCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.reopenByLead(before, c.req.valid('json').note, doing)),
    )
    .openapi(route('put', '/{id}/assignment', 'Who looks after it', AssignCase), async (c) => {
      const input = c.req.valid('json');
      const { worker } = around(c);
      if (input.assignee && !(await listTeam(deps.db, worker.merchantId)).some((member) => member.id === input.assignee)) {
        throw new DomainError('staff.not_found', 'There is no such colleague.', [{ path: 'assignee', message: 'Choose a colleague.' }]);
      }
      return act(c, input.version, (before, doing) => acts.assignCase(before, input, doing));
    })
    .openapi(route('put', '/{id}/escalation', 'Make it more urgent', EscalateCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.escalateCase(before, c.req.valid('json'), doing)),
    )
    .openapi(route('put', '/{id}/tags', 'Tag it', TagCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.tagCase(before, c.req.valid('json').tags, doing)),
    )
    .openapi(route('put', '/{id}/reason', 'What it is really about', RecategoriseCase), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.recategoriseCase(before, c.req.valid('json'), doing)),
    )
    .openapi(route('post', '/{id}/promises', 'Promise something by a date', MakePromise), (c) =>
      act(c, c.req.valid('json').version, (before, doing) => acts.makePromise(before, c.req.valid('json'), doing)),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/{id}/promises/{promiseId}',
        summary: 'A promise kept, moved or called off',
        request: { params: id.extend({ promiseId: z.string() }), body: jsonBody(SettlePromise) },
        responses: { 200: view, ...refusals },
      }),
      (c) =>
        act(c, c.req.valid('json').version, (before, doing) =>
          acts.settlePromise(before, c.req.valid('param').promiseId, c.req.valid('json'), doing),
        ),
    );
}

/** One act of one worker on one case: decided, routed, and written with all that belongs in the same batch. */
export async function performAct(
  deps: Deps,
  worker: Worker,
  id: string,
  version: number | undefined,
  decide: (before: Case, doing: Doing) => Change | Promise<Change>,
  { gives = false, uploads = [], also: beside = () => [] }: ActOptions = {},
  also: Statement[] = [],
): Promise<Case> {
  const stores = storesOf(deps, worker.merchantId);
  const doing = await doingFor(deps, worker.merchantId, worker.actor);
  let sameAsSeen: () => Statement[] = () => [];
  let files: FileOfCase[] = [];
  /** Limits are looked at with what was given up to now; if more is given meanwhile, they are looked at again. */
  const knowing = async (before: Case): Promise<Doing> => {
    if (!gives) return doing;
    const { given, unchanged } = await stores.ledger.look(before, worker.actor.id, doing.at, dayBegan(doing.at, doing.policy));
    sameAsSeen = unchanged;
    return { ...doing, given };
  };
  return stores.cases.change(
    id,
    async (before) => {
      files = await stores.uploads.take(uploads);
      return routed(deps, worker.merchantId, await decide(before, { ...(await knowing(before)), files }), doing);
    },
    version,
    (after, before) => [
      ...sameAsSeen(),
      ...stores.uploads.attach(files, after.id),
      ...beside(after),
      ...(after.assignee === worker.actor.id ? [] : withinCapacity(worker.merchantId, before, after, doing.settings)),
      ...also,
    ],
  );
}

const amountOf = (before: Case, { amount, remedy }: Pick<z.infer<typeof MakeOffer>, 'amount' | 'remedy'>) =>
  amount ?? usualAmount(before, remedy);

/** An offer as staff typed it, with the usual sum and the usual words where they typed none. */
function offerFrom(before: Case, input: z.infer<typeof MakeOffer>, doing: Doing, message: Said | undefined): Change {
  const amount = amountOf(before, input);
  const words = wordOffer(input.remedy, amount, before.locale);
  const make = input.requestApproval ? requestApproval : makeOffer;
  return make(
    before,
    {
      remedy: input.remedy,
      amount,
      title: input.title ?? words.title,
      terms: input.terms ?? words.terms,
      choices: input.choices?.map((choice) => ({
        remedy: choice.remedy,
        title: wordOffer(choice.remedy, choice.amount, before.locale).title,
        ...(choice.amount && { money: choice.amount }),
      })),
      message,
      expiresAt: input.expiresAt,
      note: input.approvalNote,
    },
    doing,
  );
}

export async function viewOf(deps: Deps, worker: Worker, current: Case) {
  const stores = storesOf(deps, worker.merchantId);
  const { policy, at, settings } = await doingFor(deps, worker.merchantId, worker.actor);
  const [site, people, precedents, upheldClaims, { given }] = await Promise.all([
    findSiteById(deps.db, current.siteId),
    peopleOf(deps, worker, [current]),
    precedentsOf(stores, current, at),
    stores.precedents.countUpheld(current, at),
    stores.ledger.look(current, worker.actor.id, at, dayBegan(at, policy)),
  ]);
  const legal =
    current.kind === 'complaint'
      ? legalDatesOf(settings.clocks.legalProfile, calendarOf(settings.calendars, settings.clocks.calendar), current.openedAt)
      : null;
  const statusUrl = statusUrlOf(deps, current.id);
  const messages = withSignatures(current.messages, settings, statusUrl);
  return {
    ...toView(current, people, worker.actor, statusUrl, policy, { precedents, upheldClaims, given }),
    messages,
    legal,
    currency: site?.settings.currency,
  };
}

export async function peopleOf(deps: Deps, { merchantId }: Worker, cases: Case[]): Promise<People> {
  const ids = [...new Set(cases.map(({ customerId }) => customerId).filter((one) => one !== null))];
  const [customers, team] = await Promise.all([storesOf(deps, merchantId).customers.listByIds(ids), listTeam(deps.db, merchantId)]);
  return { customers, team };
}

/** Whoever does not say when their day ends has it end in UTC. */
const dayEnds = (now: Date): string => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();

function viewNamed(name: string | undefined, { actor }: Worker) {
  switch (name) {
    case 'my_turn':
      return { openOnly: true, turn: 'us' };
    case 'unassigned':
      return { openOnly: true, unassigned: true };
    case 'mine':
      return { openOnly: true, assignee: actor.id ?? 'nobody' };
    case 'due_today':
      return { openOnly: true };
    case 'broken_promises':
      return { brokenPromise: true };
    case 'waiting_approval':
      return { awaitsApproval: true };
    case 'cancellations':
      return { kind: 'cancellation' as const };
    case 'second_failures':
      return { openOnly: true, secondFailure: 'true' as const };
    case 'open':
      return { openOnly: true };
    case 'closed':
      return { closedOnly: true };
    default:
      return {};
  }
}

/** @throws request.malformed for what is no version of ours: to pass it over would let a stale act through */
export function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const version = /^(?:W\/)?"?(\d+)"?$/.exec(ifMatch.trim())?.[1];
  if (version === undefined)
    throw new DomainError('request.malformed', 'If-Match: send the version you have seen, as in "3".', [
      { path: 'If-Match', message: 'No version.' },
    ]);
  return Number(version);
}
