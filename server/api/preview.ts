import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { html, raw } from 'hono/html';
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { CancellationView } from '#shared/contracts/cancellation.ts';
import type { CaseReceipt } from '#shared/contracts/case.ts';
import { KINDS } from '#shared/contracts/basics.ts';
import type { PreviewSite } from '#shared/contracts/sites.ts';
import { dirOf } from '#shared/words/speak.ts';
import { DomainError } from '#server/domain/errors.ts';
import { findSite, type Site } from '#server/store/merchants.ts';
import { type Deps, type Env, storesOf } from './context.ts';
import { toConfig } from './public/site.ts';
import { sendBuilt } from './static.ts';

/** What a preview shows: a site, as somebody of its staff would have it. */
type Draft = { siteKey: string; draft: PreviewSite; until: string };

const PREVIEW_HOURS = 2;

/** Sealed, so that nobody else can put words of their own on a page of ours. Relative, because staff may come by another name. */
export const previewUrlOf = ({ secrets, now }: Pick<Deps, 'secrets' | 'now'>, { siteKey }: Site, draft: PreviewSite): string => {
  const until = new Date(now().getTime() + PREVIEW_HOURS * 3_600_000).toISOString();
  return `/preview/${secrets.seal(JSON.stringify({ siteKey, draft, until } satisfies Draft))}/page`;
};

const BRIEFLY = 'private, max-age=300';

/**
 * The real widget on a page of ours, with settings that are not published yet. It asks this part of the server instead of the
 * public API, and here nothing is stored: what is sent is answered with a sample.
 */
export const previewRoutes = (deps: Deps) => {
  const open = (c: Context<Env, '/:token/*'>): Draft => {
    try {
      const read = JSON.parse(deps.secrets.unseal(c.req.param('token'))) as Draft; // sealed above
      if (read.until > deps.now().toISOString()) return read;
    } catch {
      // not sealed by us
    }
    throw new DomainError('site.not_found', 'This preview is over. Open it again from the settings.');
  };
  const siteOf = async ({ siteKey, draft }: Draft): Promise<Site> => {
    const site = await findSite(deps.db, siteKey);
    if (!site) throw new DomainError('site.not_found', 'There is no such site any more.');
    const { name = site.name, ...chosen } = draft;
    return { ...site, name, settings: { ...site.settings, ...(chosen as Partial<Site['settings']>), test: true, challenge: false } }; // the contract's fields are the settings'
  };

  return (
    new Hono<Env>()
      .use('/:token/v1/*', cors({ origin: '*', allowMethods: ['GET', 'POST', 'PUT'], allowHeaders: ['Authorization', 'Content-Type'] }))
      .get('/:token/page', async (c) => {
        const site = await siteOf(open(c));
        const nonce = randomBytes(16).toString('base64url');
        const kind = KINDS.find((one) => one === c.req.query('kind')) ?? site.settings.kinds[0] ?? 'complaint';
        c.header(
          'Content-Security-Policy',
          `sandbox allow-scripts allow-forms; default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' blob: data:; font-src 'none'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'`,
        );
        c.header('Cache-Control', 'no-store');
        c.header('Referrer-Policy', 'no-referrer');
        c.header('X-Robots-Tag', 'noindex');
        return c.html(drawPage(site, kind, nonce));
      })
      // From here, not by redirects: parts of the widget share one runtime, and browsers know modules by their address.
      .get('/:token/widget.js', (c) => sendBuilt(c, deps.distDir, 'widget.js', BRIEFLY))
      .get('/:token/widget/:file', (c) => sendBuilt(c, deps.distDir, `widget/${c.req.param('file')}`, BRIEFLY))
      .get('/:token/v1/public/sites/:siteKey', async (c) => {
        const site = await siteOf(open(c));
        c.header('Cache-Control', 'no-store');
        return c.json(toConfig(site, await storesOf(deps, site.merchantId).settings.readAll(), c.req.query('locale'), null));
      })
      .post('/:token/v1/public/cases', (c) => {
        open(c);
        return c.json<CaseReceipt>({ case: sampleCase(deps), offers: [], identified: false }, 201);
      })
      .post('/:token/v1/public/uploads', (c) => {
        open(c);
        return c.json({ uploadId: 'preview' }, 201);
      })
      .post('/:token/v1/public/cancellations', (c) => {
        open(c);
        return c.json({ cancellation: { ...sampleVisit, token: 'preview' } }, 201);
      })
      .put('/:token/v1/public/cancellations/:id/answer', (c) => {
        open(c);
        return c.json({ offer: null });
      })
      .put('/:token/v1/public/cancellations/:id/outcome', (c) => {
        open(c);
        return c.json({ cancellation: { ...sampleVisit, outcome: 'cancelled' }, receiptUrl: '#' });
      })
  );
};

const sampleVisit: CancellationView = { id: 'preview', ruleSet: 'offers_beside_cancel', identified: false, outcome: null };

const sampleCase = ({ now }: Pick<Deps, 'now'>): CaseReceipt['case'] => ({
  number: 'A7K-3QX',
  state: 'received',
  turn: 'us',
  nextDate: new Date(now().getTime() + 24 * 3_600_000).toISOString(),
  statusUrl: '#',
  token: 'preview',
});

const CSS = `:root{color-scheme:light dark;font:100%/1.5 system-ui,sans-serif}body{margin:0;padding:1rem;min-height:calc(100vh - 2rem)}button{font:inherit;padding:.6rem 1rem;min-height:44px}`;

const drawPage = ({ name, siteKey, settings }: Site, kind: string, nonce: string) => html`<!doctype html>
<html lang="${settings.locale}" dir="${dirOf(settings.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style nonce="${nonce}">${raw(CSS)}</style>
</head>
<body>
<p><button type="button" data-amends="${kind}">${name}</button></p>
<script nonce="${nonce}">Amends = function () { (Amends.q = Amends.q || []).push(arguments); }; Amends('handle', { handleCancel: async () => {} }); Amends('${raw(kind === 'cancellation' ? 'cancel' : 'open')}', { kind: '${raw(kind)}', handleCancel: async () => {} });</script>
<script async src="widget.js" data-site="${siteKey}" data-locale="${settings.locale}"></script>
</body>
</html>
`;
