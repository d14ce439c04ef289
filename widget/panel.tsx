import { options, render, type ComponentType } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { speak, type Desk } from './desk.ts';
import { ComplaintForm } from './flows/complaint/complaint-form.tsx';
import { FeedbackForm } from './flows/feedback/feedback-form.tsx';
import { PraiseForm } from './flows/praise/praise-form.tsx';
import type { Draft } from './flows/speech.ts';
import type { Opening, Page, Result, Session } from './guest.ts';
import { kept, wipe } from './keep.ts';
import { flush, rest } from './outbox.ts';
import { Chooser } from './parts/chooser.tsx';
import { Frame } from './parts/frame.tsx';
import { css } from './style.ts';
import type { Words } from './words/en.ts';

/** What the cancellation part, loaded only for leaving, is given. */
export type Leaving = {
  desk: Desk;
  config: SiteConfig;
  settle: (result: Result) => undefined;
  /** Asked when the panel closes; what it answers is said to the customer. */
  onClose: (closing: () => string | undefined) => void;
};

const FORMS: Record<string, ComponentType<{ desk: Desk; begun: Draft }>> = {
  complaint: ComplaintForm,
  feedback: FeedbackForm,
  praise: PraiseForm,
};
/** Nothing typed here is the page's business. */
const OURS = ['keydown', 'keyup', 'keypress', 'focusin', 'focusout'];
const ALSO_OURS = ['click', 'pointerdown', 'mousedown', 'touchstart', 'input', 'paste'];

/** So long a last word stays on the page. */
const LAST_WORD_MS = 5000;

let current: (() => void) | undefined;
let clear: (() => void) | undefined;

function open(opening: Opening, page: Page, given: Words, flow?: unknown): Session {
  current?.();
  clear?.();
  const opener = opening.opener ?? (document.activeElement as HTMLElement);
  const Flow = flow as ComponentType<Leaving> | undefined;
  let settle!: (result: Result) => undefined;
  let shut!: () => void;
  const result = new Promise<Result>(
    (resolve) =>
      (settle = (outcome) => {
        resolve(outcome);
      }),
  );
  const closed = new Promise<void>((resolve) => (shut = resolve));
  let closing: () => string | undefined = () => settle({ outcome: 'undecided' });

  const host = document.createElement('amends-panel');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  // Beside <body>, not in it: routers that swap the body leave us alone.
  document.documentElement.append(host);

  const contain = (event: Event) => event.composedPath().includes(root) && event.stopImmediatePropagation();
  for (const name of OURS) addEventListener(name, contain, true);
  for (const name of ALSO_OURS) host.addEventListener(name, (event) => event.stopPropagation());

  function close() {
    if (current !== close) return;
    current = undefined;
    const lastWord = closing();
    for (const name of OURS) removeEventListener(name, contain, true);
    render(lastWord && <output role="alert">{lastWord}</output>, root);
    const timer = setTimeout((clear = () => (clearTimeout(timer), host.remove())), lastWord ? LAST_WORD_MS : 0);
    opener?.focus();
    page.tell('closed', { kind: opening.kind });
    shut();
  }
  current = close;

  // A fault of ours must not keep anybody here.
  (options as { __e?: (error: unknown) => void }).__e = (error) => {
    page.tell('error', { kind: opening.kind, error });
    if (current !== close) return;
    closing = () => undefined;
    queueMicrotask(() => {
      close();
      page.leave();
      settle({ outcome: 'unavailable' });
    });
  };

  function Window() {
    const [config, setConfig] = useState<SiteConfig>();
    const [words, setWords] = useState(given);
    const [draft, setDraft] = useState<Draft>();
    const [kind, setKind] = useState(opening.kind);
    useLayoutEffect(() => {
      void (async () => {
        const found = await page.config;
        setConfig(found);
        // The site does not speak the language that was guessed.
        if (!found || found.locale === page.locale) return;
        for (const more of Flow ? ['', '-cancel'] : ['']) {
          page.part(page.base, `words-${found.locale}${more}`).then(
            (part) => setWords((now) => ({ ...now, ...part.default })),
            () => {},
          );
        }
      })();
    }, []);
    useLayoutEffect(() => {
      void kept<Draft>(`draft/${page.site}/${kind}`).then(([found = {}]) => setDraft(found));
    }, [kind]);
    const locale = config?.locale ?? page.locale;
    const desk: Desk = {
      page,
      opening,
      config,
      locale,
      say: speak(words, config?.texts),
      day: (instant, timeStyle) => new Date(instant).toLocaleString(locale, { dateStyle: 'long', timeStyle }),
      close,
    };
    const Form = FORMS[kind!];
    return (
      <Frame desk={desk}>
        {Flow ? (
          config && <Flow desk={desk} config={config} settle={settle} onClose={(then) => (closing = then)} />
        ) : Form ? (
          draft && <Form desk={desk} begun={draft} />
        ) : (
          <Chooser desk={desk} onChoose={setKind} />
        )}
      </Frame>
    );
  }
  render(<Window />, root);
  page.tell('open', { kind: opening.kind });
  return { result, closed, close };
}

async function remove(): Promise<void> {
  current?.();
  clear?.();
  rest();
  await wipe();
}

export { flush, open, remove };
