import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { currencyOf } from '../acts/act-form.ts';
import { useDesk } from '../desk.ts';
import type { FieldProps } from '../parts/act-field.tsx';
import { MoneyInputs } from '../parts/money-inputs.tsx';
import { t } from '../words/language.ts';
import { createAnswerCheck } from './answer-check.ts';
import { AnswerPreviewing } from './answer-preview.tsx';
import { Attachments } from './attachments.tsx';
import { Checks } from './checks.tsx';
import { rememberSpot } from './insert.ts';
import { letterKitOf, templatesFor } from './letter-kit.ts';
import { asFreeText, fromTemplate, isInParts, PARTS, writtenBy } from './written.ts';

type Props = FieldProps & { told: string | undefined; said: ComponentChildren };

/** Words to the customer: free text or five parts, from a template or not, looked at while they are written. */
export function AnswerField({ id, form, field, values, sight, file, edit, error, told, said }: Props) {
  const { client } = useDesk();
  const { kit, need } = letterKitOf(client);
  const { view, me } = sight;
  const check = useMemo(() => createAnswerCheck(client, view.id), [view.id]);
  const wantsOwn = useSignal(false);
  const { name, optional } = field;
  const inParts = isInParts(values);
  const written = writtenBy(values, name);
  useEffect(() => {
    void need();
    return check.stop;
  }, [check]);
  const { uploads: _, ...words } = written;
  useEffect(() => check.watch(words), [JSON.stringify(words)]);

  const preview = check.preview.value;
  const templates = kit.value ? templatesFor(kit.value, view.locale, view.reason) : [];
  const template = templates.find((one) => one.id === values.template);
  const signatories = kit.value?.signatories ?? [];
  const needsAmount = preview?.missing.includes('amount') || values.fillAmount;
  const needsDate = preview?.missing.includes('date') || values.fillDate;
  const others = preview?.missing.filter((one) => one !== 'amount' && one !== 'date') ?? [];

  const area = (part: string, rows: number, more: object = {}) => (
    <textarea
      id={part === name ? id : `${id}-${part}`}
      name={part}
      rows={rows}
      maxLength={20_000}
      dir="auto"
      value={values[part] ?? ''}
      onInput={(event) => edit({ [part]: event.currentTarget.value })}
      onBlur={(event) => rememberSpot(file, { form, name: part, at: event.currentTarget.selectionStart })}
      {...more}
    />
  );

  return (
    <div class="field field-answer">
      <div class="composer-bar">
        <fieldset class="composer-mode">
          <legend class="hidden">{t('How to write')}</legend>
          <label>
            <input type="radio" name={`${id}-mode`} checked={!inParts} onChange={() => edit(asFreeText(values, name, preview))} />
            {t('Free text')}
          </label>
          <label>
            <input type="radio" name={`${id}-mode`} checked={inParts} onChange={() => edit({ mode: 'parts' })} />
            {t('Five parts')}
          </label>
        </fieldset>
        {templates.length > 0 && (
          <label class="inline">
            <span class="quiet">{t('Template')}</span>
            <select
              value={values.template ?? ''}
              onChange={(event) => {
                const chosen = templates.find((one) => one.id === event.currentTarget.value);
                edit(chosen ? fromTemplate(chosen) : { template: '' });
              }}
            >
              <option value="">{t('None')}</option>
              {templates.map((one) => (
                <option key={one.id} value={one.id} lang={one.language}>
                  {one.name} ({one.language})
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {!inParts && (
        <>
          <label for={id}>
            {t(field.label)}
            {optional && <span class="optional"> {t('(optional)')}</span>}
          </label>
          {area(name, field.kind === 'answer' ? (field.rows ?? 7) : 7, {
            required: !optional,
            'aria-describedby': told,
            'aria-invalid': error ? true : undefined,
          })}
        </>
      )}
      {inParts && (
        <div class="composer-parts">
          {PARTS.map((part) => (
            <div key={part.id} class="field">
              <label for={`${id}-${part.id}`}>{t(part.label)}</label>
              {area(part.id, 2, { 'aria-describedby': `${id}-${part.id}-hint` })}
              <p class="hint" id={`${id}-${part.id}-hint`}>
                {t(part.hint)}
              </p>
            </div>
          ))}
          {values[name] || wantsOwn.value ? (
            <div class="field">
              <label for={id}>{t('And in your own words')}</label>
              {area(name, 3)}
            </div>
          ) : (
            <button type="button" class="button small plain composer-own" onClick={() => (wantsOwn.value = true)}>
              {t('Add something in your own words')}
            </button>
          )}
          <div class="field">
            <label for={`${id}-signatory`}>{t('In whose name')}</label>
            <select
              id={`${id}-signatory`}
              value={values.signatory ?? ''}
              required={Boolean(template && !template.signatory)}
              onChange={(event) => edit({ signatory: event.currentTarget.value })}
            >
              <option value="">
                {!template
                  ? t('{name} (you)', { name: me.name })
                  : template.signatory
                    ? t('{name}, as the template says', {
                        name: signatories.find((one) => one.id === template.signatory)?.name ?? template.signatory,
                      })
                    : t('Please choose')}
              </option>
              {signatories.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.role ? `${one.name}, ${one.role}` : one.name}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      {inParts && needsAmount && (
        <div class="field">
          <label for={`${id}-fillAmount`}>{t('The sum to write for {variable}', { variable: '{amount}' })}</label>
          <MoneyInputs
            id={`${id}-fillAmount`}
            name="fillAmount"
            label={t('The sum')}
            required
            values={{ fillAmountCurrency: currencyOf(view), ...values }}
            edit={(changed) => edit({ fillAmountCurrency: values.fillAmountCurrency ?? currencyOf(view), ...changed })}
          />
        </div>
      )}
      {inParts && needsDate && (
        <div class="field field-date">
          <label for={`${id}-fillDate`}>{t('The day to write for {variable}', { variable: '{date}' })}</label>
          <input
            id={`${id}-fillDate`}
            type="date"
            required
            value={values.fillDate ?? ''}
            onInput={(event) => edit({ fillDate: event.currentTarget.value })}
          />
        </div>
      )}
      {inParts && others.length > 0 && (
        <p class="field-error">
          {t('Nobody knows what to write for {variables}. Write it out, or leave it out.', {
            variables: others.map((one) => `{${one}}`).join(', '),
          })}
        </p>
      )}
      {said}
      <Checks check={check} file={file} field={name} values={values} sight={sight} edit={edit} fieldId={id} />
      <Attachments
        id={`${id}-files`}
        file={file}
        label={t('Files to send with it')}
        stored={values.uploads}
        edit={(uploads) => edit({ uploads })}
      />
      <AnswerPreviewing check={check} />
    </div>
  );
}
