import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import type { Contact, Offer } from '#shared/contracts/case.ts';
import {
  CancellationAnswer,
  CancellationAnswered,
  CancellationClosed,
  CancellationOfferAnswer,
  CancellationOfferAnswered,
  CancellationOpened,
  CancellationOutcomeBody,
  type CancellationView,
  OpenCancellation,
} from '#shared/contracts/cancellation.ts';
import { nearestLocale, speak } from '#shared/words/speak.ts';
import type { WordKey } from '#shared/words/words.ts';
import {
  answerCancellation,
  answerStayOffer,
  type AnswerInput,
  beginCancellation,
  type Cancellation,
  type CancellationChange,
  isAnswerOwed,
  isUnresolvedComplaint,
  isWorthACase,
  mayStillTake,
  recordOutcome,
  requestCancellation,
  severityOfVisit,
  showOffer,
  withholdOffer,
} from '#server/domain/cancellation.ts';
import { followVisit, summaryOf } from '#server/domain/cancellation-case.ts';
import type { Actor, Case } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isHeldOut } from '#server/domain/hold-out.ts';
import { conclude } from '#server/domain/keep-clocks.ts';
import { nextDueAt, turnOf } from '#server/domain/life.ts';
import { chooseOffer, DEFAULT_STAY_POLICY, savingOf } from '#server/domain/offer.ts';
import { hashOf } from '#server/secrets.ts';
import { findCancellationByToken } from '#server/store/cancellations.ts';
import type { Statement } from '#server/store/db.ts';
import { findSiteById, type Site } from '#server/store/merchants.ts';
import { type Deps, doingFor, type Env, storesOf, type Stores } from '../context.ts';
import { identify } from '../identity.ts';
import { routed } from '../desk-of.ts';
import { wordStayOffer } from '../offer-words.ts';
import { leavingOf } from '../leaving-of.ts';
import { once } from '../once.ts';
import { checkTaxonomy, meetCustomer, statusUrlOf, wordsOf } from '../open-case.ts';
import { requireSite } from '../origins.ts';
import { reasonsToGive } from '../reason-settings.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';
import { ruleSetFor } from './site.ts';

type VisitEnv = Env & { Variables: { merchantId: string; visitId: string } };

const requireVisitToken = (deps: Deps) =>
  createMiddleware<VisitEnv>(async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!token) throw new DomainError('key.missing', 'Send the visit’s token: Authorization: Bearer vt_…');
    const found = await findCancellationByToken(deps.db, hashOf(token));
    if (!found || found.id !== c.req.path.split('/')[4]) throw new DomainError('cancellation.not_found', 'There is no such visit.');
    c.set('merchantId', found.merchantId);
    c.set('visitId', found.id);
    await next();
  });

const id = z.object({ id: z.string() });
const open = createRoute({
  method: 'post',
  path: '/cancellations',
  summary: 'A visit to the cancel flow begins',
  request: { body: jsonBody(OpenCancellation) },
  responses: { 201: answers(CancellationOpened, 'The visit and its token'), ...problems(400, 403, 404, 409, 429) },
});
const answer = createRoute({
  method: 'put',
  path: '/cancellations/{id}/answer',
  summary: 'Why, and what would make them stay',
  request: { params: id, body: jsonBody(CancellationAnswer) },
  responses: { 200: answers(CancellationAnswered, 'At most one offer'), ...problems(400, 401, 404, 409, 422) },
});
const answerOffer = createRoute({
  method: 'put',
  path: '/cancellations/{id}/offers/{offerId}',
  summary: 'Take the offer, or not',
  request: { params: id.extend({ offerId: z.string() }), body: jsonBody(CancellationOfferAnswer) },
  responses: {
    200: answers(CancellationOfferAnswered, 'The visit, and the case that carries the offer out'),
    ...problems(400, 401, 404, 409, 422),
  },
});
const outcome = createRoute({
  method: 'put',
  path: '/cancellations/{id}/outcome',
  summary: 'How the visit ended; the last word within the visit counts',
  request: { params: id, body: jsonBody(CancellationOutcomeBody) },
  responses: { 200: answers(CancellationClosed, 'The visit and its receipt'), ...problems(400, 401, 404, 409) },
});

