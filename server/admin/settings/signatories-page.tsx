import { useSignal } from '@preact/signals';
import type { Settings } from '#shared/contracts/settings.ts';
import { t } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel, Spot } from './document.ts';
import { AddItem } from './entries.tsx';
import { ItemActs, Line, Mistakes } from './fields.tsx';
import './house/house.css';
import { freshId } from './signatories-id.ts';

type Signatory = Settings['signatories']['signatories'][number];

/** The people in whose names answers go out. */
export function SignatoriesPage() {
  return (
    <DocumentPage
      name="signatories"
      title={t('Signatories')}
      lead={t('The people in whose names answers go out. An apology comes from somebody, never from a department.')}
    >
      {(model) => <People model={model} />}
    </DocumentPage>
  );
}

function People({ model }: { model: DocumentModel<'signatories'> }) {
  const list = model.at<Signatory[]>('signatories');
  return (
    <>
      <Mistakes spot={list} />
      {list.value.length === 0 && <p class="empty">{t('Nobody signs yet. A template without a signatory cannot be sent.')}</p>}
      <ol class="doc-list" data-items>
        {list.value.map((person, i) => (
          <li key={person.id} class="card house-part" data-item>
            <div class="doc-item-head">
              <h2 dir="auto">{person.name || t('Nameless')}</h2>
              <ItemActs spot={list} index={i} name={person.name || t('Nameless')} isOrdered />
            </div>
            <div class="doc-grid">
              <Line spot={model.at('signatories', i, 'name')} label={t('Name')} />
              <Line spot={model.at('signatories', i, 'role')} label={t('Role')} hint={t('As in “Head of the kitchen”.')} />
            </div>
            <Picture spot={model.at('signatories', i, 'picture')} name={person.name} />
            <section class="house-preview" aria-label={t('How {name} signs', { name: person.name || t('Nameless') })}>
              {person.picture && <img class="house-picture" src={person.picture} alt={t('Signature of {name}', { name: person.name })} />}
              <p dir="auto">
                {person.name}
                {'\n'}
                <span class="quiet">{person.role}</span>
              </p>
            </section>
          </li>
        ))}
      </ol>
      <AddItem spot={list} label={t('Add a signatory')} begin={() => ({ id: freshId(list.value, 'signatory'), name: '', role: '' })} />
    </>
  );
}

const MOST_BYTES = 50 * 1024;

/** A small picture of a signature, kept in the document itself. */
function Picture({ spot, name }: { spot: Spot<string | undefined>; name: string }) {
  const trouble = useSignal('');
  async function take(file: File | undefined) {
    trouble.value = '';
    if (!file) return;
    if (!/^image\/(?:png|jpeg)$/.test(file.type)) trouble.value = t('A picture of the signature is a PNG or a JPEG.');
    else if (file.size > MOST_BYTES) trouble.value = t('A picture of the signature has 50 kB at most.');
    else {
      const bytes = new Uint8Array(await file.arrayBuffer());
      spot.set(`data:${file.type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`);
    }
  }
  return (
    <div class="field">
      <label for={spot.id}>
        {t('Picture of the signature')} <span class="optional">{t('(optional)')}</span>
      </label>
      <input
        id={spot.id}
        type="file"
        accept="image/png,image/jpeg"
        aria-describedby={`${spot.id}-hint`}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <p class="hint" id={`${spot.id}-hint`}>
        {t('A PNG or JPEG of 50 kB at most, on white or clear ground.')}
      </p>
      {trouble.value && (
        <p class="doc-error" role="alert">
          {trouble.value}
        </p>
      )}
      <Mistakes spot={spot} />
      {spot.value && (
        <p>
          <button
            type="button"
            class="button small"
            aria-label={t('Take the picture of {name} away', { name })}
            onClick={() => spot.set(undefined)}
          >
            {t('Take the picture away')}
          </button>
        </p>
      )}
    </div>
  );
}
