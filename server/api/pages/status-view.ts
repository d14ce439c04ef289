import { html } from 'hono/html';
import type { CustomerCase } from '#shared/contracts/case.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { speak } from '#shared/words/speak.ts';
import { writeDate, writeMoney } from '../money.ts';
import { errorSummary } from './fields.ts';
import type { Draft } from './filled-form.ts';
import type { Html } from './layout.ts';
import { actsOn } from './status-forms.ts';

export type StatusPage = {
  view: CustomerCase;
  /** Path of this page; the link that opens the case. */
  path: string;
  link: string;
  now: string;
  notice: Html | false;
  /** The form that came back, with what was typed. */
  returned: { act: string; draft: Draft } | null;
  /** Names the next message, so that a second press sends it once. */
  messageKey: string;
  remedies: SiteConfig['remedies'];
  currency: string;
  reopenUntil: string | null;
  proof: string | null;
  facts: { order?: string; where?: string };
};

/** The case on one page: whose turn, what can be done now, what was said, what was agreed. */
export function drawCase(page: StatusPage): Html {
  const { view, link } = page;
  const { locale } = view;
  const say = speak(locale);
  const date = (instant: string) => html`<time datetime="${instant}">${writeDate(instant, locale)}</time>`;
  const acts = actsOn(page);
  const earlier = view.offers.filter(({ id }) => id !== acts.openOffer?.id);

  return html`<h1>${say('page_title', { number: `\u2066${view.number}\u2069` })}</h1>
<p class="quiet">${say(`kind_${view.kind}`)} · ${say('opened_on', { date: writeDate(view.openedAt, locale) })}</p>
${page.notice}${page.returned && errorSummary(say, page.returned.draft, page.returned.act)}
<section class="card turn" aria-label="${view.stateText}">
<p class="quiet">${say(`turn_${view.turn}`)}</p>
<p class="state">${view.stateText}</p>
${view.outcome !== null && view.state === 'closed' && html`<p>${say(`outcome_${view.outcome}`)}</p>`}
<p>${nextStep(page)}</p>
${view.route !== null && html`<p dir="auto">${say('outside_route', { route: view.route })}</p>`}
</section>
${acts.offer}
${acts.confirmation}
${
  view.agreed &&
  html`<section class="card"><h2>${say('agreed_heading')}</h2>
<p dir="auto"><strong>${view.agreed.title}</strong></p><p class="said" dir="auto">${view.agreed.terms}</p>
<p class="quiet small">${say('agreed_on', { date: writeDate(view.agreed.at, locale) })}</p></section>`
}
${acts.decision}
${
  view.promises.length > 0 &&
  html`<section class="card"><h2>${say('promises_heading')}</h2>
<ul class="talk">${view.promises.map(
    ({ text, owner, dueAt, state }) => html`<li><p dir="auto">${text}</p>
<p class="quiet small">${owner ? say('promise_by', { name: owner, date: writeDate(dueAt, locale) }) : say('promise_by_date', { date: writeDate(dueAt, locale) })} · ${say(`promise_${state}`)}</p></li>`,
  )}</ul></section>`
}
<section class="card" id="talk"><h2>${say('conversation')}</h2>
${
  view.messages.length === 0
    ? html`<p class="quiet">${say('conversation_empty')}</p>`
    : html`<ol class="talk">${view.messages.map(
        ({ from, name, text, files, at, signatory }) => html`<li class="${from === 'us' && 'theirs'}">
<p class="quiet small"><bdi>${from === 'customer' ? say('from_you') : from === 'system' ? say('from_system') : (name ?? say('from_us', { merchant: view.merchant.name }))}</bdi> · ${date(at)}</p>
<p class="said" dir="auto">${text}</p>${signatory?.picture && html`<img src="${new URL(signatory.picture).pathname}" alt="" height="48">`}${fileNames(files, link)}</li>`,
      )}</ol>`
}
${acts.reply}
</section>
<section class="card"><h2>${say('your_words')}</h2>
<p class="said" dir="auto">${view.story}</p>
<dl class="facts">
<dt>${say('you_asked')}</dt><dd>${view.asked.length === 0 ? say('you_asked_nothing') : html`<ul>${view.asked.map(({ title, amount, note }) => html`<li dir="auto">${title}${amount && html` · <bdi>${writeMoney(amount, locale)}</bdi>`}${note && note !== title && html`<br><span class="quiet">${note}</span>`}</li>`)}</ul>`}</dd>
${page.facts.order && html`<dt>${say('form_order')}</dt><dd><bdi>${page.facts.order}</bdi></dd>`}
${page.facts.where && html`<dt>${say('form_where')}</dt><dd><bdi>${page.facts.where}</bdi></dd>`}
${view.files.length > 0 && html`<dt>${say('files_heading')}</dt><dd>${fileNames(view.files, link)}</dd>`}
</dl></section>
${
  earlier.length > 0 &&
  html`<section class="card"><h2>${say('offer_earlier_heading')}</h2>
<ul class="talk">${earlier.map(
    ({
      title,
      terms,
      state,
      answeredAt,
      offeredAt,
    }) => html`<li><p dir="auto"><strong>${title}</strong></p><p class="said small" dir="auto">${terms}</p>
<p class="quiet small">${say(`offer_state_${state}`)} · ${date(answeredAt ?? offeredAt)}</p></li>`,
  )}</ul></section>`
}
<section class="card"><h2>${say('steps_heading')}</h2>
<ol class="steps">${view.steps.map(({ text, at }) => html`<li><span>${text}</span><span class="quiet small">${date(at)}</span></li>`)}</ol></section>
${acts.rating}${acts.consent}
${acts.reopening}
${acts.withdrawal}
<p class="quiet small">${say('keep_link')}</p>
<p class="link small">${link}</p>`;
}

function nextStep({ view, now, reopenUntil }: StatusPage): string {
  const say = speak(view.locale);
  if (view.state === 'closed')
    return view.can.includes('reopen') && reopenUntil ? say('reopen_until', { date: writeDate(reopenUntil, view.locale) }) : '';
  if (!view.nextDate || view.nextDate < now) return say('no_next_date');
  const date = writeDate(view.nextDate, view.locale);
  if (view.turn === 'customer' && view.state === 'info_needed') return say('reply_by', { date });
  if (view.turn === 'customer' && view.state === 'fulfilled') return say('confirm_until', { date });
  return say('next_date', { date });
}

const fileNames = (files: { id: string; name: string }[], link: string): Html | false =>
  files.length > 0 &&
  html`<ul class="small">${files.map(({ id, name }) => html`<li><a href="${link}/files/${id}"><bdi>${name}</bdi></a></li>`)}</ul>`;