export const cancellationRoutes = (deps: Deps) => {
  const routes = createRouter<VisitEnv>();
  routes.use('/cancellations/:id/*', requireVisitToken(deps));
  return routes
    .openapi(open, async (c) => {
      const { idempotencyKey, identityToken, ...body } = c.req.valid('json');
      const site = await requireSite(deps, body.siteKey, c.req.header('origin'));
      const opened = await once(deps, `cancellations:${site.id}`, c.req.header('idempotency-key') ?? idempotencyKey, body, async () => {
        const { visit, write } = await beginVisit(deps, site, { ...body, identityToken });
        return { write, answer: { cancellation: { ...toView(visit), token: deps.secrets.visitToken(visit.id) } } };
      });
      return c.json(opened, 201);
    })
    .openapi(answer, async (c) => {
      const { requested, ...input } = c.req.valid('json');
      const own = await reasonsToGive(storesOf(deps, c.var.merchantId), input.reason, deps.now().toISOString());
      checkTaxonomy({ kind: 'cancellation', reason: input.reason, asked: input.asked }, own);
      const { visit } = await changeVisit(deps, c.var, async (before, { site, stores, at }) => {
        const answered = answerCancellation(before, requested ? { ...input, story: input.story ?? declared(before, input) } : input, at);
        if (requested) {
          const declaration = requestCancellation(answered.after, at);
          return { after: declaration.after, steps: [...answered.steps, ...declaration.steps] };
        }
        // An offer counts as shown only when somebody will see it, and what they ask for shapes it.
        const offer = input.showOffer === false ? null : await offerFor(deps, answered.after, site, stores, at);
        if (!offer) return answered;
        if (answered.after.holdOut) return { after: withholdOffer(answered.after, offer.remedy, at), steps: answered.steps };
        const shown = showOffer(answered.after, offer, at);
        return { after: shown.after, steps: [...answered.steps, ...shown.steps] };
      });
      const isOpen = input.showOffer !== false && visit.offer?.answer === null && mayStillTake(visit);
      return c.json(
        { offer: isOpen && visit.offer ? toOffer(visit.offer) : null, ...(requested && { receiptUrl: receiptUrlOf(deps, visit.id) }) },
        200,
      );
    })
    .openapi(answerOffer, async (c) => {
      const { visit, opened } = await changeVisit(deps, c.var, async (before, { at }) =>
        answerStayOffer(before, c.req.valid('param').offerId, c.req.valid('json'), at),
      );
      return c.json(
        { cancellation: toView(visit), ...(visit.offer?.answer === 'accepted' && opened && { case: receiptOf(deps, opened) }) },
        200,
      );
    })
    .openapi(outcome, async (c) => {
      const { visit } = await changeVisit(deps, c.var, async (before, { at }) => recordOutcome(before, c.req.valid('json'), at));
      return c.json({ cancellation: toView(visit), receiptUrl: receiptUrlOf(deps, visit.id) }, 200);
    });
};

export const receiptPathOf = ({ secrets }: Pick<Deps, 'secrets'>, visitId: string): string =>
  `/r/${visitId}.${secrets.receiptMac(visitId)}`;
export const receiptUrlOf = (deps: Pick<Deps, 'publicUrl' | 'secrets'>, visitId: string): string =>
  `${deps.publicUrl}${receiptPathOf(deps, visitId)}`;

type Beginning = Omit<z.infer<typeof OpenCancellation>, 'idempotencyKey'>;

export async function beginVisit(deps: Deps, site: Site, body: Beginning): Promise<{ visit: Cancellation; write: Statement[] }> {
  const { visit, person } = await newVisit(deps, site, body, undefined);
  return {
    visit,
    write: [...person.write, ...storesOf(deps, site.merchantId).cancellations.opening(visit, hashOf(deps.secrets.visitToken(visit.id)))],
  };
}

