import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { OpenCase } from '#shared/contracts/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { Deps } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { receiveCase } from '../receive-case.ts';
import { bringFiles } from './brought-files.ts';
import { errorSummary, fieldsOf } from './fields.ts';
import { type Draft, readForm, requireOwnForm } from './filled-form.ts';
import { askedFor, bait, howToReach } from './form-parts.ts';
import { sendPage } from './layout.ts';
import { readSaid } from './said-on-paper.ts';
import { hintOnFiles } from './sizes.ts';
import { meetSite, type SitesOwnPage } from './sites-own-page.ts';

const KINDS = ['complaint', 'feedback', 'praise'] as const;
type PlainKind = (typeof KINDS)[number];
const STORY_LABEL = { complaint: 'form_story', feedback: 'form_story_feedback', praise: 'form_story_praise' } as const;
const Said = OpenCase.omit({ siteKey: true, idempotencyKey: true });

/** What the widget asks, as a plain form: for whoever has no JavaScript, or a link. */
export function plainFormRoutes(deps: Deps) {
  async function meet(c: Context<LimitEnv>): Promise<{ met: SitesOwnPage; kind: PlainKind }> {
    const met = await meetSite(deps, c);
    const kind = KINDS.find((one) => one === c.req.param('kind'));
    if (!kind || !met.site.settings.kinds.includes(kind)) throw new DomainError('case.not_found', 'There is no such form.');
    return { met, kind };
  }

  const show = (
    c: Context<LimitEnv>,
    { site, say, locale, config }: SitesOwnPage,
    kind: PlainKind,
    draft: Draft,
    status: ContentfulStatusCode = 200,
    key = deps.newId('key'),
  ) => {
    const fields = fieldsOf(say, draft, kind);
    const title = say(`form_${kind}_title`);
    const isComplaint = kind === 'complaint';
    const body = html`<h1>${title}</h1>
${errorSummary(say, draft, kind)}
<form class="card" method="post" action="/s/${site.siteKey}/${kind}?locale=${locale}" enctype="multipart/form-data">
${fields.area({ name: 'story', label: say(STORY_LABEL[kind]), required: true })}
${isComplaint && fields.select({ name: 'reason', label: say('form_reason'), none: say('form_reason_none'), options: config.reasons.filter((reason) => reason.kind !== 'cancellation') })}
${
  isComplaint &&
  askedFor(
    fields,
    say,
    say('form_asked'),
    config.remedies.filter(({ kinds }) => kinds.includes('complaint')),
    config.currency,
    draft,
  )
}
<div class="pair">
${fields.line({ name: 'order', label: say('form_order'), max: 100 })}
${fields.line({ name: 'where', label: say('form_where'), max: 200 })}
${
  isComplaint &&
  html`${fields.line({ name: 'when', label: say('form_when'), type: 'date' })}
${fields.line({ name: 'cost', label: `${say('form_cost_money')} (${config.currency})`, numbers: true, max: 30 })}
${fields.line({ name: 'minutes', label: say('form_cost_time'), type: 'number' })}`
}
</div>
${
  isComplaint &&
  html`<fieldset><legend>${say('form_feelings')}<span class="optional">${say('form_optional')}</span></legend>
<div class="row">${config.feelings.map(({ id, label }) => html`<label class="choice"><input type="checkbox" name="feeling" value="${id}"${draft.typed.feeling?.includes(id) === true && html` checked`}> ${label}</label>`)}</div></fieldset>`
}
${kind !== 'praise' && fields.files(hintOnFiles(say, locale), say('form_files'))}
${howToReach(fields, say, isComplaint)}
${kind === 'feedback' && fields.tick({ name: 'answer', label: say('form_answer_wanted') })}
<button class="main">${say('form_send')}</button>
${fields.hidden('key', key)}${fields.hidden('touchpoint', fields.typedIn('touchpoint'))}${bait()}
</form>`;
    return sendPage(c, { title, locale, site, body }, status);
  };

  return new Hono<LimitEnv>()
    .get('/s/:siteKey/:kind', async (c) => {
      const { met, kind } = await meet(c);
      const { order, touchpoint } = c.req.query();
      return show(c, met, kind, {
        typed: { ...(order && { order: [order.slice(0, 100)] }), ...(touchpoint && { touchpoint: [touchpoint.slice(0, 100)] }) },
        errors: {},
      });
    })
    .post('/s/:siteKey/:kind', async (c) => {
      requireOwnForm(c, deps.publicUrl);
      const { met, kind } = await meet(c);
      const { say, locale, config, site } = met;
      const form = await readForm(c);
      const read = readSaid(form, say, config);
      const said = {
        kind,
        story: read.required('story', read.story()),
        reason: read.reason(),
        asked: read.asked(),
        area: read.area(),
        cost: read.cost(),
        contact: read.contact(),
        locale,
        website: form.text('website'),
        ...(kind === 'feedback' && { responseExpected: form.text('answer') === 'yes' }),
      };
      const files = await bringFiles(deps, site, form.files, say, locale);
      if ('error' in files) read.errors.files = files.error;
      const again = (errors: Record<string, string>, status: ContentfulStatusCode, key = read.key) =>
        show(c, met, kind, { typed: form.typed, errors }, status, key);
      if ('error' in files || Object.keys(read.errors).length > 0) return again(read.errors, 422);
      const parsed = Said.safeParse(JSON.parse(JSON.stringify(said)));
      if (!parsed.success)
        return again(
          Object.fromEntries(parsed.error.issues.map(({ path }) => [String(path.at(-1) ?? 'story'), say('error_changed')])),
          422,
        );
      try {
        // No puzzle can be solved without JavaScript: where one is wanted, the story is taken and set apart.
        const receipt = await receiveCase(deps, site, parsed.data, read.key, { files, isBusy: c.var.isBusy || site.settings.challenge });
        return c.redirect(`/c/${receipt.case.token}/received`, 303);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // Sent before with other words: a new key, so that pressing again sends it as it is now.
        if (error.code === 'idempotency.reused') return again({ story: say('error_changed') }, 409, deps.newId('key'));
        return again({ [error.errors?.[0]?.path.split('.')[0] ?? 'story']: say('error_changed') }, 422);
      }
    });
}
