import { useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { ActForm, Field, Sight, Values } from '../acts/act-form.ts';
import type { CaseFile } from '../models/case-file.ts';
import { useDesk } from '../desk.ts';
import { readAmount } from '../words/money.ts';
import { Refusal } from './refusal.tsx';

type Props = {
  file: CaseFile;
  form: ActForm;
  sight: Sight;
  /** The promise or offer it is about, when the form itself cannot know. */
  part?: string;
  onDone?: () => void;
  children?: ComponentChildren;
};

/** One act: its fields, kept as a draft while typed, and the button that does it. */
export function ActFormView({ file, form, sight, part, onDone, children }: Props) {
  const desk = useDesk();
  const sure = useRef<HTMLDialogElement>(null);
  const key = part ? `${form.id}:${part}` : form.id;
  const values: Values = { ...form.initial?.(sight), ...file.draft.valuesOf(key) };
  const shown = form.fields.filter((field) => field.when?.(values, sight) ?? true);
  const busy = file.busy.value === key;
  const says = typeof form.says === 'function' ? form.says(sight) : form.says;
  const extras = shown.filter(({ isExtra }) => isExtra);
  const hasExtras = useRef(extras.some(({ name }) => file.draft.valuesOf(key)[name]));
  const edit = (changed: Values) => file.draft.edit(key, changed, sight.view.version);

  const draw = (field: Field) => (
    <FieldView key={field.name} id={`${key}-${field.name}`} field={field} values={values} sight={sight} edit={edit} />
  );

  async function perform() {
    sure.current?.close();
    const done = await file.perform(form.act, form.body(values, sight), { form: key, part: part ?? form.part?.(sight) ?? '' });
    if (!done) return;
    desk.say(typeof form.done === 'function' ? form.done(file.view.peek() ?? sight.view) : form.done);
    onDone?.();
  }

  function submit(event: Event) {
    event.preventDefault();
    if (form.confirm) sure.current?.showModal();
    else void perform();
  }

  return (
    <form
      class="act-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      {says && <p class="says">{says}</p>}
      {shown.filter(({ isExtra }) => !isExtra).map(draw)}
      {extras.length > 0 && (
        <details class="folded" open={hasExtras.current}>
          <summary>Alternatives, terms, last day</summary>
          {extras.map(draw)}
        </details>
      )}
      {children}
      {file.problemOf.value === key && file.problem.value && <Refusal problem={file.problem.value} />}
      <p class="act-buttons">
        <button class={form.grave ? 'button grave' : 'button primary'} aria-busy={busy} aria-disabled={busy}>
          {busy ? 'One moment…' : form.submit}
        </button>
      </p>
      {form.confirm && (
        <dialog ref={sure} aria-labelledby={`${key}-sure`}>
          <h2 id={`${key}-sure`}>{form.submit}?</h2>
          <p>{form.confirm}</p>
          <p class="act-buttons">
            <button type="button" class="button primary" onClick={() => void perform()}>
              Yes, {form.submit.toLowerCase()}
            </button>
            <button type="button" class="button" onClick={() => sure.current?.close()}>
              Not yet
            </button>
          </p>
        </dialog>
      )}
    </form>
  );
}

type FieldProps = { id: string; field: Field; values: Values; sight: Sight; edit: (changed: Values) => void };

function FieldView({ id, field, values, sight, edit }: FieldProps) {
  const { name, label, optional, hint } = field;
  const value = values[name] ?? '';
  const common = { id, name, required: !optional, value, 'aria-describedby': hint ? `${id}-hint` : undefined };
  const type = (event: { currentTarget: { value: string } }) => edit({ [name]: event.currentTarget.value });
  return (
    <div class={`field field-${field.kind}`}>
      <label for={id}>
        {label}
        {optional && field.kind !== 'money' && <span class="optional"> (optional)</span>}
      </label>
      {field.kind === 'long' && <textarea {...common} rows={field.rows ?? 4} maxLength={20_000} dir="auto" onInput={type} />}
      {field.kind === 'line' && <input {...common} type="text" maxLength={2000} dir="auto" autocomplete="off" onInput={type} />}
      {field.kind === 'date' && <input {...common} type="date" onInput={type} />}
      {field.kind === 'choice' && (
        <select {...common} onChange={type}>
          {(optional || !value) && <option value="">{optional ? 'None' : 'Please choose'}</option>}
          {field.choices(sight).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
      {field.kind === 'money' && (
        <MoneyInputs id={id} name={name} label={label} hint={hint && `${id}-hint`} required={!optional} values={values} edit={edit} />
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

type MoneyProps = Pick<FieldProps, 'id' | 'values' | 'edit'> & { name: string; label: string; hint?: string; required: boolean };

function MoneyInputs({ id, name, label, hint, required, values, edit }: MoneyProps) {
  const amount = values[name] ?? '';
  const currency = values[`${name}Currency`] ?? '';
  const check = (input: HTMLInputElement | null) =>
    input?.setCustomValidity(!amount || readAmount(amount, currency) ? '' : 'Please write an amount such as 12.50.');
  return (
    <span class="money">
      <input
        id={id}
        ref={check}
        name={name}
        required={required}
        aria-describedby={hint}
        inputMode="decimal"
        autocomplete="off"
        value={amount}
        onInput={(event) => edit({ [name]: event.currentTarget.value })}
      />
      <input
        aria-label={`Currency of ${label.toLowerCase()}`}
        name={`${name}Currency`}
        class="currency"
        required
        pattern="[A-Za-z]{3}"
        maxLength={3}
        value={currency}
        onInput={(event) => edit({ [`${name}Currency`]: event.currentTarget.value.toUpperCase() })}
      />
    </span>
  );
}
