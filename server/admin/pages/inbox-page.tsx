import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { addressOf, readWanted, VIEWS } from '../models/views.ts';
import { CaseRowView } from '../parts/case-row.tsx';
import { useKeys } from '../parts/keys.ts';
import { PageHeading } from '../parts/page-heading.tsx';

const SEARCH_PAUSE_MS = 250;

/** All cases by what is due next, in the views the day is worked through. */
export function InboxPage() {
  const { inbox, live } = useDesk();
  const { query, route } = useLocation();
  const wanted = readWanted(query);
  const search = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cameBack = useRef(inbox.current.peek() !== null);
  const { view, q, customer } = wanted;
  const rows = inbox.rows.value;

  useEffect(() => void inbox.open(wanted), [view.id, q, customer]);
  useEffect(() => live.listen(() => void inbox.heard()), []);
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
    if (next) focusRow(next.id);
    else if (by === 1) void inbox.more();
  }
  useKeys({ j: () => step(1), k: () => step(-1), '/': () => search.current?.focus() });

  function find(typed: string) {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => route(addressOf({ view, q: typed.trim(), customer }), true), SEARCH_PAUSE_MS);
  }

  return (
    <main class="page inbox">
      <nav class="views" aria-label="Views">
        <ul>
          {VIEWS.map((each) => {
            const count = each.count && inbox.counts.value?.[each.count];
            return (
              <li key={each.id}>
                <a href={addressOf({ view: each })} aria-current={each.id === view.id && !q ? 'page' : undefined}>
                  {each.label}
                  {count !== undefined && <span class="count">{count}</span>}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <div class="inbox-list">
        <div class="inbox-head">
          <PageHeading title={q ? `Found for “${q}”` : view.label} takesFocus={!cameBack.current} />
          <form role="search" onSubmit={(event) => event.preventDefault()}>
            <label class="hidden" for="search">
              Search cases
            </label>
            <input
              ref={search}
              id="search"
              type="search"
              placeholder="Search all cases"
              defaultValue={q}
              onInput={(event) => find(event.currentTarget.value)}
            />
          </form>
        </div>
        {customer && (
          <p class="notice">
            Only cases of one customer. <a href={addressOf({ view, q })}>Show everybody</a>
          </p>
        )}
        <p class="hidden" role="status">
          {rows ? `${rows.length} cases${inbox.nextCursor.value ? ' and more' : ''}` : 'Loading cases'}
        </p>
        {inbox.trouble.value && (
          <p class="notice bad" role="alert">
            {inbox.trouble.value}{' '}
            <button class="button small" onClick={() => void inbox.retry()}>
              Try again
            </button>
          </p>
        )}
        {!rows && !inbox.trouble.value && (
          <ul class="rows waiting" aria-hidden="true">
            {[0, 1, 2, 3, 4, 5].map((n) => (
              <li key={n} class="row blank" />
            ))}
          </ul>
        )}
        {rows?.length === 0 && <p class="empty">{q ? `No case speaks of “${q}”.` : view.empty}</p>}
        {rows && rows.length > 0 && (
          <ul class="rows">
            {rows.map((row) => (
              <CaseRowView
                key={row.id}
                row={row}
                isCurrent={row.id === inbox.current.value}
                onFocus={() => (inbox.current.value = row.id)}
              />
            ))}
          </ul>
        )}
        {inbox.nextCursor.value && (
          <p class="more">
            <button class="button" aria-disabled={inbox.loadingMore.value} onClick={() => void inbox.more()}>
              {inbox.loadingMore.value ? 'Loading…' : 'Load more'}
            </button>
          </p>
        )}
      </div>
    </main>
  );
}

function focusRow(id: string | null) {
  const link = id ? document.querySelector<HTMLElement>(`[data-case="${CSS.escape(id)}"]`) : null;
  link?.focus();
}
