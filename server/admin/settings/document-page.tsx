import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsName } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Loading, Trouble } from '../parts/waiting.tsx';
import { fullInstant } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { type DocumentModel, documentAt } from './document.ts';
import { DocumentHistory, DifferenceList, PublishDialog } from './document-history.tsx';
import { pathWords } from './document-words.ts';
import './document.css';
import { SettingsFrame } from './settings-frame.tsx';
import { isLead } from '../account/roles.ts';

type Props<Name extends SettingsName> = {
  name: Name;
  /** Translated already. */
  title: string;
  lead?: string;
  /** False while the form still waits for something else than its document. */
  isReady?: boolean;
  /** The form. Drawn when the document is there; every control in it is switched off for people who may only read. */
  children: (model: DocumentModel<Name>) => ComponentChildren;
  /** Below the form, never switched off: previews, trying out. */
  after?: (model: DocumentModel<Name>) => ComponentChildren;
};

/** Any settings document: draft, check, publish with a note, history, roll back. The page brings the form. */
export function DocumentPage<Name extends SettingsName>({ name, title, lead, isReady = true, children, after }: Props<Name>) {
  const desk = useDesk();
  const model = documentAt(desk.client, name);
  const isPublisher = isLead(desk.session.me.value?.role);

  useEffect(() => {
    void model.load();
    const back = () => {
      if (document.visibilityState === 'visible') void model.look();
      else void model.flush();
    };
    document.addEventListener('visibilitychange', back);
    return () => {
      document.removeEventListener('visibilitychange', back);
      if (!model.dirty.peek()) return;
      desk.say(t('Your draft of “{title}” is kept. Nothing was published.', { title }));
      void model.flush();
    };
  }, [model]);

  return (
    <SettingsFrame title={title} lead={lead}>
      <Trouble why={model.trouble.value?.detail ?? null} again={model.load} />
      {!isPublisher && <p class="notice">{t('You can read these settings. A lead or the owner changes them.')}</p>}
      {model.draft.value === null || !isReady ? (
        !model.trouble.value && <Loading />
      ) : (
        <>
          <Newer model={model} />
          <form class="doc-form" noValidate onSubmit={(event) => event.preventDefault()} aria-label={title}>
            <fieldset class="doc-fields" disabled={!isPublisher}>
              {children(model)}
            </fieldset>
          </form>
          {after?.(model)}
          <DocumentHistory model={model} isPublisher={isPublisher} />
          <AsJson model={model} />
          {isPublisher && <Bar model={model} title={title} />}
        </>
      )}
    </SettingsFrame>
  );
}

