import { html } from 'hono/html';
import type { SiteConfig } from '#shared/contracts/site.ts';
import type { Speak } from '#shared/words/speak.ts';
import type { fieldsOf } from './fields.ts';
import type { Draft } from './filled-form.ts';
import type { Html } from './layout.ts';

type Fields = ReturnType<typeof fieldsOf>;

/** Remedies to tick; a ticked one that is money asks how much. */
export const askedFor = (
  fields: Fields,
  say: Speak,
  label: string,
  remedies: SiteConfig['remedies'],
  currency: string | null,
  { typed }: Draft,
): Html => html`<fieldset>
<legend>${label}<span class="optional">${say('form_optional')}</span></legend>
<div class="ticks">${remedies.map(
  ({
    id,
    label: name,
    money,
  }) => html`<div><label class="choice"><input type="checkbox" name="asked" value="${id}"${typed.asked?.includes(id) === true && html` checked`}> <span>${name}</span></label>
${currency !== null && money && html`<div class="sum">${fields.line({ name: `amount.${id}`, label: `${say('form_amount')} (${currency})`, numbers: true, max: 30 })}</div>`}</div>`,
)}</div>
</fieldset>`;

export const howToReach = (fields: Fields, say: Speak, withPhone: boolean): Html => html`<div class="pair">
${fields.line({ name: 'name', label: say('form_name'), autocomplete: 'name', max: 200 })}
${fields.line({ name: 'email', label: say('form_email'), hint: say('form_email_why'), type: 'email', autocomplete: 'email', max: 254 })}
${withPhone && fields.line({ name: 'phone', label: say('form_phone'), type: 'tel', autocomplete: 'tel', max: 50 })}
</div>`;

/** Left empty by people; filled by robots. */
export const bait = (): Html =>
  html`<div class="bait" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>`;
