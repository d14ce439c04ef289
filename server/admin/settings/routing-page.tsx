import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RoutingRule } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { SEVERITY } from '../words/labels.ts';
import { language, t } from '../words/language.ts';
import { basisAt } from './basis.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { DryRun } from './dry-run.tsx';
import { AddItem } from './entries.tsx';
import { Check, ItemActs, Line, newId, Select, Words } from './fields.tsx';
import { useOther } from './other-document.ts';
import { Conditions, conditionWords } from './routing-conditions.tsx';

/** Ordered rules that send cases to the people they belong to; tried on past cases before they count. */
export function RoutingPage() {
  const { client } = useDesk();
  const basis = basisAt(client);
  useEffect(() => void basis.load(), []);
  return (
    <DocumentPage
      name="routing"
      title={t('Routing rules')}
      lead={t(
        'Read from top to bottom. The first rule that fits decides, unless it says to go on. Teams and away times are part of the same draft.',
      )}
      after={(model) => <DryRun model={model} />}
    >
      {(model) => <Rules model={model} />}
    </DocumentPage>
  );
}

function Rules({ model }: { model: DocumentModel<'routing'> }) {
  const clocks = useOther('clocks');
  const rules = model.at<RoutingRule[]>('rules');
  return (
    <section class="doc-list" aria-labelledby="routing-rules" data-items>
      <h2 id="routing-rules">{t('Rules')}</h2>
      {rules.value.length === 0 && <p class="quiet">{t('No rule yet: every case goes to the default team.')}</p>}
      {rules.value.map((rule, i) => (
        <RuleCard key={rule.id} model={model} rule={rule} index={i} policies={Object.keys(clocks.value?.policies ?? {})} />
      ))}
      <AddItem
        spot={rules}
        label={t('Add a rule')}
        begin={() => ({ id: newId('rule'), name: t('New rule'), enabled: true, when: {}, then: {}, continue: false })}
      />
    </section>
  );
}

type Named = { value: string; label: string }[];
const nameIn = (list: Named, id: string) => list.find(({ value }) => value === id)?.label ?? id;

/** `Then: Senior care, Critical, #safety.` */
function effectWords({ then }: RoutingRule, teams: Named, people: Named): string {
  const parts = [
    then.team && nameIn(teams, then.team),
    then.person && nameIn(people, then.person),
    then.severity && t(SEVERITY[then.severity]),
    ...(then.tags ?? []).map((tag) => `#${tag}`),
    then.clockPolicy && t('clocks “{name}”', { name: then.clockPolicy }),
  ].filter((part): part is string => part !== undefined && part !== '');
  if (parts.length === 0) return t('Nothing is changed.');
  return t('Then: {effects}.', { effects: new Intl.ListFormat(language.value).format(parts) });
}

type CardProps = { model: DocumentModel<'routing'>; rule: RoutingRule; index: number; policies: string[] };

function RuleCard({ model, rule, index, policies }: CardProps) {
  const desk = useDesk();
  const isOpen = useSignal(rule.name === t('New rule'));
  const rules = model.at<RoutingRule[]>('rules');
  const at = <Value,>(...path: (string | number)[]) => model.at<Value>('rules', index, ...path);
  const teams = model.at<{ id: string; name: string }[]>('teams').value.map(({ id, name }) => ({ value: id, label: name }));
  const people = desk.session.team.value.map(({ id, name }) => ({ value: id, label: name }));
  const severities = Object.entries(SEVERITY).map(([value, label]) => ({ value, label: t(label) }));
  const number = index + 1;

  return (
    <div class="card" data-item role="group" aria-label={t('Rule {number}: {name}', { number, name: rule.name })}>
      <div class="doc-item-head">
        <h3 dir="auto">
          {number}. {rule.name} {!rule.enabled && <span class="flag">{t('Off')}</span>}
        </h3>
        <ItemActs
          spot={rules}
          index={index}
          name={t('rule {number}', { number })}
          isOrdered
          copy={(one) => ({ ...structuredClone(one), id: newId('rule'), name: t('{name} (copy)', { name: one.name }) })}
        />
      </div>
      <p class="doc-sentence">
        {conditionWords(rule.when, desk.session)} {effectWords(rule, teams, people)}
      </p>
      <details class="folded" open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
        <summary>{t('Edit')}</summary>
        {isOpen.value && (
          <div class="doc-inner">
            <div class="doc-grid">
              <Line spot={at('name')} label={t('Name of the rule')} />
              <Check spot={at('enabled')} label={t('Switched on')} />
            </div>
            <Conditions model={model} index={index} />
            <h4>{t('Then')}</h4>
            <div class="doc-grid">
              <Select spot={at('then', 'team')} label={t('Team')} choices={teams} none={t('As it is')} />
              <Select spot={at('then', 'person')} label={t('Person')} choices={people} none={t('Whoever has room')} />
              <Select spot={at('then', 'severity')} label={t('Severity')} choices={severities} none={t('As it is')} />
              <Select
                spot={at('then', 'clockPolicy')}
                label={t('Clock policy')}
                choices={policies.map((id) => ({ value: id, label: id }))}
                none={t('As it is')}
              />
            </div>
            <Words spot={at('then', 'tags')} label={t('Add tags')} />
            <Check spot={at('continue')} label={t('Then go on to the next rule')} />
          </div>
        )}
      </details>
    </div>
  );
}
