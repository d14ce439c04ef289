import { useState } from 'preact/hooks';
import type { Desk } from '../../desk.ts';
import { showMoney, typed } from '../../money.ts';
import { Choices } from '../../parts/choices.tsx';
import { Contact } from '../../parts/contact.tsx';
import { Field } from '../../parts/field.tsx';
import { Files } from '../../parts/files.tsx';
import { Stars } from '../../parts/stars.tsx';
import { SpeechForm } from '../speech-form.tsx';
import { useSpeech, type Draft } from '../speech.ts';
import { hintFor } from './hints.ts';
import { findPriceDifference } from './price-difference.ts';

/** So many remedies are shown at once; the rest is behind a button. */
const FIRST = 7;

/** What happened, what it cost, what would make it right: one short page. */
export function ComplaintForm({ desk, draft: begun }: { desk: Desk; draft: Draft }) {
  const { say, config, locale, opening } = desk;
  const speech = useSpeech('complaint', desk, begun);
  const [all, setAll] = useState(false);
  const { draft } = speech;
  const { story = '', asked = [] } = draft;
  const currency = config?.currency ?? 'EUR';
  const remedies = (config?.remedies ?? []).filter(({ id, kinds }) => id !== 'other' && kinds.includes('complaint'));
  const shown = remedies.filter(({ id }, at) => all || at < FIRST || asked.includes(id));
  const hint = hintFor(story, asked.length > 0 || !!draft.own);
  const pair = findPriceDifference(story, currency);
  const back = remedies.find(({ id }) => id === 'refund.partial') ?? remedies.find(({ id }) => id === 'correction.billing');
  const shownPair = pair && Object.fromEntries(Object.entries(pair).map(([name, money]) => [name, showMoney(money, locale)]));
  const reasons = config?.reasons.filter(({ kind }) => !kind);

  return (
    <SpeechForm kind="complaint" desk={desk} title={say('complaintTitle')} speech={speech} begun={begun}>
      <p>{say('complaintIntro')}</p>
      {!!reasons?.length && (
        <label>
          {say('reason')}
          <select name="reason">
            <option value="">{say('choose')}</option>
            {reasons.map(({ id, label }) => (
              <option value={id} selected={draft.reason === id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {say('story')}
        <textarea name="story" required rows={5} maxLength={speech.limits.story} value={draft.story} />
      </label>
      <p role="status" class="s">
        {hint && say(hint)}
      </p>
      {shownPair && back && (
        <p class="n">
          {say('priceDifference', shownPair)}{' '}
          <button
            type="button"
            class="l"
            onClick={() => speech.change({ ...draft, asked: [...new Set([...asked, back.id])], [`amount:${back.id}`]: typed(pair.difference) })}
          >
            {say('priceAsk', shownPair)}
          </button>
        </p>
      )}
      <Choices legend={say('asked')} name="asked" options={shown} chosen={draft.asked}>
        {!all && remedies.length > FIRST && (
          <button type="button" class="l" onClick={() => setAll(true)}>
            {say('more')}
          </button>
        )}
        {remedies.map(
          ({ id, label, money }) =>
            money &&
            asked.includes(id) && (
              <Field
                key={id}
                label={`${label}: ${say('amount', { currency })}`}
                name={`amount:${id}`}
                inputMode="decimal"
                value={draft[`amount:${id}`] as string}
              />
            ),
        )}
      </Choices>
      <Field label={say('askedOwn')} name="own" maxLength={1000} value={draft.own as string} />
      <details>
        <summary>{say('where')}</summary>
        <Field label={say('happenedOn')} name="happenedOn" type="date" value={draft.happenedOn as string} />
        <Field label={say('order')} name="order" maxLength={100} value={(draft.order as string) ?? opening.order} />
        <Field label={say('shop')} name="shop" maxLength={200} value={draft.shop as string} />
        <Field label={say('person')} name="person" maxLength={200} value={draft.person as string} />
        {opening.touchpoint && <Stars desk={desk} chosen={draft.rating} />}
      </details>
      <details>
        <summary>{say('cost')}</summary>
        <Field label={say('costMoney', { currency })} name="money" inputMode="decimal" value={draft.money as string} />
        <Field label={say('costMinutes')} name="minutes" inputMode="numeric" value={draft.minutes as string} />
        <Choices legend={say('costFeelings')} name="feelings" options={config?.feelings ?? []} chosen={draft.feelings} />
      </details>
      <Files desk={desk} limits={speech.limits} files={draft.files ?? []} onChange={(files) => speech.change({ ...draft, files })} />
      <Contact desk={desk} draft={draft} />
    </SpeechForm>
  );
}