async function newVisit(
  deps: Deps,
  site: Site,
  body: Beginning,
  contact: Contact | undefined,
): Promise<{ visit: Cancellation; person: { write: Statement[] } }> {
  const at = deps.now().toISOString();
  const identity = await identify(deps, site, body.identityToken);
  const stores = storesOf(deps, site.merchantId);
  const settings = await stores.settings.readAll();
  const person = await meetCustomer(deps, stores, identity, contact, body.locale, at);
  const visit = beginCancellation({
    id: deps.newId('can'),
    siteId: site.id,
    customerId: person.id,
    identified: identity !== null,
    subscription: body.subscription ?? identity?.subscription ?? null,
    locale: nearestLocale(body.locale ?? site.settings.locale),
    region: body.region ?? null,
    touchpoint: body.touchpoint ?? null,
    ruleSet: ruleSetFor(site, settings, body.region ?? null),
    // Only somebody who can be met again after 30 days can be measured against.
    holdOut: identity !== null && isHeldOut(site.id, identity.externalId, settings.offers.holdOutShare),
    openedAt: at,
  });
  return { visit, person };
}

export type Request = {
  subscription?: string | undefined;
  locale: string;
  region: string | null;
  touchpoint?: string | undefined;
  contact: Contact;
  answer: AnswerInput;
};

/** Somebody asks to cancel where nobody sees the billing: the visit, the request and the case that is owed an answer, in one batch. */
export async function prepareRequest(
  deps: Deps,
  site: Site,
  { subscription, locale, region, touchpoint, contact, answer: said }: Request,
): Promise<{ visit: Cancellation; opened: Case; write: Statement[] }> {
  const stores = storesOf(deps, site.merchantId);
  const { visit: begun, person } = await newVisit(
    deps,
    site,
    { siteKey: site.siteKey, subscription, locale, region: region ?? undefined, touchpoint },
    contact,
  );
  const answered = answerCancellation(begun, said, begun.openedAt);
  const requested = requestCancellation(answered.after, begun.openedAt);
  const followed = await followWithCase(deps, site.merchantId, stores, requested.after, contact);
  const visit = { ...requested.after, caseId: followed.opened.id };
  const steps = [...answered.steps, ...requested.steps];
  return {
    visit,
    opened: followed.opened,
    write: [...person.write, ...stores.cancellations.opening(visit, hashOf(deps.secrets.visitToken(visit.id)), steps), ...followed.write],
  };
}

/** A withdrawal as it is confirmed to the customer. @source Directive (EU) 2023/2673, article 11a of 2011/83/EU */
function declared({ ruleSet, locale, subscription }: Cancellation, input: AnswerInput): string | undefined {
  if (ruleSet !== 'eu_withdrawal') return undefined;
  const say = speak(locale);
  const lines: [WordKey, string | null | undefined][] = [
    ['contract_withdrawal_who', input.contact?.name],
    ['contract_withdrawal_contract', input.subscription ?? subscription],
    ['contract_withdrawal_contact', input.contact?.email],
  ];
  return [say('contract_withdrawal_confirm'), ...lines.flatMap(([label, said]) => (said ? [`${say(label)}: ${said}`] : []))].join('\n');
}

type Around = { site: Site; stores: Stores; at: string };

/** Changes a visit and, in the same batch, the case that remembers it. */
export async function changeVisit(
  deps: Deps,
  { merchantId, visitId }: { merchantId: string; visitId: string },
  decide: (before: Cancellation, around: Around) => Promise<CancellationChange>,
  by?: Actor,
): Promise<{ visit: Cancellation; opened: Case | null }> {
  const stores = storesOf(deps, merchantId);
  const { visit, also } = await stores.cancellations.change<Case | null>(visitId, async (before) => {
    const site = await findSiteById(deps.db, before.siteId);
    if (!site) throw new DomainError('site.not_found', 'The site of this visit is gone.');
    const { after, steps } = await decide(before, { site, stores, at: deps.now().toISOString() });
    if (steps.length === 0 || !isWorthACase(after))
      return { after, steps, write: [], also: after.caseId ? await stores.cases.find(after.caseId) : null };
    const followed = await followWithCase(deps, merchantId, stores, after, after.contact ?? undefined, by);
    const visited = { ...after, caseId: followed.opened.id };
    const leaving = await leavingOf(deps, stores, before, visited);
    return { after: visited, steps, write: [...followed.write, ...leaving], also: followed.opened };
  });
  return { visit, opened: also };
}

