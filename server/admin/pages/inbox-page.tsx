import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import type { CaseRow } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { addressOf, readWanted, VIEWS, type Wanted } from '../models/views.ts';
import { BulkBar } from '../parts/bulk-bar.tsx';
import { CaseRowView } from '../parts/case-row.tsx';
import { FilterBar } from '../parts/filters.tsx';
import { useCurrentInSight } from '../parts/in-sight.ts';
import { useKeys } from '../parts/keys.ts';
import { OwnView } from '../parts/own-view.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { language, t, tn } from '../words/language.ts';

const SEARCH_PAUSE_MS = 250;
const HEIGHTS = { wide: 5.75, narrow: 8.5 };
/** What is due is counted no further. */
const COUNTED = 100;

/** All cases by what is due next, in the views the day is worked through. */
export function InboxPage() {
  const desk = useDesk();
  const { inbox, live, bulk, session } = desk;
  const { query, route } = useLocation();
  const wanted = readWanted(query);
  const search = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cameBack = useRef(inbox.current.peek() !== null);
  const { view, q } = wanted;
  const rows = inbox.rows.value;
  const mayAct = session.me.value?.role !== 'viewer';
  const own = inbox.own.value.find(({ id }) => id === wanted.own);

  useEffect(() => {
    bulk.clear();
    void inbox.open(wanted);
  }, [addressOf({ ...wanted, own: '' })]);
  useEffect(() => live.listen((_changed, news) => void inbox.heard(news)), []);
  useEffect(() => void inbox.readOwn(), []);
  useEffect(() => {
    // A view chosen by hand ends the search; a field being typed into is left alone.
    if (search.current && search.current !== document.activeElement) search.current.value = q;
  }, [q]);
  useEffect(() => () => clearTimeout(pause.current), []);
  useEffect(() => {
    // Back from a case: the keyboard goes on where it was.
    if (cameBack.current && rows) focusRow(inbox.current.peek());
    if (rows) cameBack.current = false;
  }, [rows]);

  function step(by: 1 | -1) {
    const next = inbox.neighbour(by);
    if (!next) return by === 1 ? void inbox.more() : undefined;
    inbox.current.value = next.id; // drawn wherever it stands
    if (!focusRow(next.id)) setTimeout(() => focusRow(next.id));
  }
  const choose = (upTo: boolean) => {
    const id = inbox.current.peek();
    if (mayAct && id) bulk.choose(id, upTo);
  };
  /** One key settles the chosen cases, or else the one the keyboard is on, and goes to the next. */
  function triage(settle: (only?: CaseRow) => void) {
    if (!mayAct) return;
    if (bulk.rows.peek().length > 0) return settle();
    const row = inbox.rows.peek()?.find(({ id }) => id === inbox.current.peek());
    if (!row) return;
    step(inbox.neighbour(1) ? 1 : -1);
    settle(row);
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => choose(false),
    'shift+x': () => choose(true),
    m: () => triage((only) => void bulk.assign(session.me.peek()!.id, session.me.peek()!.name, only)),
    c: () => triage(bulk.answer),
    z: () => bulk.offered.peek()?.back(),
    '/': () => search.current?.focus(),
    Escape: () => bulk.clear(),
  });

  function find(typed: string) {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => route(addressOf({ ...wanted, q: typed.trim() }), true), SEARCH_PAUSE_MS);
  }
  const title = q ? t('Found for “{words}”', { words: q }) : (own?.name ?? t(view.label));

  return (
    <main class="page inbox">
      <Views wanted={wanted} />
      <div class="inbox-list">
        <div class="inbox-head">
          <PageHeading title={title} takesFocus={!cameBack.current} />
          <form role="search" onSubmit={(event) => event.preventDefault()}>
            <label class="hidden" for="search">
              {t('Search cases')}
            </label>
            <input
              ref={search}
              id="search"
              type="search"
              placeholder={t('Search all cases')}
              defaultValue={q}
              onInput={(event) => find(event.currentTarget.value)}
            />
          </form>
        </div>
        <div class="inbox-narrowing">
          <FilterBar wanted={wanted} />
          <OwnView key={wanted.own} wanted={wanted} />
        </div>
        <p class="hidden" role="status">
          {!rows
            ? t('Loading cases')
            : inbox.nextCursor.value
              ? tn(rows.length, '{count} case and more', '{count} cases and more')
              : tn(rows.length, '{count} case', '{count} cases')}
        </p>
        {inbox.trouble.value && (
          <p class="notice bad" role="alert">
            {inbox.trouble.value}{' '}
            <button class="button small" onClick={() => void inbox.retry()}>
              {t('Try again')}
            </button>
          </p>
        )}
        {!rows && !inbox.trouble.value && (
          <ul class="blank-rows" aria-hidden="true">
            {[0, 1, 2, 3, 4, 5, 6, 7].map((n) => (
              <li key={n} class="blank" />
            ))}
          </ul>
        )}
        {rows?.length === 0 && <p class="empty">{emptyText(wanted)}</p>}
        {rows && rows.length > 0 && (
          <VirtualList
            rows={rows}
            heights={HEIGHTS}
            keep={inbox.current.value}
            isWhole={inbox.nextCursor.value === null}
            label={title}
            onNearEnd={() => void inbox.more()}
            draw={(row, place) => (
              <CaseRowView
                key={row.id}
                row={row}
                place={place}
                isCurrent={row.id === inbox.current.value}
                onFocus={() => (inbox.current.value = row.id)}
                isChosen={bulk.chosen.value.has(row.id)}
                onChoose={mayAct ? (upTo) => bulk.choose(row.id, upTo) : undefined}
              />
            )}
          />
        )}
        {inbox.nextCursor.value && (
          <p class="more">
            <button class="button" aria-disabled={inbox.loadingMore.value} onClick={() => void inbox.more()}>
              {inbox.loadingMore.value ? t('Loading…') : t('Load more')}
            </button>
          </p>
        )}
        <BulkBar />
      </div>
    </main>
  );
}