/** Says who published meanwhile, and offers both ways on. The draft is untouched until one is chosen. */
function Newer<Name extends SettingsName>({ model }: { model: DocumentModel<Name> }) {
  const { newer, base, both, draft } = model;
  const { session } = useDesk();
  const who = session.team.value.find(({ id }) => id === newer.value?.updatedBy)?.name ?? t('Somebody else');
  return (
    <div role="status" class="doc-status">
      {newer.value && base.value && (
        <div class="notice">
          <p>
            <strong>{t('Changed by {who} while you were editing.', { who })}</strong>{' '}
            {t('Version {version} is in force since {when}. Your draft is kept and not published.', {
              version: newer.value.version,
              when: newer.value.updatedAt ? fullInstant(newer.value.updatedAt) : '',
            })}
          </p>
          <DifferenceList before={base.value.document} after={newer.value.document} />
          <p class="act-buttons">
            <button type="button" class="button small" onClick={model.putOnTop}>
              {t('Put my changes on top of the newer version')}
            </button>
            <button type="button" class="button small" onClick={() => void model.drop()}>
              {t('Drop my changes and take the newer version')}
            </button>
          </p>
        </div>
      )}
      {!newer.value && both.value.length > 0 && (
        <div class="notice">
          <p>{t('You both changed these. Your draft has yours:')}</p>
          <ul>
            {both.value.map((path) => (
              <li key={path.join('.')}>{pathWords(path, draft.value)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Where the work stands, and what can be done with it. Always in sight at the foot of the page. */
function Bar<Name extends SettingsName>({ model, title }: { model: DocumentModel<Name>; title: string }) {
  const desk = useDesk();
  const isPublishing = useSignal(false);
  const sure = useRef<HTMLDialogElement>(null);
  const { dirty, busy, problem, problems, isSound, newer, draft } = model;
  const shown =
    problem.value && problem.value.code !== 'settings.invalid' && problem.value.code !== 'request.malformed' ? problem.value : null;

  async function publish(note: string) {
    const done = await model.publish(note);
    isPublishing.value = false;
    if (done) desk.say(t('“{title}” is published.', { title }));
    else if (newer.value) document.querySelector('.doc-status')?.scrollIntoView({ block: 'center' });
  }
  async function drop() {
    sure.current?.close();
    if (await model.drop()) desk.say(t('Your draft of “{title}” is thrown away.', { title }));
  }

  return (
    <div class="doc-bar">
      {shown && <Refusal problem={shown} />}
      {problems.value.length > 0 && (
        <div class="notice bad" role="alert">
          <p>
            <strong>
              {tn(problems.value.length, 'One thing has to be put right first:', '{count} things have to be put right first:')}
            </strong>
          </p>
          <ul>
            {problems.value.map(({ path, message }) => (
              <li key={path + message}>
                <span class="doc-where">{pathWords(stepsOf(path, draft.value), draft.value)}</span> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="doc-bar-line">
        <p class="doc-state" role="status">
          {isSound.value ? t('Checked: this can be published.') : stateWords(model)}
        </p>
        <p class="act-buttons">
          {dirty.value && (
            <button type="button" class="button plain" onClick={() => sure.current?.showModal()}>
              {t('Discard draft')}
            </button>
          )}
          <button type="button" class="button" aria-disabled={busy.value === 'validate'} onClick={() => void model.validate()}>
            {t('Check')}
          </button>
          <button
            type="button"
            class="button primary"
            aria-haspopup="dialog"
            disabled={!dirty.value || newer.value !== null}
            onClick={() => (isPublishing.value = true)}
          >
            {t('Publish…')}
          </button>
        </p>
      </div>
      {isPublishing.value && (
        <PublishDialog model={model} title={title} onClose={() => (isPublishing.value = false)} onPublish={(note) => void publish(note)} />
      )}
      <dialog ref={sure} aria-labelledby="doc-discard">
        <h2 id="doc-discard">{t('Throw this draft away?')}</h2>
        <p>{t('The published version stays as it is.')}</p>
        <p class="act-buttons">
          <button type="button" class="button grave" onClick={() => void drop()}>
            {t('Throw it away')}
          </button>
          <button type="button" class="button" onClick={() => sure.current?.close()}>
            {t('Keep it')}
          </button>
        </p>
      </dialog>
    </div>
  );
}

/** Names of fields may hold points themselves: the document says how the path is to be read. */
export function stepsOf(path: string, document: unknown): (string | number)[] {
  if (path === '') return [];
  if (typeof document !== 'object' || document === null) return path.split('.');
  const names = Object.keys(document).filter((name) => path === name || path.startsWith(`${name}.`));
  const name = names.toSorted((a, b) => b.length - a.length)[0] ?? path.split('.')[0]!;
  const step = Array.isArray(document) && /^\d+$/.test(name) ? Number(name) : name;
  return [step, ...stepsOf(path.slice(name.length + 1), (document as Record<string | number, unknown>)[step])];
}

function stateWords<Name extends SettingsName>({ kept, dirty, current, newer }: DocumentModel<Name>): string {
  if (newer.value) return t('Somebody published meanwhile: choose above how to go on. Your draft is kept.');
  if (kept.value === 'failed') return t('Your draft could not be kept on the server. It is still on this page.');
  if (dirty.value) return kept.value === 'keeping' ? t('Keeping your draft…') : t('Your draft is kept. It is not in force yet.');
  const version = current.value?.version ?? 0;
  return version === 0 ? t('Nothing published yet: the usual settings are in force.') : t('Version {version} is in force.', { version });
}

function AsJson<Name extends SettingsName>({ model }: { model: DocumentModel<Name> }) {
  return (
    <details class="folded">
      <summary>{t('Show as JSON')}</summary>
      <pre tabIndex={0} aria-label={t('This document as JSON')} dir="ltr">
        <code>{JSON.stringify(model.draft.value, null, 2)}</code>
      </pre>
    </details>
  );
}
