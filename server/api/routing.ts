import { createRoute, z } from '@hono/zod-openapi';
import { RoutingRule, type RoutingSettings, type Settings } from '#shared/contracts/settings.ts';
import { tryRules } from '#server/domain/assignment.ts';
import type { WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { unknownReasons } from './reason-settings.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const MOST_TRIED = 500;
const PAGE = 100;
const Tried = z.object({
  team: z.string().nullable(),
  assignee: z.string().nullable(),
  severity: z.string(),
  tags: z.array(z.string()),
  clockPolicy: z.string().nullable(),
});

const dryRun = createRoute({
  method: 'post',
  path: '/settings/routing/dry-run',
  summary: 'What rules would change about the newest cases; changes nothing',
  request: {
    body: jsonBody(
      z.object({
        rules: z.array(RoutingRule).max(500).optional(),
        rule: RoutingRule.optional(),
        sample: z.int().min(1).max(MOST_TRIED).default(MOST_TRIED),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({
        tried: z.int(),
        changes: z.array(
          z.object({ id: z.string(), number: z.string(), story: z.string(), before: Tried, after: Tried, because: z.array(z.string()) }),
        ),
      }),
      'Exactly those that would change',
    ),
    ...problems(400, 401),
  },
});
export const routingRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(dryRun, async (c) => {
    const { rules, rule, sample } = c.req.valid('json');
    const stores = storesOf(deps, c.var.worker.merchantId);
    const drafted = rules ?? (await stores.settings.read('routing')).document.rules;
    const walked = rule ? [...drafted, rule] : drafted;
    const changes = [];
    let tried = 0;
    let cursor: string | undefined;
    while (tried < sample) {
      const page = await stores.cases.list({ limit: Math.min(PAGE, sample - tried), ...(cursor && { cursor }) });
      const customers = await stores.customers.listByIds(page.items.flatMap(({ customerId }) => customerId ?? []));
      for (const one of page.items) {
        const change = tryRules(walked, one, customers.get(one.customerId ?? '') ?? null);
        if (change) changes.push({ id: one.id, number: one.number, story: one.story.slice(0, 200), ...change });
      }
      tried += page.items.length;
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    return c.json({ tried, changes }, 200);
  });

/** Names in rules and teams that mean nothing here. */
export function senseOfRouting(
  { rules, teams, defaultTeam }: RoutingSettings,
  { team, settings }: { team: { id: string }[]; settings: Settings },
): { path: string; message: string }[] {
  const isStaff = (id: string) => team.some((member) => member.id === id);
  const isTeam = (id: string) => teams.some((one) => one.id === id);
  const policies = new Set(['default', ...Object.keys(settings.clocks.policies)]);
  return [
    ...rules.flatMap(({ when, then }, i) => [
      ...unknownReasons(settings.reasons, when.reason ?? [], (j) => `rules.${i}.when.reason.${j}`),
      ...(then.team && !isTeam(then.team) ? [{ path: `rules.${i}.then.team`, message: `There is no team “${then.team}”.` }] : []),
      ...(then.person && !isStaff(then.person)
        ? [{ path: `rules.${i}.then.person`, message: `There is no colleague “${then.person}”.` }]
        : []),
      ...(then.clockPolicy && !policies.has(then.clockPolicy)
        ? [{ path: `rules.${i}.then.clockPolicy`, message: `There is no clock policy “${then.clockPolicy}”.` }]
        : []),
    ]),
    ...teams.flatMap(({ members, calendar }, i) => [
      ...members.flatMap(({ staff }, j) =>
        isStaff(staff) ? [] : [{ path: `teams.${i}.members.${j}.staff`, message: `There is no colleague “${staff}”.` }],
      ),
      ...(calendar && !(calendar in settings.calendars.calendars)
        ? [{ path: `teams.${i}.calendar`, message: `There is no calendar “${calendar}”.` }]
        : []),
    ]),
    ...(defaultTeam && !isTeam(defaultTeam) ? [{ path: 'defaultTeam', message: `There is no team “${defaultTeam}”.` }] : []),
  ];
}
