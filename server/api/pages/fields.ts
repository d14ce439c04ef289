import { html } from 'hono/html';
import type { Speak } from '#shared/words/speak.ts';
import type { Draft } from './filled-form.ts';
import type { Html } from './layout.ts';

/** The parts of a form, each drawn with what was typed before and what was wrong with it. */
export function fieldsOf(say: Speak, { typed, errors }: Draft, form: string) {
  const idOf = (name: string) => `${form}-${name}`.replaceAll('.', '-');
  const typedIn = (name: string, otherwise = '') => typed[name]?.[0] ?? otherwise;
  const wrong = (name: string) => errors[name] !== undefined && html`<span class="error" id="${idOf(name)}-error">${errors[name]}</span>`;
  const told = (name: string, hint?: string) => {
    const ids = [hint && `${idOf(name)}-hint`, errors[name] !== undefined && `${idOf(name)}-error`].filter(Boolean).join(' ');
    return html`${ids && html` aria-describedby="${ids}"`}${errors[name] !== undefined && html` aria-invalid="true"`}`;
  };
  type Field = {
    name: string;
    label: string;
    hint?: string /** Neither: it needs no word about that. */;
    required?: boolean | 'either';
    value?: string;
    max?: number;
  };
  const labelled = ({ name, label, hint, required = false }: Field, input: Html): Html => html`<div>
<label for="${idOf(name)}">${label}${required === false && html`<span class="optional">${say('form_optional')}</span>`}</label>
${hint && html`<span class="hint" id="${idOf(name)}-hint">${hint}</span>`}${input}${wrong(name)}
</div>`;

  return {
    idOf,
    wrong,
    typedIn,
    line: (field: Field & { type?: 'text' | 'email' | 'tel' | 'date' | 'number'; autocomplete?: string; numbers?: boolean }): Html =>
      labelled(
        field,
        html`<input id="${idOf(field.name)}" name="${field.name}" type="${field.type ?? 'text'}" value="${typedIn(field.name, field.value)}" dir="${field.type === 'email' || field.type === 'tel' ? 'ltr' : 'auto'}"${field.required === true && html` required`}${field.max && html` maxlength="${field.max}"`}${field.autocomplete && html` autocomplete="${field.autocomplete}"`}${field.numbers === true && html` inputmode="decimal"`}${field.type === 'number' && html` min="0"`}${told(field.name, field.hint)}>`,
      ),
    area: (field: Field): Html =>
      labelled(
        field,
        html`<textarea id="${idOf(field.name)}" name="${field.name}" rows="4" dir="auto"${field.required === true && html` required`}${told(field.name, field.hint)}>
${typedIn(field.name, field.value)}</textarea>`,
      ),
    select: (field: Field & { none?: string; options: { id: string; label: string }[] }): Html =>
      labelled(
        field,
        html`<select id="${idOf(field.name)}" name="${field.name}"${told(field.name)}>
${field.none !== undefined && html`<option value="">${field.none}</option>`}
${field.options.map(({ id, label }) => html`<option value="${id}"${typedIn(field.name, field.value) === id && html` selected`}>${label}</option>`)}
</select>`,
      ),
    radios: (field: Field & { options: { id: string; label: string }[] }): Html => html`<fieldset>
<legend>${field.label}</legend>
${field.options.map(({ id, label }) => html`<label class="choice"><input type="radio" name="${field.name}" value="${id}"${typedIn(field.name, field.value) === id && html` checked`}${field.required === true && html` required`}${told(field.name)}> <span dir="auto">${label}</span></label>`)}
${wrong(field.name)}</fieldset>`,
    tick: (field: Field): Html =>
      html`<label class="choice"><input type="checkbox" name="${field.name}" value="yes"${typedIn(field.name) === 'yes' && html` checked`}> ${field.label}</label>`,
    files: (hint: string, label: string): Html =>
      labelled(
        { name: 'files', label, hint, required: 'either' },
        html`<input id="${idOf('files')}" name="files" type="file" multiple accept="image/*,application/pdf,text/plain"${told('files', hint)}>`,
      ),
    hidden: (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`,
  };
}

/** What has to be looked at again, with a way to each place. */
export const errorSummary = (say: Speak, { errors }: Draft, form: string): Html | false =>
  Object.keys(errors).length > 0 &&
  html`<div class="notice bad" role="alert" tabindex="-1" id="errors">
<h2>${say('form_error_title')}</h2>
<ul>${Object.entries(errors).map(([name, text]) => html`<li><a href="#${`${form}-${name}`.replaceAll('.', '-')}">${text}</a></li>`)}</ul>
</div>`;
