import { Component } from 'preact';
import type { CaseRow } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { KIND, OUTCOME, SEVERITY, STATE } from '../words/labels.ts';
import { money } from '../words/money.ts';
import { Due, TurnMark } from './marks.tsx';
import type { Place } from './virtual-list.tsx';

export const nameOf = ({ name, email, externalId }: CaseRow['customer']) => name ?? email ?? externalId ?? t('Somebody without a name');

type Props = {
  row: CaseRow;
  isCurrent: boolean;
  onFocus: () => void;
  /** Where it stands in the list. */
  place?: Place;
  isChosen?: boolean;
  /** `upTo`: everything from the row chosen before to this one. Missing: nothing can be chosen. */
  onChoose?: ((upTo: boolean) => void) | undefined;
};

/** One case in the inbox: who, what, what they want, whose turn, until when. Drawn again only when something of it changed: lists scroll. */
export class CaseRowView extends Component<Props> {
  override shouldComponentUpdate({ row, isCurrent, isChosen, place, onChoose }: Readonly<Props>): boolean {
    const was = this.props;
    return (
      row !== was.row ||
      isCurrent !== was.isCurrent ||
      isChosen !== was.isChosen ||
      Boolean(onChoose) !== Boolean(was.onChoose) ||
      place?.style.insetBlockStart !== was.place?.style.insetBlockStart ||
      place?.['aria-setsize'] !== was.place?.['aria-setsize']
    );
  }
  override render() {
    return <RowBody {...this.props} />;
  }
}

function RowBody({ row, isCurrent, onFocus, place, isChosen = false, onChoose }: Props) {
  const { session, presence } = useDesk();
  const name = nameOf(row.customer);
  const asked = row.asked.map(({ remedy, amount }) =>
    amount ? `${session.remedyLabel(remedy)} ${money(amount)}` : session.remedyLabel(remedy),
  );
  const reason = session.reasonLabel(row.reason);
  const isDone = row.state === 'closed';
  const [colleague] = presence.on(row.id);
  const colleaguesName = colleague && session.team.value.find(({ id }) => id === colleague.staffId)?.name;

  return (
    <li {...place} class={`row${isCurrent ? ' current' : ''}${isChosen ? ' chosen' : ''}`}>
      {onChoose && (
        <label class="row-choice">
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={t('Choose the case of {name}', { name })}
            onClick={(event) => {
              event.preventDefault();
              onChoose(event.shiftKey);
            }}
          />
        </label>
      )}
      <a href={`/admin/cases/${row.number}`} data-case={row.id} onFocus={onFocus}>
        <span class="row-who">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <RowFlags row={row} />
          {row.customer.mrr && <span class="quiet row-value">{t('{amount} a month', { amount: money(row.customer.mrr) })}</span>}
        </span>
        <span class="row-what">
          <span class="reason">{row.kind === 'complaint' ? reason : t('{kind}: {reason}', { kind: t(KIND[row.kind]), reason })}</span>
          <span class="row-story" dir="auto" lang={row.locale}>
            {row.story.slice(0, 300).split('\n', 1)[0]}
          </span>
        </span>
        <span class="row-asked">
          {asked.length > 0 && (
            <>
              <span class="quiet">{t('Asked for')}</span> {asked.join(' · ')}
            </>
          )}
        </span>
        <span class="row-when">
          {isDone ? <span class="due none">{t(row.outcome ? OUTCOME[row.outcome] : STATE.closed)}</span> : <Due at={row.nextDueAt} />}
          <TurnMark turn={row.turn} />
        </span>
        <span class="row-hands quiet">
          {colleaguesName ? (
            <span class={`presence-one ${colleague.state}`}>
              {colleague.state === 'writing'
                ? t('{name} is writing', { name: colleaguesName })
                : t('{name} is looking', { name: colleaguesName })}
            </span>
          ) : (
            (row.assignee?.name ?? (isDone ? '' : t('Nobody yet')))
          )}
        </span>
      </a>
    </li>
  );
}

// Each flag has a shape of its own, so that colour is never the only sign; where there is little room the shape stands alone.
const SHAPES = {
  failure: 'M1 3.2 2.7 1.5 6 4.8l3.3-3.3L11 3.2 7.7 6.5 11 9.8l-1.7 1.7L6 8.2l-3.3 3.3L1 9.8l3.3-3.3z',
  critical: 'M4.9 0h2.2v7.6H4.9zM4.9 9.4h2.2v2.4H4.9z',
  high: 'M6 1 11 7H7.6v4.5H4.4V7H1z',
  broken: 'M1 1h4L4 5l2 1.5L4.6 11H1zM7 1h4v10H6.6L8 7 6.2 5.2z',
  unassigned: 'M6 1a5 5 0 1 0 .01 0zM6 3a3 3 0 1 1-.01 0z',
  waiting: 'M2 .5h8v2L7.2 6 10 9.5v2H2v-2L4.8 6 2 2.5z',
} as const;

function Flag({ kind, look, text }: { kind: keyof typeof SHAPES; look: string; text: string }) {
  return (
    <span class={`flag row-flag ${look}`} title={text}>
      <svg class="shape" viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
        <path d={SHAPES[kind]} />
      </svg>
      <span class="row-flag-text">{text}</span>
    </span>
  );
}

const RowFlags = ({ row }: { row: CaseRow }) => (
  <span class="row-flags">
    {row.secondFailure && <Flag kind="failure" look="failure" text={t('Second failure')} />}
    {row.severity === 'critical' && <Flag kind="critical" look="critical" text={t(SEVERITY.critical)} />}
    {row.severity === 'high' && <Flag kind="high" look="high" text={t(SEVERITY.high)} />}
    {row.brokenPromise && <Flag kind="broken" look="broken" text={t('Broken promise')} />}
    {row.leftUnassigned && row.assignee === null && <Flag kind="unassigned" look="critical" text={t('Left unassigned')} />}
    {row.awaitsApproval && <Flag kind="waiting" look="waiting" text={t('Waiting for approval')} />}
  </span>
);
