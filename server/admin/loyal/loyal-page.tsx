import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { TestimonialView } from '#shared/contracts/testimonials.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { isLead } from '../rescue/cycles-page.tsx';
import { WinBackFrame } from '../rescue/frame.tsx';
import { Read } from '../rescue/read.tsx';
import { useReading } from '../rescue/reading.ts';
import { msg, t } from '../words/language.ts';
import { Invite } from './invite.tsx';
import { loyalOf } from './loyal-calls.ts';
import { Testimonial } from './testimonial.tsx';

const STATES = [
  { id: '', label: msg('All') },
  { id: 'waiting', label: msg('To be looked at') },
  { id: 'approved', label: msg('May be repeated') },
  { id: 'withdrawn', label: msg('Withdrawn') },
];

/** Those who stay are asked why; what they allow is said to those who left. */
export function LoyalPage() {
  const { client, session } = useDesk();
  const calls = loyalOf(client);
  const state = useSignal('');
  const more = useSignal<TestimonialView[]>([]);
  const cursor = useSignal<string | null | undefined>(undefined);
  const changed = useSignal<Record<string, TestimonialView>>({});
  const sending = useMemo(createSending, []);
  const reading = useReading(() => {
    more.value = [];
    cursor.value = undefined;
    changed.value = {};
    return calls.list(state.value);
  }, [client, state.value]);

  return (
    <WinBackFrame
      title={t('Loyal customers')}
      lead={t('Those who stay know what you do well. Ask some of them, and say it to those who left, where they allow it.')}
    >
      {isLead(session.me.value?.role) && <Invite />}
      <section class="wb-part" aria-labelledby="wb-words">
        <div class="wb-head">
          <h2 id="wb-words">{t('What they said')}</h2>
          <div class="field wb-inline">
            <label for="wb-praise-state">{t('Show')}</label>
            <select id="wb-praise-state" value={state.value} onChange={(event) => (state.value = event.currentTarget.value)}>
              {STATES.map(({ id, label }) => (
                <option key={id} value={id}>
                  {t(label)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <Read reading={reading}>
          {({ items, nextCursor }) => {
            const all = [...items, ...more.value].map((one) => changed.value[one.case] ?? one);
            const next = cursor.value === undefined ? nextCursor : cursor.value;
            if (all.length === 0) return <p class="empty">{t('No praise that its writer allows to be repeated.')}</p>;
            return (
              <>
                <ul class="wb-list">
                  {all.map((one) => (
                    <li key={one.case}>
                      <Testimonial praise={one} onChange={(after) => (changed.value = { ...changed.value, [after.case]: after })} />
                    </li>
                  ))}
                </ul>
                {sending.problem.value && <Refusal problem={sending.problem.value} />}
                {next && (
                  <p class="more">
                    <button
                      type="button"
                      class="button"
                      onClick={() =>
                        void sending.send(async () => {
                          const after = await calls.list(state.value, next);
                          more.value = [...more.value, ...after.items];
                          cursor.value = after.nextCursor;
                        })
                      }
                    >
                      {t('More')}
                    </button>
                  </p>
                )}
              </>
            );
          }}
        </Read>
      </section>
    </WinBackFrame>
  );
}
