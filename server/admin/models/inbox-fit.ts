import type { CaseRow } from '#shared/contracts/case.ts';
import type { CaseListQuery } from '../client.ts';
import { isAmongReasons } from './reason-parent.ts';

/** Fields of a query that a row says nothing about: only the server can tell whether it belongs. */
const SERVER_ALONE = ['q', 'customer', 'site', 'valueAtLeast'] as const;
export const canJudge = (query: CaseListQuery): boolean => SERVER_ALONE.every((name) => query[name] === undefined);

const isOneOf = (wanted: string | undefined, is: string | null) => wanted === undefined || (is !== null && wanted.split(',').includes(is));
const isOpen = ({ state }: CaseRow) => state !== 'closed';

function isInView(view: CaseListQuery['view'], row: CaseRow, myId: string | null): boolean {
  switch (view) {
    case 'my_turn':
      return row.turn === 'us';
    case 'mine':
      return isOpen(row) && row.assignee !== null && row.assignee.id === myId;
    case 'unassigned':
      return isOpen(row) && row.assignee === null;
    case 'broken_promises':
      return row.brokenPromise === true;
    case 'waiting_approval':
      return row.awaitsApproval === true;
    case 'cancellations':
      return row.kind === 'cancellation';
    case 'second_failures':
      return isOpen(row) && row.secondFailure;
    case 'open':
    case 'due_today':
      return isOpen(row);
    case 'closed':
      return !isOpen(row);
    default:
      return true;
  }
}

/** Whether a case belongs to a list now, as the server would judge it. */
export function fits(query: CaseListQuery, row: CaseRow, myId: string | null): boolean {
  return (
    isInView(query.view, row, myId) &&
    isOneOf(query.state, row.state) &&
    isOneOf(query.turn, row.turn) &&
    isOneOf(query.kind, row.kind) &&
    (query.reason === undefined || isAmongReasons(query.reason.split(','), row.reason)) &&
    isOneOf(query.severity, row.severity) &&
    isOneOf(query.team, row.team) &&
    isOneOf(query.locale, row.locale) &&
    isOneOf(query.outcome, row.outcome) &&
    (query.secondFailure === undefined || String(row.secondFailure) === query.secondFailure) &&
    (query.assignee === undefined || row.assignee?.id === query.assignee) &&
    (query.tag === undefined || row.tags.includes(query.tag)) &&
    (query.openedFrom === undefined || row.openedAt >= query.openedFrom) &&
    (query.openedTo === undefined || row.openedAt < query.openedTo) &&
    (query.dueBefore === undefined || (row.nextDueAt !== null && row.nextDueAt < query.dueBefore)) &&
    (query.updatedAfter === undefined || row.updatedAt > query.updatedAfter)
  );
}

const NEVER = '9999';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the list: by what is due next, and what nothing is due on last; or the newest first. */
export const inOrder = (query: CaseListQuery) => (a: CaseRow, b: CaseRow) =>
  query.sort === 'due'
    ? compare(a.nextDueAt ?? NEVER, b.nextDueAt ?? NEVER) || compare(a.openedAt, b.openedAt)
    : compare(b.openedAt, a.openedAt);

/**
 * The list after some of its cases, or others, have changed. What lies below the last row read stays there.
 *
 * @param isWhole whether the list was read to its end
 */
export function afterNews(rows: CaseRow[], news: CaseRow[], query: CaseListQuery, myId: string | null, isWhole: boolean): CaseRow[] {
  const newer = new Map(news.map((row) => [row.id, row]));
  const known = new Map(rows.map((row) => [row.id, row]));
  const order = inOrder(query);
  const kept = rows.filter(({ id }) => !newer.has(id));
  const last = rows.at(-1);
  for (const row of newer.values()) {
    const before = known.get(row.id);
    const current = before && before.version > row.version ? before : row;
    if (!fits(query, current, myId)) continue;
    const at = kept.findIndex((other) => order(current, other) < 0);
    if (at >= 0) kept.splice(at, 0, current);
    else if (isWhole || !last || before === last || order(current, last) <= 0) kept.push(current);
  }
  return kept;
}
