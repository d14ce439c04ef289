import { useEffect, useRef } from 'preact/hooks';
import type { CaseRow } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { readWanted } from '../models/views.ts';
import { t } from '../words/language.ts';
import { nameOf } from './case-row.tsx';
import { Due, Flags } from './marks.tsx';

const BEFORE = 20;
const AT_ONCE = 80;
/** A long list is not drawn beside every case: what is near this one is enough for J and K. */
function around(rows: CaseRow[], caseId: string): CaseRow[] {
  const at = rows.findIndex(({ id }) => id === caseId);
  const from = Math.max(0, at - BEFORE);
  return rows.slice(from, from + AT_ONCE);
}

/** The list one came from, beside the case: as it was in the inbox, for J and K. */
export function CaseQueue({ caseId }: { caseId: string }) {
  const { inbox, session } = useDesk();
  const here = useRef<HTMLAnchorElement>(null);
  const rows = inbox.rows.value;
  const shown = around(rows ?? [], caseId);
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
        {shown.map((row) => (
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
