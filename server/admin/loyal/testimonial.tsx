import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { TestimonialView } from '#shared/contracts/testimonials.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Ago } from '../parts/marks.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { list } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { loyalOf } from './loyal-calls.ts';

const STATE: Record<TestimonialView['state'], { label: string; look: string }> = {
  waiting: { label: msg('To be looked at'), look: 'waiting' },
  approved: { label: msg('May be repeated'), look: 'kept' },
  withdrawn: { label: msg('Withdrawn'), look: '' },
};
type Props = { praise: TestimonialView; onChange: (after: TestimonialView) => void };

/** A word of praise, what of it is repeated, and against which doubts. */
export function Testimonial({ praise, onChange }: Props) {
  const desk = useDesk();
  const sending = useMemo(createSending, []);
  const quote = useSignal(praise.quote ?? praise.words);
  const reasons = useSignal(praise.reasons);
  const mayDecide = desk.session.me.value?.role !== 'viewer';
  const { label, look } = STATE[praise.state];
  const doubts = desk.session.taxonomy.value.reasons.filter(({ kind, id }) => kind === 'cancellation' && !reasons.value.includes(id));

  const decide = (state: 'approved' | 'withdrawn') =>
    void sending.send(async () => {
      onChange(
        await loyalOf(desk.client).decide(praise.case, {
          state,
          ...(state === 'approved' && { quote: quote.value.trim(), reasons: reasons.value }),
        }),
      );
      desk.say(state === 'approved' ? t('It may be repeated now.') : t('It is no longer repeated.'));
      document.getElementById(`${praise.case}-who`)?.focus();
    });

  return (
    <article class="card" aria-labelledby={`${praise.case}-who`}>
      <div class="wb-head">
        <h3 id={`${praise.case}-who`} tabIndex={-1} dir="auto">
          {praise.customer.name ?? t('A customer, without their name')}
        </h3>
        <span class={`flag ${look}`}>{t(label)}</span>
      </div>
      <p class="quiet">
        <a href={`/admin/cases/${praise.number}`}>{praise.number}</a> · <Ago at={praise.at} /> ·{' '}
        {praise.stars !== null && `${tn(praise.stars, '{count} star', '{count} stars')} · `}
        <span>{praise.mayName ? t('May be shown with their name') : t('May be shown without their name')}</span>
      </p>
      <blockquote class="wb-words said" dir="auto">
        {praise.state === 'approved' ? praise.quote : praise.words}
      </blockquote>
      {praise.reasons.length > 0 && (
        <p class="quiet">
          {t('Said to those who left because of: {reasons}', { reasons: list(praise.reasons.map(desk.session.reasonLabel)) })}
        </p>
      )}
      {mayDecide && (
        <details class="folded">
          <summary>{praise.state === 'approved' ? t('Change or withdraw') : t('Repeat it to others')}</summary>
          <div class="field">
            <label for={`${praise.case}-quote`}>{t('What is repeated: their own words, whole or in part')}</label>
            <textarea
              id={`${praise.case}-quote`}
              rows={3}
              maxLength={2000}
              dir="auto"
              aria-invalid={sending.errorAt('quote') ? 'true' : undefined}
              aria-describedby={sending.errorAt('quote') ? `${praise.case}-quote-wrong` : undefined}
              value={quote.value}
              onInput={(event) => (quote.value = event.currentTarget.value)}
            />
            {sending.errorAt('quote') && (
              <p class="wb-wrong" id={`${praise.case}-quote-wrong`}>
                {sending.errorAt('quote')}
              </p>
            )}
          </div>
          <div class="field field-choice">
            <label for={`${praise.case}-doubts`}>{t('Against which doubts it speaks')}</label>
            {reasons.value.length > 0 && (
              <ul class="wb-chips">
                {reasons.value.map((id) => (
                  <li key={id} class="chip">
                    <span dir="auto">{desk.session.reasonLabel(id)}</span>
                    <button
                      type="button"
                      class="button plain small"
                      aria-label={t('Remove {name}', { name: desk.session.reasonLabel(id) })}
                      onClick={() => {
                        reasons.value = reasons.value.filter((one) => one !== id);
                        document.getElementById(`${praise.case}-doubts`)?.focus();
                      }}
                    >
                      ×
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <select
              id={`${praise.case}-doubts`}
              value=""
              onChange={(event) => {
                const { value } = event.currentTarget;
                event.currentTarget.value = '';
                if (value) reasons.value = [...reasons.value, value];
              }}
            >
              <option value="">{reasons.value.length ? t('Add another…') : t('Any')}</option>
              {doubts.map(({ id, label: doubt }) => (
                <option key={id} value={id}>
                  {doubt}
                </option>
              ))}
            </select>
          </div>
          {sending.problem.value && <Refusal problem={sending.problem.value} saidElsewhere={['quote']} />}
          <div class="act-buttons">
            <button type="button" class="button primary" aria-busy={sending.busy.value} onClick={() => decide('approved')}>
              {praise.state === 'approved' ? t('Save') : t('Repeat it')}
            </button>
            {praise.state !== 'withdrawn' && (
              <button type="button" class="button grave" onClick={() => decide('withdrawn')}>
                {t('Do not repeat it')}
              </button>
            )}
          </div>
        </details>
      )}
    </article>
  );
}
