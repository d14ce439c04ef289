import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { DomainError } from '#server/domain/errors.ts';
import { ChangedMeanwhile } from '#server/store/cases.ts';
import { answerRoutes } from './answer.ts';
import { approvalRoutes } from './approvals.ts';
import { articleRoutes, similarRoutes } from './articles.ts';
import { caseRoutes, viewOf, type WorkerEnv } from './case-acts.ts';
import { caseUploadRoutes } from './case-uploads.ts';
import type { Deps, Env } from './context.ts';
import { type ApiDocument, DOCS_CSS, drawDocs } from './docs.ts';
import { insightRoutes } from './insights.ts';
import { inboundMailRoutes } from './mail/inbound.ts';
import { eventRoutes } from './merchant/events.ts';
import { writeDownDeeds } from './deeds.ts';
import { customerRoutes } from './merchant/customers.ts';
import { departureRoutes } from './departures.ts';
import { importRoutes } from './imports.ts';
import { staffImportRoutes } from './staff/imports.ts';
import { orderRoutes } from './orders.ts';
import { customerFileRoutes, staffFileRoutes } from './files.ts';
import { openForCustomerRoutes } from './merchant/open.ts';
import { requireKey } from './merchant/require-key.ts';
import { createMetrics } from './metrics.ts';
import { pageRoutes } from './pages/pages.ts';
import { planRoutes } from './rescue-calls.ts';
import { previewRoutes } from './preview.ts';
import { answerProblem, answerWith } from './problems.ts';
import { cancellationRoutes } from './public/cancellations.ts';
import { customerCaseRoutes } from './public/case.ts';
import { publicCaseRoutes } from './public/cases.ts';
import { challengeRoutes } from './public/challenge.ts';
import { addressOf, limitFloods } from './limits.ts';
import { siteRoutes } from './public/site.ts';
import { uploadRoutes } from './public/uploads.ts';
import { acceptPlainText } from './router.ts';
import { routingRoutes } from './routing.ts';
import { settingsRoutes } from './settings.ts';
import { signatureRoutes } from './signatures.ts';
import { deskRoutes } from './staff/desk.ts';
import { mentionRoutes } from './staff/mentions.ts';
import { invitationRoutes } from './staff/invitations.ts';
import { joinRoutes } from './staff/join.ts';
import { linkRoutes } from './staff/link.ts';
import { meRoutes } from './staff/me.ts';
import { sessionRoutes } from './staff/sessions.ts';
import { setupRoutes } from './staff/setup.ts';
import { teamRoutes } from './staff/team.ts';
import { settingDraftRoutes } from './staff/setting-drafts.ts';
import { settingsBasisRoutes } from './staff/settings-basis.ts';
import { auditRoutes } from './staff/audit.ts';
import { keyRoutes } from './staff/keys.ts';
import { mailSettingsRoutes } from './staff/mail-settings.ts';
import { privacyRoutes } from './staff/privacy.ts';
import { logEntry, logSignIn } from './staff/sign-in-log.ts';
import { siteLinkRoutes } from './staff/site-links.ts';
import { staffSiteRoutes } from './staff/sites.ts';
import { requireStaff, type StaffEnv } from './staff/require-staff.ts';
import { staticRoutes } from './static.ts';
import { SLIPPING_WEBHOOK, webhookRoutes } from './webhook-endpoints.ts';
import { WIN_BACK_PATHS, winBackRoutes } from './win-back.ts';

const JSON_BYTES = 512 * 1024;
/** Uploads and the forms of the pages set their own limit. */
const TAKES_FILES =
  /^\/(?:v1\/public\/uploads$|(?:v1|staff)\/cases\/[^/]+\/uploads$|v1\/mail\/inbound$|v1\/(?:customers|orders|departures)\/import$|staff\/imports(?:\/reasons\/texts)?$|[cs]\/)/;

