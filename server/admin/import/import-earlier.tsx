import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { day } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { importCalls } from './import-calls.ts';
import { KINDS, STATES } from './import-words.ts';

const LOOKS = { running: 'flag waiting', done: 'flag kept', failed: 'flag failed' };

/** Files that were brought in before, latest first. */
export function EarlierImports() {
  const { client } = useDesk();
  const fetched = useReading(importCalls(client).list, [client]);
  return (
    <section class="card" aria-labelledby="imp-earlier">
      <h2 id="imp-earlier">{t('Earlier imports')}</h2>
      <WhenThere fetched={fetched}>
        {(imports) => (
          <>
            {imports.length === 0 && <p class="quiet">{t('No file was brought in yet.')}</p>}
            <ul class="imp-earlier">
              {imports.map((one) => (
                <li key={one.id}>
                  <a href={`/admin/import/${encodeURIComponent(one.id)}`} dir="auto">
                    {one.name}
                  </a>
                  <span>{t(KINDS[one.kind])}</span>
                  <span class="quiet">{day(one.startedAt)}</span>
                  <span class="quiet">{tn(one.written, '{count} written', '{count} written')}</span>
                  {one.rejectedInAll > 0 && (
                    <span class="flag failed">{tn(one.rejectedInAll, '{count} rejected', '{count} rejected')}</span>
                  )}
                  <span class={LOOKS[one.state]}>{t(STATES[one.state])}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </WhenThere>
    </section>
  );
}
