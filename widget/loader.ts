import type { Words } from './words/en.ts';
import type { Opening, Page, Panel, Result, Session } from './guest.ts';

/** Baked in by the build: one hash for all parts, and the languages there are. */
declare const HASH: string;
declare const LOCALES: string;

type Said = [name: keyof Commands, given?: never, more?: never];
type Command = (...said: Said) => unknown;
type Part = { default: object } | undefined;
type Parts = [app: Panel, words: Part, flow: Part, more: Part, config: Awaited<Page['config']>];

type Commands = {
  identify: (identityToken: string) => void;
  /** `handleCancel` and `handleOffer` for `data-amends` links. */
  handle: (handlers: Pick<Opening, 'handleCancel' | 'handleOffer'>) => void;
  open: (opening?: Opening) => void;
  cancel: (opening?: Opening) => Promise<Result>;
  on: (name: string, heard: (detail: unknown) => void) => void;
  close: () => void;
  remove: () => Promise<void> | undefined;
};

/** Nobody waits longer than this for us. */
const PATIENCE_MS = 3000;

const page = window as unknown as { Amends?: Command & { q?: Said[]; sites?: Record<string, string> } };
const script = document.currentScript as HTMLScriptElement;
const mine = script.dataset.site!;
const from = script.src.replace(/(v\/[^/]+\/)?widget\.js.*/, '');
const before = page.Amends;

// A second script on the page only adds its site to the first.
if (before?.sites) before.sites[mine] ??= from;
else begin();

function begin() {
  const sites = { [mine]: from };
  const ending = new AbortController();
  const { signal } = ending;
  const fetched: Record<string, Page['config']> = {};
  const locales = LOCALES.split(' ');
  let panel: Panel | undefined;
  let session: Session | undefined;
  let visit: Promise<Result> | undefined;
  const usual: Opening = {};

  const wanted = [script.dataset.locale, document.documentElement.lang, ...navigator.languages];
  const locale =
    wanted.map((tag) => locales.find((known) => known.slice(0, 2) === tag?.slice(0, 2).toLowerCase())).find((fit) => fit) ?? 'en';

  const tell: Page['tell'] = (name, detail) => dispatchEvent(new CustomEvent(`amends:${name}`, { detail }));
  const part = (base: string, name: string) => import(/* @vite-ignore */ `${base}widget/${name}-${HASH}.js`);

  const settings = (base: string, site: string) =>
    (fetched[site] ??= fetch(`${base}v1/public/sites/${site}?locale=${locale}`)
      .then((answer) => answer.json())
      .then((config) => (config.reasons.length ? config : undefined)) // throws at what is not ours
      .catch(() => void delete fetched[site]));

  const isLeaving = (kind?: string) => kind?.startsWith('ca');
  const baseOf = ({ site = mine }: Opening) => sites[site] ?? from;
  const load = (opening: Opening) => {
    const { kind, site = mine } = opening;
    const base = baseOf(opening);
    const config = settings(base, site);
    return Promise.all([
      part(base, 'app'),
      part(base, `words-${locale}`),
      ...(isLeaving(kind) ? [part(base, 'cancel'), part(base, `words-${locale}-cancel`), config] : []),
    ]) as Promise<unknown> as Promise<Parts>;
  };

  function open(given: Opening): Promise<Result> {
    if (visit) return visit;
    const opening: Opening = { site: mine, ...usual, ...given };
    const { kind = 'complaint', site } = opening;
    const base = baseOf(opening);
    const leaving = isLeaving(kind);
    const billing = opening.handleCancel;
    opening.href ??= `${base}s/${site}/${leaving ? 'cancel' : kind}`;

    // Billing is asked once a visit, however often anybody clicks; again only after it refused.
    let asked: Promise<unknown> | undefined;
    const bill = (opening.handleCancel &&= () =>
      (asked ??= (async () => billing!())().catch((error) => {
        asked = undefined;
        throw error;
      })));

    let left: Promise<Result> | undefined;
    const leave = () =>
      (left ??= (async () => {
        visit = undefined;
        tell('error', { kind });
        try {
          if (leaving && bill) await bill();
          else if (leaving || given.href) location.assign(opening.href!);
          else window.open(opening.href); // a form of ours that may not be there does not replace the merchant's page
        } catch {}
        return { outcome: 'unavailable' };
      })());

    return (visit = Promise.race([load(opening), new Promise<never>((_, late) => setTimeout(late, PATIENCE_MS))])
      .then(([app, words, flow, more, config]) => {
        if (leaving && !config) throw 0;
        panel = app;
        session = app.open(
          opening,
          {
            base,
            site: site!,
            locale,
            config: settings(base, site!),
            part,
            tell,
            leave,
          },
          { ...words!.default, ...more?.default } as Words,
          flow?.default,
        );
        void session.closed.then(() => (visit = session = undefined));
        return session.result;
      })
      .catch(leave));
  }

  const listen = (name: string, heard: (opening: Opening, event: MouseEvent) => void) =>
    document.addEventListener(
      name,
      (event) => {
        const opener = (event.target as Element).closest?.<HTMLAnchorElement>('[data-amends]');
        if (opener)
          heard(
            { ...(opener.dataset as object), kind: opener.dataset.amends as 'cancel', href: opener.href || undefined, opener },
            event as MouseEvent,
          );
      },
      { signal },
    );
  listen('click', (opening, event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open(opening);
  });
  for (const hint of ['pointerover', 'focusin', 'touchstart']) listen(hint, (opening) => load(opening).catch(() => {}));

  const commands: Commands = {
    identify: (identityToken) => void Object.assign(usual, { identityToken }),
    handle: (handlers) => void Object.assign(usual, handlers),
    open: (opening) => void open({ ...opening }),
    cancel: (opening) => open({ ...opening, kind: 'cancel' }),
    on(name, heard) {
      // `submit` is told as `submitted`, `close` as `closed`.
      for (const past of ['', 'd', 'ted'])
        addEventListener(`amends:${name}${past}`, (event) => heard((event as CustomEvent).detail), { signal });
    },
    close: () => session?.close(),
    remove() {
      session?.close();
      ending.abort();
      delete page.Amends;
      return panel?.remove();
    },
  };
  const amends: typeof page.Amends = (name, given, more) => commands[name]?.(given!, more!);
  amends.sites = sites;
  page.Amends = amends;
  // What was said before this script was there.
  for (const said of before?.q ?? []) amends(...said);
  // Something of an earlier visit is still to be sent. Looking keeps nothing.
  try {
    if (localStorage.amends)
      void part(from, 'app').then(
        (app) => app.flush(),
        () => {},
      );
  } catch {}
}
