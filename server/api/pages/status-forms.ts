import { html } from 'hono/html';
import type { CustomerAct } from '#shared/contracts/case.ts';
import { speak } from '#shared/words/speak.ts';
import { writeDate, writeMoney } from '../money.ts';
import { fieldsOf } from './fields.ts';
import { EMPTY } from './filled-form.ts';
import { hintOnFiles } from './sizes.ts';
import type { Html } from './layout.ts';
import type { StatusPage } from './status-view.ts';

/** A form for every act the customer may do now, and none for the others. */
export function actsOn({ view, path, now, returned, messageKey, remedies, currency, proof }: StatusPage) {
  const { locale } = view;
  const say = speak(locale);
  const draftOf = (act: CustomerAct) => (returned?.act === act ? returned.draft : EMPTY);
  const fields = (act: CustomerAct) => fieldsOf(say, draftOf(act), act);
  const may = (act: CustomerAct) => view.can.includes(act);
  const form = (act: CustomerAct, inside: Html, multipart = false): Html =>
    html`<form method="post" action="${path}/${act}"${multipart && html` enctype="multipart/form-data"`}>${inside}</form>`;
  const folded = (act: CustomerAct, title: string, inside: Html): Html =>
    html`<details${returned?.act === act && html` open`}><summary>${title}</summary>${inside}</details>`;
  const note = (act: CustomerAct, label: string): Html => fields(act).area({ name: 'note', label });
  const press = (label: string, main = false): Html => html`<button${main && html` class="main"`}>${label}</button>`;

  const openOffer = view.offers.find(({ state, expiresAt }) => state === 'open' && (expiresAt === null || expiresAt >= now));
  const hidden = openOffer ? html`<input type="hidden" name="offer" value="${openOffer.id}">` : '';
  const choices = openOffer?.choices?.length
    ? [
        { remedy: openOffer.remedy, title: openOffer.title, money: openOffer.money },
        ...openOffer.choices.filter(({ remedy }) => remedy !== openOffer.remedy),
      ]
    : [];
  const priced = (title: string, money: { amount: number; currency: string } | undefined) => {
    const sum = money && writeMoney(money, locale);
    return sum && !title.includes(sum) ? `${title} · ${sum}` : title;
  };

  const offer =
    openOffer &&
    may('accept') &&
    html`<section class="card turn" id="offer"><h2>${say('offer_heading')}</h2>
<p class="state" dir="auto">${priced(openOffer.title, openOffer.money)}</p>
<p class="said" dir="auto">${openOffer.terms}</p>
${openOffer.because.length > 0 && html`<div><p class="label">${say('offer_because')}</p><ul>${openOffer.because.map((why) => html`<li dir="auto">${why}</li>`)}</ul></div>`}
<p class="quiet">${openOffer.expiresAt ? say('offer_expires', { date: writeDate(openOffer.expiresAt, locale) }) : say('offer_no_expiry')}</p>
${form('accept', html`${hidden}${choices.length > 0 && fields('accept').radios({ name: 'choice', label: say('offer_choices'), required: true, value: openOffer.remedy, options: choices.map(({ remedy, title, money }) => ({ id: remedy, label: priced(title, money) })) })}${press(say('accept_button'), true)}`)}
${may('decline') && form('decline', html`${hidden}${press(say('decline_button'))}`)}
${
  may('counter') &&
  folded(
    'counter',
    say('counter_heading'),
    form(
      'counter',
      html`${hidden}
${fields('counter').select({ name: 'remedy', label: say('counter_remedy'), none: '', options: remedies })}
${fields('counter').line({ name: 'amount', label: `${say('counter_amount')} (${currency})`, numbers: true, max: 30 })}
${note('counter', say('counter_note'))}${press(say('counter_button'))}`,
    ),
  )
}
</section>`;

  const confirmation =
    may('confirm') &&
    html`<section class="card turn" id="confirmation"><h2>${say('confirm_heading')}</h2>
${proof && html`<p class="said" dir="auto">${proof}</p>`}
${form('confirm', press(say('confirm_yes'), true))}
${may('not_received') && folded('not_received', say('confirm_no'), form('not_received', html`${note('not_received', say('confirm_note'))}${press(say('confirm_no'))}`))}</section>`;

  const decision =
    (may('accept_decision') || may('appeal')) &&
    html`<section class="card turn" id="decision"><h2>${view.stateText}</h2>
${may('accept_decision') && form('accept_decision', press(say('decision_accept'), true))}
${may('appeal') && folded('appeal', say('appeal_heading'), form('appeal', html`${note('appeal', say('appeal_note'))}${press(say('appeal_button'))}`))}</section>`;

  const reply =
    may('reply') &&
    form(
      'reply',
      html`<input type="hidden" name="key" value="${messageKey}">
${fields('reply').area({ name: 'text', label: say('reply_label'), required: 'either' })}
${fields('reply').files(hintOnFiles(say, locale), say('attach'))}${press(say('reply_button'), view.state === 'info_needed')}`,
      true,
    );

  const mayShow = (value: 'no' | 'unnamed' | 'named'): Html =>
    fields('rate').radios({
      name: 'publish',
      label: say('rating_publish'),
      value,
      options: (['no', 'unnamed', 'named'] as const).map((id) => ({ id, label: say(`rating_publish_${id}`) })),
    });
  const rating =
    may('rate') &&
    (view.rating === null || returned?.act === 'rate') &&
    html`<section class="card" id="rating">${form(
      'rate',
      html`${fields('rate').radios({ name: 'stars', label: say('rating_heading'), required: true, options: [5, 4, 3, 2, 1].map((count) => ({ id: String(count), label: `${'★'.repeat(count)} ${say('rating_stars', { count })}` })) })}
${fields('rate').select({ name: 'effort', label: say('rating_effort'), none: '', options: [1, 2, 3, 4, 5, 6, 7].map((step) => ({ id: String(step), label: step === 1 ? `1 · ${say('rating_effort_low')}` : step === 7 ? `7 · ${say('rating_effort_high')}` : String(step) })) })}
${note('rate', say('rating_text'))}${mayShow('no')}${press(say('rating_button'))}`,
    )}</section>`;
  /** Who allowed us to show their words may think better of it at any time. */
  const consent =
    may('rate') &&
    !rating &&
    view.rating?.mayPublish &&
    html`<section class="card" id="consent">${form(
      'rate',
      html`${view.rating.text && html`<p class="said" dir="auto">${view.rating.text}</p>`}${mayShow(view.rating.mayName ? 'named' : 'unnamed')}${press(say('rating_button'))}
${fields('rate').hidden('stars', String(view.rating.stars))}${fields('rate').hidden('effort', String(view.rating.effort ?? ''))}${fields('rate').hidden('note', view.rating.text ?? '')}`,
    )}</section>`;

  const reopening =
    may('reopen') &&
    html`<section class="card" id="reopening">${folded('reopen', say('reopen_heading'), form('reopen', html`${note('reopen', say('reopen_note'))}${press(say('reopen_button'))}`))}</section>`;
  const withdrawal =
    may('withdraw') &&
    html`<section class="card" id="withdrawal">${folded('withdraw', say('withdraw_heading'), form('withdraw', html`${note('withdraw', say('withdraw_note'))}${press(say('withdraw_button'))}`))}</section>`;

  return { openOffer, offer, confirmation, decision, reply, rating, consent, reopening, withdrawal };
}

/** Are you sure: the one act on this page that ends a case nobody has put right. */
export function askWhetherSure(view: StatusPage['view'], path: string, note: string): Html {
  const say = speak(view.locale);
  return html`<h1>${say('withdraw_heading')}</h1>
<p class="quiet">${say('page_title', { number: view.number })}</p>
<form method="post" action="${path}/withdraw" class="card stack">
<input type="hidden" name="sure" value="yes"><input type="hidden" name="note" value="${note}">
${note && html`<p class="said" dir="auto">${note}</p>`}
<button class="main">${say('withdraw_confirm')}</button>
<a class="button" href="${path}">${say('back')}</a>
</form>`;
}
