import type { ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { WinBackFrame } from '../rescue/frame.tsx';
import { day, list } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { problemsOf } from './problem-calls.ts';
import { STATUS, STATUS_LOOK } from './problem-words.ts';
import { isLead } from '../account/roles.ts';

/** What goes wrong again and again: whose it is, why it happens, and whether it is put right. */
export function ProblemsPage() {
  const { client, session } = useDesk();
  const paged = usePaged(problemsOf(client).list, [client]);
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
      <PagedList paged={paged} empty={<p>{t('No problem area yet. Begin with the reason that costs you most.')}</p>}>
        {(areas) => (
          <ul class="wb-list">
            {areas.map((area) => (
              <li key={area.id}>
                <AreaCard area={area} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
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
