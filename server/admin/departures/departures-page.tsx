import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo } from 'preact/hooks';
import '../customers/customers.css';
import { useDesk } from '../desk.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { t, tn } from '../words/language.ts';
import { DecideDialog, type Deciding } from './decide-dialog.tsx';
import { DepartureRow } from './departure-row.tsx';
import { type Decision, DECISION } from './departure-words.ts';
import './departures.css';
import { NarrowBar } from './narrow-bar.tsx';
import { addressOfRegister, addressOfRescue, createRegister, readNarrowing } from './register.ts';

/** The register of the departed: who left, why, what it costs, and what is to be done about it. */
export function DeparturesPage() {
  const { client, session } = useDesk();
  const { query, route } = useLocation();
  const narrowing = readNarrowing(query);
  const address = addressOfRegister(narrowing);
  const register = useMemo(() => createRegister(client, narrowing), [address]);
  useEffect(() => void register.paged.load(), [register]);
  const deciding = useSignal<Deciding | null>(null);
  const mayDecide = session.me.value?.role !== 'viewer';
  const { chosen, paged } = register;
  const isNarrowed = Object.keys(narrowing).length > 0;

  return (
    <main class="page cus-page">
      <div class="cus-head">
        <PageHeading title={t('Departures')} />
        <span class="act-buttons">
          <a class="button" href={addressOfRescue(narrowing)}>
            {t('Plan a rescue with these')}
          </a>
          <a class="button" href={register.file()} download="departures.csv">
            {t('Download as CSV')}
          </a>
        </span>
      </div>
      <p class="lead">{t('Everybody who left, latest first. A return ends a departure; nothing deletes it.')}</p>
      <NarrowBar narrowing={narrowing} onNarrow={(next) => route(addressOfRegister(next))} />
      <PagedList
        key={address}
        paged={paged}
        empty={
          isNarrowed ? (
            <>
              <p>{t('Nobody left like that.')}</p>
              <p>
                <a href="/admin/departures">{t('Show everybody who left')}</a>
              </p>
            </>
          ) : (
            <p>{t('Nobody has left yet. Departures come from cancellations, from a file, or from a customer’s own page.')}</p>
          )
        }
      >
        {(departures) => (
          <>
            {mayDecide && (
              <div class="dep-bulk">
                <label class="inline">
                  <input
                    type="checkbox"
                    checked={register.allChosen.value}
                    onChange={(event) => register.chooseAll(event.currentTarget.checked)}
                  />
                  {t('Choose all shown')}
                </label>
                {chosen.value.size > 0 && (
                  <span class="act-buttons" role="group" aria-label={t('Decide about the chosen')}>
                    <span role="status">{tn(chosen.value.size, '{count} chosen', '{count} chosen')}</span>
                    {(Object.keys(DECISION) as Decision[]).map((what) => (
                      <button
                        key={what}
                        type="button"
                        class="button small"
                        aria-haspopup="dialog"
                        onClick={() => (deciding.value = { what, departures: departures.filter(({ id }) => chosen.value.has(id)) })}
                      >
                        {t(DECISION[what])}
                      </button>
                    ))}
                  </span>
                )}
              </div>
            )}
            <ol class="card dep-list">
              {departures.map((one) => (
                <DepartureRow
                  key={one.id}
                  departure={one}
                  isChosen={chosen.value.has(one.id)}
                  onChoose={mayDecide ? (isChosen) => register.choose(one.id, isChosen) : null}
                  onDecide={(what) => (deciding.value = { what, departures: [one] })}
                />
              ))}
            </ol>
          </>
        )}
      </PagedList>
      {deciding.value && <DecideDialog register={register} deciding={deciding.value} onClose={() => (deciding.value = null)} />}
    </main>
  );
}
