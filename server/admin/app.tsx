import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { type Desk, DeskContext, useDesk } from './desk.ts';
import { CasePage } from './pages/case-page.tsx';
import { InboxPage } from './pages/inbox-page.tsx';
import { JoinPage } from './pages/join-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { useKeys } from './parts/keys.ts';
import { KeysSheet } from './parts/keys-sheet.tsx';
import { PageHeading } from './parts/page-heading.tsx';
import { PLACES, SCREENS } from './routes.ts';
import { t } from './words/language.ts';

const CLOCK_MS = 30_000;
const SAID_MS = 6000;

export function App({ desk }: { desk: Desk }) {
  return (
    <DeskContext.Provider value={desk}>
      <LocationProvider scope="/admin">
        <Shell />
      </LocationProvider>
    </DeskContext.Provider>
  );
}

function Shell() {
  const desk = useDesk();
  const { path, query } = useLocation();
  const { me, unreachable } = desk.session;

  useEffect(() => {
    void desk.begin();
    const ticking = setInterval(desk.tick, CLOCK_MS);
    const wake = () => desk.live.wake();
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', wake);
      desk.live.stop();
    };
  }, []);
  useEffect(() => {
    if (!desk.said.value) return;
    const fading = setTimeout(() => desk.say(''), SAID_MS);
    return () => clearTimeout(fading);
  }, [desk.said.value]);

  if (path === '/admin/join') return <JoinPage token={query.token ?? ''} />;
  if (unreachable.value) {
    return (
      <main class="door">
        <h1>No answer</h1>
        <p role="alert">The server does not answer at the moment.</p>
        <button class="button primary" onClick={() => void desk.session.start()}>
          Try again
        </button>
      </main>
    );
  }
  if (me.value === undefined)
    return (
      <main class="door" aria-busy="true">
        <p class="quiet">Loading…</p>
      </main>
    );
  if (me.value === null) return <SignInPage />;
  return <SignedIn />;
}

function SignedIn() {
  const desk = useDesk();
  const { path, route } = useLocation();
  const me = desk.session.me.value!; // Safe: the shell shows this only to somebody signed in.
  useKeys({ i: () => route('/admin') });
  const link = (href: string, label: string, isHere: boolean) => (
    <a key={href} href={href} aria-current={isHere ? 'page' : undefined}>
      {label}
    </a>
  );

  return (
    <>
      <header class="top">
        <a
          class="skip"
          href="#content"
          onClick={(event) => {
            event.preventDefault();
            document.getElementById('content')?.focus();
          }}
        >
          Skip to the content
        </a>
        <span class="brand">{me.merchant.name}</span>
        <nav aria-label="Main">
          {PLACES.filter(({ roles }) => !roles || roles.includes(me.role)).map(({ href, label, within }) =>
            link(href, t(label), path === href || path === within || path.startsWith(`${within}/`)),
          )}
        </nav>
        <span class="top-end">
          {me.role === 'viewer' && <span class="flag">May look, not act</span>}
          <span class="quiet who">{me.name}</span>
          <KeysSheet />
          <button class="button plain" onClick={() => void desk.session.signOut()}>
            Sign out
          </button>
        </span>
      </header>
      {desk.live.offline.value && (
        <p class="notice bad banner" role="alert">
          The connection is lost. What you type is kept; this page tries again by itself.
        </p>
      )}
      <ErrorBoundary>
        <Router onRouteChange={enterPage}>
          <Route path="/admin" component={InboxPage} />
          <Route path="/admin/cases/:number" component={CasePage} />
          {SCREENS.map(({ path: screen, load }) => (
            <Route key={screen} path={screen} component={load} />
          ))}
          <Route default component={Nowhere} />
        </Router>
      </ErrorBoundary>
      <p class={desk.said.value ? 'said-aloud shown' : 'said-aloud'} role="status">
        {desk.said.value}
      </p>
    </>
  );
}

let pageShown = '';
/** A new page begins at its top; a search within the same page stays where it is. */
function enterPage(url: string) {
  const [page = ''] = url.split('?');
  if (page !== pageShown) scrollTo(0, 0);
  pageShown = page;
}

const Nowhere = () => (
  <main class="page narrow">
    <PageHeading title="Nothing here" />
    <p>
      There is no such page. <a href="/admin">Go to the inbox</a>
    </p>
  </main>
);
