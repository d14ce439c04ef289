import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { leftOut } from '../rescue/said.ts';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { loyalOf, type PraiseInvited } from './loyal-calls.ts';

/** Asks some loyal customers why they stay: first it says whom. */
export function Invite() {
  const desk = useDesk();
  const calls = loyalOf(desk.client);
  const sending = useMemo(createSending, []);
  const count = useSignal('10');
  const chance = useSignal('30');
  const drawn = useSignal<PraiseInvited | null>(null);
  const isSure = useSignal(false);
  const body = () => ({ count: Math.round(Number(count.value)), randomShare: Number(chance.value) / 100 });
  const edit = (field: typeof count, value: string) => {
    field.value = value;
    drawn.value = null;
  };

  const look = () => void sending.send(async () => (drawn.value = await calls.preview(body())));
  async function invite() {
    const done = await sending.send(async () => {
      const made = await calls.invite(body());
      desk.say(tn(made.invited.length, '{count} customer is asked.', '{count} customers are asked.'));
    });
    if (!done) return;
    drawn.value = null;
    isSure.value = false;
  }

  return (
    <section class="card" aria-labelledby="wb-invite">
      <h2 id="wb-invite">{t('Ask why they stay')}</h2>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <div class="wb-grid">
          <Field
            id="wb-count"
            label={t('How many to ask')}
            min={1}
            max={500}
            value={count.value}
            edit={(value) => edit(count, value)}
            wrong={sending.errorAt('count')}
          />
          <Field
            id="wb-chance"
            label={t('Of these drawn by chance, in percent')}
            min={0}
            max={100}
            value={chance.value}
            edit={(value) => edit(chance, value)}
            wrong={sending.errorAt('randomShare')}
          />
        </div>
        <p class="hint">
          {t('The others are those who have been with you longest and buy most. Nobody is asked against their will or too often.')}
        </p>
        {!isSure.value && sending.problem.value && <Refusal problem={sending.problem.value} saidElsewhere={['count', 'randomShare']} />}
        <div class="act-buttons">
          <button class={drawn.value ? 'button' : 'button primary'} aria-busy={sending.busy.value}>
            {t('See whom')}
          </button>
          {drawn.value && drawn.value.invited.length > 0 && (
            <button type="button" class="button primary" onClick={() => (isSure.value = true)}>
              {tn(drawn.value.invited.length, 'Ask {count} customer', 'Ask {count} customers')}
            </button>
          )}
        </div>
        <div role="status">
          {drawn.value?.invited.length === 0 && <p>{t('There is nobody to ask at the moment.')}</p>}
          {drawn.value && <Drawn drawn={drawn.value} />}
        </div>
      </form>
      {isSure.value && drawn.value && (
        <Confirm
          id="wb-ask"
          title={tn(drawn.value.invited.length, 'Ask {count} customer?', 'Ask {count} customers?')}
          does={t('Send the letters')}
          sending={sending}
          onYes={() => void invite()}
          onClose={() => (isSure.value = false)}
        >
          <p>{t('Each gets one letter with a link to a short form. Whether others may read it is for them to say.')}</p>
        </Confirm>
      )}
    </section>
  );
}

type FieldProps = {
  id: string;
  label: string;
  min: number;
  max: number;
  value: string;
  edit: (value: string) => void;
  wrong: string | null;
};
function Field({ id, label, min, max, value, edit, wrong }: FieldProps) {
  return (
    <div class="field wb-short">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        required
        min={min}
        max={max}
        inputMode="numeric"
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        value={value}
        onInput={(event) => edit(event.currentTarget.value)}
      />
      {wrong && (
        <p class="wb-wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

function Drawn({ drawn: { invited, skippedBy } }: { drawn: PraiseInvited }) {
  return (
    <>
      <ul class="wb-lines">
        {invited.map(({ customer, name, drawn }) => (
          <li key={customer}>
            <span dir="auto">{name ?? t('Somebody without a name')}</span>
            <span class="quiet">{drawn === 'loyal' ? t('loyal') : t('by chance')}</span>
          </li>
        ))}
      </ul>
      {Object.keys(skippedBy).length > 0 && (
        <ul class="wb-lines">
          {Object.entries(skippedBy).map(([why, people]) => (
            <li key={why}>
              <span>{leftOut(why)}</span>
              <span class="quiet">{number(people)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
