import { useSignal } from '@preact/signals';
import { t } from '../words/language.ts';
import type { Spot } from './document.ts';

type Entries<Entry> = Record<string, Entry>;
type AddProps<Entry> = {
  /** Of the field. */
  id: string;
  spot: Spot<Entries<Entry>>;
  label: string;
  hint?: (key: string | null) => string;
  max?: number;
  dir?: 'auto' | 'ltr';
  /** The key of what was typed; null when it cannot be one. */
  keyOf?: (typed: string) => string | null;
  /** What a new entry begins as; without it nothing is added. */
  begin: () => Entry | undefined;
};

/** A field whose words become the key of one more entry, once. */
export function AddEntry<Entry>({
  id,
  spot,
  label,
  hint,
  max = 60,
  dir = 'auto',
  keyOf = (typed) => typed || null,
  begin,
}: AddProps<Entry>) {
  const typed = useSignal('');
  const key = keyOf(typed.value.trim());
  const isNew = key !== null && !Object.hasOwn(spot.value, key);
  const add = () => {
    const begun = isNew ? begin() : undefined;
    if (!isNew || begun === undefined) return;
    spot.set({ ...spot.value, [key]: begun });
    typed.value = '';
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="doc-pair">
        <input
          id={id}
          dir={dir}
          autocomplete="off"
          maxLength={max}
          aria-describedby={hint && `${id}-hint`}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
          }}
        />
        <button type="button" class="button" disabled={!isNew} onClick={add}>
          {t('Add')}
        </button>
      </span>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint(key)}
        </p>
      )}
    </div>
  );
}

type RemoveProps<Entry> = { spot: Spot<Entries<Entry>>; entry: string; name: string; /** The field that takes the focus. */ next: string };

/** Takes one entry away. */
export const RemoveEntry = <Entry,>({ spot, entry, name, next }: RemoveProps<Entry>) => (
  <button
    type="button"
    class="button small"
    aria-label={t('Remove {name}', { name })}
    onClick={() => {
      const { [entry]: _, ...others } = spot.value;
      spot.set(others);
      document.getElementById(next)?.focus();
    }}
  >
    {t('Remove')}
  </button>
);

/** One more at the end of a list. */
export const AddItem = <Item,>({ spot, label, begin }: { spot: Spot<Item[]>; label: string; begin: () => Item }) => (
  <p>
    <button type="button" class="button" data-add onClick={() => spot.set([...spot.value, begin()])}>
      {label}
    </button>
  </p>
);