async function followWithCase(
  deps: Deps,
  merchantId: string,
  stores: Stores,
  visit: Cancellation,
  told?: Contact,
  by?: Actor,
): Promise<{ opened: Case; write: Statement[] }> {
  const known = visit.customerId ? await stores.customers.findById(visit.customerId) : null;
  const doing = await doingFor(deps, merchantId, by ?? { role: 'customer', id: null, name: told?.name ?? known?.name ?? null });
  if (visit.caseId) {
    const before = await stores.cases.find(visit.caseId);
    const change = await routed(deps, merchantId, followVisit(before, visit, doing), doing);
    return {
      opened: change.after,
      write: change.events.length
        ? [
            ...stores.cases.changed(before, change),
            ...(change.after.story === before.story ? [] : stores.cases.reword(change.after, wordsOf(change.after, known))),
          ]
        : [],
    };
  }
  const caseId = deps.newId('case');
  const contact = { ...(known?.name && { name: known.name }), ...(known?.email && { email: known.email }), ...told };
  const begun = conclude(
    null,
    [
      {
        type: 'case_opened',
        at: doing.at,
        by: doing.by,
        opened: {
          id: caseId,
          number: deps.newNumber(),
          siteId: visit.siteId,
          kind: 'cancellation',
          responseExpected: isAnswerOwed(visit),
          severity: severityOfVisit(visit),
          secondFailure: isUnresolvedComplaint(visit.reason),
          story: visit.story ?? '',
          locale: visit.locale,
          reason: visit.reason,
          area: visit.touchpoint ? { touchpoint: visit.touchpoint } : null,
          cost: null,
          asked: visit.asked,
          context: null,
          customerId: visit.customerId,
          contact: Object.keys(contact).length ? contact : null,
          identified: visit.identified,
          files: [],
          cancellation: summaryOf(visit),
          clockPolicy: null,
        },
      },
    ],
    doing.time,
  );
  const then = followVisit(begun.after, visit, doing);
  const change = await routed(deps, merchantId, { after: then.after, events: [...begun.events, ...then.events] }, doing);
  return {
    opened: change.after,
    write: stores.cases.opening(change, hashOf(deps.secrets.caseToken(caseId)), wordsOf(change.after, known)),
  };
}

/** What this visit is offered; for the hold-out, what it would be. */
async function offerFor(deps: Deps, visit: Cancellation, site: Site, stores: Stores, at: string): Promise<Offer | null> {
  const known = visit.customerId ? await stores.customers.findById(visit.customerId) : null;
  const past =
    visit.customerId && visit.identified
      ? await stores.cancellations.pastOffersOf(visit.customerId)
      : { lastAcceptedAt: null, lastDiscountAt: null };
  const stay = { ...DEFAULT_STAY_POLICY, ...(await stores.settings.readAll()).offers };
  const chosen = chooseOffer(
    {
      ...visit,
      holdOut: false,
      offered: visit.offer !== null,
      lastAcceptedAt: past.lastAcceptedAt,
      runningDiscount: past.lastDiscountAt !== null && isRunning(past.lastDiscountAt, at),
    },
    stay,
    at,
  );
  if (!chosen) return null;
  const money = chosen.remedy === 'discount' ? savingOf(known?.mrr ?? null, chosen) : undefined;
  const { title, terms, because } = wordStayOffer(chosen, { money, person: site.settings.person?.name ?? null, at }, visit.locale);
  const expiresAt = new Date(Date.parse(at) + stay.openForDays * 86_400_000).toISOString();
  return { id: deps.newId('off'), remedy: chosen.remedy, title, terms, ...(money && { money }), expiresAt, because };
}

const DISCOUNT_RUNS_DAYS = 92;
const isRunning = (since: string, at: string): boolean => Date.parse(at) - Date.parse(since) < DISCOUNT_RUNS_DAYS * 86_400_000;

const toOffer = ({ answer: _answer, choice: _choice, answeredAt: _answeredAt, ...offer }: NonNullable<Cancellation['offer']>): Offer =>
  offer;
const toView = ({ id, ruleSet, identified, outcome }: Cancellation): CancellationView => ({ id, ruleSet, identified, outcome });

const receiptOf = (deps: Deps, opened: Case) => ({
  number: opened.number,
  state: opened.state,
  turn: turnOf(opened),
  nextDate: nextDueAt(opened),
  statusUrl: statusUrlOf(deps, opened.id),
  token: deps.secrets.caseToken(opened.id),
});
