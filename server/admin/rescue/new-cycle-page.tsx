import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo } from 'preact/hooks';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useOther } from '../settings/other-document.ts';
import { t, tn } from '../words/language.ts';
import { WinBackFrame } from './frame.tsx';
import { chosenIn, createNewCycle, type NewCycleModel, periodsFrom } from './new-cycle.ts';
import { DryRun } from './new-cycle-dry-run.tsx';
import { Callers, Segments } from './new-cycle-parts.tsx';
import { rescueOf } from './rescue-calls.ts';
import { calendarDay } from './said.ts';

/** Plans a month or a quarter: beside every choice stands what it would mean. */
export function NewCyclePage() {
  const desk = useDesk();
  const { route, query } = useLocation();
  const calls = useMemo(() => rescueOf(desk.client), [desk.client]);
  const model = useMemo(() => createNewCycle(calls, desk.clock.peek(), chosenIn(query)), [calls]);
  const sending = useMemo(createSending, []);
  const isSure = useSignal(false);
  const key = useMemo(() => `cycle-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, [model.body.value]);
  useDefaults(model);

  const planned = model.preview.value ? model.preview.value.planned + model.preview.value.unplanned : 0;
  async function create() {
    const done = await sending.send(async () => {
      const made = await calls.create(model.body.peek(), key);
      desk.say(t('The cycle is planned.'));
      route(`/admin/rescue/${made.id}`);
    });
    if (done) isSure.value = false;
  }

  return (
    <WinBackFrame
      title={t('Plan a cycle')}
      within="/admin/rescue"
      lead={t('Nobody is contacted against their will, twice for the same fix, or while a case of theirs is open.')}
    >
      <form
        class="wb-plan"
        onSubmit={(event) => {
          event.preventDefault();
          if (planned > 0) isSure.value = true;
        }}
      >
        <div class="wb-fields">
          <When model={model} />
          <Segments model={model} />
          <Callers model={model} />
        </div>
        <aside class="wb-aside">
          <DryRun model={model} />
          <p class="act-buttons">
            <button class="button primary" aria-disabled={planned === 0}>
              {t('Plan this cycle')}
            </button>
            <a class="button plain" href="/admin/rescue">
              {t('Not now')}
            </a>
          </p>
        </aside>
      </form>
      {isSure.value && model.preview.value && (
        <Confirm
          id="wb-create"
          title={t('Plan “{name}”?', { name: model.typed.value.name })}
          does={tn(planned, 'Plan {count} call', 'Plan {count} calls')}
          sending={sending}
          onYes={() => void create()}
          onClose={() => (isSure.value = false)}
        >
          <p>
            {t('From {from} to {to}. The calls appear in each person’s plan, a few a week. Nobody is contacted by this alone.', {
              from: calendarDay(model.typed.value.from),
              to: calendarDay(model.typed.value.to),
            })}
          </p>
        </Confirm>
      )}
    </WinBackFrame>
  );
}

/** The settings say who usually calls; until they are there, everybody. */
function useDefaults(model: NewCycleModel) {
  const { session } = useDesk();
  const [settings, routing] = [useOther('rescue').value, useOther('routing').value];
  useEffect(() => {
    if (!settings || !routing) return;
    const everybody = session.team.peek().flatMap(({ id, role }) => (role === 'viewer' ? [] : [id]));
    const ofTeam = routing.teams.find(({ id }) => id === settings.team)?.members.map(({ staff }) => staff);
    model.begin(settings, ofTeam, everybody);
  }, [settings, routing]);
  useEffect(() => model.stop, [model]);
}

function When({ model }: { model: NewCycleModel }) {
  const { clock } = useDesk();
  const { typed, edit, choosePeriod, problem } = model;
  const periods = periodsFrom(clock.peek());
  const wrong = problem.value?.errors?.find(({ path }) => path === 'to' || path === 'from');
  return (
    <fieldset class="card wb-set">
      <legend>{t('When')}</legend>
      <div class="wb-grid two">
        <div class="field field-choice">
          <label for="wb-period">{t('Period')}</label>
          <select id="wb-period" value={typed.value.period} onChange={(event) => choosePeriod(event.currentTarget.value)}>
            {periods.map(({ id, name }) => (
              <option key={id} value={id} selected={id === typed.value.period}>
                {name}
              </option>
            ))}
            <option value="own">{t('Dates of my own')}</option>
          </select>
        </div>
        <div class="field field-line">
          <label for="wb-name">{t('Name')}</label>
          <input
            id="wb-name"
            required
            maxLength={200}
            dir="auto"
            value={typed.value.name}
            onInput={(event) => edit({ name: event.currentTarget.value })}
          />
        </div>
        <div class="field field-date">
          <label for="wb-from">{t('First day')}</label>
          <input
            id="wb-from"
            type="date"
            required
            value={typed.value.from}
            onInput={(event) => edit({ from: event.currentTarget.value, period: 'own' })}
          />
        </div>
        <div class="field field-date">
          <label for="wb-to">{t('Last day')}</label>
          <input
            id="wb-to"
            type="date"
            required
            aria-invalid={wrong ? 'true' : undefined}
            aria-describedby={wrong ? 'wb-to-wrong' : undefined}
            value={typed.value.to}
            onInput={(event) => edit({ to: event.currentTarget.value, period: 'own' })}
          />
          {wrong && (
            <p class="wb-wrong" id="wb-to-wrong">
              {wrong.message}
            </p>
          )}
        </div>
      </div>
    </fieldset>
  );
}
