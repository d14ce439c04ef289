import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../words/language.ts';
import { exampleAmount, readAmount, typedAmount } from '../words/money.ts';
import type { Money } from '#shared/contracts/basics.ts';
import type { Spot } from './document.ts';

/** Where a field stands, without what is in it. */
type Place = Pick<Spot, 'id' | 'problems'>;
type Drawn = Omit<FieldProps<unknown>, 'spot'> & { spot: Place };
export type FieldProps<Value> = {
  spot: Spot<Value>;
  label: string;
  hint?: ComponentChildren;
  /** `unsaid`: where a whole page of fields may stay empty, it is said once. */ optional?: boolean | 'unsaid';
};

/** What every field of a settings page has: a label, a hint, and its own mistake beside it. */
export function Field({ spot, label, hint, optional, look = '', children }: Drawn & { look?: string; children: ComponentChildren }) {
  return (
    <div class={`field ${look}`}>
      <label for={spot.id}>
        {label} {optional === true && <span class="optional">{t('(optional)')}</span>}
      </label>
      {children}
      {hint && (
        <p class="hint" id={`${spot.id}-hint`}>
          {hint}
        </p>
      )}
      <Mistakes spot={spot} />
    </div>
  );
}

export function Mistakes({ spot }: { spot: Place }) {
  if (spot.problems.length === 0) return null;
  return (
    <p class="doc-error" id={`${spot.id}-error`}>
      {spot.problems.map(({ message }) => message).join(' ')}
    </p>
  );
}

export const told = (spot: Place, hint: unknown) => ({
  id: spot.id,
  'aria-invalid': spot.problems.length > 0 ? ('true' as const) : undefined,
  'aria-describedby': [hint && `${spot.id}-hint`, spot.problems.length > 0 && `${spot.id}-error`].filter(Boolean).join(' ') || undefined,
});

type LineProps = FieldProps<string | undefined> & {
  max?: number;
  rows?: number;
  dir?: 'auto' | 'ltr';
  lang?: string;
  placeholder?: string;
};

/** Words. Emptied, an optional field is not in the document. */
export function Line({ spot, label, hint, optional, max = 200, rows, dir = 'auto', lang, placeholder }: LineProps) {
  const common = {
    ...told(spot, hint),
    value: spot.value ?? '',
    maxLength: max,
    dir,
    lang,
    placeholder,
    autocomplete: 'off',
    onInput: (event: { currentTarget: { value: string } }) =>
      spot.set(optional && event.currentTarget.value === '' ? undefined : event.currentTarget.value),
  };
  return (
    <Field spot={spot} label={label} hint={hint} optional={optional}>
      {rows ? <textarea {...common} rows={rows} /> : <input type="text" {...common} />}
    </Field>
  );
}

type NumberProps = FieldProps<number | null | undefined> & { min?: number; max?: number; step?: number; scale?: number; empty?: null };

/** A number. `scale`: what is shown is so many times what is kept, as with shares in percent. */
export function NumberLine({ spot, label, hint, optional, min = 0, max, step = 1, scale = 1, empty }: NumberProps) {
  const typed = useSignal('');
  const read = (text: string) => Math.round((Number(text) / scale) * 1e9) / 1e9;
  const kept = typeof spot.value === 'number' ? String(Math.round(spot.value * scale * 1e6) / 1e6) : '';
  // `12.0` on the way to `12.05` must not become `12` under the fingers.
  const shown = typed.value !== '' && read(typed.value) === spot.value ? typed.value : kept;
  return (
    <Field spot={spot} label={label} hint={hint} optional={optional} look="doc-short">
      <input
        type="number"
        inputMode="decimal"
        {...told(spot, hint)}
        min={min}
        max={max}
        step={step}
        value={shown}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          if (typed.value === '') spot.set(empty);
          else if (Number.isFinite(Number(typed.value))) spot.set(read(typed.value));
        }}
      />
    </Field>
  );
}

