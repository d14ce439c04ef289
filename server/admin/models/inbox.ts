import { batch, signal } from '@preact/signals';
import type { CaseRow } from '#shared/contracts/case.ts';
import type { Counts, News, SavedView } from '#shared/contracts/staff.ts';
import { type CaseListQuery, Refused, type StaffClient } from '../client.ts';
import { afterNews, canJudge } from './inbox-fit.ts';
import { endOfToday, queryOf, type Wanted } from './views.ts';

const PAGE = 50;
const MOST_AT_ONCE = 100;
/** When the server must be asked again, it is asked once for all that happens in such a while. */
const PAUSE_MS = 400;

type Options = { myId?: () => string | null; now?: () => Date; isBehind?: (read: number | undefined) => boolean; pauseMs?: number };

/** The list of cases somebody is looking at, kept fresh while they look. */
export function createInbox(
  client: StaffClient,
  { myId = () => null, now = () => new Date(), isBehind = () => false, pauseMs = PAUSE_MS }: Options = {},
) {
  /** null: not loaded yet. */
  const rows = signal<CaseRow[] | null>(null);
  const nextCursor = signal<string | null>(null);
  const counts = signal<Counts | null>(null);
  const trouble = signal<string | null>(null);
  const loadingMore = signal(false);
  /** The row the keyboard is on; remembered while a case is open. */
  const current = signal<string | null>(null);
  /** Views that this person made. */
  const own = signal<SavedView[]>([]);
  let query: CaseListQuery = {};
  let asked = 0;
  let opened = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** A reading begun before the page was drawn. */
  let primed: { done: Promise<unknown> } | null = null;

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

  async function open(wanted: Wanted) {
    const next = queryOf(wanted, now());
    const same = JSON.stringify(next) === JSON.stringify(query);
    const begun = same ? primed : null;
    primed = null;
    const mine = ++opened;
    if (begun) await begun.done;
    if (mine !== opened || (begun && rows.peek())) return; // something else was wanted meanwhile, or it is all there
    query = next;
    if (!same && !wanted.q) batch(() => ((rows.value = null), (nextCursor.value = null)));
    const shown = same && rows.peek();
    await Promise.all([shown ? freshen() : first(), count()]);
  }

  async function first() {
    const mine = ++asked;
    await settle(async () => {
      const page = await readPage(PAGE);
      if (mine !== asked) return;
      batch(() => ((rows.value = page.items), (nextCursor.value = page.nextCursor)));
      if (isBehind(page.seq)) later();
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
    counts.value = await client.counts({ dayEnds: endOfToday(now()) }).catch(() => counts.peek());
  }

  function later() {
    pause ??= setTimeout(() => {
      pause = undefined;
      void freshen();
    }, pauseMs);
  }

  /** The news bring the rows and the numbers with them; only what a row cannot tell is asked for again. */
  function take(news: News) {
    counts.value = news.counts;
    const shown = rows.peek();
    if (!shown || news.rows.length === 0) return;
    if (canJudge(query)) rows.value = afterNews(shown, news.rows, query, myId(), nextCursor.peek() === null);
    else later();
  }

  /** The row before or after the current one, for J and K. */
  function neighbour(step: 1 | -1): CaseRow | undefined {
    const list = rows.value ?? [];
    const at = list.findIndex(({ id }) => id === current.value);
    return at < 0 ? list[step > 0 ? 0 : list.length - 1] : list[at + step];
  }

  /** Own views are a convenience: without them the page works. */
  async function readOwn() {
    own.value = await client.get<{ items: SavedView[] }>('/staff/views').then(
      ({ items }) => items,
      () => own.peek(),
    );
  }

  return {
    rows,
    nextCursor,
    counts,
    trouble,
    loadingMore,
    current,
    own,
    open,
    /** Begins to read before anybody knows who is asking, so that the list is there when the page is. */
    async prime(wanted: Wanted) {
      const done = open(wanted);
      primed = { done };
      await done;
    },
    /** Somebody else sits down at this desk. */
    clear() {
      asked += 1;
      query = {};
      batch(() => ((rows.value = null), (counts.value = null), (nextCursor.value = null), (current.value = null), (own.value = [])));
    },
    more,
    count,
    neighbour,
    readOwn,
    retry: () => Promise.all([first(), count()]),
    /** Somebody changed something somewhere: what, is in the news; without them the list and the numbers are read again. */
    async heard(news?: News) {
      if (news) take(news);
      else await Promise.all([freshen(), count()]);
    },
    /** @throws Refused */
    async keepView(name: string, search: string, id?: string): Promise<SavedView> {
      const kept = await (id
        ? client.send<SavedView>('PUT', `/staff/views/${encodeURIComponent(id)}`, { name, query: search })
        : client.send<SavedView>('POST', '/staff/views', { name, query: search }));
      await readOwn();
      return kept;
    },
    /** @throws Refused */
    async forgetView(id: string) {
      await client.send('DELETE', `/staff/views/${encodeURIComponent(id)}`);
      await readOwn();
    },
  };
}
export type Inbox = ReturnType<typeof createInbox>;
