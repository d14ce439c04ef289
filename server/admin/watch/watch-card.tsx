import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { WatchItemView } from '#shared/contracts/watch.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Confirm } from '../rescue/confirm.tsx';
import { nameOr } from '../rescue/said.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { type OutreachMade, watchOf } from './watch-calls.ts';
import { KIND, oddsWords, whyWatched } from './watch-words.ts';

type Props = { item: WatchItemView; onChange: (after: WatchItemView) => void };

/** Somebody who may be about to go: why, how likely, and what can be done about it at once. */
export function WatchCard({ item, onChange }: Props) {
  const desk = useDesk();
  const calls = watchOf(desk.client);
  const sending = useMemo(createSending, []);
  const made = useSignal<OutreachMade | null>(null);
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
      {made.value?.letter && <Letter letter={made.value.letter} />}
      {mayAct && isOpen && (
        <div class="act-buttons">
          {made.value?.letter ? (
            <button
              type="button"
              class="button primary"
              onClick={() => void act(() => calls.handle(item, 'contacted'), t('{name} is written to.', { name }))}
            >
              {t('I sent it')}
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

function Letter({ letter: { to, subject, body } }: { letter: NonNullable<OutreachMade['letter']> }) {
  return (
    <div class="wb-letter">
      <p dir="auto">{t('To {address}', { address: to })}</p>
      <p dir="auto">
        <strong>{subject}</strong>
      </p>
      <p class="said" dir="auto">
        {body}
      </p>
      <div class="act-buttons">
        <a class="button small" href={`mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}>
          {t('Open in your mail program')}
        </a>
        <CopyButton text={`${subject}\n\n${body}`} label={t('Copy')} />
      </div>
    </div>
  );
}
