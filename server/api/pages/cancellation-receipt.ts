import { Hono } from 'hono';
import { html } from 'hono/html';
import { speak } from '#shared/words/speak.ts';
import { isRequested } from '#server/domain/cancellation.ts';
import { DomainError } from '#server/domain/errors.ts';
import { labelOfReason } from '#server/domain/own-reasons.ts';
import { hashOf, isSame } from '#server/secrets.ts';
import { findCancellationByToken } from '#server/store/cancellations.ts';
import { findSiteById } from '#server/store/merchants.ts';
import { type Deps, storesOf } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { writeMoment } from '../money.ts';
import { statusUrlOf } from '../open-case.ts';
import { sendPage } from './layout.ts';

/** The receipt of a visit to the cancel flow, to keep or to print: what came of it, when to the second, and for which contract. */
export const receiptRoutes = (deps: Deps) =>
  new Hono<LimitEnv>().get('/r/:receipt', async (c) => {
    const [visitId = '', mac = ''] = c.req.param('receipt').split('.');
    const found = isSame(deps.secrets.receiptMac(visitId), mac)
      ? await findCancellationByToken(deps.db, hashOf(deps.secrets.visitToken(visitId)))
      : null;
    if (!found) throw new DomainError('cancellation.not_found', 'There is no such receipt.');
    const { cancellations, cases, customers, settings } = storesOf(deps, found.merchantId);
    const visit = await cancellations.find(found.id);
    const site = await findSiteById(deps.db, visit.siteId);
    if (!site) throw new DomainError('cancellation.not_found', 'The site of this receipt is gone.');
    const remembered = visit.caseId ? await cases.find(visit.caseId) : null;
    const known = visit.customerId ? await customers.findById(visit.customerId) : null;

    const { document: own } = await settings.read('reasons');
    const { locale } = visit;
    const say = speak(locale);
    const requested = isRequested(visit);
    const at = writeMoment(visit.requestedAt ?? visit.outcomeAt ?? visit.openedAt, locale);
    const email = remembered?.contact?.email ?? known?.email ?? '';
    const law =
      visit.touchpoint === 'kuendigen' && requested
        ? 'kuendigen'
        : (visit.touchpoint === 'withdrawal' || (visit.ruleSet === 'eu_withdrawal' && visit.contact)) && requested
          ? 'contract_withdrawal'
          : null;
    const title = law ? say(`${law}_title`) : say('receipt_title');
    const name = remembered?.contact?.name ?? known?.name;
    const reason = visit.reason && labelOfReason(own, visit.reason, locale);
    const accepted = visit.outcome === 'accepted_offer' && visit.offer?.answer === 'accepted' ? visit.offer : null;
    const outcome = visit.outcome ? say(`receipt_outcome_${visit.outcome}`) : null;

    const body = html`<h1>${title}</h1>
${law ? html`<p class="notice" role="status">${say(`${law}_received`, { at, email })}</p>` : requested ? html`<p class="notice" role="status">${say('form_cancel_received')}</p>` : outcome && html`<p class="notice" role="status">${outcome}</p>`}
<section class="card">
<ul class="stack">
${remembered && html`<li>${say('receipt_number', { number: `\u2066${remembered.number}\u2069` })}</li>`}
<li>${visit.outcome === 'cancelled' ? say('receipt_cancelled_at', { at }) : say('receipt_received_at', { at })}</li>
${visit.subscription && html`<li>${say('receipt_contract', { contract: visit.subscription })}</li>`}
${name && html`<li>${say('receipt_customer', { name })}</li>`}
${reason && html`<li>${say('receipt_reason', { reason })}</li>`}
</ul>
</section>
${accepted && html`<section class="card"><h2>${say('agreed_heading')}</h2><p dir="auto"><strong>${accepted.title}</strong></p><p class="said" dir="auto">${accepted.terms}</p></section>`}
${visit.story && html`<section class="card"><h2>${say('your_words')}</h2><p class="said" dir="auto">${visit.story}</p></section>`}
${requested && remembered && html`<section class="card noprint"><p>${say('form_sent_text', { number: remembered.number })}</p><p><a class="link small" href="/c/${deps.secrets.caseToken(remembered.id)}">${statusUrlOf(deps, remembered.id)}</a></p></section>`}
<p class="noprint quiet">${say('receipt_keep')}</p>`;
    return sendPage(c, { title, locale, site, body });
  });
