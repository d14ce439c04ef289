import type { Signal } from '@preact/signals';
import type { ComponentChildren, TargetedEvent } from 'preact';

type LineProps = {
  id: string;
  label: ComponentChildren;
  value: Signal<string>;
  hint?: ComponentChildren;
  error?: string | null;
  type?: 'text' | 'email' | 'password';
  autocomplete: string;
  inputMode?: 'numeric' | 'url';
  dir?: 'ltr';
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  spellcheck?: boolean;
};

/** One line to type into, with its label, its hint and what is wrong with it. */
export function Line({ id, label, value, hint, error, type = 'text', ...rest }: LineProps) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const field = {
    ...rest,
    id,
    value,
    'aria-describedby': told || undefined,
    'aria-invalid': error ? true : undefined,
    onInput: (event: TargetedEvent<HTMLInputElement>) => void (value.value = event.currentTarget.value),
  };
  return (
    <div class="field acc-line">
      <label for={id}>{label}</label>
      {type === 'password' && <input type="password" {...field} />}
      {type === 'email' && <input type="email" {...field} />}
      {type === 'text' && <input type="text" {...field} />}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="acc-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
