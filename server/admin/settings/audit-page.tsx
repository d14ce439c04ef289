import { useEffect, useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Choice } from '../parts/choice.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { fullInstant } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { createAuditLog, searchOf } from './audit-log.ts';
import { DEEDS, OTHERS, whoDid } from './audit-words.ts';
import './document.css';
import './house/house.css';
import { SettingsFrame } from './settings-frame.tsx';

/** Who did what in the house, and when. */
export function AuditPage() {
  const { client, session } = useDesk();
  const log = useMemo(() => createAuditLog(client), []);
  useEffect(() => void log.paged.load(), [log]);
  const { filter } = log;
  const people = session.team.value.map(({ id, name }) => ({ value: id, label: name }));

  return (
    <SettingsFrame
      title={t('Audit log')}
      lead={t(
        'What was done outside of cases, newest first. Nothing in it can be changed or taken away, and no words of customers are in it.',
      )}
    >
      <form class="house-filters" aria-label={t('Filter')} onSubmit={(event) => event.preventDefault()}>
        <Choice
          id="audit-who"
          label={t('Who')}
          choices={[{ value: '', label: t('Everybody') }, ...people, ...OTHERS.map(({ value, label }) => ({ value, label: t(label) }))]}
          value={filter.value.who}
          onChoose={(who) => void log.look({ who })}
        />
        <Choice
          id="audit-what"
          label={t('What')}
          choices={[{ value: '', label: t('Everything') }, ...Object.entries(DEEDS).map(([value, label]) => ({ value, label: t(label) }))]}
          value={filter.value.what}
          onChoose={(what) => void log.look({ what })}
        />
        {(['from', 'to'] as const).map((side) => (
          <div key={side} class="field">
            <label for={`audit-${side}`}>{side === 'from' ? t('From') : t('Until')}</label>
            <input
              id={`audit-${side}`}
              type="date"
              value={filter.value[side]}
              onChange={(event) => void log.look({ [side]: event.currentTarget.value })}
            />
          </div>
        ))}
        <a class="button" href={`/staff/audit.csv?${searchOf(filter.value)}`} download="audit.csv">
          {t('Download as CSV')}
        </a>
      </form>
      <PagedList paged={log.paged} empty={<p>{t('Nothing like that was done.')}</p>} further={t('Show earlier ones')}>
        {(entries) => (
          <div class="card house-table" tabIndex={0} role="region" aria-label={t('Audit log')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('When')}</th>
                  <th scope="col">{t('Who')}</th>
                  <th scope="col">{t('What')}</th>
                  <th scope="col">{t('About')}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.id}>
                    <td>
                      <time dateTime={entry.at}>{fullInstant(entry.at)}</time>
                    </td>
                    <td>
                      <bdi>{whoDid(entry)}</bdi>
                    </td>
                    <td>{t(DEEDS[entry.what])}</td>
                    <td>{entry.about && <code>{entry.about}</code>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
    </SettingsFrame>
  );
}
