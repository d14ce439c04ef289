import { useState } from 'preact/hooks';
import type { Desk } from '../../desk.ts';
import { showMoney, typed } from '../../money.ts';
import { Choices } from '../../parts/choices.tsx';
import { Contact } from '../../parts/contact.tsx';
import { Field } from '../../parts/field.tsx';
import { Files } from '../../parts/files.tsx';
import { Stars } from '../../parts/stars.tsx';
import { Story } from '../../parts/story.tsx';
import { SpeechForm } from '../speech-form.tsx';
import { useSpeech, type Draft } from '../speech.ts';
import { hintFor } from './hints.ts';
import { findPriceDifference } from './price-difference.ts';

/** So many remedies are shown at once; the rest is behind a button. */
const FIRST = 7;

/** What happened, what it cost, what would make it right: one short page. */
export function ComplaintForm({ desk, begun }: { desk: Desk; begun: Draft }) {
  const speech = useSpeech('complaint', desk, begun);
  const [all, setAll] = useState(false);
  const { say, config, locale, draft, change, limits, currency } = speech;
  const { story = '', asked = [], own } = draft;
  const remedies = config?.remedies.filter(({ id, kinds }) => id !== 'other' && kinds.includes('complaint')) ?? [];
  const hint = hintFor(story, !!asked.length || !!own);
  const pair = findPriceDifference(story, currency);
  const show = (amount: number) => showMoney({ amount, currency }, locale);
  const back = 'refund.partial';
  const prices = pair && { low: show(pair.low), high: show(pair.high), difference: show(pair.difference) };

  return (
    <SpeechForm of={speech} title="complaintTitle">
      <p>{say('complaintIntro')}</p>
      {config && (
        <label>
          {say('reason')}
          <select name="reason">
            <option value="">{say('choose')}</option>
            {config.reasons.map(
              ({ id, label, kind }) =>
                !kind && (
                  <option value={id} selected={draft.reason === id}>
                    {label}
                  </option>
                ),
            )}
          </select>
        </label>
      )}
      <Story of={speech} label="story" max={limits.story} />
      <p role="status" class="s">
        {hint && say(hint)}
      </p>
      {prices && (
        <p class="n">
          {say('priceDifference', prices)}{' '}
          {remedies.some(({ id }) => id === back) && (
            <button
              type="button"
              class="l"
              onClick={() =>
                change({
                  ...draft,
                  asked: [...new Set([...asked, back])],
                  [`amount:${back}`]: typed({ amount: pair.difference, currency }),
                })
              }
            >
              {say('priceAsk', prices)}
            </button>
          )}
        </p>
      )}
      <Choices
        legend={say('asked')}
        name="asked"
        options={remedies.filter(({ id }, at) => all || at < FIRST || asked.includes(id))}
        chosen={asked}
      >
        {!all && remedies.length > FIRST && (
          <button type="button" class="l" onClick={() => setAll(true)}>
            {say('more')}
          </button>
        )}
        {remedies.map(
          ({ id, label, money }) =>
            money &&
            asked.includes(id) && (
              <Field of={speech} key={id} label={`${label}: ${say('amount', { currency })}`} name={`amount:${id}`} inputMode="decimal" />
            ),
        )}
      </Choices>
      <Field of={speech} name="own" label={say('askedOwn')} maxLength={1000} />
      <details>
        <summary>{say('where')}</summary>
        <Field of={speech} name="happenedOn" type="date" />
        <Field of={speech} name="order" maxLength={100} />
        <Field of={speech} name="shop" />
        <Field of={speech} name="person" />
        <Stars of={speech} />
      </details>
      <details>
        <summary>{say('cost')}</summary>
        <Field of={speech} name="money" label={say('costMoney', { currency })} inputMode="decimal" />
        <Field of={speech} name="minutes" label={say('costMinutes')} inputMode="numeric" />
        <Choices legend={say('costFeelings')} name="feelings" options={config?.feelings ?? []} chosen={draft.feelings ?? []} />
      </details>
      <Files of={speech} />
      <Contact of={speech} />
    </SpeechForm>
  );
}
