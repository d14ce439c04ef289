import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Settings, Template } from '#shared/contracts/settings.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { AddItem } from './entries.tsx';
import { ItemActs, Line, Mistakes, Select, Words } from './fields.tsx';
import './house/house.css';
import { settingsCalls } from './settings-client.ts';
import { freshId } from './signatories-id.ts';
import { languageChoices } from './sites-words.ts';
import { TemplateParts, TemplatePreview } from './templates-parts.tsx';

type Signatory = Settings['signatories']['signatories'][number];

/** Answers prepared in five parts, with places for what differs from case to case. */
export function TemplatesPage() {
  const { client } = useDesk();
  const signatories = useSignal<Signatory[]>([]);
  useEffect(() => {
    settingsCalls(client, 'signatories')
      .read()
      .then(({ document }) => (signatories.value = document.signatories))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error; // without names the ids are shown
      });
  }, []);
  return (
    <DocumentPage
      name="templates"
      title={t('Templates')}
      lead={t('Answers prepared in five parts. Whoever answers picks one, and makes it their own before it is sent.')}
    >
      {(model) => <Templates model={model} signatories={signatories.value} />}
    </DocumentPage>
  );
}

function Templates({ model, signatories }: { model: DocumentModel<'templates'>; signatories: Signatory[] }) {
  const list = model.at<Template[]>('templates');
  return (
    <>
      <Mistakes spot={list} />
      {list.value.length === 0 && <p class="empty">{t('There is no template yet.')}</p>}
      <ol class="doc-list" data-items>
        {list.value.map((template, i) => (
          <li key={template.id} class="card house-part" data-item>
            <OneTemplate model={model} template={template} index={i} signatories={signatories} />
          </li>
        ))}
      </ol>
      <AddItem
        spot={list}
        label={t('Add a template')}
        begin={() => ({ id: freshId(list.value, 'template'), name: '', language: 'en', parts: {} })}
      />
    </>
  );
}

type OneProps = { model: DocumentModel<'templates'>; template: Template; index: number; signatories: Signatory[] };

function OneTemplate({ model, template, index, signatories }: OneProps) {
  const { session } = useDesk();
  const list = model.at<Template[]>('templates');
  const name = template.name || t('Nameless');
  const reasons = session.taxonomy.value.reasons.map(({ id, label }) => ({ value: id, label }));
  return (
    <details class="house-fold" open={template.name === ''}>
      <summary>
        <strong dir="auto">{name}</strong> {!template.signatory && <span class="flag broken">{t('Nobody signs it')}</span>}
      </summary>
      <div class="house-part">
        <div class="doc-item-head">
          <span class="quiet">{template.id}</span>
          <ItemActs
            spot={list}
            index={index}
            name={name}
            isOrdered
            copy={(one) => ({ ...one, id: freshId(list.value, 'template'), name: t('{name} (copy)', { name: one.name }) })}
          />
        </div>
        <div class="doc-grid">
          <Line spot={model.at('templates', index, 'name')} label={t('Name')} hint={t('Only colleagues read it.')} />
          <Select spot={model.at('templates', index, 'language')} label={t('Language')} choices={languageChoices()} />
          <Select
            spot={model.at('templates', index, 'signatory')}
            label={t('Signed by')}
            none={t('Nobody yet')}
            choices={signatories.map((one) => ({ value: one.id, label: `${one.name}, ${one.role}` }))}
          />
        </div>
        {!template.signatory && (
          <p class="notice">{t('A template without a signatory cannot be sent: whoever uses it has to choose one first.')}</p>
        )}
        <Words
          spot={model.at('templates', index, 'reasons')}
          label={t('Offered first for these reasons')}
          choices={reasons}
          labelOf={(id) => session.reasonLabel(id)}
        />
        <TemplateParts model={model} index={index} language={template.language} />
        <TemplatePreview template={template} signatory={signatories.find(({ id }) => id === template.signatory)} />
      </div>
    </details>
  );
}
