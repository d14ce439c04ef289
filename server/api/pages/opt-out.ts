import { Hono } from 'hono';
import { html } from 'hono/html';
import { speak } from '#shared/words/speak.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isSame } from '#server/secrets.ts';
import { findMerchantOf } from '#server/store/rescue-contacts.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { type Deps, storesOf } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { readForm, requireOwnForm } from './filled-form.ts';
import { languageOf } from './language.ts';
import { sendPage } from './layout.ts';

/**
 * “No more letters”: asked once, on a page, because programs open links that nobody pressed. A mail program posts the one click
 * of its own button, from anywhere; the link is the key. @source RFC 8058
 */
export const optOutRoutes = (deps: Deps) => {
  async function find(token: string) {
    const [customerId = '', mac = ''] = token.split('.');
    const merchantId = isSame(deps.secrets.optOutMac(customerId), mac) ? await findMerchantOf(deps.db, customerId) : null;
    const customer = merchantId ? await storesOf(deps, merchantId).customers.findById(customerId) : null;
    if (!merchantId || !customer) throw new DomainError('customer.not_found', 'There is no such link.');
    return { merchantId, customer, merchant: (await findMerchant(deps.db, merchantId))?.name ?? '' };
  }

  return new Hono<LimitEnv>()
    .get('/o/:token', async (c) => {
      const { customer, merchant } = await find(c.req.param('token'));
      const locale = languageOf(c.req.query('locale') ?? customer.locale ?? undefined, c.req.header('accept-language'), null);
      const say = speak(locale);
      const title = say('opt_out_title', { merchant });
      const body = html`<h1>${title}</h1>
<section class="card"><p>${say('opt_out_text', { merchant })}</p>
<form method="post"><button class="main">${say('opt_out_button')}</button></form></section>`;
      return sendPage(c, { title, locale, body });
    })
    .post('/o/:token', async (c) => {
      const { merchantId, customer, merchant } = await find(c.req.param('token'));
      const isOneClick = (await readForm(c)).text('List-Unsubscribe') === 'One-Click';
      if (!isOneClick) requireOwnForm(c, deps.publicUrl);
      await deps.db.write(storesOf(deps, merchantId).customers.edit(customer.id, { contactAllowed: 0 }, deps.now().toISOString()));
      if (isOneClick) return c.body(null, 204);
      const locale = languageOf(c.req.query('locale') ?? customer.locale ?? undefined, c.req.header('accept-language'), null);
      const say = speak(locale);
      const title = say('opt_out_title', { merchant });
      return sendPage(c, {
        title,
        locale,
        body: html`<h1>${title}</h1><p class="notice" role="status">${say('opt_out_done', { merchant })}</p>`,
      });
    });
};
