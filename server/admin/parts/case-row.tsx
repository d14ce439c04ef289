import type { CaseRow } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { KIND, OUTCOME, STATE } from '../words/labels.ts';
import { money } from '../words/money.ts';
import { Due, Flags, TurnMark } from './marks.tsx';

export const nameOf = ({ name, email, externalId }: CaseRow['customer']) => name ?? email ?? externalId ?? 'Somebody without a name';

/** One case in the inbox: who, what, what they want, whose turn, until when. */
export function CaseRowView({ row, isCurrent, onFocus }: { row: CaseRow; isCurrent: boolean; onFocus: () => void }) {
  const { session } = useDesk();
  const asked = row.asked.map(({ remedy, amount }) =>
    amount ? `${session.remedyLabel(remedy)} ${money(amount)}` : session.remedyLabel(remedy),
  );
  return (
    <li class={isCurrent ? 'row current' : 'row'}>
      <a href={`/admin/cases/${row.number}`} data-case={row.id} onFocus={onFocus}>
        <span class="row-who">
          <strong dir="auto">{nameOf(row.customer)}</strong>
          {row.customer.mrr && <span class="quiet">{money(row.customer.mrr)} a month</span>}
          <Flags secondFailure={row.secondFailure} severity={row.severity} />
        </span>
        <span class="row-what">
          <span class="reason">
            {row.kind === 'complaint' ? '' : `${KIND[row.kind]}: `}
            {session.reasonLabel(row.reason)}
          </span>
          <span class="row-story" dir="auto" lang={row.locale}>
            {row.story.split('\n', 1)[0]}
          </span>
        </span>
        <span class="row-asked">
          {asked.length > 0 && (
            <>
              <span class="quiet">Asked for</span> {asked.join(' · ')}
            </>
          )}
        </span>
        <span class="row-when">
          {row.state === 'closed' ? (
            <span class="due none">{row.outcome ? OUTCOME[row.outcome] : STATE.closed}</span>
          ) : (
            <Due at={row.nextDueAt} />
          )}
          <TurnMark turn={row.turn} />
        </span>
        <span class="row-hands quiet">{row.assignee?.name ?? (row.state === 'closed' ? '' : 'Nobody yet')}</span>
      </a>
    </li>
  );
}
