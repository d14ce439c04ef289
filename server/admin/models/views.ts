import type { CaseQuery, Counts } from '#shared/contracts/staff.ts';

export type View = {
  id: string;
  label: string;
  query: (myId: string) => CaseQuery;
  count?: keyof Counts;
  /** What it means when nothing is in it. */
  empty: string;
};

/** The inbox's saved views, the first being where the day starts. */
export const VIEWS: View[] = [
  { id: 'turn', label: 'Our turn', query: () => ({ turn: 'us' }), count: 'us', empty: 'Nobody is waiting for us. Well done.' },
  { id: 'mine', label: 'Mine', query: (myId) => ({ assignee: myId, state: 'open' }), empty: 'No open case is assigned to you.' },
  { id: 'unassigned', label: 'Unassigned', query: () => ({ assignee: 'none', state: 'open' }), count: 'unassigned', empty: 'Every open case has somebody looking after it.' },
  { id: 'open', label: 'All open', query: () => ({ state: 'open' }), count: 'open', empty: 'No case is open.' },
  { id: 'cancellations', label: 'Cancellations', query: () => ({ kind: 'cancellation', state: 'open' }), count: 'cancellation', empty: 'No cancellation is open.' },
  { id: 'second-failures', label: 'Second failures', query: () => ({ secondFailure: 'true', state: 'open' }), count: 'secondFailure', empty: 'Nothing has failed a second time.' },
  { id: 'closed', label: 'Closed', query: () => ({ state: 'closed', sort: 'newest' }), empty: 'No case has been closed yet.' },
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
