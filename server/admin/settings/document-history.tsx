import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsName } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { fullInstant } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { differences } from './differences.ts';
import type { DocumentModel } from './document.ts';
import { pathWords, valueWords } from './document-words.ts';

const SHOWN = 30;
const NOTE_MAX = 500;

/** What is different between two versions, in words. */
export function DifferenceList({ before, after }: { before: unknown; after: unknown }) {
  const found = differences(before, after);
  if (found.length === 0) return <p class="quiet">{t('No difference.')}</p>;
  return (
    <ul class="doc-differences">
      {found.slice(0, SHOWN).map((one) => (
        <li key={one.path.join('.') + String(one.before === undefined)}>
          <span class="doc-where" dir="auto">
            {pathWords(one.path, after, before)}
          </span>{' '}
          {one.before === undefined ? (
            <ins dir="auto">{t('added: {value}', { value: valueWords(one.after, one.path.at(-1)) })}</ins>
          ) : one.after === undefined ? (
            <del dir="auto">{t('removed: {value}', { value: valueWords(one.before, one.path.at(-1)) })}</del>
          ) : (
            <>
              <del dir="auto">
                <span class="hidden">{t('before:')} </span>
                {valueWords(one.before, one.path.at(-1))}
              </del>{' '}
              <ins dir="auto">
                <span class="hidden">{t('now:')} </span>
                {valueWords(one.after, one.path.at(-1))}
              </ins>
            </>
          )}
        </li>
      ))}
      {found.length > SHOWN && <li class="quiet">{tn(found.length - SHOWN, 'and one more', 'and {count} more')}</li>}
    </ul>
  );
}

type PublishProps<Name extends SettingsName> = {
  model: DocumentModel<Name>;
  title: string;
  onClose: () => void;
  onPublish: (note: string) => void;
};

/** Shows what will be different before it is in force, and asks for a note to those who come later. */
export function PublishDialog<Name extends SettingsName>({ model, title, onClose, onPublish }: PublishProps<Name>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const note = useSignal('');
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('textarea')?.focus();
  }, []);
  const isBusy = model.busy.value === 'publish';

  return (
    <dialog ref={dialog} aria-labelledby="doc-publish" onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          onPublish(note.value.trim());
        }}
      >
        <h2 id="doc-publish">{t('Publish “{title}”?', { title })}</h2>
        <p>{t('From now on this holds for everything new. You can go back to any earlier version.')}</p>
        <div class="doc-scroll" tabIndex={0} role="region" aria-label={t('What will be different')}>
          <DifferenceList before={model.base.value?.document} after={model.draft.value} />
        </div>
        <div class="field">
          <label for="doc-note">
            {t('Note for the history')} <span class="optional">{t('(optional)')}</span>
          </label>
          <textarea
            id="doc-note"
            rows={2}
            dir="auto"
            maxLength={NOTE_MAX}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
        </div>
        <p class="act-buttons">
          <button class="button primary" aria-disabled={isBusy}>
            {isBusy ? t('One moment…') : t('Publish')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('Not yet')}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** Who published what and when, with the differences, and the way back. */
export function DocumentHistory<Name extends SettingsName>({ model, isPublisher }: { model: DocumentModel<Name>; isPublisher: boolean }) {
  const desk = useDesk();
  const nameOf = (id: string | null) =>
    desk.session.team.value.find((member) => member.id === id)?.name ?? t('A program or a former colleague');
  const versions = model.history.value;

  async function rollBack(version: NonNullable<typeof versions>[number]) {
    const note = t('Back to version {version}', { version: version.version });
    if (await model.rollBack(version, note)) desk.say(t('Version {version} is in force again.', { version: version.version }));
    void model.loadHistory();
  }

  return (
    <details
      class="folded doc-history"
      onToggle={(event) => {
        if (event.currentTarget.open) void model.loadHistory();
      }}
    >
      <summary>{t('History')}</summary>
      {versions === null ? (
        <p class="quiet">{t('Loading…')}</p>
      ) : versions.length === 0 ? (
        <p class="quiet">{t('Nothing has been published yet.')}</p>
      ) : (
        <ol>
          {versions.map((version, i) => (
            <li key={version.version} class="card">
              <p>
                <strong>{t('Version {version}', { version: version.version })}</strong>{' '}
                <span class="quiet">
                  {t('{who}, {when}', { who: nameOf(version.updatedBy), when: version.updatedAt ? fullInstant(version.updatedAt) : '' })}
                </span>
              </p>
              {version.note && (
                <p class="said" dir="auto">
                  {version.note}
                </p>
              )}
              {versions[i + 1] && (
                <details>
                  <summary>{t('What it changed')}</summary>
                  <DifferenceList before={versions[i + 1]!.document} after={version.document} />
                </details>
              )}
              {i > 0 && isPublisher && (
                <RollBack version={version.version} isBlocked={model.dirty.value} onYes={() => void rollBack(version)}>
                  <DifferenceList before={model.current.value?.document} after={version.document} />
                </RollBack>
              )}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

type RollBackProps = { version: number; isBlocked: boolean; onYes: () => void; children: preact.ComponentChildren };

function RollBack({ version, isBlocked, onYes, children }: RollBackProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = `doc-back-${version}`;
  return (
    <>
      <p class="act-buttons">
        <button type="button" class="button small" disabled={isBlocked} onClick={() => dialog.current?.showModal()}>
          {t('Go back to version {version}', { version })}
        </button>
        {isBlocked && <span class="quiet">{t('Publish or discard your draft first.')}</span>}
      </p>
      <dialog ref={dialog} aria-labelledby={id}>
        <h2 id={id}>{t('Go back to version {version}?', { version })}</h2>
        <p>{t('It is published again as the newest version. This is what will be different:')}</p>
        {children}
        <p class="act-buttons">
          <button
            type="button"
            class="button primary"
            onClick={() => {
              dialog.current?.close();
              onYes();
            }}
          >
            {t('Yes, go back')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('Not yet')}
          </button>
        </p>
      </dialog>
    </>
  );
}
