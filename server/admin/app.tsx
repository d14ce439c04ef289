import { useSignal } from '@preact/signals';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { type Desk, DeskContext, useDesk } from './desk.ts';
import { CasePage } from './pages/case-page.tsx';
import { InboxPage } from './pages/inbox-page.tsx';
import { JoinPage } from './pages/join-page.tsx';
import { LinkPage } from './pages/link-page.tsx';
import { SetupPage } from './pages/setup-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { readWanted } from './models/views.ts';
import { useKeys } from './parts/keys.ts';
import { KeysSheet } from './parts/keys-sheet.tsx';
import { NavCount, useCounts } from './parts/nav-count.tsx';
import { PageHeading } from './parts/page-heading.tsx';
import { PaletteDoor } from './parts/palette-door.tsx';
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
    void desk.begin(path === '/admin' ? readWanted(query) : null);
    const ticking = setInterval(desk.tick, CLOCK_MS);
    const wake = () => desk.live.wake();
    document.addEventListener('visibilitychange', wake);
    addEventListener('online', desk.live.renew);
    const stay = (event: BeforeUnloadEvent) => {
      if (desk.bulk.isWaiting()) event.preventDefault();
    };
    addEventListener('beforeunload', stay);
    return () => {
      removeEventListener('beforeunload', stay);
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', desk.live.renew);
      desk.live.stop();
    };
  }, []);
  useEffect(() => {
    if (!desk.said.value) return;
    const fading = setTimeout(() => desk.say(''), SAID_MS);
    return () => clearTimeout(fading);
  }, [desk.said.value]);

  if (path === '/admin/join') return <JoinPage token={query.token ?? ''} />;
  if (path === '/admin/link') return <LinkPage token={query.token ?? ''} />;
  if (path === '/admin/setup') return <SetupPage token={query.token ?? ''} />;
  if (unreachable.value) {
    return (
      <main class="door">
        <h1>{t('No answer')}</h1>
        <p role="alert">{t('The server does not answer at the moment.')}</p>
        <button class="button primary" onClick={() => void desk.session.start()}>
          {t('Try again')}
        </button>
      </main>
    );
  }
  if (me.value === undefined)
    return (
      <main class="page" aria-busy="true">
        <p class="quiet">{t('Loading…')}</p>
      </main>
    );
  if (me.value === null) return <SignInPage />;
  return <SignedIn />;
}

function SignedIn() {
  const desk = useDesk();
  const { path, route } = useLocation();
  const me = desk.session.me.value!; // Safe: the shell shows this only to somebody signed in.
  const isMenuOpen = useSignal(false);
  const visible = PLACES.filter(({ roles }) => !roles || roles.includes(me.role));
  useEffect(() => void (isMenuOpen.value = false), [path]);
  useCounts();
  useKeys({
    i: () => route('/admin'),
    'g i': () => route('/admin'),
    'g a': () => route('/admin/approvals'),
    'g m': () => route('/admin/mentions'),
    'g o': () => route('/admin/outbox'),
    'g s': () => route('/admin/settings'),
  });
  const link = (href: string, label: string, isHere: boolean) => (
    <a key={href} href={href} aria-current={isHere ? 'page' : undefined}>
      {label}
      <NavCount href={href} />
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
          {t('Skip to the content')}
        </a>
        <span class="brand">{me.merchant.name}</span>
        <button
          type="button"
          class="button plain top-toggle"
          aria-expanded={isMenuOpen.value}
          aria-controls="top-menu"
          onClick={() => (isMenuOpen.value = !isMenuOpen.value)}
        >
          {t('Menu')}
        </button>
        <div id="top-menu" class={isMenuOpen.value ? 'top-menu open' : 'top-menu'}>
          <nav aria-label={t('Main')}>
            {visible.map(({ href, label, within }) =>
              link(href, t(label), path === href || path === within || path.startsWith(`${within}/`)),
            )}
          </nav>
          <span class="top-end">
            {me.role === 'viewer' && <span class="flag">{t('May look, not act')}</span>}
            <a class="acc-me" href="/admin/account" aria-current={path === '/admin/account' ? 'page' : undefined}>
              {me.name}
            </a>
            <PaletteDoor />
            <KeysSheet />
            <button class="button plain" onClick={() => void desk.session.signOut()}>
              {t('Sign out')}
            </button>
          </span>
        </div>
      </header>
      {desk.live.offline.value && (
        <p class="notice bad banner" role="alert">
          {t('The connection is lost. What you type is kept; this page tries again by itself.')}
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
    <PageHeading title={t('Nothing here')} />
    <p>
      {t('There is no such page.')} <a href="/admin">{t('Go to the inbox')}</a>
    </p>
  </main>
);
