import { render } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { speak, type Desk } from './desk.ts';
import type { Draft } from './flows/speech.ts';
import { ComplaintForm } from './flows/complaint/complaint-form.tsx';
import { FeedbackForm } from './flows/feedback/feedback-form.tsx';
import { PraiseForm } from './flows/praise/praise-form.tsx';
import type { Opening, Page, Panel, Result, Session } from './guest.ts';
import { kept, wipe } from './keep.ts';
import { flush } from './outbox.ts';
import { Chooser } from './parts/chooser.tsx';
import { Frame } from './parts/frame.tsx';
import { css } from './style.ts';
import type { Words } from './words/en.ts';

/** What the cancellation part, loaded only for leaving, is given. */
export type Leaving = { desk: Desk; config: SiteConfig; settle: (result: Result) => void; onClose: (closing: () => void) => void };

const FORMS: Record<string, ComponentType<{ desk: Desk; draft: Draft }>> = {
  complaint: ComplaintForm,
  feedback: FeedbackForm,
  praise: PraiseForm,
};
/** Nothing typed here is the page's business. */
const OURS = ['keydown', 'keyup', 'keypress', 'focusin', 'focusout'];

let current: (() => void) | undefined;

function open(opening: Opening, page: Page, words: Words, flow?: unknown): Session {
  current?.();
  const Flow = flow as ComponentType<Leaving> | undefined;
  const { promise: result, resolve: settle } = Promise.withResolvers<Result>();
  const { promise: closed, resolve: shut } = Promise.withResolvers<void>();
  let closing = () => settle({ outcome: 'undecided' });

  const host = document.createElement('amends-panel');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  // Beside <body>, not in it: routers that swap the body leave us alone.
  document.documentElement.append(host);

  const contain = (event: Event) => event.composedPath()[0] !== host && event.composedPath().includes(host) && event.stopImmediatePropagation();
  for (const name of OURS) addEventListener(name, contain, true);
  for (const name of ['click', 'pointerdown', 'mousedown', 'touchstart', 'input', 'change', 'submit', 'paste', 'drop', 'wheel']) {
    host.addEventListener(name, (event) => event.stopPropagation());
  }

  function close() {
    if (current !== close) return;
    current = undefined;
    closing();
    for (const name of OURS) removeEventListener(name, contain, true);
    render(null, root);
    host.remove();
    opening.opener?.focus();
    page.tell('closed', { kind: opening.kind });
    shut();
  }
  current = close;

  function Window() {
    const [config, setConfig] = useState<SiteConfig>();
    const [draft, setDraft] = useState<Draft>();
    const [kind, setKind] = useState(opening.kind);
    const [broken] = useErrorBoundary(() => {
      close();
      page.leave();
    });
    useEffect(() => {
      void page.config.then(setConfig);
    }, []);
    useEffect(() => {
      void kept<Draft>(`draft/${page.site}/${kind}`).then(([found]) => setDraft(found?.[1] ?? {}));
    }, [kind]);
    if (broken) return null;
    const desk: Desk = {
      page,
      opening,
      config,
      say: speak(words, config?.texts),
      day: (instant) => new Intl.DateTimeFormat(page.locale, { dateStyle: 'long' }).format(new Date(instant)),
      close,
    };
    const Form = FORMS[kind!];
    return (
      <Frame desk={desk}>
        {Flow ? (
          config && <Flow desk={desk} config={config} settle={settle} onClose={(then) => (closing = then)} />
        ) : !Form ? (
          <Chooser desk={desk} onChoose={setKind} />
        ) : (
          draft && <Form desk={desk} draft={draft} />
        )}
      </Frame>
    );
  }
  render(<Window />, root);
  page.tell('open', { kind: opening.kind });
  return { result, closed, close };
}

export const panel: Panel = {
  open,
  flush: () => void flush(),
  remove: async () => {
    current?.();
    await wipe();
  },
};