/** A new id within a document. Pages without TLS have no `randomUUID`. */
export const newId = (prefix: string): string =>
  `${prefix}_${[...crypto.getRandomValues(new Uint8Array(5))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

type Choice = { value: string; label: string };

export function Select({
  spot,
  label,
  hint,
  optional,
  choices,
  none,
}: FieldProps<string | undefined> & { choices: Choice[]; none?: string }) {
  const isKnown = choices.some(({ value }) => value === spot.value);
  return (
    <Field spot={spot} label={label} hint={hint} optional={optional}>
      <select {...told(spot, hint)} value={spot.value ?? ''} onChange={(event) => spot.set(event.currentTarget.value || undefined)}>
        {(none !== undefined || !spot.value) && <option value="">{none ?? t('Please choose')}</option>}
        {spot.value && !isKnown && <option value={spot.value}>{spot.value}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === spot.value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Check({ spot, label, hint }: FieldProps<boolean | undefined>) {
  return (
    <div class="field">
      <span class="doc-check">
        <input
          type="checkbox"
          {...told(spot, hint)}
          checked={spot.value ?? false}
          onChange={(event) => spot.set(event.currentTarget.checked)}
        />
        <label for={spot.id}>{label}</label>
      </span>
      {hint && (
        <p class="hint" id={`${spot.id}-hint`}>
          {hint}
        </p>
      )}
      <Mistakes spot={spot} />
    </div>
  );
}

/** Several of a few; none chosen means that it does not matter. */
export function Several<Value extends string>({
  spot,
  label,
  choices,
}: Omit<FieldProps<Value[] | undefined>, 'hint' | 'optional'> & { choices: Choice[] }) {
  const chosen = spot.value ?? [];
  return (
    <fieldset class="doc-choices" aria-invalid={spot.problems.length > 0 ? 'true' : undefined}>
      <legend>{label}</legend>
      {choices.map(({ value, label }) => (
        <span key={value} class="doc-check">
          <input
            type="checkbox"
            id={`${spot.id}-${value}`}
            checked={chosen.includes(value as Value)}
            onChange={(event) => {
              const next = event.currentTarget.checked ? [...chosen, value as Value] : chosen.filter((one) => one !== value);
              spot.set(next.length ? next : undefined);
            }}
          />
          <label for={`${spot.id}-${value}`}>{label}</label>
        </span>
      ))}
      <Mistakes spot={spot} />
    </fieldset>
  );
}

/** A list of short words: chosen from suggestions, or typed and added with Enter. */
export function Words({
  spot,
  label,
  hint,
  choices,
  labelOf = (value) => value,
  empty,
}: FieldProps<string[] | undefined> & { choices?: Choice[]; labelOf?: (value: string) => string; empty?: [] }) {
  const typed = useSignal('');
  const own = spot.value ?? [];
  const set = (next: string[]) => spot.set(next.length ? next : empty);
  const add = (value: string) => {
    if (value.trim() && !own.includes(value.trim())) set([...own, value.trim()]);
    typed.value = '';
  };
  const left = choices?.filter(({ value }) => !own.includes(value));
  return (
    <Field spot={spot} label={label} hint={hint}>
      {own.length > 0 && (
        <ul class="doc-chips">
          {own.map((value) => (
            <li key={value} class="doc-chip">
              <span dir="auto">{labelOf(value)}</span>
              <button
                type="button"
                class="button plain"
                aria-label={t('Remove {name}', { name: labelOf(value) })}
                onClick={(event) => {
                  const field = event.currentTarget.closest('.field')?.querySelector<HTMLElement>('select, input');
                  set(own.filter((one) => one !== value));
                  field?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {left ? (
        <select {...told(spot, hint)} value="" onChange={(event) => add(event.currentTarget.value)}>
          <option value="">{own.length ? t('Add another…') : t('Any')}</option>
          {left.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <span class="doc-pair">
          <input
            type="text"
            {...told(spot, hint)}
            dir="auto"
            autocomplete="off"
            value={typed.value}
            placeholder={own.length ? '' : t('Any')}
            onInput={(event) => (typed.value = event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add(event.currentTarget.value);
            }}
            onBlur={(event) => add(event.currentTarget.value)}
          />
          <button type="button" class="button" onClick={() => add(typed.value)}>
            {t('Add')}
          </button>
        </span>
      )}
    </Field>
  );
}

type ItemActs<Item> = {
  spot: Spot<Item[]>;
  index: number;
  /** Called in labels read aloud. */
  name: string;
  copy?: (item: Item) => Item;
  isOrdered?: boolean;
};

/** Move, duplicate, remove: by buttons, so that the keyboard does it too. */
export function ItemActs<Item>({ spot, index, name, copy, isOrdered = false }: ItemActs<Item>) {
  const items = spot.value;
  const move = (to: number, event: { currentTarget: HTMLElement }) => {
    const list = event.currentTarget.closest<HTMLElement>('[data-items]');
    const act = event.currentTarget.dataset.act;
    const next = items.filter((_, i) => i !== index);
    spot.set([...next.slice(0, to), items[index]!, ...next.slice(to)]);
    requestAnimationFrame(() => {
      const there = list?.querySelectorAll<HTMLElement>(`:scope > [data-item]`)[to];
      const same = there?.querySelector<HTMLButtonElement>(`[data-act=${act}]`);
      (same?.disabled ? there?.querySelector<HTMLElement>('[data-act]:not(:disabled)') : same)?.focus();
    });
  };
  return (
    <span class="doc-item-acts">
      {isOrdered && (
        <>
          <button
            type="button"
            class="button small"
            data-act="up"
            disabled={index === 0}
            aria-label={t('Move {name} up', { name })}
            onClick={(event) => move(index - 1, event)}
          >
            ↑
          </button>
          <button
            type="button"
            class="button small"
            data-act="down"
            disabled={index === items.length - 1}
            aria-label={t('Move {name} down', { name })}
            onClick={(event) => move(index + 1, event)}
          >
            ↓
          </button>
        </>
      )}
      {copy && (
        <button
          type="button"
          class="button small"
          data-act="copy"
          aria-label={t('Duplicate {name}', { name })}
          onClick={() => spot.set([...items.slice(0, index + 1), copy(items[index]!), ...items.slice(index + 1)])}
        >
          {t('Duplicate')}
        </button>
      )}
      <button
        type="button"
        class="button small"
        data-act="remove"
        aria-label={t('Remove {name}', { name })}
        onClick={(event) => {
          const list = event.currentTarget.closest<HTMLElement>('[data-items]');
          spot.set(items.filter((_, i) => i !== index));
          requestAnimationFrame(() => list?.querySelector<HTMLElement>('[data-add]')?.focus());
        }}
      >
        {t('Remove')}
      </button>
    </span>
  );
}

/** An amount in a currency. What cannot be read stays typed, and says so. */
export function MoneyLine({ spot, label, hint, currency }: FieldProps<Money | undefined> & { currency: string }) {
  const typed = useSignal(spot.value ? typedAmount(spot.value) : '');
  const code = useSignal(spot.value?.currency ?? currency);
  const { amount, currency: kept } = spot.value ?? {};
  useEffect(() => {
    if (amount === undefined || kept === undefined) return;
    const read = readAmount(typed.peek(), code.peek());
    if (read?.amount === amount && read.currency === kept) return;
    typed.value = typedAmount({ amount, currency: kept });
    code.value = kept;
  }, [amount, kept]);
  const isUnread = typed.value !== '' && readAmount(typed.value, code.value) === null;
  const tell = () => {
    const read = readAmount(typed.value, code.value);
    if (read) spot.set(read);
  };
  return (
    <Field spot={spot} label={label} hint={hint}>
      <span class="money">
        <input
          {...told(spot, hint)}
          inputMode="decimal"
          autocomplete="off"
          aria-invalid={isUnread || spot.problems.length > 0 ? 'true' : undefined}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            tell();
          }}
        />
        <input
          class="currency"
          aria-label={t('Currency of “{label}”', { label })}
          maxLength={3}
          autocomplete="off"
          value={code.value}
          onInput={(event) => {
            code.value = event.currentTarget.value.toUpperCase();
            tell();
          }}
        />
      </span>
      {isUnread && <p class="doc-error">{t('Please write an amount such as {example}.', { example: exampleAmount(code.value) })}</p>}
    </Field>
  );
}
