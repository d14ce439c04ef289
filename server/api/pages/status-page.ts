import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CustomerAct } from '#shared/contracts/case.ts';
import { nearestLocale, speak } from '#shared/words/speak.ts';
import type { WordKey } from '#shared/words/words.ts';
import type { Case } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { findSiteById, type Site } from '#server/store/merchants.ts';
import { type Deps, storesOf } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { writeDate } from '../money.ts';
import { type CustomerCaseStore, openByToken, replyOnce } from '../public/case.ts';
import { toConfig } from '../public/site.ts';
import { bringFiles } from './brought-files.ts';
import { DONE, isCustomerAct, readDeed, whyNot } from './customer-deeds.ts';
import { type Draft, type FilledForm, readForm, requireOwnForm } from './filled-form.ts';
import { type Html, sendPage } from './layout.ts';
import { askWhetherSure } from './status-forms.ts';
import { drawCase } from './status-view.ts';

type Opened = { mine: CustomerCaseStore; current: Case; site: Site; path: string };
type Shown = { notice?: Html | false; returned?: { act: string; draft: Draft }; status?: ContentfulStatusCode };

/** The customer's case behind their link. Every act is a form; without JavaScript it does all there is to do. */
export function statusRoutes(deps: Deps) {
  async function open(token: string): Promise<Opened> {
    const mine = await openByToken(deps, token);
    const current = await mine.find();
    const site = await findSiteById(deps.db, current.siteId);
    if (!site) throw new DomainError('case.not_found', 'The site of this case is gone.');
    return { mine, current, site, path: `/c/${token}` };
  }

  async function show(c: Context<LimitEnv>, { mine, current, site, path }: Opened, { notice = false, returned, status = 200 }: Shown = {}) {
    const view = await mine.show(current);
    const own = await storesOf(deps, site.merchantId).settings.readAll();
    const remedies = toConfig(site, own, view.locale, null).remedies.filter(({ kinds }) =>
      kinds.includes(view.kind === 'praise' ? 'feedback' : view.kind),
    );
    const body = drawCase({
      view,
      path,
      link: `${deps.publicUrl}${path}`,
      now: deps.now().toISOString(),
      notice,
      returned: returned ?? null,
      messageKey: deps.newId('key'),
      remedies,
      currency: currencyOf(current, site),
      reopenUntil: current.clocks.findLast(({ kind }) => kind === 'reopen_window')?.dueAt ?? null,
      proof: current.state === 'fulfilled' ? (current.proof?.text ?? null) : null,
      facts: { ...(current.area?.order && { order: current.area.order }), ...(current.area?.shop && { where: current.area.shop }) },
    });
    return sendPage(c, { title: speak(view.locale)('page_title', { number: view.number }), locale: view.locale, site, body }, status);
  }

  /** What was typed comes back: in its form while that can be used, else beside what happened. */
  async function refuse(c: Context<LimitEnv>, opened: Opened, act: CustomerAct, form: FilledForm, reason: string) {
    const current = await opened.mine.find();
    const say = speak(nearestLocale(current.locale));
    const stillThere = (await opened.mine.show(current)).can.includes(act);
    const words = [form.text('text'), form.text('note')].filter(Boolean);
    const notice = html`<div class="notice bad" role="alert"><p>${words.length > 0 ? say('error_notice', { reason }) : reason}</p>
${!stillThere && words.map((text) => html`<blockquote class="said" dir="auto">${text}</blockquote>`)}</div>`;
    return show(c, { ...opened, current }, { notice, returned: { act, draft: { typed: form.typed, errors: {} } }, status: 409 });
  }

  return (
    new Hono<LimitEnv>()
      .get('/c/:token', async (c) => {
        const opened = await open(c.req.param('token'));
        const done = DONE.find((key) => key === c.req.query('done'));
        const say = speak(nearestLocale(opened.current.locale));
        return show(c, opened, { notice: done !== undefined && html`<p class="notice" role="status">${say(done)}</p>` });
      })
      .get('/c/:token/received', async (c) => {
        const { mine, current, site, path } = await open(c.req.param('token'));
        const view = await mine.show(current);
        const say = speak(view.locale);
        const body = html`<h1>${say('form_sent_title')}</h1>
<section class="card turn" role="status"><p class="number"><bdi>${view.number}</bdi></p>
<p>${view.nextDate ? say('form_answer_by', { date: writeDate(view.nextDate, view.locale) }) : say('form_sent_thanks')}</p>
<p>${say('form_sent_text', { number: `\u2066${view.number}\u2069` })}</p>
<p><a class="link" href="${path}">${deps.publicUrl}${path}</a></p>
<p class="quiet small">${say('keep_link')}</p></section>`;
        return sendPage(c, { title: say('form_sent_title'), locale: view.locale, site, body });
      })
      // The address bar after a form came back; a reload of it must not be a dead end.
      .get('/c/:token/:act', (c) => c.redirect(`/c/${c.req.param('token')}`, 303))
      .post('/c/:token/:act', async (c) => {
        requireOwnForm(c, deps.publicUrl);
        const opened = await open(c.req.param('token'));
        const act = c.req.param('act');
        if (!isCustomerAct(act)) throw new DomainError('case.not_found', 'There is no such act.');
        const { mine, current, site, path } = opened;
        const locale = nearestLocale(current.locale);
        const say = speak(locale);
        const form = await readForm(c);
        const refusedFields = (errors: Record<string, string>) =>
          show(c, opened, { returned: { act, draft: { typed: form.typed, errors } }, status: 422 });

        const deed = readDeed(act, form, currencyOf(current, site), say);
        if ('errors' in deed) return refusedFields(deed.errors);
        if (act === 'withdraw' && form.text('sure') !== 'yes' && current.state !== 'closed') {
          return sendPage(c, {
            title: say('withdraw_heading'),
            locale,
            site,
            body: askWhetherSure(await mine.show(current), path, form.text('note')),
          });
        }
        const files = await bringFiles(deps, site, form.files, say, locale);
        if ('error' in files) return refusedFields({ files: files.error });
        try {
          if ('reply' in deed) await replyOnce(mine, deed.reply, form.text('key') || undefined, files.keep);
          else await mine.change(deed.decide);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          return refuse(c, opened, act, form, whyNot(error, await mine.find(), form.text('offer'), deps.now().toISOString(), say));
        }
        return c.redirect(`${path}?done=${deed.done satisfies WordKey}`, 303);
      })
  );
}

/** The money the case is about. */
const currencyOf = ({ offers, asked, cost }: Case, { settings }: Site): string =>
  offers.at(-1)?.amount?.currency ?? asked.find(({ amount }) => amount)?.amount?.currency ?? cost?.money?.currency ?? settings.currency;
