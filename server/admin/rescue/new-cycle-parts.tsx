import { useDesk } from '../desk.ts';
import { MoneyInputs } from '../parts/money-inputs.tsx';
import { t } from '../words/language.ts';
import type { NewCycleModel } from './new-cycle.ts';
import { WAY } from './said.ts';

const toggled = (all: string[], one: string, on: boolean) => (on ? [...all, one] : all.filter((other) => other !== one));

/** Whom to call: what is left empty does not matter. */
export function Segments({ model: { typed, edit } }: { model: NewCycleModel }) {
  const { session } = useDesk();
  const reasons = session.taxonomy.value.reasons.filter(({ kind }) => kind === 'cancellation');
  const chosen = typed.value;
  return (
    <fieldset class="card wb-set">
      <legend>{t('Whom')}</legend>
      <p class="hint">{t('What you leave empty does not matter.')}</p>
      <div class="wb-grid">
        <div class="field">
          <label for="wb-value">{t('Worth at least')}</label>
          <MoneyInputs
            id="wb-value"
            name="amount"
            label={t('Worth at least')}
            required={false}
            values={{ amount: chosen.amount, amountCurrency: chosen.amountCurrency }}
            edit={(changed) => edit(changed)}
          />
        </div>
        <div class="field wb-short">
          <label for="wb-months">{t('Months with you, at least')}</label>
          <input
            id="wb-months"
            type="number"
            min={0}
            max={1200}
            inputMode="numeric"
            value={chosen.months}
            onInput={(event) => edit({ months: event.currentTarget.value })}
          />
        </div>
        <div class="field field-choice">
          <label for="wb-avoidable">{t('Could it have been avoided?')}</label>
          <select
            id="wb-avoidable"
            value={chosen.avoidable}
            onChange={(event) => edit({ avoidable: event.currentTarget.value as '' | 'yes' | 'no' })}
          >
            <option value="">{t('Does not matter')}</option>
            <option value="yes">{t('Yes: we could have done something')}</option>
            <option value="no">{t('No: they moved, closed or had to')}</option>
          </select>
        </div>
        <div class="field field-date">
          <label for="wb-left-from">{t('Left on or after')}</label>
          <input id="wb-left-from" type="date" value={chosen.leftFrom} onInput={(event) => edit({ leftFrom: event.currentTarget.value })} />
        </div>
        <div class="field field-date">
          <label for="wb-left-to">{t('Left on or before')}</label>
          <input id="wb-left-to" type="date" value={chosen.leftTo} onInput={(event) => edit({ leftTo: event.currentTarget.value })} />
        </div>
      </div>
      <fieldset class="wb-checks">
        <legend>{t('How they left')}</legend>
        {Object.entries(WAY).map(([id, label]) => (
          <label key={id} class="inline">
            <input
              type="checkbox"
              checked={chosen.ways.includes(id)}
              onChange={(event) => edit({ ways: toggled(chosen.ways, id, event.currentTarget.checked) })}
            />
            {t(label)}
          </label>
        ))}
      </fieldset>
      <details class="folded">
        <summary>{chosen.reasons.length ? t('Reasons: {count} chosen', { count: chosen.reasons.length }) : t('Reasons: any')}</summary>
        <fieldset class="wb-checks wb-columns">
          <legend class="hidden">{t('Why they left')}</legend>
          {reasons.map(({ id, label }) => (
            <label key={id} class="inline">
              <input
                type="checkbox"
                checked={chosen.reasons.includes(id)}
                onChange={(event) => edit({ reasons: toggled(chosen.reasons, id, event.currentTarget.checked) })}
              />
              <span dir="auto">{label}</span>
            </label>
          ))}
        </fieldset>
      </details>
    </fieldset>
  );
}

/** Who calls: the most valuable go to a few at the top, the others to the team in turn; some are left alone. */
export function Callers({ model: { typed, edit } }: { model: NewCycleModel }) {
  const { session } = useDesk();
  const people = session.team.value.filter(({ role }) => role !== 'viewer');
  const { executives, team, control } = typed.value;
  return (
    <fieldset class="card wb-set">
      <legend>{t('Who calls')}</legend>
      <p class="hint">{t('The most valuable go to people at the top, one to ten each. The team shares the others in turn.')}</p>
      <div class="wb-scroll">
        <table class="wb-people">
          <thead>
            <tr>
              <th scope="col">{t('Colleague')}</th>
              <th scope="col">{t('Most valuable')}</th>
              <th scope="col">{t('Team')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row" dir="auto">
                  {name}
                </th>
                <td>
                  <select
                    aria-label={t('Most valuable customers for {name}', { name })}
                    value={String(executives[id] ?? 0)}
                    onChange={(event) => edit({ executives: { ...executives, [id]: Number(event.currentTarget.value) } })}
                  >
                    {Array.from({ length: 11 }, (_, count) => (
                      <option key={count} value={String(count)} selected={count === (executives[id] ?? 0)}>
                        {count === 0 ? t('none') : count}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={t('{name} calls with the team', { name })}
                    checked={team.includes(id)}
                    onChange={(event) => edit({ team: toggled(team, id, event.currentTarget.checked) })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="field wb-short">
        <label for="wb-control">{t('Left alone, in percent')}</label>
        <input
          id="wb-control"
          type="number"
          min={0}
          max={50}
          step="any"
          inputMode="decimal"
          aria-describedby="wb-control-why"
          value={control}
          onInput={(event) => edit({ control: event.currentTarget.value })}
        />
        <p class="hint" id="wb-control-why">
          {t('A share drawn by chance is not contacted. Only by comparing with them can you know what the calls bring.')}
        </p>
      </div>
    </fieldset>
  );
}
