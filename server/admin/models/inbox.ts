import { batch, signal } from '@preact/signals';
import type { CaseRow } from '#shared/contracts/case.ts';
import type { Counts } from '#shared/contracts/staff.ts';
import { type CaseListQuery, Refused, type StaffClient } from '../client.ts';
import type { Wanted } from './views.ts';

const PAGE = 50;
const MOST_AT_ONCE = 100;

/** The list of cases somebody is looking at, kept fresh while they look. */
export function createInbox(client: StaffClient) {
  /** null: not loaded yet. */
  const rows = signal<CaseRow[] | null>(null);
  const nextCursor = signal<string | null>(null);
  const counts = signal<Counts | null>(null);
  const trouble = signal<string | null>(null);
  const loadingMore = signal(false);
  /** The row the keyboard is on; remembered while a case is open. */
  const current = signal<string | null>(null);
  let query: CaseListQuery = {};
  let asked = 0;

  const readPage = (limit: number, cursor?: string) => client.listCases({ ...query, limit, cursor });

  async function settle(work: () => Promise<void>) {
    try {
      await work();
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }

  async function open({ view, q, customer }: Wanted) {
    // A search looks through every case, whatever view it was begun in.
    const scope: CaseListQuery = q ? { sort: 'newest', q } : { sort: 'due', ...view.query };
    const next: CaseListQuery = { ...scope, customer: customer || undefined };
    const same = JSON.stringify(next) === JSON.stringify(query);
    query = next;
    if (!same && !q) batch(() => ((rows.value = null), (nextCursor.value = null)));
    await Promise.all([same && rows.peek() ? freshen() : first(), count()]);
  }

  async function first() {
    const mine = ++asked;
    await settle(async () => {
      const page = await readPage(PAGE);
      if (mine === asked) batch(() => ((rows.value = page.items), (nextCursor.value = page.nextCursor)));
    });
  }

  async function more() {
    const cursor = nextCursor.peek();
    if (!cursor || loadingMore.peek()) return;
    const mine = asked;
    loadingMore.value = true;
    await settle(async () => {
      const page = await readPage(PAGE, cursor);
      if (mine !== asked) return;
      const known = new Set(rows.peek()?.map(({ id }) => id));
      batch(() => {
        rows.value = [...(rows.peek() ?? []), ...page.items.filter(({ id }) => !known.has(id))];
        nextCursor.value = page.nextCursor;
      });
    });
    loadingMore.value = false;
  }

  /** Reads again as much of the list as is shown. */
  async function freshen() {
    const shown = rows.peek();
    if (!shown) return first();
    const mine = ++asked;
    await settle(async () => {
      const read: CaseRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await readPage(Math.min(MOST_AT_ONCE, Math.max(PAGE, shown.length - read.length)), cursor);
        read.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor && read.length < shown.length);
      if (mine === asked) batch(() => ((rows.value = read), (nextCursor.value = cursor ?? null)));
    });
  }

  async function count() {
    counts.value = await client.counts().catch(() => counts.peek());
  }

  /** The row before or after the current one, for J and K. */
  function neighbour(step: 1 | -1): CaseRow | undefined {
    const list = rows.value ?? [];
    const at = list.findIndex(({ id }) => id === current.value);
    return at < 0 ? list[step > 0 ? 0 : list.length - 1] : list[at + step];
  }

  return {
    rows,
    nextCursor,
    counts,
    trouble,
    loadingMore,
    current,
    open,
    more,
    neighbour,
    retry: () => Promise.all([first(), count()]),
    /** Somebody changed something somewhere. */
    heard: () => Promise.all([freshen(), count()]),
  };
}
