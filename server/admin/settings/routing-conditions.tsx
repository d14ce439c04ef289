import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RoutingCondition } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { KIND, SEVERITY } from '../words/labels.ts';
import { language, msg, t } from '../words/language.ts';
import { money, shopCurrency } from '../words/money.ts';
import { basisAt } from './basis.ts';
import { withValue } from './differences.ts';
import type { DocumentModel } from './document.ts';
import { MoneyLine, Select, Several, Words } from './fields.tsx';
import { languageName } from './language-choice.tsx';

type Field = keyof RoutingCondition;
/** Every field a rule may look at, in the order in which they are offered. */
const FIELDS: Record<Field, string> = {
  kind: msg('Kind'),
  reason: msg('Reason'),
  severity: msg('Severity'),
  words: msg('Words in the story'),
  touchpoint: msg('Where it happened'),
  site: msg('Site'),
  language: msg('Customer’s language'),
  segment: msg('Customer’s segment'),
  plan: msg('Customer’s plan'),
  tag: msg('Tag'),
  amountAtLeast: msg('Amount at least'),
  amountBelow: msg('Amount below'),
  mrrAtLeast: msg('Pays a month at least'),
  secondFailure: msg('Second failure'),
};
const begun = (field: Field): unknown => {
  if (field === 'secondFailure') return true;
  if (field === 'amountAtLeast' || field === 'amountBelow' || field === 'mrrAtLeast') return { amount: 0, currency: shopCurrency.value };
  return [];
};

/** `If the reason is late or lost, and the amount at least €50.00`. */
export function conditionWords(when: RoutingCondition, session: Desk['session']): string {
  const or = new Intl.ListFormat(language.value, { type: 'disjunction' });
  const named: Partial<Record<Field, (value: string) => string>> = {
    kind: (id) => t(KIND[id as keyof typeof KIND]),
    severity: (id) => t(SEVERITY[id as keyof typeof SEVERITY]),
    reason: session.reasonLabel,
    language: languageName,
  };
  const parts = (Object.keys(FIELDS) as Field[]).flatMap((field) => {
    const value = when[field];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    const said = Array.isArray(value)
      ? or.format(value.map((one) => named[field]?.(one) ?? one))
      : typeof value === 'boolean'
        ? value
          ? t('Yes')
          : t('No')
        : money(value);
    return [t('{field}: {value}', { field: t(FIELDS[field]), value: said })];
  });
  if (parts.length === 0) return t('Fits every case.');
  return t('Fits when {conditions}.', { conditions: new Intl.ListFormat(language.value).format(parts) });
}

/** The conditions of one rule: those it has, each with a way to take it away, and a list to add another. */
export function Conditions({ model, index }: { model: DocumentModel<'routing'>; index: number }) {
  const when = model.at<RoutingCondition>('rules', index, 'when');
  const has = (Object.keys(FIELDS) as Field[]).filter((field) => when.value[field] !== undefined);
  const left = (Object.keys(FIELDS) as Field[]).filter((field) => when.value[field] === undefined);
  return (
    <section class="doc-list" aria-label={t('Conditions')}>
      <h4>{t('If all of these fit')}</h4>
      {has.map((field) => (
        <div key={field} class="doc-condition">
          <ConditionField model={model} index={index} field={field} />
          <button
            type="button"
            class="button small"
            aria-label={t('Remove the condition “{name}”', { name: t(FIELDS[field]) })}
            onClick={(event) => {
              const list = event.currentTarget.closest('section');
              when.set(withValue(when.value, [field], undefined));
              requestAnimationFrame(() => list?.querySelector<HTMLElement>('select[data-add-condition]')?.focus());
            }}
          >
            {t('Remove')}
          </button>
        </div>
      ))}
      <div class="field">
        <label for={`${when.id}-add`}>{t('Add a condition')}</label>
        <select
          id={`${when.id}-add`}
          data-add-condition
          value=""
          onChange={(event) => {
            const field = event.currentTarget.value as Field;
            if (field) when.set({ ...when.value, [field]: begun(field) });
          }}
        >
          <option value="">{has.length ? t('Please choose') : t('None: it fits every case')}</option>
          {left.map((field) => (
            <option key={field} value={field}>
              {t(FIELDS[field])}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}

function ConditionField({ model, index, field }: { model: DocumentModel<'routing'>; index: number; field: Field }) {
  const { client, session } = useDesk();
  const basis = basisAt(client).value.value;
  const sites = useSites(field === 'site');
  const at = <Value,>() => model.at<Value>('rules', index, 'when', field);
  const label = t(FIELDS[field]);
  const kept = <Value,>() => {
    const spot = at<Value[] | undefined>();
    return { ...spot, set: (value: Value[] | undefined) => spot.set(value ?? []) };
  };
  switch (field) {
    case 'kind':
      return (
        <Several spot={kept<string>()} label={label} choices={Object.entries(KIND).map(([value, said]) => ({ value, label: t(said) }))} />
      );
    case 'severity':
      return (
        <Several
          spot={kept<string>()}
          label={label}
          choices={Object.entries(SEVERITY).map(([value, said]) => ({ value, label: t(said) }))}
        />
      );
    case 'reason':
      return (
        <Words
          spot={at<string[]>()}
          label={label}
          empty={[]}
          labelOf={session.reasonLabel}
          choices={session.taxonomy.value.reasons.map(({ id, label }) => ({ value: id, label }))}
        />
      );
    case 'language':
      return (
        <Words
          spot={at<string[]>()}
          label={label}
          empty={[]}
          labelOf={languageName}
          choices={(basis?.languages ?? []).map((id) => ({ value: id, label: languageName(id) }))}
        />
      );
    case 'site':
      return (
        <Words
          spot={at<string[]>()}
          label={label}
          empty={[]}
          labelOf={(id) => sites.find(({ value }) => value === id)?.label ?? id}
          choices={sites}
        />
      );
    case 'amountAtLeast':
    case 'amountBelow':
    case 'mrrAtLeast':
      return <MoneyLine spot={at()} label={label} currency={shopCurrency.value} />;
    case 'secondFailure': {
      const spot = at<boolean>();
      return (
        <Select
          spot={{ ...spot, value: spot.value ? 'yes' : 'no', set: (value) => spot.set(value === 'yes') }}
          label={label}
          choices={[
            { value: 'yes', label: t('Yes') },
            { value: 'no', label: t('No') },
          ]}
        />
      );
    }
    default:
      return (
        <Words spot={at<string[]>()} label={label} empty={[]} hint={field === 'words' ? t('Any of these, as whole words.') : undefined} />
      );
  }
}

function useSites(isWanted: boolean): { value: string; label: string }[] {
  const { client } = useDesk();
  const sites = useSignal<{ value: string; label: string }[]>([]);
  useEffect(() => {
    if (isWanted)
      client.listSites().then(
        ({ items }) => (sites.value = items.map(({ id, name }) => ({ value: id, label: name }))),
        () => {}, // the list stays empty; ids already chosen are still shown
      );
  }, [isWanted]);
  return sites.value;
}
