import type { Field, Sight, Values } from '../acts/act-form.ts';
import { AnswerField } from '../composer/answer-field.tsx';
import { Attachments } from '../composer/attachments.tsx';
import { NoteField } from '../composer/note-field.tsx';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import { MoneyInputs } from './money-inputs.tsx';

export type FieldProps = {
  id: string;
  /** Where the draft is kept. */
  form: string;
  field: Field;
  values: Values;
  sight: Sight;
  file: CaseFile;
  edit: (changed: Values) => void;
  /** What the server says about it. */
  error: string | undefined;
};

/** One question of a form, with its label, hint, and what is wrong with its answer. */
export function FieldView(props: FieldProps) {
  const { id, field, values, sight, file, edit, error } = props;
  const { name, optional, hint } = field;
  const label = t(field.label);
  const value = values[name] ?? '';
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const common = { id, name, required: !optional, value, 'aria-describedby': told, 'aria-invalid': error ? true : undefined };
  const type = (event: { currentTarget: { value: string } }) => edit({ [name]: event.currentTarget.value });
  const said = (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {t(hint)}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );

  if (field.kind === 'answer') return <AnswerField {...props} told={told} said={said} />;
  if (field.kind === 'files')
    return <Attachments id={id} file={file} label={label} stored={values[name]} edit={(stored) => edit({ [name]: stored })} />;
  return (
    <div class={`field field-${field.kind}`}>
      <label for={id}>
        {label}
        {optional && field.kind !== 'money' && <span class="optional"> {t('(optional)')}</span>}
      </label>
      {field.kind === 'long' && <textarea {...common} rows={field.rows ?? 4} maxLength={20_000} dir="auto" onInput={type} />}
      {field.kind === 'note' && (
        <NoteField {...common} rows={field.rows ?? 4} team={sight.team} onText={(text) => edit({ [name]: text })} />
      )}
      {field.kind === 'line' && <input {...common} type="text" maxLength={2000} dir="auto" autocomplete="off" onInput={type} />}
      {field.kind === 'date' && <input {...common} type="date" onInput={type} />}
      {field.kind === 'choice' && (
        <select {...common} onChange={type}>
          {(optional || !value) && <option value="">{optional ? t('None') : t('Please choose')}</option>}
          {field.choices(sight).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
      {field.kind === 'money' && (
        <MoneyInputs id={id} name={name} label={label} told={told} required={!optional} values={values} edit={edit} />
      )}
      {said}
    </div>
  );
}
