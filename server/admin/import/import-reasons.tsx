import { useDesk } from '../desk.ts';
import { t, tn } from '../words/language.ts';
import type { ImportDraft, ReasonLine } from './import-draft.ts';

const OTHER = 'cancel.other';

/** Their words for why somebody left, each with the reason it probably means. Nothing is taken over before somebody confirms it. */
export function ReasonsStep({ draft }: { draft: ImportDraft }) {
  const { reasons, moreReasons, confirmed, busy } = draft;
  const agreed = reasons.value?.filter(({ chosen }) => chosen !== '').length ?? 0;
  return (
    <section class="card" aria-labelledby="imp-reasons">
      <h2 id="imp-reasons">{t('What their reasons mean')}</h2>
      <p class="hint">
        {t('Your own words are always kept. With a reason of the list beside them, departures can be counted and compared.')}
      </p>
      {reasons.value === null && (
        <p>
          <button type="button" class="button" aria-disabled={busy.value !== null} onClick={() => void draft.lookAtReasons()}>
            {busy.value === 'reasons' ? t('Looking through the file…') : t('Look at the reasons in the file')}
          </button>
        </p>
      )}
      {reasons.value?.length === 0 && <p class="quiet">{t('No line gives a reason.')}</p>}
      {reasons.value !== null && reasons.value.length > 0 && (
        <>
          {moreReasons.value && <p class="notice">{t('There are more; these are the most frequent. The rest is kept as “other”.')}</p>}
          <ul class="imp-reasons">
            {reasons.value.map((one, i) => (
              <OneReason key={one.text} one={one} id={`imp-reason-${i}`} onChoose={(reason) => draft.chooseReason(one.text, reason)} />
            ))}
          </ul>
          <p class="act-buttons">
            <button
              type="button"
              class="button"
              disabled={agreed === 0}
              aria-disabled={busy.value !== null}
              onClick={() => void draft.confirmReasons()}
            >
              {tn(agreed, 'Confirm {count} reason', 'Confirm {count} reasons')}
            </button>
            <span role="status">
              {confirmed.value === null
                ? t('Not confirmed yet: without it they come in as “other”.')
                : tn(confirmed.value, '{count} reason is confirmed.', '{count} reasons are confirmed.')}
            </span>
          </p>
        </>
      )}
    </section>
  );
}

function OneReason({ one, id, onChoose }: { one: ReasonLine; id: string; onChoose: (reason: string) => void }) {
  const { session } = useDesk();
  const suggested = new Set(one.suggestions.map(({ reason }) => reason));
  const reasons = session.taxonomy.value.reasons.filter((reason) => reason.kind === 'cancellation' && reason.id !== OTHER);
  const best = one.suggestions[0]?.reason;
  return (
    <li>
      <label for={id}>
        <span dir="auto">{one.text}</span> <span class="quiet">{tn(one.lines, '{count} line', '{count} lines')}</span>
      </label>
      <select id={id} value={one.chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{t('Leave as other')}</option>
        {[...reasons.filter((reason) => suggested.has(reason.id)), ...reasons.filter((reason) => !suggested.has(reason.id))].map(
          (reason) => (
            <option key={reason.id} value={reason.id} selected={reason.id === one.chosen}>
              {reason.label}
            </option>
          ),
        )}
      </select>
      {one.mapped !== null && one.mapped === one.chosen ? (
        <span class="flag kept">{t('Agreed before')}</span>
      ) : best !== undefined && best === one.chosen ? (
        <span class="flag">{t('Suggested')}</span>
      ) : null}
    </li>
  );
}
