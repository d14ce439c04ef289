import type { Counts } from '#shared/contracts/staff.ts';
import type { CaseListQuery } from '../client.ts';

export type View = {
  id: string;
  label: string;
  query: CaseListQuery;
  count?: keyof Counts;
  /** What it means when nothing is in it. */
  empty: string;
};

/** The inbox's saved views, the first being where the day starts. */
export const VIEWS: View[] = [
  { id: 'turn', label: 'Our turn', query: { view: 'my_turn' }, count: 'us', empty: 'Nobody is waiting for us. Well done.' },
  { id: 'mine', label: 'Mine', query: { view: 'mine' }, empty: 'No open case is assigned to you.' },
  {
    id: 'unassigned',
    label: 'Unassigned',
    query: { view: 'unassigned' },
    count: 'unassigned',
    empty: 'Every open case has somebody looking after it.',
  },
  { id: 'open', label: 'All open', query: { view: 'open' }, count: 'open', empty: 'No case is open.' },
  { id: 'cancellations', label: 'Cancellations', query: { view: 'cancellations' }, count: 'cancellation', empty: 'Nobody has cancelled.' },
  {
    id: 'second-failures',
    label: 'Second failures',
    query: { view: 'second_failures' },
    count: 'secondFailure',
    empty: 'Nothing has failed a second time.',
  },
  { id: 'closed', label: 'Closed', query: { view: 'closed', sort: 'newest' }, empty: 'No case has been closed yet.' },
];

/** What the address of the inbox asks for. */
export type Wanted = { view: View; q: string; customer: string };

export function readWanted(query: Record<string, string>): Wanted {
  const view = VIEWS.find(({ id }) => id === query.view) ?? VIEWS[query.customer ? 3 : 0]!;
  return { view, q: query.q ?? '', customer: query.customer ?? '' };
}

export function addressOf({ view, q, customer }: { view?: View; q?: string; customer?: string }): string {
  const given = Object.entries({ view: view && view !== VIEWS[0] ? view.id : '', q, customer }).filter(([, value]) => value);
  return given.length ? `/admin?${new URLSearchParams(given as [string, string][])}` : '/admin';
}
