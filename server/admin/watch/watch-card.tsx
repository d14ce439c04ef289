import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { WatchItemView } from '#shared/contracts/watch.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { LetterFields } from '../rescue/letter-fields.tsx';
import { nameOr } from '../rescue/said.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { type OutreachMade, watchOf } from './watch-calls.ts';
import { KIND, oddsWords, whyWatched } from './watch-words.ts';

type Draft = NonNullable<OutreachMade['letter']>;
type Props = { item: WatchItemView; onChange: (after: WatchItemView) => void };

/** Somebody who may be about to go: why, how likely, and what can be done about it at once. */
export function WatchCard({ item, onChange }: Props) {
  const desk = useDesk();
  const calls = watchOf(desk.client);
  const sending = useMemo(createSending, []);
  const made = useSignal<OutreachMade | null>(null);
  const letter = useSignal<Draft | null>(null);
  const isDismissing = useSignal(false);
  const why = useSignal('');
  const name = nameOr(item.customer);
  const mayAct = desk.session.me.value?.role !== 'viewer';
  const isOpen = item.state === 'open';
  const focus = () => document.getElementById(`${item.id}-name`)?.focus();

  async function act(ask: () => Promise<WatchItemView>, said: string) {
    const worked = await sending.send(async () => onChange(await ask()));
    if (!worked) return;
    isDismissing.value = false;
    desk.say(said);
    focus();
  }
  const reach = (way: 'call' | 'letter') =>
    act(
      async () => {
        made.value = await calls.reach(item.id, way);
        letter.value = made.value.letter ?? null;
        return made.value.item;
      },
      way === 'call' ? t('A call to {name} is in your plan.', { name }) : t('A letter is ready to be sent.'),
    );

  return (
    <article class="card" aria-labelledby={`${item.id}-name`}>
      <div class="wb-head">
        <h2 id={`${item.id}-name`} tabIndex={-1} dir="auto">
          {name}
        </h2>
        <span>
          <span class="flag high">{t(KIND[item.kind])}</span>
        </span>
      </div>
      <p dir="auto">{whyWatched(item)}</p>
      {item.odds && <p class="quiet">{oddsWords(item.odds)}</p>}
      {item.worth && <p class="quiet">{t('Bought for {sum} in the last twelve months.', { sum: money(item.worth) })}</p>}
      {item.note && (
        <p class="said" dir="auto">
          {item.note}
        </p>
      )}
      {!isDismissing.value && sending.problem.value && <Refusal problem={sending.problem.value} />}
      {isOpen && letter.value && (
        <Letter id={item.id} letter={letter.value} onType={(typed) => (letter.value = { ...letter.value!, ...typed })} />
      )}
      {mayAct && isOpen && (
        <div class="act-buttons">
          {letter.value ? (
            <button
              type="button"
              class="button primary"
              aria-busy={sending.busy.value}
              onClick={() => void act(() => calls.sendLetter(item.id, letter.value!), t('The letter to {name} is on its way.', { name }))}
            >
              {t('Send this letter')}
            </button>
          ) : (
            <>
              <button type="button" class="button primary" aria-busy={sending.busy.value} onClick={() => void reach('call')}>
                {t('Plan a call')}
              </button>
              <button type="button" class="button" onClick={() => void reach('letter')}>
                {t('Write a letter')}
              </button>
            </>
          )}
          <button type="button" class="button plain" onClick={() => (isDismissing.value = true)}>
            {t('No reason to worry')}
          </button>
        </div>
      )}
      {!isOpen && (
        <div class="act-buttons">
          <span class="flag kept">{item.state === 'contacted' ? t('Contacted') : t('No reason to worry')}</span>
          {item.handledBy && <span class="quiet">{item.handledBy.name}</span>}
          {made.value?.call && <a href={`/admin/rescue/own/calls/${made.value.call.id}`}>{t('Open the call sheet')}</a>}
          {mayAct && !made.value?.call && item.state !== 'over' && (
            <button
              type="button"
              class="button small"
              onClick={() => void act(() => calls.handle(item, 'open'), t('{name} is on the list again.', { name }))}
            >
              {t('Back on the list')}
            </button>
          )}
        </div>
      )}
      {isDismissing.value && (
        <Confirm
          id={`${item.id}-dismiss`}
          title={t('No reason to worry about {name}?', { name })}
          does={t('Take off the list')}
          sending={sending}
          onYes={() => void act(() => calls.handle(item, 'dismissed', why.value), t('{name} is off the list.', { name }))}
          onClose={() => (isDismissing.value = false)}
        >
          <div class="field">
            <label for={`${item.id}-why`}>{t('Why not')}</label>
            <textarea
              id={`${item.id}-why`}
              required
              rows={2}
              maxLength={2000}
              dir="auto"
              value={why.value}
              onInput={(event) => (why.value = event.currentTarget.value)}
            />
          </div>
        </Confirm>
      )}
    </article>
  );
}

/** The letter as its reader gets it, to be changed before it goes. */
function Letter({ id, letter, onType }: { id: string; letter: Draft; onType: (typed: Partial<Draft>) => void }) {
  return (
    <div class="wb-letter">
      <p class="quiet" dir="auto">
        {t('To {address}', { address: letter.to })}
      </p>
      <LetterFields id={id} words={letter} rows={8} max={8000} onType={onType} />
      <p class="quiet">{t('Below it stands a link with which they can end such letters.')}</p>
    </div>
  );
}
