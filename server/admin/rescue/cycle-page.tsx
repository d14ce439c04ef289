import type { CallView, RescueCycleView } from '#shared/contracts/rescue.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { number } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { CallLines } from './call-lines.tsx';
import { CycleProgress } from './cycles-page.tsx';
import { WinBackFrame } from './frame.tsx';
import { RecoveryFacts } from './recovery-line.tsx';
import { rescueOf } from './rescue-calls.ts';
import { calendarDay, percent, WAY } from './said.ts';

/** One cycle: who calls whom, how far they are, and what it brings. */
export function CyclePage({ id }: { id: string }) {
  return <OneCycle key={id} id={id} />;
}

function OneCycle({ id }: { id: string }) {
  const { client } = useDesk();
  const calls = rescueOf(client);
  const paged = usePaged(
    async (cursor) => {
      const [cycle, page, recovery] = await Promise.all([calls.cycle(id), calls.callsOf(id, { cursor }), calls.recovery()]);
      return { ...page, cycle, row: recovery.cycles.find(({ key }) => key === id) };
    },
    [client, id],
  );
  const known = paged.page.value;

  return (
    <WinBackFrame title={known?.cycle.name ?? t('Rescue cycle')} within="/admin/rescue">
      {known && (
        <section class="card" aria-labelledby="wb-cycle">
          <h2 id="wb-cycle">{t('{from} to {to}', { from: calendarDay(known.cycle.from), to: calendarDay(known.cycle.to) })}</h2>
          <CycleProgress calls={known.cycle.calls} label={t('Calls made')} />
          {known.row && <RecoveryFacts row={known.row} />}
          <Chosen cycle={known.cycle} />
        </section>
      )}
      <PagedList paged={paged} empty={<p>{t('There is nobody to call in this cycle.')}</p>} further={t('More calls')}>
        {(all) => (
          <>
            {listsOf(all).map(({ key, name, list, calls: own }) => (
              <section key={key} class="card" aria-labelledby={`wb-${key}`}>
                <div class="wb-head">
                  <h2 id={`wb-${key}`}>
                    <span dir="auto">{name ?? t('Nobody yet')}</span>{' '}
                    <span class="quiet">{list === 'executive' ? t('most valuable') : t('team')}</span>
                  </h2>
                  <p class="quiet">
                    {t('{done} of {all} calls made', {
                      done: number(own.filter(({ state }) => state === 'done').length),
                      all: number(own.length),
                    })}
                  </p>
                </div>
                <CallLines calls={own} />
              </section>
            ))}
          </>
        )}
      </PagedList>
    </WinBackFrame>
  );
}

/** By person, in the order in which they first appear: the most valuable first. */
function listsOf(calls: CallView[]) {
  const lists = new Map<string, { key: string; name: string | null; list: CallView['list']; calls: CallView[] }>();
  for (const call of calls) {
    const key = `${call.list}-${call.owner?.id ?? 'nobody'}`;
    const known = lists.get(key) ?? { key, name: call.owner?.name ?? null, list: call.list, calls: [] };
    known.calls.push(call);
    lists.set(key, known);
  }
  return [...lists.values()];
}

function Chosen({ cycle: { segments, controlShare } }: { cycle: RescueCycleView }) {
  const { session } = useDesk();
  const { valueAtLeast, reasons, ways, lengthAtLeastMonths, avoidable, leftFrom, leftTo } = segments;
  const told = [
    valueAtLeast && t('worth at least {sum}', { sum: money(valueAtLeast) }),
    lengthAtLeastMonths !== undefined && t('with you for {count} months or longer', { count: number(lengthAtLeastMonths) }),
    avoidable !== undefined && (avoidable ? t('leaving could have been avoided') : t('leaving could not have been avoided')),
    leftFrom && t('left on or after {day}', { day: calendarDay(leftFrom) }),
    leftTo && t('left on or before {day}', { day: calendarDay(leftTo) }),
    ...(reasons ?? []).map((reason) => session.reasonLabel(reason)),
    ...(ways ?? []).map((way) => t(WAY[way] ?? way)),
  ].filter((one) => typeof one === 'string');
  return (
    <details class="folded">
      <summary>{t('Who was chosen')}</summary>
      <ul class="wb-lines">
        {told.length === 0 && <li>{t('Everybody who left')}</li>}
        {told.map((one) => (
          <li key={one} dir="auto">
            {one}
          </li>
        ))}
        <li>{t('{share} left alone to compare with', { share: percent(controlShare) })}</li>
      </ul>
    </details>
  );
}
