import { useRef } from 'preact/hooks';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import type { DocumentModel } from './document.ts';
import { Line, Mistakes } from './fields.tsx';
import { languageName } from './language-choice.tsx';
import { AddWords } from './reasons-add.tsx';
import { complete, MOST_OWN, ownBeneath, type Reason, withoutOwn, withOwn } from './reasons-own.ts';
import { ProbeEditor } from './reasons-probe.tsx';

const ALWAYS_SHOWN = new Set(['other.unclear', 'cancel.other']);
export type Around = { model: DocumentModel<'reasons'>; basis: SettingsBasis; chosen: string };

/** A reason of the taxonomy: what it is called, whether it is shown, what is asked after it, and the shop's own beneath it. */
export function ReasonLine({ reason, ...around }: Around & { reason: Reason }) {
  const { model, chosen } = around;
  const { id, labels } = reason;
  const usual = labels[chosen] ?? labels.en ?? id;
  const document = complete(model.draft.value!); // drawn only when it is there
  const own = ownBeneath(document, id);
  return (
    <li class="own-reason">
      <div class="doc-reason">
        <Line spot={model.entryAt('labels', chosen, id)} label={usual} lang={chosen} optional="unsaid" />
        <Shown model={model} id={id} name={usual} />
      </div>
      {reason.leaving && <ProbeEditor {...around} reason={reason} name={usual} />}
      {own.length > 0 && (
        <ul class="own-list" aria-label={t('Narrower reasons beneath “{reason}”', { reason: usual })}>
          {own.map((one) => (
            <OwnLine key={one.id} {...around} id={one.id} parent={reason} parentName={usual} />
          ))}
        </ul>
      )}
      {document.own.length < MOST_OWN && (
        <AddWords
          act={t('Add a narrower reason')}
          about={t('Add a narrower reason beneath “{reason}”', { reason: usual })}
          label={t('What this narrower reason is called')}
          onAdd={(words) => model.edit((doc) => withOwn(complete(doc), id, words))}
        />
      )}
    </li>
  );
}

function Shown({ model, id, name }: { model: DocumentModel<'reasons'>; id: string; name: string }) {
  const hidden = model.at<string[]>('hidden');
  return (
    <span class="doc-check">
      <input
        type="checkbox"
        id={`reason-shown-${id}`}
        checked={!hidden.value.includes(id)}
        disabled={ALWAYS_SHOWN.has(id)}
        onChange={(event) => hidden.set(event.currentTarget.checked ? hidden.value.filter((one) => one !== id) : [...hidden.value, id])}
      />
      <label for={`reason-shown-${id}`}>
        {t('Shown')}
        <span class="hidden">: {name}</span>
      </label>
    </span>
  );
}

function OwnLine({ id, parent, parentName, ...around }: Around & { id: string; parent: Reason; parentName: string }) {
  const { model, chosen } = around;
  const desk = useDesk();
  const sure = useRef<HTMLDialogElement>(null);
  const document = complete(model.draft.value!); // drawn only when it is there
  const index = document.own.findIndex((one) => one.id === id);
  const name = document.own[index]?.name ?? id;
  const isPublished = model.base.value?.document.own.some((one) => one.id === id) ?? false;
  const isHidden = document.hidden.includes(id);

  function remove() {
    sure.current?.close();
    model.edit((doc) => withoutOwn(complete(doc), id));
    desk.say(t('“{name}” is taken out of your draft.', { name }));
  }
  function hide() {
    sure.current?.close();
    model.edit((doc) => ({ ...doc, hidden: [...doc.hidden, id] }));
    desk.say(t('“{name}” is hidden in your draft.', { name }));
  }

  return (
    <li>
      <div class="own-reason" role="group" aria-label={name}>
        <div class="doc-reason">
          <div class="doc-grid">
            <Line spot={model.at('own', index, 'name')} label={t('Name')} hint={<bdi class="own-id">{id}</bdi>} />
            <Line
              spot={model.entryAt('labels', chosen, id)}
              label={t('In {language}', { language: languageName(chosen) })}
              lang={chosen}
              placeholder={name}
              optional="unsaid"
            />
          </div>
          <span class="own-acts">
            <Shown model={model} id={id} name={name} />
            <button
              type="button"
              class="button small"
              aria-label={t('Remove {name}', { name })}
              aria-haspopup={isPublished ? 'dialog' : undefined}
              onClick={() => (isPublished ? sure.current?.showModal() : remove())}
            >
              {t('Remove')}
            </button>
          </span>
        </div>
        <Mistakes spot={model.at('own', index, 'id')} />
        {parent.leaving && <ProbeEditor {...around} reason={{ ...parent, id }} name={name} />}
      </div>
      <dialog ref={sure} aria-labelledby={`own-sure-${id}`}>
        <h2 id={`own-sure-${id}`}>{t('Remove “{name}”?', { name })}</h2>
        <p>
          {t('Cases and departures that have this reason keep it and are counted as before. From then on they read as “{parent}”.', {
            parent: parentName,
          })}
        </p>
        {!isHidden && <p>{t('Hiding it is usually better: customers no longer find it, and what is past keeps its name.')}</p>}
        <p class="act-buttons">
          {!isHidden && (
            <button type="button" class="button primary" onClick={hide}>
              {t('Hide it instead')}
            </button>
          )}
          <button type="button" class="button grave" onClick={remove}>
            {t('Remove it')}
          </button>
          <button type="button" class="button" onClick={() => sure.current?.close()}>
            {t('Keep it')}
          </button>
        </p>
      </dialog>
    </li>
  );
}
