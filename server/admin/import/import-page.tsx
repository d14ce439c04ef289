import { useLocation } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import '../customers/customers.css';
import { useDesk } from '../desk.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { t } from '../words/language.ts';
import { FileChoice } from './file-choice.tsx';
import { importCalls, type Kind } from './import-calls.ts';
import { createImportDraft } from './import-draft.ts';
import './import.css';
import { ColumnsStep } from './import-columns.tsx';
import { EarlierImports } from './import-earlier.tsx';
import { ReasonsStep } from './import-reasons.tsx';
import { KIND_HINTS, KINDS } from './import-words.ts';
import { isLead } from '../account/roles.ts';

/** Brings a file in: what it holds, the file, what its columns mean, and off it goes. */
export function ImportPage() {
  const { session } = useDesk();
  const mayImport = isLead(session.me.value?.role);
  return (
    <main class="page narrow">
      <PageHeading title={t('Import')} />
      <p class="lead">
        {t('Customers, orders or departures from a table. The same file twice changes nothing, and a bad line never stops the rest.')}
      </p>
      {mayImport ? <NewImport /> : <p class="notice">{t('A lead or the owner brings files in.')}</p>}
      {mayImport && <EarlierImports />}
    </main>
  );
}

function NewImport() {
  const { client } = useDesk();
  const { route } = useLocation();
  const draft = useMemo(() => createImportDraft(importCalls(client)), [client]);
  const { kind, preview, problem, busy, missing } = draft;
  const takesReasons = kind.value === 'departures' && Boolean(draft.map.value.reason_text);

  return (
    <>
      <fieldset class="card imp-kinds">
        <legend>{t('What is in the file?')}</legend>
        {(Object.keys(KINDS) as Kind[]).map((one) => (
          <label key={one} class="imp-kind">
            <input type="radio" name="imp-kind" value={one} checked={kind.value === one} onChange={() => void draft.chooseKind(one)} />
            <span>
              <strong>{t(KINDS[one])}</strong>
              <span class="hint">{t(KIND_HINTS[one])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <FileChoice draft={draft} />
      {problem.value && !preview.value && <Refusal problem={problem.value} />}
      {preview.value && (
        <form
          class="imp-form"
          noValidate
          onSubmit={async (event) => {
            event.preventDefault();
            const id = await draft.start();
            if (id) route(`/admin/import/${encodeURIComponent(id)}`);
          }}
        >
          <ColumnsStep draft={draft} preview={preview.value} />
          {takesReasons && <ReasonsStep draft={draft} />}
          {problem.value && <Refusal problem={problem.value} />}
          {busy.value === 'sending' && (
            <p role="status" class="quiet">
              {t('Sending the file…')}
            </p>
          )}
          <p>
            <button type="submit" class="button primary" disabled={missing.value.length > 0} aria-disabled={busy.value !== null}>
              {t('Import this file')}
            </button>
          </p>
        </form>
      )}
    </>
  );
}
