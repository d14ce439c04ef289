import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { words } from '#shared/contracts/basics.ts';
import { SETTINGS, SETTINGS_NAMES, type Settings, type SettingsName, settingsDocument } from '#shared/contracts/settings.ts';
import { oddLimits } from '#server/domain/authority.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead } from '#server/domain/life.ts';
import { draftDropped } from '#server/store/settings-drafts.ts';
import { audited } from '#server/store/audit.ts';
import { listTeam } from '#server/store/staff.ts';
import { senseOfSignatories, senseOfTemplates } from './answer-settings.ts';
import { versionIn, type WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { senseOfOffers, senseOfReasons } from './reason-settings.ts';
import { senseOfRouting } from './routing.ts';
import { malformed } from './problems.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';
import { senseOfCalendars, senseOfClocks } from './time-settings.ts';

/** The merchant's settings: whole documents, each with its version. Everybody on the team may read them; leads and the owner publish. */
export function settingsRoutes(deps: Deps): OpenAPIHono<WorkerEnv> {
  const routes = createRouter<WorkerEnv>();
  for (const name of SETTINGS_NAMES) addDocument(routes, deps, name);
  return routes;
}

function addDocument(routes: OpenAPIHono<WorkerEnv>, deps: Deps, name: SettingsName): void {
  const document = answers(settingsDocument(name), 'The document, its version and who published it');
  const storeOf = (merchantId: string) => storesOf(deps, merchantId).settings;

  routes.openapi(
    createRoute({ method: 'get', path: `/${name}`, summary: `Settings: ${name}`, responses: { 200: document, ...problems(401) } }),
    async (c) => {
      const current = await storeOf(c.var.worker.merchantId).read(name);
      c.header('ETag', `"${current.version}"`);
      return c.json(current as never, 200); // one schema a name; the union of all is not narrowed by it
    },
  );

  routes.openapi(
    createRoute({
      method: 'get',
      path: `/${name}/history`,
      summary: `Earlier versions of ${name}, newest first`,
      responses: { 200: answers(z.object({ items: z.array(z.any()) }), 'Versions'), ...problems(401) },
    }),
    async (c) => c.json({ items: await storeOf(c.var.worker.merchantId).history(name) } as never, 200),
  );

  routes.openapi(
    createRoute({
      method: 'put',
      path: `/${name}`,
      summary: `Publish ${name}`,
      request: {
        headers: z.object({ 'if-match': z.string().optional() }),
        query: z.object({ note: words(500).optional() }),
        body: jsonBody(SETTINGS[name] as z.ZodType),
      },
      responses: { 200: document, ...problems(400, 401, 403, 409, 422) },
    }),
    async (c) => {
      const { worker } = c.var;
      requirePublisher(worker.actor.role);
      const version = versionIn(c.req.header('if-match'));
      if (version === undefined)
        throw new DomainError('settings.changed_meanwhile', 'Send If-Match with the version you started from.', [
          { path: 'If-Match', message: 'Missing.' },
        ]);
      const read = SETTINGS[name].safeParse(c.req.valid('json'));
      if (!read.success) throw malformed(read.error);
      await requireSense(deps, worker.merchantId, name, read.data);
      const published = await storeOf(worker.merchantId).publish(
        name,
        version,
        read.data as never,
        {
          id: worker.actor.id,
          at: deps.now().toISOString(),
          note: c.req.valid('query').note,
        },
        [
          audited(worker.merchantId, worker.actor, 'settings_published', `${name} ${version + 1}`, deps.now().toISOString()),
          ...(worker.actor.id === null ? [] : [draftDropped(worker.merchantId, worker.actor.id, name)]),
        ],
      );
      c.header('ETag', `"${published.version}"`);
      return c.json(published as never, 200);
    },
  );

  routes.openapi(
    createRoute({
      method: 'post',
      path: `/${name}/validation`,
      summary: `What would keep ${name} from being published; stores nothing`,
      request: { body: jsonBody(z.unknown()) },
      responses: {
        200: answers(z.object({ problems: z.array(Trouble) }), 'Every problem with its place; none: it can be published'),
        ...problems(400, 401, 403),
      },
    }),
    async (c) => {
      const { worker } = c.var;
      requirePublisher(worker.actor.role);
      const read = SETTINGS[name].safeParse(c.req.valid('json'));
      const found = read.success ? await nonsenseIn(deps, worker.merchantId, name, read.data) : (malformed(read.error).errors ?? []);
      return c.json({ problems: found }, 200);
    },
  );
}

const Trouble = z.object({ path: z.string(), message: z.string() });

export function requirePublisher(role: string): void {
  if (!isLead(role)) throw new DomainError('staff.not_allowed', 'Settings are published by a lead or the owner.');
}

type Problems = { path: string; message: string }[];
/** What a document must make sense of beyond its shape; each part of the engine adds its own. */
export type Around = { team: { id: string }[]; settings: Settings; at: string };
type Senses = { [Name in SettingsName]?: (document: Settings[Name], around: Around) => Problems };
const SENSE: Senses = {
  signatories: senseOfSignatories,
  templates: senseOfTemplates,
  authority: oddLimits,
  offers: senseOfOffers,
  reasons: senseOfReasons,
  routing: senseOfRouting,
  calendars: senseOfCalendars,
  clocks: senseOfClocks,
};

async function requireSense(deps: Deps, merchantId: string, name: SettingsName, document: unknown): Promise<void> {
  const errors = await nonsenseIn(deps, merchantId, name, document);
  if (errors.length) throw new DomainError('settings.invalid', errors.map(({ path, message }) => `${path}: ${message}`).join(' '), errors);
}

async function nonsenseIn(deps: Deps, merchantId: string, name: SettingsName, document: unknown): Promise<Problems> {
  const sense = SENSE[name] as ((document: unknown, around: Around) => Problems) | undefined; // the document was parsed by the schema of this name
  return (
    sense?.(document, {
      team: await listTeam(deps.db, merchantId),
      settings: await storesOf(deps, merchantId).settings.readAll(),
      at: deps.now().toISOString(),
    }) ?? []
  );
}
