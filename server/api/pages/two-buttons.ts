import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { WordKey } from '#shared/words/words.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { Deps } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { receiveRequest } from './cancel-form.ts';
import { errorSummary, fieldsOf } from './fields.ts';
import { type Draft, EMPTY, readForm, requireOwnForm } from './filled-form.ts';
import { sendPage } from './layout.ts';
import { readSaid } from './said-on-paper.ts';
import { meetSite, regionUnder, type SitesOwnPage } from './sites-own-page.ts';

/** @source kuendigen: § 312k BGB; withdrawal: Directive (EU) 2023/2673, article 11a of 2011/83/EU */
const LAWS = {
  kuendigen: { rule: 'de_button', words: 'kuendigen' },
  withdrawal: { rule: 'eu_withdrawal', words: 'contract_withdrawal' },
} as const;
type Law = keyof typeof LAWS;

/** Two buttons and nothing between them: the one that opens the form, and the one that ends the contract. No sign-in, no offer. */
export function twoButtonRoutes(deps: Deps) {
  async function meet(c: Context<LimitEnv>, law: Law): Promise<{ met: SitesOwnPage; region: string | null }> {
    const met = await meetSite(deps, c);
    const region = regionUnder(LAWS[law].rule, met);
    if (region === undefined) throw new DomainError('site.not_found', 'This site has no such button.');
    return { met, region };
  }

  const showForm = (
    c: Context<LimitEnv>,
    { site, say, locale }: SitesOwnPage,
    law: Law,
    draft: Draft,
    status: ContentfulStatusCode = 200,
    key = deps.newId('key'),
  ) => {
    const { words } = LAWS[law];
    const fields = fieldsOf(say, draft, law);
    const title = say(`${words}_title`);
    const body = html`<h1>${title}</h1>
${errorSummary(say, draft, law)}
<form class="card" method="post" action="/s/${site.siteKey}/${law}?locale=${locale}">
${
  law === 'kuendigen' &&
  html`${fields.radios({
    name: 'type',
    label: say('kuendigen_type'),
    value: 'ordinary',
    required: true,
    options: [
      { id: 'ordinary', label: say('kuendigen_type_ordinary') },
      { id: 'extraordinary', label: say('kuendigen_type_extraordinary') },
    ],
  })}
${fields.area({ name: 'reason', label: say('kuendigen_reason') })}`
}
${fields.line({ name: 'name', label: say(`${words}_who`), required: true, autocomplete: 'name', max: 200 })}
${fields.line({ name: 'contract', label: say(`${words}_contract`), required: true, max: 200 })}
${
  law === 'kuendigen' &&
  html`${fields.radios({
    name: 'when',
    label: say('kuendigen_when'),
    value: 'earliest',
    required: true,
    options: [
      { id: 'earliest', label: say('kuendigen_when_earliest') },
      { id: 'date', label: say('kuendigen_when_date') },
    ],
  })}
${fields.line({ name: 'date', label: say('kuendigen_when_date'), type: 'date' })}`
}
${fields.line({ name: 'email', label: say(`${words}_contact`), required: true, type: 'email', autocomplete: 'email', max: 254 })}
<button class="main big">${say(`${words}_confirm`)}</button>
${fields.hidden('key', key)}
</form>`;
    return sendPage(c, { title, locale, site, body }, status);
  };

  const routes = new Hono<LimitEnv>();
  for (const law of Object.keys(LAWS) as Law[]) {
    const { words } = LAWS[law];
    routes
      .get(`/s/:siteKey/${law}`, async (c) => {
        const {
          met: { site, say, locale },
        } = await meet(c, law);
        const body = html`<h1>${site.name}</h1><p class="card stack"><a class="button main big" href="/s/${site.siteKey}/${law}/form?locale=${locale}">${say(`${words}_button`)}</a></p>`;
        return sendPage(c, { title: say(`${words}_title`), locale, site, body });
      })
      .get(`/s/:siteKey/${law}/form`, async (c) => {
        const { subscription, order } = c.req.query();
        const contract = subscription ?? order;
        return showForm(c, (await meet(c, law)).met, law, contract ? { ...EMPTY, typed: { contract: [contract.slice(0, 200)] } } : EMPTY);
      })
      .post(`/s/:siteKey/${law}`, async (c) => {
        requireOwnForm(c, deps.publicUrl);
        const { met, region } = await meet(c, law);
        const { say, locale, site, config } = met;
        const form = await readForm(c);
        const read = readSaid(form, say, config);
        const name = read.required('name', read.line('name', 200));
        const contract = read.required('contract', read.line('contract', 200));
        const contact = read.contact() ?? {};
        const email = read.required('email', contact.email);
        const because = read.story('reason');
        const date = form.text('date');
        if (form.text('when') === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(date)) read.errors.date = say('form_required');
        const again = (errors: Record<string, string>, status: ContentfulStatusCode, key = read.key) =>
          showForm(c, met, law, { typed: form.typed, errors }, status, key);
        if (Object.keys(read.errors).length > 0) return again(read.errors, 422);

        const said: [WordKey, string | undefined][] =
          law === 'kuendigen'
            ? [
                ['kuendigen_type', say(form.text('type') === 'extraordinary' ? 'kuendigen_type_extraordinary' : 'kuendigen_type_ordinary')],
                ['kuendigen_reason', because],
                ['kuendigen_who', name],
                ['kuendigen_contract', contract],
                ['kuendigen_when', form.text('when') === 'date' ? date : say('kuendigen_when_earliest')],
                ['kuendigen_contact', email],
              ]
            : [
                ['contract_withdrawal_who', name],
                ['contract_withdrawal_contract', contract],
                ['contract_withdrawal_contact', email],
              ];
        const declared = [say(`${words}_confirm`), ...said.flatMap(([label, value]) => (value ? [`${say(label)}: ${value}`] : []))].join(
          '\n',
        );
        const request = { subscription: contract, locale, region, touchpoint: law, contact: { name, email }, answer: { story: declared } };
        try {
          return c.redirect(await receiveRequest(deps, site, request, read.key), 303);
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== 'idempotency.reused') throw error;
          return again({ contract: say('error_changed') }, 409, deps.newId('key'));
        }
      });
  }
  return routes;
}
