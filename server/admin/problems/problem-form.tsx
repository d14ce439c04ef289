import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { t } from '../words/language.ts';
import { problemsOf } from './problem-calls.ts';
import { STATUS } from './problem-words.ts';

type Props = { area: ProblemAreaView | null; isLocked?: boolean; onKept: (after: ProblemAreaView) => void };
const FIELDS = ['title', 'reasons', 'owner', 'rootCause', 'fix'];

/** What is written down about a problem area. */
export function ProblemForm({ area, isLocked = false, onKept }: Props) {
  const desk = useDesk();
  const sending = useMemo(createSending, []);
  const key = useMemo(() => `area-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, []);
  const typed = useSignal({
    title: area?.title ?? '',
    reasons: area?.reasons ?? [],
    owner: area?.owner?.id ?? '',
    rootCause: area?.rootCause ?? '',
    fix: area?.fix ?? '',
    status: area?.status ?? ('open' as const),
  });
  const isAsked = useSignal(false);
  const now = typed.value;
  const edit = (changed: Partial<typeof now>) => (typed.value = { ...typed.value, ...changed });
  const noReason = isAsked.value && now.reasons.length === 0;

  async function keep() {
    isAsked.value = true;
    if (now.reasons.length === 0) return document.getElementById('wb-area-reasons')?.focus();
    const body = {
      ...now,
      owner: now.owner || null,
      rootCause: now.rootCause.trim() || null,
      fix: now.fix.trim() || null,
      ...(area && { version: area.version }),
    };
    const calls = problemsOf(desk.client);
    await sending.send(async () => {
      onKept(area ? await calls.change(area.id, body) : await calls.create(body, key));
      desk.say(t('The problem area is saved.'));
    });
  }

  const said = (path: string) => {
    const message = sending.errorAt(path);
    return (
      message && (
        <p class="wb-wrong" id={`wb-area-${path}-wrong`}>
          {message}
        </p>
      )
    );
  };
  const marks = (path: string) => ({
    id: `wb-area-${path}`,
    'aria-invalid': sending.errorAt(path) ? ('true' as const) : undefined,
    'aria-describedby': sending.errorAt(path) ? `wb-area-${path}-wrong` : undefined,
  });

  return (
    <form
      class="card act-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <fieldset class="wb-plain" disabled={isLocked}>
        <div class="field field-line">
          <label for="wb-area-title">{t('What goes wrong')}</label>
          <input
            {...marks('title')}
            required
            maxLength={200}
            dir="auto"
            value={now.title}
            onInput={(event) => edit({ title: event.currentTarget.value })}
          />
          {said('title')}
        </div>
        <Reasons chosen={now.reasons} isMissing={noReason} edit={(reasons) => edit({ reasons })} />
        <div class="wb-grid">
          <div class="field field-choice">
            <label for="wb-area-owner">{t('In whose hands')}</label>
            <select {...marks('owner')} value={now.owner} onChange={(event) => edit({ owner: event.currentTarget.value })}>
              <option value="">{t('Nobody yet')}</option>
              {desk.session.team.value.map(({ id, name }) => (
                <option key={id} value={id} selected={id === now.owner}>
                  {name}
                </option>
              ))}
            </select>
            {said('owner')}
          </div>
          <div class="field field-choice">
            <label for="wb-area-status">{t('How it stands')}</label>
            <select
              id="wb-area-status"
              aria-describedby="wb-area-status-hint"
              value={now.status}
              onChange={(event) => edit({ status: event.currentTarget.value as typeof now.status })}
            >
              {(['open', 'fixing', 'fixed'] as const).map((status) => (
                <option key={status} value={status} selected={status === now.status}>
                  {t(STATUS[status])}
                </option>
              ))}
            </select>
            <p class="hint" id="wb-area-status-hint">
              {t('Nobody is told by choosing “Put right”: you see every letter first.')}
            </p>
          </div>
        </div>
        <div class="field">
          <label for="wb-area-rootCause">
            {t('Why it happens')} <span class="optional">{t('(optional)')}</span>
          </label>
          <textarea
            {...marks('rootCause')}
            rows={3}
            maxLength={4000}
            dir="auto"
            value={now.rootCause}
            onInput={(event) => edit({ rootCause: event.currentTarget.value })}
          />
          {said('rootCause')}
        </div>
        <div class="field">
          <label for="wb-area-fix">
            {t('What is done about it, as customers may read it')} <span class="optional">{t('(optional)')}</span>
          </label>
          <textarea
            {...marks('fix')}
            rows={3}
            maxLength={4000}
            dir="auto"
            value={now.fix}
            onInput={(event) => edit({ fix: event.currentTarget.value })}
          />
          {said('fix')}
        </div>
      </fieldset>
      {sending.problem.value && <Refusal problem={sending.problem.value} saidElsewhere={FIELDS} />}
      {isLocked ? (
        <p class="quiet">{t('Problem areas are kept by a lead or the owner.')}</p>
      ) : (
        <div class="act-buttons">
          <button class="button primary" aria-busy={sending.busy.value}>
            {sending.busy.value ? t('One moment…') : t('Save')}
          </button>
        </div>
      )}
    </form>
  );
}

function Reasons({ chosen, isMissing, edit }: { chosen: string[]; isMissing: boolean; edit: (reasons: string[]) => void }) {
  const { session } = useDesk();
  const left = session.taxonomy.value.reasons.filter(({ id }) => !chosen.includes(id));
  return (
    <div class="field field-choice">
      <label for="wb-area-reasons">{t('Reasons that belong to it')}</label>
      {chosen.length > 0 && (
        <ul class="wb-chips">
          {chosen.map((id) => (
            <li key={id} class="chip">
              <span dir="auto">{session.reasonLabel(id)}</span>
              <button
                type="button"
                class="button plain small"
                aria-label={t('Remove {name}', { name: session.reasonLabel(id) })}
                onClick={() => {
                  edit(chosen.filter((one) => one !== id));
                  document.getElementById('wb-area-reasons')?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        id="wb-area-reasons"
        value=""
        aria-invalid={isMissing ? 'true' : undefined}
        aria-describedby={isMissing ? 'wb-area-reasons-wrong' : undefined}
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = '';
          if (value) edit([...chosen, value]);
        }}
      >
        <option value="">{chosen.length ? t('Add another…') : t('Please choose')}</option>
        {left.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {isMissing && (
        <p class="wb-wrong" id="wb-area-reasons-wrong">
          {t('Please choose at least one reason.')}
        </p>
      )}
    </div>
  );
}
