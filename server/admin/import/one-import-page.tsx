import { useEffect, useMemo } from 'preact/hooks';
import type { ImportView } from '#shared/contracts/imports.ts';
import '../customers/customers.css';
import { useDesk } from '../desk.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { Loading, Trouble } from '../parts/waiting.tsx';
import { fullInstant, number } from '../words/dates.ts';
import { language, t, tServer } from '../words/language.ts';
import { importCalls } from './import-calls.ts';
import { RejectedLines } from './import-rejected.tsx';
import { createImportWatch } from './import-watch.ts';
import { KINDS, STATES } from './import-words.ts';
import './import.css';

const LEADS_TO: Record<ImportView['kind'], string> = {
  customers: '/admin/customers',
  orders: '/admin/customers',
  departures: '/admin/departures',
};

/** One import while it runs and after: the page may be closed and opened again meanwhile. */
export function OneImportPage({ id }: { id: string }) {
  const { client } = useDesk();
  const watch = useMemo(() => createImportWatch(importCalls(client), id), [id]);
  useEffect(() => {
    void watch.look();
    return watch.stop;
  }, [watch]);
  const { one, trouble } = watch;
  return (
    <main class="page narrow">
      <p>
        <a href="/admin/import">{t('All imports')}</a>
      </p>
      <PageHeading title={one.value ? one.value.name : t('Import')} />
      <Trouble why={trouble.value} again={watch.look} />
      {one.value === null && trouble.value === null && <Loading />}
      {one.value && <Standing one={one.value} />}
    </main>
  );
}

function Standing({ one }: { one: ImportView }) {
  const share = one.state === 'done' ? 1 : one.bytes === 0 ? 0 : Math.min(1, one.bytesRead / one.bytes);
  const percent = new Intl.NumberFormat(language.value, { style: 'percent' }).format(share);
  const figures = [
    { name: t('Read'), count: one.read },
    { name: t('Written'), count: one.written },
    { name: t('Unchanged'), count: one.unchanged },
    { name: t('Left out'), count: one.skipped },
    { name: t('Rejected'), count: one.rejectedInAll },
  ];
  return (
    <>
      <section class="card" aria-labelledby="imp-standing">
        <h2 id="imp-standing">
          {t(KINDS[one.kind])}: <span role="status">{t(STATES[one.state])}</span>
        </h2>
        {one.state !== 'failed' && (
          <p class="imp-progress">
            <progress value={share} aria-label={t('How much of the file is read')}>
              {percent}
            </progress>
            <span>{percent}</span>
          </p>
        )}
        <dl class="imp-figures">
          {figures.map(({ name, count }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{number(count)}</dd>
            </div>
          ))}
        </dl>
        <p class="quiet">{t('Begun {when}.', { when: fullInstant(one.startedAt) })}</p>
        {one.state === 'running' && <p class="hint">{t('You may close this page; the file is read on.')}</p>}
      </section>
      {one.error !== null && (
        <div class="notice bad" role="alert">
          <p>
            <strong>{tServer(one.error)}</strong>
          </p>
          <a href="/admin/import">{t('Choose the file again')}</a>
        </div>
      )}
      {one.state === 'done' && (
        <p class="act-buttons">
          <a class="button primary" href={LEADS_TO[one.kind]}>
            {one.kind === 'departures' ? t('Go to the departures') : t('Go to the customers')}
          </a>
          <a class="button" href="/admin/import">
            {t('Import another file')}
          </a>
        </p>
      )}
      {one.rejectedInAll > 0 && <RejectedLines one={one} />}
    </>
  );
}
