import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { readWanted } from '../models/views.ts';
import { t } from '../words/language.ts';
import { nameOf } from './case-row.tsx';
import { Due, Flags } from './marks.tsx';

/** The list one came from, beside the case: as it was in the inbox, for J and K. */
export function CaseQueue({ caseId }: { caseId: string }) {
  const { inbox, session } = useDesk();
  const here = useRef<HTMLAnchorElement>(null);
  const rows = inbox.rows.value;
  useEffect(() => {
    if (inbox.rows.peek() === null) void inbox.open(readWanted({}));
  }, []);
  useEffect(() => {
    inbox.current.value = caseId;
    here.current?.scrollIntoView({ block: 'nearest' });
  }, [caseId, rows !== null]);

  return (
    <nav class="case-queue" aria-label={t('Cases in the list')}>
      {rows === null && <p class="quiet">{t('Loading…')}</p>}
      {rows?.length === 0 && <p class="quiet">{t('The list is empty.')}</p>}
      <ul>
        {rows?.map((row) => (
          <li key={row.id}>
            <a
              href={`/admin/cases/${row.number}`}
              ref={row.id === caseId ? here : undefined}
              aria-current={row.id === caseId ? 'page' : undefined}
            >
              <strong dir="auto">{nameOf(row.customer)}</strong>
              <span class="case-queue-reason">{session.reasonLabel(row.reason)}</span>
              <span class="case-queue-signs">
                {row.state !== 'closed' && <Due at={row.nextDueAt} />}
                <Flags secondFailure={row.secondFailure} severity={row.severity} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
