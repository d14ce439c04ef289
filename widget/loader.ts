import type { Kind } from '#shared/contracts/basics.ts';
import type { Opening, Page, Panel, Result, Session } from './guest.ts';

/** Baked in by the build: one hash for all parts, and the languages there are. */
declare const HASH: string;
declare const LOCALES: string[];

type Command = (...given: any[]) => unknown;
type Parts = [{ panel: Panel }, { default: never }, Awaited<Page['config']>, { default: unknown } | undefined];

/** A cancellation never waits longer than this for us. */
const PATIENCE_MS = 3000;

const page = window as unknown as { Amends?: Command & { q?: any[]; sites?: Record<string, string> } };
const script = (document.currentScript ?? document.querySelector('script[data-site]')) as HTMLScriptElement;
const ownSite = script.dataset.site!;
const ownBase = script.src.replace(/(v\/[^/]+\/)?widget\.js.*/, '');
const before = page.Amends;

if (before?.sites) before.sites[ownSite] ??= ownBase;
else begin();

function begin() {
  const sites = { [ownSite]: ownBase };
  const ending = new AbortController();
  const fetched: Record<string, Page['config']> = {};
  let panel: Panel | undefined;
  let session: Session | undefined;
  let identityToken: string | undefined;
  let defaults: Opening = {};
  let visit: Promise<Result> | undefined;

  const wanted = [script.dataset.locale, document.documentElement.lang, ...navigator.languages].map((tag) => tag || '-');
  const fits = (tag: string) =>
    LOCALES.find((locale) => tag.toLowerCase() === locale.toLowerCase()) ?? LOCALES.find((locale) => tag.slice(0, 2) === locale.slice(0, 2));
  const locale = wanted.map(fits).find((fit) => fit) ?? 'en';

  const tell: Page['tell'] = (name, detail) => dispatchEvent(new CustomEvent(`amends:${name}`, { detail }));
  const part = (base: string, name: string) => import(/* @vite-ignore */ `${base}widget/${name}-${HASH}.js`);

  const settings = (site: string, base: string) =>
    (fetched[site] ??= fetch(`${base}v1/public/sites/${site}?locale=${locale}`, { credentials: 'omit' })
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .then((config) => (config?.reasons ? config : Promise.reject()))
      .catch(() => void delete fetched[site]));

  const load = ({ kind, site = ownSite }: Opening) => {
    const base = sites[site] ?? ownBase;
    const leaving = kind === 'cancel' || kind === 'cancellation';
    const config = settings(site, base);
    return Promise.all([
      part(base, 'app'),
      part(base, `words-${locale}`),
      leaving && config,
      leaving && part(base, 'cancel'),
    ]) as Promise<unknown> as Promise<Parts>;
  };

  function open(given: Opening): Promise<Result> {
    if (visit) return visit;
    const opening: Opening = { identityToken, opener: document.activeElement as HTMLElement, ...defaults, ...given };
    const site = (opening.site ??= ownSite);
    const base = sites[site] ?? ownBase;
    const leaving = opening.kind === 'cancel' || opening.kind === 'cancellation';
    const merchants = opening.handleCancel;
    const plain = `${base}s/${site}/${leaving ? 'cancel' : (opening.kind ?? 'complaint')}`;
    opening.href ??= (leaving && document.querySelector<HTMLAnchorElement>('a[data-amends=cancel]')?.href) || plain;

    // Billing is asked once a visit, however often anybody clicks; again only after it refused.
    let asked: Promise<unknown> | undefined;
    if (merchants) {
      opening.handleCancel = () =>
        (asked ??= Promise.resolve()
          .then(merchants)
          .catch((error) => {
            asked = undefined;
            throw error;
          }));
    }
    let left: Promise<Result> | undefined;
    const leave = () =>
      (left ??= (async () => {
        tell('error', { kind: opening.kind });
        try {
          if (leaving && merchants) await opening.handleCancel!();
          else location.assign(opening.href!);
        } catch {}
        return { outcome: 'unavailable' as const };
      })());

    visit = Promise.race([load(opening), new Promise<never>((_, late) => setTimeout(late, PATIENCE_MS))])
      .then(([app, words, config, flow]) => {
        if (leaving && !config) throw 0;
        panel = app.panel;
        session = panel.open(opening, { base, site, locale, config: settings(site, base), words: (other) => part(base, `words-${other}`).then((found) => found.default), tell, leave }, words.default, flow?.default);
        void session.closed.then(() => (visit = session = undefined));
        return session.result;
      })
      .catch(() => {
        visit = undefined;
        return leave();
      });
    return visit;
  }

  const read = (element: HTMLElement): Opening => ({
    ...(element.dataset as object),
    kind: element.dataset.amends as Kind,
    href: (element as HTMLAnchorElement).href || undefined,
    opener: element,
  });
  const hit = (event: Event) => (event.target as Element).closest?.<HTMLElement>('[data-amends]');
  const listen = (name: string, heard: (event: any) => void) =>
    document.addEventListener(name, heard, { signal: ending.signal, passive: name !== 'click' });

  listen('click', (event: MouseEvent) => {
    const element = hit(event);
    if (!element || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open(read(element));
  });
  for (const hint of ['pointerover', 'focusin', 'touchstart']) {
    listen(hint, (event) => {
      const element = hit(event);
      if (element) load(read(element)).catch(() => {});
    });
  }

  const commands: Record<string, Command> = {
    identify: (token) => void (identityToken = token),
    handle: (handlers) => void (defaults = handlers),
    open: (opening) => void open(opening ?? {}),
    cancel: (opening) => open({ ...opening, kind: 'cancel' }),
    on: (name: string, heard: (detail: unknown) => void) =>
      addEventListener(
        `amends:${({ submit: 'submitted', close: 'closed' } as Record<string, string>)[name] ?? name}`,
        (event) => heard((event as CustomEvent).detail),
        { signal: ending.signal },
      ),
    close: () => session?.close(),
    remove: () => {
      session?.close();
      ending.abort();
      delete page.Amends;
      return panel?.remove();
    },
  };
  const amends = ((name, ...given) => commands[name]?.(given[0], given[1])) as NonNullable<typeof page.Amends>;
  amends.sites = sites;
  page.Amends = amends;
  // Words sent before this script was there: `Amends.q`, entries as given or with somebody waiting for the answer.
  for (const entry of before?.q ?? []) {
    if (typeof entry[0] === 'string') amends(...(entry as [string]));
    else entry[1](amends(...(entry[0] as [string])));
  }
  // Something of an earlier visit is still to be sent. Looking does not keep anything.
  try {
    if (localStorage.amends) part(ownBase, 'app').then((app) => app.panel.flush(), () => {});
  } catch {}
}
