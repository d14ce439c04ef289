import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import {
  ConcernedCustomers,
  ConcernedQuery,
  DepartedCustomers,
  Departures,
  DeparturesQuery,
  Journey,
  JourneyQuery,
  Offers,
  OffersQuery,
  Reasons,
  ReasonsQuery,
  Spikes,
  SpikesQuery,
  Team,
  TeamQuery,
  Touchpoints,
  TouchpointsQuery,
} from '#shared/contracts/insights.ts';
import type { Actor } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { readSpan, spanOf } from '#server/domain/insight-period.ts';
import { isLead } from '#server/domain/life.ts';
import { listSpikes } from '#server/store/daily-counts.ts';
import { createNamesStore } from '#server/store/insight/people.ts';
import { createInsightStore } from '#server/store/insight/sums.ts';
import { listTeam } from '#server/store/staff.ts';
import type { WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { answerAs, type Table } from './csv.ts';
import { tableOfDeparted, tableOfDepartures, tellDepartures, toDeparted } from './insights/departures.ts';
import { tableOfJourney, tableOfTouchpoints, tellJourney, tellTouchpoints } from './insights/journey.ts';
import { tableOfOffers, tellOffers } from './insights/offers.ts';
import { tableOfConcerned, tableOfReasons, tellReasons } from './insights/reasons.ts';
import { tableOfTeam, tellTeam } from './insights/team.ts';
import { answers, createRouter, problems } from './router.ts';
import { usualCurrency } from './usual-currency.ts';
import { answerWhole, isWholeFile } from './whole.ts';

const PAGE = 50;
/** In the path, for what has no reason. */
const NO_REASON = 'none';

/** Figures, asked for under one name: JSON, or with `format=csv` or `Accept: text/csv` the same as a table. */
const figures = <Name extends string, Asked extends RouteConfig['request'], Answer extends z.ZodType>(
  name: Name,
  request: Asked,
  answer: Answer,
  { summary, order }: { summary: string; order: string },
) =>
  createRoute({
    method: 'get',
    path: `/insights/${name}` as const,
    summary,
    request,
    responses: {
      200: answers(answer, `${order}. With \`format=csv\` or \`Accept: text/csv\` as a table.`),
      ...problems(400, 401, 403),
    },
  });

const departures = figures('departures', { query: DeparturesQuery }, z.union([Departures, DepartedCustomers]), {
  summary:
    'Customers lost by month or quarter: how many, revenue a month, lifetime value; with `period`, their names. With `format` and no `limit`, all of them as a file',
  order: 'Sums by period, or who left in one',
});
const reasons = figures('reasons', { query: ReasonsQuery }, Reasons, {
  summary: 'What went wrong, by revenue lost, with the change against the time before',
  order: 'Dearest first',
});
const concerned = figures(
  'reasons/{id}/customers',
  { params: z.object({ id: z.string().max(600) }), query: ConcernedQuery },
  ConcernedCustomers,
  {
    summary:
      'Who is behind a reason: an id of the taxonomy, `none`, or with `by=text` the words. With `format` and no `limit`, all of them as a file',
    order: 'By customer',
  },
);
const touchpoints = figures('touchpoints', { query: TouchpointsQuery }, Touchpoints, {
  summary: 'Each step of the journey: volume, rating, effort',
  order: 'The busiest first',
});
const journey = figures('journey', { query: JourneyQuery }, Journey, {
  summary: 'Each step of the journey through the months',
  order: 'The busiest first',
});
const offers = figures('offers', { query: OffersQuery }, Offers, {
  summary: 'Offers to those who wanted to leave: shown, taken, cost, and who was kept against the hold-out',
  order: 'With 95 % intervals; too few to tell is said',
});
const team = figures('team', { query: TeamQuery }, Team, {
  summary: 'Time to first answer, promises, second failures; an agent sees only their own',
  order: 'The busiest first',
});
const spikes = figures('spikes', { query: SpikesQuery }, Spikes, {
  summary: 'Reasons and steps that suddenly came up much more often',
  order: 'Newest first',
});

export const insightRoutes = (deps: Deps) => {
  const sums = (merchantId: string) => createInsightStore(deps.db, merchantId);
  const now = () => deps.now().toISOString();

  return createRouter<WorkerEnv>()
    .openapi(departures, async (c) => {
      const { merchantId } = c.var.worker;
      const { by, period, currency, limit, cursor, format, ...span } = c.req.valid('query');
      if (period !== undefined) {
        const read = async (asked: { cursor: string | undefined; limit: number }) => {
          const page = await createNamesStore(deps.db, merchantId).departed(spanOf(period), asked);
          return { items: page.items.map(toDeparted), nextCursor: page.nextCursor };
        };
        if (isWholeFile(c, { format, limit, cursor })) return answerWhole(c, format, { head: { period }, read, table: tableOfDeparted });
        return answerAs(c, format, { period, ...(await read({ cursor, limit: limit ?? PAGE })) }, tableOfDeparted);
      }
      const asked = { by, span: readSpan(span, now()), currency, usual: await usualCurrency(deps, merchantId), now: now() };
      return answerAs(c, format, await tellDepartures(sums(merchantId), asked), tableOfDepartures);
    })
    .openapi(reasons, async (c) => {
      const { merchantId } = c.var.worker;
      const { by, kind, currency, format, ...span } = c.req.valid('query');
      const { document: own } = await storesOf(deps, merchantId).settings.read('reasons');
      const asked = { by, kind, span: readSpan(span, now()), currency, usual: await usualCurrency(deps, merchantId), own };
      return answerAs(c, format, await tellReasons(sums(merchantId), asked), tableOfReasons);
    })
    .openapi(concerned, async (c) => {
      const { by, kind = 'any', limit, cursor, format, ...span } = c.req.valid('query');
      const { id } = c.req.valid('param');
      const subject = by === 'reason' && id === NO_REASON ? '' : id;
      const names = createNamesStore(deps.db, c.var.worker.merchantId);
      const asked = readSpan(span, now());
      const read = async (page: { cursor: string | undefined; limit: number }) => {
        const { items, nextCursor } = await names.concerned(by, subject, kind, asked, page);
        return { items: items.map((one) => ({ ...one, departure: one.departure && toDeparted(one.departure) })), nextCursor };
      };
      if (isWholeFile(c, { format, limit, cursor })) return answerWhole(c, format, { head: {}, read, table: tableOfConcerned });
      return answerAs(c, format, await read({ cursor, limit: limit ?? PAGE }), tableOfConcerned);
    })
    .openapi(touchpoints, async (c) => {
      const { format, ...span } = c.req.valid('query');
      return answerAs(c, format, await tellTouchpoints(sums(c.var.worker.merchantId), readSpan(span, now())), tableOfTouchpoints);
    })
    .openapi(journey, async (c) => {
      const { by, format, ...span } = c.req.valid('query');
      return answerAs(c, format, await tellJourney(sums(c.var.worker.merchantId), by, readSpan(span, now())), tableOfJourney);
    })
    .openapi(offers, async (c) => {
      const { merchantId } = c.var.worker;
      const { currency, format, ...span } = c.req.valid('query');
      const asked = { span: readSpan(span, now()), currency, usual: await usualCurrency(deps, merchantId), now: now() };
      return answerAs(c, format, await tellOffers(sums(merchantId), asked), tableOfOffers);
    })
    .openapi(team, async (c) => {
      const { merchantId, actor } = c.var.worker;
      const { format, ...span } = c.req.valid('query');
      const only = whoMayBeSeen(actor);
      const names = new Map((await listTeam(deps.db, merchantId)).map(({ id, name }) => [id, name]));
      return answerAs(c, format, await tellTeam(sums(merchantId), readSpan(span, now()), names, only), tableOfTeam);
    })
    .openapi(spikes, async (c) => {
      const items = await listSpikes(deps.db, c.var.worker.merchantId);
      return answerAs(c, c.req.valid('query').format, { items }, tableOfSpikes);
    });
};

/** Leads see the team, an agent themselves; figures about people are for nobody else. @returns null: everybody */
function whoMayBeSeen({ role, id }: Actor): string | null {
  if (isLead(role)) return null;
  if (role === 'agent' && id !== null) return id;
  throw id === null
    ? new DomainError('key.not_allowed', 'Figures about people need a key with the scope “admin”.')
    : new DomainError('staff.not_allowed', 'Figures about people are for them and their leads.');
}

const tableOfSpikes = ({ items }: Spikes): Table => ({
  name: 'spikes',
  columns: ['kind', 'id', 'day', 'count', 'expected', 'customers'],
  rows: items.map(({ kind, id, day, count, expected, customers }) => [kind, id, day, count, expected, customers]),
});
