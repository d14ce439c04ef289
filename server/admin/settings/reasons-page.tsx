import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { useDesk } from '../desk.ts';
import { language, msg, t, tn } from '../words/language.ts';
import { basisAt } from './basis.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { Line, Mistakes } from './fields.tsx';
import { LanguageChoice } from './language-choice.tsx';

type Reason = SettingsBasis['reasons'][number];

const BRANCHES: Record<string, string> = {
  delivery: msg('Delivery'),
  product: msg('Product'),
  service: msg('Service'),
  billing: msg('Billing'),
  staff: msg('People'),
  handling: msg('How we handled it'),
  promise: msg('Promises'),
  policy: msg('Rules and policies'),
  marketing: msg('Advertising'),
  account: msg('Account'),
  privacy: msg('Privacy'),
  accessibility: msg('Accessibility'),
  cancel: msg('Leaving'),
  other: msg('Something else'),
};
const ALWAYS_SHOWN = new Set(['other.unclear', 'cancel.other']);
const branchOf = (id: string) => id.split('.')[0] ?? id;
const branchName = (branch: string) =>
  Object.hasOwn(BRANCHES, branch) ? t(BRANCHES[branch]!) : branch.replace(/^./, (first) => first.toUpperCase());

/** The tree of reasons in the merchant's own words, and how words of their files find a reason. */
export function ReasonsPage() {
  const basis = basisAt(useDesk().client);
  useEffect(() => void basis.load(), []);
  return (
    <DocumentPage
      isReady={basis.settled.value}
      name="reasons"
      title={t('Reasons')}
      lead={t(
        'Call them what your customers call them, and hide what cannot happen in your shop. What they mean stays, so that figures can be compared.',
      )}
    >
      {(model) =>
        basis.value.value && (
          <>
            <Tree model={model} basis={basis.value.value} />
            <Mappings model={model} basis={basis.value.value} />
          </>
        )
      }
    </DocumentPage>
  );
}

function Tree({ model, basis }: { model: DocumentModel<'reasons'>; basis: SettingsBasis }) {
  const chosen = useSignal(basis.languages.includes(language.value) ? language.value : 'en');
  const shown = basis.reasons.filter(({ internal }) => !internal);
  const branches = [...new Set(shown.map(({ id }) => branchOf(id)))];
  const hidden = model.at<string[]>('hidden');
  return (
    <section class="doc-list" aria-labelledby="reason-tree">
      <h2 id="reason-tree">{t('What customers choose from')}</h2>
      <p class="quiet">{t('Leave a field empty to keep the usual label above it.')}</p>
      <LanguageChoice languages={basis.languages} chosen={chosen} />
      <Mistakes spot={hidden} />
      {branches.map((branch) => {
        const within = shown.filter(({ id }) => branchOf(id) === branch);
        const left = within.filter(({ id }) => !hidden.value.includes(id)).length;
        return (
          <details key={branch} class="card doc-branch">
            <summary>
              <h3>{branchName(branch)}</h3> <span class="quiet">{t('{shown} of {all} shown', { shown: left, all: within.length })}</span>
            </summary>
            <ul class="doc-list">
              {within.map((reason) => (
                <ReasonLine key={reason.id} model={model} reason={reason} chosen={chosen.value} />
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}

function ReasonLine({ model, reason, chosen }: { model: DocumentModel<'reasons'>; reason: Reason; chosen: string }) {
  const { id, labels, probe, probes } = reason;
  const hidden = model.at<string[]>('hidden');
  const usual = labels[chosen] ?? labels.en ?? id;
  const isShown = !hidden.value.includes(id);
  return (
    <li class="doc-reason">
      <Line
        spot={model.entryAt('labels', chosen, id)}
        label={usual}
        lang={chosen}
        optional="unsaid"
        hint={
          probe
            ? probes.length > 0
              ? t('Then asked: “{question}” Answers: {answers}', {
                  question: probe,
                  answers: new Intl.ListFormat(language.value, { type: 'disjunction' }).format(probes.map(({ label }) => label)),
                })
              : t('Then asked: “{question}”', { question: probe })
            : undefined
        }
      />
      <span class="doc-check">
        <input
          type="checkbox"
          id={`reason-shown-${id}`}
          checked={isShown}
          disabled={ALWAYS_SHOWN.has(id)}
          onChange={(event) => hidden.set(event.currentTarget.checked ? hidden.value.filter((one) => one !== id) : [...hidden.value, id])}
        />
        <label for={`reason-shown-${id}`}>
          {t('Shown')}
          <span class="hidden">: {usual}</span>
        </label>
      </span>
    </li>
  );
}

/** Their words in files and imports, and the reason each stands for. */
function Mappings({ model, basis }: { model: DocumentModel<'reasons'>; basis: SettingsBasis }) {
  const typed = useSignal('');
  const mappings = model.at<Record<string, string>>('mappings');
  const entries = Object.entries(mappings.value);
  const labelOf = ({ labels, id }: Reason) => labels[language.value] ?? labels.en ?? id;
  const words = typed.value.trim();
  const add = (reason: string) => {
    if (!words || !reason) return;
    mappings.set({ ...mappings.value, [words]: reason });
    typed.value = '';
    document.getElementById('mapping-words')?.focus();
  };

  const options = basis.reasons.map((reason) => (
    <option key={reason.id} value={reason.id}>
      {t('{branch}: {reason}', { branch: branchName(branchOf(reason.id)), reason: labelOf(reason) })}
    </option>
  ));
  return (
    <section class="card" aria-labelledby="reason-mappings">
      <h2 id="reason-mappings">{t('Words of your files')}</h2>
      <p class="quiet">
        {t('When customers or departures are imported, these words are understood as these reasons. The words themselves are kept too.')}
      </p>
      {entries.length > 0 && (
        <div class="doc-table">
          <table>
            <caption class="hidden">{tn(entries.length, '{count} mapping', '{count} mappings')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('Their words')}</th>
                <th scope="col">{t('Reason')}</th>
                <th scope="col">
                  <span class="hidden">{t('Remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map(([theirs, reason]) => (
                <tr key={theirs}>
                  <th scope="row" dir="auto">
                    {theirs}
                  </th>
                  <td>
                    <select
                      aria-label={t('Reason for “{words}”', { words: theirs })}
                      value={reason}
                      onChange={(event) => mappings.set({ ...mappings.value, [theirs]: event.currentTarget.value })}
                    >
                      {!basis.reasons.some(({ id }) => id === reason) && <option value={reason}>{reason}</option>}
                      {options}
                    </select>
                  </td>
                  <td>
                    <button
                      type="button"
                      class="button small"
                      aria-label={t('Remove {name}', { name: theirs })}
                      onClick={() => {
                        const { [theirs]: _, ...others } = mappings.value;
                        mappings.set(others);
                        document.getElementById('mapping-words')?.focus();
                      }}
                    >
                      {t('Remove')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="doc-grid">
        <div class="field">
          <label for="mapping-words">{t('Their words')}</label>
          <input
            id="mapping-words"
            dir="auto"
            autocomplete="off"
            maxLength={500}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="mapping-reason">{t('mean this reason')}</label>
          <select id="mapping-reason" value="" disabled={!words} onChange={(event) => add(event.currentTarget.value)}>
            <option value="">{words ? t('Please choose') : t('Write their words first')}</option>
            {options}
          </select>
        </div>
      </div>
    </section>
  );
}
