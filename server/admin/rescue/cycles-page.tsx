import { useSignal } from '@preact/signals';
import type { RescueCycleView } from '#shared/contracts/rescue.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { t, tn } from '../words/language.ts';
import { number } from '../words/dates.ts';
import { useMemo } from 'preact/hooks';
import { WinBackFrame } from './frame.tsx';
import { Read } from './read.tsx';
import { useReading } from './reading.ts';
import { RecoveryFacts } from './recovery-line.tsx';
import { rescueOf } from './rescue-calls.ts';
import { calendarDay } from './said.ts';

export const isLead = (role: string | undefined) => role === 'owner' || role === 'lead';

/** Months and quarters of win-back calls, and what came of them. */
export function CyclesPage() {
  const { client, session } = useDesk();
  const calls = rescueOf(client);
  const reading = useReading(async () => {
    const [page, recovery] = await Promise.all([calls.cycles(), calls.recovery()]);
    return { page, recovery };
  }, [client]);
  const more = useSignal<RescueCycleView[]>([]);
  const cursor = useSignal<string | null | undefined>(undefined);
  const sending = useMemo(createSending, []);
  const mayPlan = isLead(session.me.value?.role);

  return (
    <WinBackFrame
      title={t('Rescue cycles')}
      lead={t('A month or a quarter of calls to customers who left. Some are left alone, so that you can see what the calls bring.')}
      acts={
        mayPlan && (
          <a class="button primary" href="/admin/rescue/new">
            {t('Plan a cycle')}
          </a>
        )
      }
    >
      <Read reading={reading}>
        {({ page, recovery }) => {
          const all = [...page.items, ...more.value];
          const next = cursor.value === undefined ? page.nextCursor : cursor.value;
          if (all.length === 0)
            return (
              <p class="empty">
                {t('No cycle yet.')}{' '}
                {mayPlan ? t('Plan one: you see first who would be called, and who would not.') : t('A lead or the owner plans the first.')}
              </p>
            );
          return (
            <>
              <section class="card" aria-labelledby="wb-all">
                <h2 id="wb-all">{t('All cycles together')}</h2>
                <RecoveryFacts row={recovery.all} />
              </section>
              <ul class="wb-list">
                {all.map((cycle) => (
                  <li key={cycle.id}>
                    <CycleCard cycle={cycle} />
                  </li>
                ))}
              </ul>
              {next && (
                <p class="more">
                  <button
                    type="button"
                    class="button"
                    onClick={() =>
                      void sending.send(async () => {
                        const after = await calls.cycles(next);
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
    </WinBackFrame>
  );
}

function CycleCard({ cycle: { id, name, from, to, calls } }: { cycle: RescueCycleView }) {
  return (
    <article class="card wb-cycle" aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>
        <a href={`/admin/rescue/${id}`} dir="auto">
          {name}
        </a>
      </h2>
      <p class="quiet">{t('{from} to {to}', { from: calendarDay(from), to: calendarDay(to) })}</p>
      <CycleProgress calls={calls} label={t('Calls made in {name}', { name })} />
    </article>
  );
}

/** How far a cycle is: a bar, and the same in words. */
export function CycleProgress({ calls, label }: { calls: RescueCycleView['calls']; label: string }) {
  const all = calls.planned + calls.done;
  return (
    <div class="wb-progress">
      <progress aria-label={label} max={Math.max(1, all)} value={calls.done} />
      <p>
        <span>{t('{done} of {all} calls made', { done: number(calls.done), all: number(all) })}</span>
        <strong>{tn(calls.returned, '{count} came back', '{count} came back')}</strong>
      </p>
    </div>
  );
}
