import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { isLead } from '../rescue/cycles-page.tsx';
import { WinBackFrame } from '../rescue/frame.tsx';
import { Read } from '../rescue/read.tsx';
import { useReading } from '../rescue/reading.ts';
import { day, list } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { problemsOf } from './problem-calls.ts';
import { STATUS, STATUS_LOOK } from './problem-words.ts';

/** What goes wrong again and again: whose it is, why it happens, and whether it is put right. */
export function ProblemsPage() {
  const { client, session } = useDesk();
  const more = useSignal<ProblemAreaView[]>([]);
  const cursor = useSignal<string | null | undefined>(undefined);
  const sending = useMemo(createSending, []);
  const reading = useReading(() => problemsOf(client).list(), [client]);
  return (
    <WinBackFrame
      title={t('Problem areas')}
      lead={t(
        'What goes wrong again and again, with one owner, one cause and one fix. When it is put right, those who suffered from it are told.',
      )}
      acts={
        isLead(session.me.value?.role) && (
          <a class="button primary" href="/admin/rescue/problems/new">
            {t('Add a problem area')}
          </a>
        )
      }
    >
      <Read reading={reading}>
        {({ items, nextCursor }) => {
          const all = [...items, ...more.value];
          const next = cursor.value === undefined ? nextCursor : cursor.value;
          if (all.length === 0) return <p class="empty">{t('No problem area yet. Begin with the reason that costs you most.')}</p>;
          return (
            <>
              <ul class="wb-list">
                {all.map((area) => (
                  <li key={area.id}>
                    <AreaCard area={area} />
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
                        const after = await problemsOf(client).list(next);
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

function AreaCard({ area: { id, title, reasons, owner, status, fixedAt, rootCause } }: { area: ProblemAreaView }) {
  const { session } = useDesk();
  return (
    <article class="card" aria-labelledby={`${id}-title`}>
      <div class="wb-head">
        <h2 id={`${id}-title`}>
          <a href={`/admin/rescue/problems/${id}`} dir="auto">
            {title}
          </a>
        </h2>
        <span class={`flag ${STATUS_LOOK[status]}`}>{fixedAt ? t('Put right on {day}', { day: day(fixedAt) }) : t(STATUS[status])}</span>
      </div>
      <p dir="auto">{list(reasons.map((reason) => session.reasonLabel(reason)))}</p>
      <p class="quiet" dir="auto">
        {rootCause ?? t('The cause is not known yet.')}
      </p>
      <p class="quiet">{owner ? t('In the hands of {name}', { name: owner.name }) : t('In nobody’s hands yet')}</p>
    </article>
  );
}
