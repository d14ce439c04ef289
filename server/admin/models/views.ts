import type { Counts } from '#shared/contracts/staff.ts';
import type { CaseListQuery } from '../client.ts';
import { msg } from '../words/language.ts';
import { readAmount, shopCurrency } from '../words/money.ts';

export type View = {
  id: string;
  label: string;
  query: CaseListQuery;
  count?: keyof Counts;
  /** What it means when nothing is in it. */
  empty: string;
};

/** The inbox's views, the first being where the day starts. Labels are drawn with `t`. */
export const VIEWS: View[] = [
  { id: 'turn', label: msg('Our turn'), query: { view: 'my_turn' }, count: 'us', empty: msg('Nobody is waiting for us. Well done.') },
  { id: 'mine', label: msg('Mine'), query: { view: 'mine' }, count: 'mine', empty: msg('No open case is assigned to you.') },
  {
    id: 'unassigned',
    label: msg('Unassigned'),
    query: { view: 'unassigned' },
    count: 'unassigned',
    empty: msg('Every open case has somebody looking after it.'),
  },
  { id: 'due', label: msg('Due today'), query: { view: 'due_today' }, count: 'dueToday', empty: msg('Nothing more is due today.') },
  {
    id: 'broken-promises',
    label: msg('Broken promises'),
    query: { view: 'broken_promises' },
    count: 'brokenPromise',
    empty: msg('No promise is broken.'),
  },
  {
    id: 'approval',
    label: msg('Waiting for approval'),
    query: { view: 'waiting_approval' },
    count: 'approval',
    empty: msg('Nothing waits for a second person.'),
  },
  {
    id: 'cancellations',
    label: msg('Cancellations'),
    query: { view: 'cancellations' },
    count: 'cancellation',
    empty: msg('Nobody has cancelled.'),
  },
  {
    id: 'second-failures',
    label: msg('Second failures'),
    query: { view: 'second_failures' },
    count: 'secondFailure',
    empty: msg('Nothing has failed a second time.'),
  },
  { id: 'open', label: msg('All open'), query: { view: 'open' }, count: 'open', empty: msg('No case is open.') },
  { id: 'closed', label: msg('Closed'), query: { view: 'closed', sort: 'newest' }, empty: msg('No case has been closed yet.') },
];
export const viewOf = (id: string): View => VIEWS.find((view) => view.id === id) ?? VIEWS[0]!;

/** Every field a list can be narrowed by, as it stands in the address. Days are days where the reader is; `value` is in whole money. */
export const FILTERS = [
  'kind',
  'state',
  'turn',
  'reason',
  'severity',
  'secondFailure',
  'assignee',
  'team',
  'site',
  'tag',
  'locale',
  'outcome',
  'value',
  'from',
  'to',
  'due',
  'updated',
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** What the address of the inbox asks for. `own`: the id of a view that somebody made. */
export type Wanted = { view: View; q: string; customer: string; filters: Filters; own: string };

export function readWanted(query: Record<string, string>): Wanted {
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : []))) as Filters;
  const isNarrowed = Boolean(query.customer) || Object.keys(filters).length > 0;
  const view = VIEWS.find(({ id }) => id === query.view) ?? (isNarrowed ? viewOf('open') : VIEWS[0]!);
  return { view, q: query.q ?? '', customer: query.customer ?? '', filters, own: query.own ?? '' };
}

export function searchOf({ view, q, customer, filters = {}, own }: Partial<Wanted>): string {
  const isNarrowed = Boolean(customer) || Object.values(filters).some(Boolean);
  const usual = isNarrowed ? 'open' : VIEWS[0]!.id;
  const given = Object.entries({ view: view && view.id !== usual ? view.id : '', q, customer, ...filters, own }).filter(
    ([, value]) => value,
  );
  return new URLSearchParams(given as [string, string][]).toString();
}

export function addressOf(wanted: Partial<Wanted>): string {
  const search = searchOf(wanted);
  return search ? `/admin?${search}` : '/admin';
}

const dayBegins = (date: string) => new Date(`${date}T00:00:00`);
const isDay = (date: string | undefined): date is string => Boolean(date) && !Number.isNaN(dayBegins(date!).getTime());

/** The first instant of the day after, where the reader is. */
export function endOfToday(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();
}
const endOf = (date: string) => endOfToday(dayBegins(date));

/** What the server is asked for. A search looks through every case, whatever view it was begun in. */
export function queryOf({ view, q, customer, filters }: Wanted, now: Date): CaseListQuery {
  const { value, from, to, due, updated, secondFailure, kind, ...same } = filters;
  const worth = readAmount(value ?? '', shopCurrency.value);
  return {
    ...(q ? { sort: 'newest', q } : { sort: 'due', ...view.query }),
    ...(!q && view.id === 'due' && { dueBefore: endOfToday(now) }),
    ...same,
    kind: kind as CaseListQuery['kind'],
    secondFailure: secondFailure as CaseListQuery['secondFailure'],
    customer: customer || undefined,
    valueAtLeast: worth?.amount,
    openedFrom: isDay(from) ? dayBegins(from).toISOString() : undefined,
    openedTo: isDay(to) ? endOf(to) : undefined,
    ...(isDay(due) && { dueBefore: endOf(due) }),
    updatedAfter: isDay(updated) ? dayBegins(updated).toISOString() : undefined,
  };
}
