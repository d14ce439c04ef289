import type { RescueCycleView } from '#shared/contracts/rescue.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { WinBackFrame } from './frame.tsx';
import { RecoveryFacts } from './recovery-line.tsx';
import { rescueOf } from './rescue-calls.ts';
import { calendarDay } from './said.ts';
import { isLead } from '../account/roles.ts';

/** Months and quarters of win-back calls, and what came of them. */
export function CyclesPage() {
  const { client, session } = useDesk();
  const calls = rescueOf(client);
  const paged = usePaged(
    async (cursor) => {
      const [page, recovery] = await Promise.all([calls.cycles(cursor), calls.recovery()]);
      return { ...page, recovery };
    },
    [client],
  );
  const recovery = paged.page.value?.recovery;
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
      <PagedList
        paged={paged}
        empty={
          <p>
            {t('No cycle yet.')}{' '}
            {mayPlan ? t('Plan one: you see first who would be called, and who would not.') : t('A lead or the owner plans the first.')}
          </p>
        }
      >
        {(cycles) => (
          <>
            {recovery && (
              <section class="card" aria-labelledby="wb-all">
                <h2 id="wb-all">{t('All cycles together')}</h2>
                <RecoveryFacts row={recovery.all} />
              </section>
            )}
            <ul class="wb-list">
              {cycles.map((cycle) => (
                <li key={cycle.id}>
                  <CycleCard cycle={cycle} />
                </li>
              ))}
            </ul>
          </>
        )}
      </PagedList>
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
