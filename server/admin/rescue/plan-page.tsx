import { useSignal } from '@preact/signals';
import { CareLines } from '../care/care-lines.tsx';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { dateAfter } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { CallLines } from './call-lines.tsx';
import { WinBackFrame } from './frame.tsx';
import { rescueOf } from './rescue-calls.ts';
import { calendarDay } from './said.ts';

const DAYS = 7;

/** The few calls and check-ins of my week. */
export function PlanPage() {
  const { client, clock } = useDesk();
  const ahead = useSignal(0);
  const reading = useReading(
    () => rescueOf(client).plan(ahead.value ? dateAfter(clock.peek(), ahead.value * DAYS) : undefined),
    [client, ahead.value],
  );
  const turn = (by: number) => (ahead.value += by);

  return (
    <WinBackFrame title={t('My plan')} lead={t('A few calls a week to customers who left, and a word with those who came back.')}>
      <div class="wb-week">
        <button type="button" class="button small" onClick={() => turn(-1)}>
          {t('Week before')}
        </button>
        <p role="status">
          {reading.value.value &&
            t('{from} to {to}', { from: calendarDay(reading.value.value.week.from), to: calendarDay(reading.value.value.week.to) })}
        </p>
        <button type="button" class="button small" onClick={() => turn(1)}>
          {t('Week after')}
        </button>
      </div>
      <WhenThere fetched={reading}>
        {({ calls, care, size }) => {
          const open = calls.filter(({ state }) => state !== 'done');
          const done = calls.filter(({ state }) => state === 'done');
          return (
            <>
              <section class="card" aria-labelledby="wb-plan-calls">
                <div class="wb-head">
                  <h2 id="wb-plan-calls">{t('Calls')}</h2>
                  <p class="quiet">{tn(size, 'at most {count} a week', 'at most {count} a week')}</p>
                </div>
                {open.length === 0 && <p class="quiet">{t('No calls to make this week.')}</p>}
                <CallLines calls={open} />
                {done.length > 0 && (
                  <details class="folded">
                    <summary>{tn(done.length, '{count} call made this week', '{count} calls made this week')}</summary>
                    <CallLines calls={done} />
                  </details>
                )}
              </section>
              <section class="card" aria-labelledby="wb-plan-care">
                <h2 id="wb-plan-care">{t('A word with those who came back')}</h2>
                {care.length === 0 && <p class="quiet">{t('No check-in is due this week.')}</p>}
                <CareLines cares={care} />
              </section>
            </>
          );
        }}
      </WhenThere>
    </WinBackFrame>
  );
}