/** The views everybody has, with their numbers, and one's own. */
function Views({ wanted }: { wanted: Wanted }) {
  const { inbox } = useDesk();
  const { view, q, own } = wanted;
  const list = useRef<HTMLElement>(null);
  useCurrentInSight(list, `${view.id} ${own}`);
  return (
    <nav ref={list} class="views" aria-label={t('Views')}>
      <ul>
        {VIEWS.map((each) => {
          const count = each.count && inbox.counts.value?.[each.count];
          return (
            <li key={each.id}>
              <a href={addressOf({ view: each })} aria-current={each.id === view.id && !q && !own ? 'page' : undefined}>
                {t(each.label)}
                {each.count && <span class="count">{count === undefined ? '' : shown(count, each.count === 'dueToday')}</span>}
              </a>
            </li>
          );
        })}
      </ul>
      {inbox.own.value.length > 0 && (
        <>
          <h2 id="own-views">{t('Your views')}</h2>
          <ul aria-labelledby="own-views">
            {inbox.own.value.map(({ id, name, query }) => (
              <li key={id}>
                <a
                  href={`/admin?${new URLSearchParams([...new URLSearchParams(query), ['own', id]])}`}
                  aria-current={own === id ? 'page' : undefined}
                >
                  <span dir="auto">{name}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

const shown = (count: number, isCapped: boolean) => {
  const format = new Intl.NumberFormat(language.value);
  return isCapped && count >= COUNTED ? t('{count}+', { count: format.format(COUNTED - 1) }) : format.format(count);
};

function emptyText({ q, view, filters, customer }: Wanted): string {
  if (q) return t('No case speaks of “{words}”.', { words: q });
  return customer || Object.values(filters).some(Boolean) ? t('No case is like this.') : t(view.empty);
}

function focusRow(id: string | null): boolean {
  const link = id ? document.querySelector<HTMLElement>(`[data-case="${CSS.escape(id)}"]`) : null;
  link?.focus();
  return link !== null;
}
