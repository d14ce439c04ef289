import { useLocation } from 'preact-iso';
import type { ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { WinBackFrame } from '../rescue/frame.tsx';
import { RecoveryFacts } from '../rescue/recovery-line.tsx';
import { WhenThere } from '../settings/house/fetched.tsx';
import { t } from '../words/language.ts';
import { FixLetters } from './fix-letters.tsx';
import { problemsOf } from './problem-calls.ts';
import { ProblemForm } from './problem-form.tsx';
import { isLead } from '../account/roles.ts';

/** A problem area that is being written down. */
export function NewProblemPage() {
  const { route } = useLocation();
  return (
    <WinBackFrame title={t('Add a problem area')} within="/admin/rescue/problems">
      <ProblemForm area={null} onKept={({ id }) => route(`/admin/rescue/problems/${id}`)} />
    </WinBackFrame>
  );
}

/** One problem area: its owner, cause and fix; once it is put right, who is told, and who came back. */
export function ProblemPage({ id }: { id: string }) {
  return <OneProblem key={id} id={id} />;
}

function OneProblem({ id }: { id: string }) {
  const { client, session } = useDesk();
  const reading = useReading(() => problemsOf(client).find(id), [client, id]);
  const mayKeep = isLead(session.me.value?.role);
  return (
    <WinBackFrame title={reading.value.value?.title ?? t('Problem area')} within="/admin/rescue/problems">
      <WhenThere fetched={reading}>
        {(area) => (
          <>
            <ProblemForm key={area.id} area={area} isLocked={!mayKeep} onKept={(after) => (reading.value.value = after)} />
            {area.status === 'fixed' && (
              <>
                <FixLetters key={area.fixedAt} area={area} mayTell={mayKeep} />
                <Effect area={area} />
              </>
            )}
          </>
        )}
      </WhenThere>
    </WinBackFrame>
  );
}

function Effect({ area }: { area: ProblemAreaView }) {
  const { client } = useDesk();
  const reading = useReading(() => problemsOf(client).effect(area.id), [client, area.id, area.fixedAt]);
  return (
    <section class="card" aria-labelledby="wb-effect">
      <h2 id="wb-effect">{t('Who came back after being told')}</h2>
      <WhenThere fetched={reading}>{(row) => <RecoveryFacts row={row} about="letters" />}</WhenThere>
    </section>
  );
}
