import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DomainError } from '#server/domain/errors.ts';
import type { Site } from '#server/store/merchants.ts';
import { type Deps, storesOf } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { once } from '../once.ts';
import { checkTaxonomy } from '../open-case.ts';
import { reasonsToGive } from '../reason-settings.ts';
import { prepareRequest, receiptPathOf, type Request } from '../public/cancellations.ts';
import { errorSummary, fieldsOf } from './fields.ts';
import { type Draft, readForm, requireOwnForm } from './filled-form.ts';
import { askedFor, bait, howToReach } from './form-parts.ts';
import { sendPage } from './layout.ts';
import { readSaid } from './said-on-paper.ts';
import { meetSite, type SitesOwnPage } from './sites-own-page.ts';

/** Records once for each key that somebody asks to cancel. Answers with the path of the receipt. */
export async function receiveRequest(deps: Deps, site: Site, request: Request, key: string | undefined): Promise<string> {
  const own = await reasonsToGive(storesOf(deps, site.merchantId), request.answer.reason, deps.now().toISOString());
  checkTaxonomy({ kind: 'cancellation', reason: request.answer.reason, asked: request.answer.asked }, own);
  const { path } = await once(deps, `requests:${site.id}`, key, request, async () => {
    const { visit, write } = await prepareRequest(deps, site, request);
    return { write, answer: { path: receiptPathOf(deps, visit.id) } };
  });
  return path;
}

/** Leaving without JavaScript: at once, and every question optional. What billing did we cannot know here, so we say only that it was received. */
export function cancelFormRoutes(deps: Deps) {
  async function meet(c: Context<LimitEnv>): Promise<SitesOwnPage> {
    const met = await meetSite(deps, c);
    if (!met.site.settings.kinds.includes('cancellation')) throw new DomainError('case.not_found', 'There is no such form.');
    return met;
  }

  const show = (
    c: Context<LimitEnv>,
    { site, say, locale, config }: SitesOwnPage,
    draft: Draft,
    status: ContentfulStatusCode = 200,
    key = deps.newId('key'),
  ) => {
    const fields = fieldsOf(say, draft, 'cancel');
    const own = ownCancelUrl(site, deps.publicUrl);
    const button = html`<button class="main big">${say('form_cancel_now')}</button>`;
    const body = html`<h1>${say('form_cancel_title')}</h1>
<p class="quiet">${say('form_cancel_intro')}</p>
${errorSummary(say, draft, 'cancel')}
${own && html`<p class="card stack"><a class="button main big" href="${own}" rel="noreferrer"><span>${say('form_cancel_title')}: <bdi>${site.name}</bdi></span></a></p>`}
<form method="post" action="/s/${site.siteKey}/cancel?locale=${locale}">
<div class="card">
${fields.line({ name: 'subscription', label: say('form_cancel_contract'), max: 200 })}
${howToReach(fields, say, false)}
${button}
</div>
<div class="card">
${fields.select({ name: 'reason', label: say('form_reason_cancel'), none: say('form_reason_none'), options: config.reasons.filter((reason) => reason.kind === 'cancellation') })}
${fields.area({ name: 'story', label: say('form_story') })}
${askedFor(
  fields,
  say,
  say('form_asked_stay'),
  config.remedies.filter(({ kinds }) => kinds.includes('cancellation')),
  null,
  draft,
)}
${button}
</div>
${fields.hidden('key', key)}${fields.hidden('touchpoint', fields.typedIn('touchpoint'))}${bait()}
</form>`;
    return sendPage(c, { title: say('form_cancel_title'), locale, site, body }, status);
  };

  return new Hono<LimitEnv>()
    .get('/s/:siteKey/cancel', async (c) => {
      const { subscription, touchpoint } = c.req.query();
      return show(c, await meet(c), {
        typed: {
          ...(subscription && { subscription: [subscription.slice(0, 200)] }),
          ...(touchpoint && { touchpoint: [touchpoint.slice(0, 100)] }),
        },
        errors: {},
      });
    })
    .post('/s/:siteKey/cancel', async (c) => {
      requireOwnForm(c, deps.publicUrl);
      const met = await meet(c);
      const { say, locale, config, site } = met;
      const form = await readForm(c);
      const read = readSaid(form, say, config);
      const request = {
        subscription: read.line('subscription', 200),
        locale,
        region: null,
        touchpoint: read.line('touchpoint', 100),
        contact: read.contact() ?? {},
        answer: { reason: read.reason(), story: read.story(), asked: read.asked() },
      };
      const again = (errors: Record<string, string>, status: ContentfulStatusCode, key = read.key) =>
        show(c, met, { typed: form.typed, errors }, status, key);
      if (Object.keys(read.errors).length > 0) return again(read.errors, 422);
      try {
        return c.redirect(await receiveRequest(deps, site, request, read.key), 303);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (error.code === 'idempotency.reused') return again({ subscription: say('error_changed') }, 409, deps.newId('key'));
        return again({ [error.errors?.[0]?.path.split('.')[0] ?? 'subscription']: say('error_changed') }, 422);
      }
    });
}

/** The shop's own page for cancelling, unless that is this one. */
function ownCancelUrl({ settings }: Site, publicUrl: string): string | null {
  const url = settings.cancelUrl;
  return url && /^https?:\/\//i.test(url) && !url.startsWith(`${publicUrl}/s/`) ? url : null;
}
