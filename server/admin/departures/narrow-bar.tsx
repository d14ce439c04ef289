import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { msg, t } from '../words/language.ts';
import { DECISION, SEGMENT, WAY } from './departure-words.ts';
import type { Narrowing } from './register.ts';

const WIDE = '(width >= 48rem)';
type Choices = Record<string, string>;
const RETURNED: Choices = { false: msg('Still away'), true: msg('Came back') };
const DECIDED: Choices = { none: msg('Nobody decided yet'), ...DECISION };

/** Narrows the register. Every choice goes into the address at once. */
export function NarrowBar({ narrowing, onNarrow }: { narrowing: Narrowing; onNarrow: (next: Narrowing) => void }) {
  const { session } = useDesk();
  // On a phone the list itself comes first, unless something is narrowed that has to be seen.
  const isOpen = useMemo(() => Object.keys(narrowing).length > 0 || matchMedia(WIDE).matches, []);
  const set = (name: keyof Narrowing, value: string) => onNarrow({ ...narrowing, [name]: value });
  const reasons = session.taxonomy.value.reasons.filter(({ kind }) => kind === 'cancellation');
  const translated = (labels: Choices) => Object.entries(labels).map(([id, label]) => ({ id, label: t(label) }));

  const choice = (name: keyof Narrowing, label: string, choices: { id: string; label: string }[]) => (
    <Labelled name={name} label={label}>
      <select id={`dep-${name}`} value={narrowing[name] ?? ''} onChange={(event) => set(name, event.currentTarget.value)}>
        <option value="">{t('Any')}</option>
        {choices.map(({ id, label }) => (
          <option key={id} value={id} selected={id === narrowing[name]}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
  const typed = (name: keyof Narrowing, label: string, type: 'date' | 'number') => (
    <Labelled name={name} label={label}>
      <input
        id={`dep-${name}`}
        type={type}
        min={type === 'number' ? 0 : undefined}
        value={narrowing[name] ?? ''}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    </Labelled>
  );

  return (
    <details class="folded" open={isOpen}>
      <summary>{t('Filter')}</summary>
      <form class="dep-narrow" aria-label={t('Filter')} onSubmit={(event) => event.preventDefault()}>
        {typed('from', t('Left from'), 'date')}
        {typed('to', t('Left until'), 'date')}
        {choice('reason', t('Reason'), reasons)}
        {choice('way', t('How they left'), translated(WAY))}
        {choice('segment', t('Could it be avoided'), translated(SEGMENT))}
        {typed('value', t('Paid at least, a month'), 'number')}
        {choice('decision', t('Decision'), translated(DECIDED))}
        {choice('returned', t('Came back'), translated(RETURNED))}
      </form>
    </details>
  );
}

const Labelled = ({ name, label, children }: { name: string; label: string; children: ComponentChildren }) => (
  <div class="filter-field">
    <label for={`dep-${name}`}>{label}</label>
    {children}
  </div>
);
