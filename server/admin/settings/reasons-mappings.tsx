import { useSignal } from '@preact/signals';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { language, t, tn } from '../words/language.ts';
import type { DocumentModel } from './document.ts';
import { branchName, branchOf } from './reasons-branches.ts';
import { complete, type Reason, reasonsWith } from './reasons-own.ts';

/** Their words in files and imports, and the reason each stands for. */
export function Mappings({ model, basis }: { model: DocumentModel<'reasons'>; basis: SettingsBasis }) {
  const typed = useSignal('');
  const mappings = model.at<Record<string, string>>('mappings');
  const entries = Object.entries(mappings.value);
  const reasons = reasonsWith(basis, complete(model.draft.value!)); // drawn only when it is there
  const labelOf = ({ labels, id }: Reason) => labels[language.value] ?? labels.en ?? id;
  const words = typed.value.trim();
  const add = (reason: string) => {
    if (!words || !reason) return;
    mappings.set({ ...mappings.value, [words]: reason });
    typed.value = '';
    document.getElementById('mapping-words')?.focus();
  };

  const options = reasons.map((reason) => (
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
                      {!reasons.some(({ id }) => id === reason) && <option value={reason}>{reason}</option>}
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