/** Builds the whole API without listening, so tests use it as it is. */
export function createApp(deps: Deps) {
  const app = new OpenAPIHono<Env>();
  app.use(async (c, next) => {
    c.set('requestId', deps.newId('req'));
    c.header('X-Request-Id', c.get('requestId'));
    await next();
  });
  const metrics = createMetrics(deps);
  app.use(metrics.count);
  app.route('/', metrics.routes);
  app.onError(
    answerProblem(deps, async (error, c) => {
      const worker = (c as unknown as { get(name: 'worker'): WorkerEnv['Variables']['worker'] | undefined }).get('worker'); // set on staff and merchant routes only
      return error instanceof ChangedMeanwhile && worker ? { case: await viewOf(deps, worker, error.newer) } : {};
    }),
  );
  app.notFound((c) => answerWith(c, 'case.not_found', 'There is nothing here.'));

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    try {
      await deps.db.read('select 1');
      return c.json({ ok: true });
    } catch {
      return answerWith(c, 'server.not_ready', 'The database does not answer.');
    }
  });

  app.use(
    '/v1/public/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'PUT'],
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
      exposeHeaders: ['X-Request-Id', 'Retry-After'],
      maxAge: 86_400,
    }),
  );
  app.use('/v1/public/*', limitFloods(deps));
  app.use('/v1/public/*', acceptPlainText);
  app.use('*', async (c, next) =>
    TAKES_FILES.test(c.req.path)
      ? next()
      : bodyLimit({
          maxSize: JSON_BYTES,
          onError: () => {
            throw new DomainError('request.too_large', 'That is too large.');
          },
        })(c, next),
  );
  app.route('/v1/public', siteRoutes(deps));
  app.route('/v1/public', publicCaseRoutes(deps));
  app.route('/v1/public', cancellationRoutes(deps));
  app.route('/v1/public', customerCaseRoutes(deps));
  app.route('/v1/public', uploadRoutes(deps));
  app.route('/v1/public', challengeRoutes(deps));

  app.on(['GET', 'POST'], '/api/auth/*', (c) =>
    logSignIn(deps, c, () => deps.auth.handler(withAddress(c.req.raw, addressOf(c, deps.trustProxy ?? false)))),
  );
  app.use('/staff/sign-in-links/opened', async (c, next) => {
    await next();
    await logEntry(deps, c.res);
  });
  for (const door of [joinRoutes, linkRoutes, setupRoutes]) app.route('/staff', door(deps));
  const staff = new OpenAPIHono<StaffEnv>();
  staff.use('*', requireStaff(deps));
  staff.use('*', writeDownDeeds(deps));
  for (const access of [meRoutes, sessionRoutes, teamRoutes, invitationRoutes]) staff.route('/', access(deps));
  staff.route('/', deskRoutes(deps));
  staff.route('/', siteLinkRoutes(deps));
  staff.route('/sites', staffSiteRoutes(deps));
  staff.route('/keys', keyRoutes(deps));
  staff.route('/', auditRoutes(deps));
  staff.route('/', mailSettingsRoutes(deps));
  staff.route('/', privacyRoutes(deps));
  staff.route('/cases', openForCustomerRoutes(deps));
  staff.route('/cases', answerRoutes(deps));
  staff.route('/cases', similarRoutes(deps));
  staff.route('/cases', caseUploadRoutes(deps));
  staff.route('/mentions', mentionRoutes(deps));
  staff.route('/articles', articleRoutes(deps));
  staff.route('/cases', caseRoutes(deps));
  staff.route('/approvals', approvalRoutes(deps));
  staff.route('/settings', settingDraftRoutes(deps));
  staff.route('/settings', settingsBasisRoutes(deps));
  staff.route('/settings', settingsRoutes(deps));
  staff.route('/webhook-endpoints', webhookRoutes(deps));
  staff.route('/', routingRoutes(deps));
  staff.route('/', insightRoutes(deps));
  staff.route('/', customerRoutes(deps));
  staff.route('/', staffImportRoutes(deps));
  staff.route('/', orderRoutes(deps));
  staff.route('/', departureRoutes(deps));
  staff.route('/', staffFileRoutes(deps));
  staff.route('/', winBackRoutes(deps));
  staff.route('/', planRoutes(deps));
  app.route('/staff', staff);

  const merchant = new OpenAPIHono<WorkerEnv>();
  merchant.use('/cases', requireKey(deps));
  merchant.use('/cases/*', requireKey(deps), writeDownDeeds(deps));
  merchant.route('/cases', openForCustomerRoutes(deps));
  merchant.route('/cases', answerRoutes(deps));
  merchant.route('/cases', similarRoutes(deps));
  merchant.route('/cases', caseUploadRoutes(deps));
  for (const path of ['/articles', '/articles/*']) merchant.use(path, requireKey(deps), writeDownDeeds(deps));
  merchant.route('/articles', articleRoutes(deps));
  merchant.route('/cases', caseRoutes(deps));
  for (const path of ['/webhook-endpoints', '/webhook-endpoints/*', '/events', '/mail/*']) merchant.use(path, requireKey(deps));
  merchant.route('/webhook-endpoints', webhookRoutes(deps));
  merchant.route('/events', eventRoutes(deps));
  merchant.route('/mail', inboundMailRoutes(deps));
  merchant.use('/settings/*', requireKey(deps));
  merchant.route('/settings', settingsRoutes(deps));
  merchant.use('/approvals', requireKey(deps));
  merchant.route('/approvals', approvalRoutes(deps));
  merchant.use('/insights/*', requireKey(deps), writeDownDeeds(deps));
  merchant.use('/customers', requireKey(deps));
  merchant.use('/customers/*', requireKey(deps), writeDownDeeds(deps));
  merchant.route('/', routingRoutes(deps));
  for (const path of ['/orders/*', '/departures', '/departures/*']) merchant.use(path, requireKey(deps), writeDownDeeds(deps));
  merchant.route('/', insightRoutes(deps));
  merchant.route('/', customerRoutes(deps));
  merchant.route('/', importRoutes(deps));
  merchant.route('/', orderRoutes(deps));
  merchant.route('/', departureRoutes(deps));
  merchant.route('/', staffFileRoutes(deps));
  for (const path of WIN_BACK_PATHS) merchant.use(path, requireKey(deps));
  merchant.route('/', winBackRoutes(deps));
  app.route('/v1', merchant);

  app.get('/v1/openapi.json', (c) => c.json(documentOf(app, deps.publicUrl)));
  app.get('/docs', (c) => {
    c.header('Content-Security-Policy', "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    return c.html(drawDocs(documentOf(app, deps.publicUrl) as unknown as ApiDocument)); // the page reads a part of what OpenAPI allows
  });
  app.get('/docs.css', (c) =>
    c.body(DOCS_CSS, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  );
  app.route('/', customerFileRoutes(deps));
  app.route('/', signatureRoutes(deps));
  app.route('/preview', previewRoutes(deps));
  app.route('/', pageRoutes(deps));
  app.route('/', staticRoutes(deps));
  return app;
}

/** Tells the sign-in library where a request came from, in a header no client can set. */
function withAddress(request: Request, address: string): Request {
  const headers = new Headers(request.headers);
  headers.set('x-amends-address', address || '127.0.0.1');
  return new Request(request, { headers });
}

/** The contracts as OpenAPI 3.1: the public calls and the merchant's. */
function documentOf(app: OpenAPIHono<Env>, publicUrl: string) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'secretKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'sk_… for the merchant API',
  });
  app.openAPIRegistry.registerWebhook(SLIPPING_WEBHOOK);
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Amends', version: '1' }, servers: [{ url: publicUrl }] });
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => path.startsWith('/v1/'));
  return {
    ...document,
    paths: Object.fromEntries(paths.map(([path, item]) => [path, path.startsWith('/v1/public/') ? item : needingKey(item)])),
  };
}

const needingKey = (item: object): object =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [method, { ...(operation as object), security: [{ secretKey: [] }] }]),
  );
