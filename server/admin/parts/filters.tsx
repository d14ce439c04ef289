import { useSignal } from '@preact/signals';
import type { TargetedEvent } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import type { SiteView } from '#shared/contracts/staff.ts';
import { useDesk } from '../desk.ts';
import { addressOf, type FilterName, FILTERS, type Filters, type Wanted } from '../models/views.ts';
import { day } from '../words/dates.ts';
import { KIND, OUTCOME, SEVERITY, STATE, TURN } from '../words/labels.ts';
import { msg, t } from '../words/language.ts';

const LABELS: Record<FilterName, string> = {
  kind: msg('Kind'),
  state: msg('State'),
  turn: msg('Turn'),
  reason: msg('Reason'),
  severity: msg('How serious'),
  secondFailure: msg('Second failure'),
  assignee: msg('With'),
  team: msg('Team'),
  site: msg('Site'),
  tag: msg('Tag'),
  locale: msg('Language'),
  outcome: msg('Outcome'),
  value: msg('Pays at least, a month'),
  from: msg('Opened from'),
  to: msg('Opened until'),
  due: msg('Due until'),
  updated: msg('Changed since'),
};
const YES_NO: Record<string, string> = { true: msg('Yes'), false: msg('No') };
const DAYS = new Set<FilterName>(['from', 'to', 'due', 'updated']);
const labelled = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label: t(label) }));

/** What a filter offers to choose from; null: it is typed. */
function useChoices(sites: SiteView[]) {
  const { session } = useDesk();
  const fixed: Partial<Record<FilterName, { value: string; label: string }[]>> = {
    kind: labelled(KIND),
    state: labelled(STATE),
    turn: labelled(TURN),
    severity: labelled(SEVERITY),
    outcome: labelled(OUTCOME),
    secondFailure: labelled(YES_NO),
    reason: session.taxonomy.value.reasons.map(({ id }) => ({ value: id, label: session.reasonLabel(id) })),
    assignee: session.team.value.map(({ id, name }) => ({ value: id, label: name })),
    site: sites.map(({ id, name }) => ({ value: id, label: name })),
  };
  return (name: FilterName) => fixed[name] ?? null;
}

/** Narrowing a list by any of its fields. What is chosen stands in the address, and as chips that take it away again. */
export function FilterBar({ wanted }: { wanted: Wanted }) {
  const { client } = useDesk();
  const { route } = useLocation();
  const isOpen = useSignal(false);
  const sites = useSignal<SiteView[]>([]);
  const panel = useRef<HTMLFormElement>(null);
  const { filters, customer } = wanted;
  const active = FILTERS.filter((name) => filters[name]);
  const choicesOf = useChoices(sites.value);

  useEffect(() => {
    if (!isOpen.value && !filters.site) return;
    void client.listSites().then(
      ({ items }) => (sites.value = items),
      () => {}, // the names of sites are missing then; everything else can be chosen
    );
  }, [isOpen.value, filters.site]);

  const go = (next: Filters) => route(addressOf({ ...wanted, filters: next }), true);
  const set = (name: FilterName, value: string) => go({ ...filters, [name]: value.trim() || undefined });
  const shown = (name: FilterName) => {
    const value = filters[name] ?? '';
    if (DAYS.has(name)) return day(`${value}T12:00:00`);
    return value
      .split(',')
      .map((one) => choicesOf(name)?.find((choice) => choice.value === one)?.label ?? one)
      .join(', ');
  };

  return (
    <div class="filters">
      <div class="filter-line">
        <button
          type="button"
          class="button small"
          aria-expanded={isOpen.value}
          aria-controls="filter-panel"
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          {t('Filter')}
        </button>
        {customer && (
          <a class="chip" href={addressOf({ ...wanted, customer: '' })}>
            {t('One customer')} <span aria-hidden="true">×</span>
            <span class="hidden">{t('Show everybody')}</span>
          </a>
        )}
        {active.map((name) => (
          <a key={name} class="chip" href={addressOf({ ...wanted, filters: { ...filters, [name]: undefined } })}>
            {t('{field}: {value}', { field: t(LABELS[name]), value: shown(name) })} <span aria-hidden="true">×</span>
            <span class="hidden">{t('Remove this filter')}</span>
          </a>
        ))}
        {active.length > 1 && (
          <a class="filter-clear" href={addressOf({ ...wanted, filters: {} })}>
            {t('Remove all filters')}
          </a>
        )}
      </div>
      {isOpen.value && (
        <form id="filter-panel" class="filter-panel" ref={panel} onSubmit={(event) => event.preventDefault()} aria-label={t('Filters')}>
          {FILTERS.map((name) => (
            <FilterField key={name} name={name} value={filters[name] ?? ''} choices={choicesOf(name)} onSet={(value) => set(name, value)} />
          ))}
        </form>
      )}
    </div>
  );
}

type FieldProps = { name: FilterName; value: string; choices: { value: string; label: string }[] | null; onSet: (value: string) => void };

function FilterField({ name, value, choices, onSet }: FieldProps) {
  const id = `filter-${name}`;
  return (
    <div class="filter-field">
      <label for={id}>{t(LABELS[name])}</label>
      {choices ? (
        <select id={id} value={value} onChange={(event) => onSet(event.currentTarget.value)}>
          <option value="">{t('Any')}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <TypedField name={name} id={id} defaultValue={value} onChange={(event) => onSet(event.currentTarget.value)} />
      )}
    </div>
  );
}

type Typed = { id: string; defaultValue: string; onChange: (event: TargetedEvent<HTMLInputElement>) => void };
function TypedField({ name, ...field }: Typed & { name: FilterName }) {
  if (DAYS.has(name)) return <input type="date" {...field} />;
  return name === 'value' ? <input type="number" min="0" {...field} /> : <input type="text" {...field} />;
}
