import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { Check, NumberLine, Select, Words } from './fields.tsx';
import { useOther } from './other-document.ts';

/** When somebody who left may be contacted, by whom, and how it is measured. */
export function RescuePage() {
  return (
    <DocumentPage
      name="rescue"
      title={t('Winning back')}
      lead={t(
        'Nobody is contacted against their will, twice for the same fix, or while a case of theirs is open. These rules come on top.',
      )}
    >
      {(model) => <Rules model={model} />}
    </DocumentPage>
  );
}

function Rules({ model }: { model: DocumentModel<'rescue'> }) {
  const { session } = useDesk();
  const routing = useOther('routing');
  const people = session.team.value.filter(({ role }) => role !== 'viewer').map(({ id, name }) => ({ value: id, label: name }));
  const team = model.at<string | null>('team');
  return (
    <>
      <section class="card" aria-labelledby="rescue-rules">
        <h2 id="rescue-rules">{t('Contact')}</h2>
        <div class="doc-grid">
          <NumberLine
            spot={model.at('coolDownDays')}
            label={t('Days between two contacts')}
            max={3650}
            hint={t('With the same customer, whoever makes them.')}
          />
          <NumberLine
            spot={model.at('controlShare')}
            label={t('Not contacted, in percent')}
            scale={100}
            max={50}
            hint={t('A stable share of those who left. Only by comparing with them can you know how many the calls bring back.')}
          />
        </div>
        <Check
          spot={model.at('fixNotices', 'enabled')}
          label={t('Tell those who left when their reason is fixed')}
          hint={t('Once for each fix, and only with permission to write.')}
        />
        <NumberLine spot={model.at('fixNotices', 'controlShare')} label={t('Of these not told, in percent')} scale={100} max={50} />
      </section>
      <section class="card" aria-labelledby="rescue-people">
        <h2 id="rescue-people">{t('Who calls')}</h2>
        <Words
          spot={model.at('executives')}
          label={t('People at the top who call the most valuable')}
          choices={people}
          labelOf={(id) => people.find(({ value }) => value === id)?.label ?? id}
          empty={[]}
        />
        <div class="doc-grid">
          <NumberLine spot={model.at('callsPerExecutive')} label={t('Calls for each of them')} min={1} max={10} />
          <Select
            spot={{ ...team, value: team.value ?? undefined, set: (id) => team.set(id ?? null) }}
            label={t('Team that calls all others')}
            none={t('Nobody yet')}
            choices={(routing.value?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NumberLine spot={model.at('weeklyPlanSize')} label={t('Calls for one person in a week')} min={1} max={100} />
        </div>
      </section>
    </>
  );
}
