import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import type { Sight } from '../acts/act-form.ts';
import { COMPOSER_LETTERS } from '../acts/letters.ts';
import { COMPOSER } from '../acts/shown.ts';
import { markMentionsRead } from '../approvals/mentions.ts';
import { toComposer } from '../composer/to-composer.ts';
import { type Desk, useDesk } from '../desk.ts';
import type { CaseFile } from '../models/case-file.ts';
import { AroundCase } from '../parts/around-case.tsx';
import { CaseHead } from '../parts/case-head.tsx';
import { CaseQueue } from '../parts/case-queue.tsx';
import { Clocks } from '../parts/clocks.tsx';
import { Comparables } from '../parts/comparables.tsx';
import { Composer } from '../parts/composer.tsx';
import { Conversation } from '../parts/conversation.tsx';
import { CustomerCard } from '../parts/customer-card.tsx';
import { History } from '../parts/history.tsx';
import { useKeys } from '../parts/keys.ts';
import { Ladder } from '../parts/ladder.tsx';
import { Overtaken } from '../parts/overtaken.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { Promises } from '../parts/promises.tsx';
import { Proposals } from '../parts/proposals.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Story } from '../parts/story.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { t } from '../words/language.ts';
import '../case.css';

/** One case: what happened, what is wanted, what was offered, and everything that can be done now. */
export function CasePage({ number }: { number: string }) {
  const desk = useDesk();
  const { route } = useLocation();
  const file = desk.openFile(number);
  const view = file.view.value;

  useEffect(() => {
    void file.load();
    return desk.live.listen((changed) => {
      const current = file.view.peek();
      // What changes while the case is being read may have come too late for that reading.
      if (!current || changed.some(({ id, version }) => id === current.id && version > current.version)) void file.refresh();
    });
  }, [file]);
  usePresence(desk, file);
  useEffect(() => {
    if (view && desk.session.me.peek() && view.notes.some(({ mentions }) => mentions?.includes(desk.session.me.peek()!.id)))
      void markMentionsRead(desk, view.id);
  }, [view?.id, view?.notes.length]);

  function neighbour(step: 1 | -1) {
    if (view) desk.inbox.current.value = view.id;
    const next = desk.inbox.neighbour(step);
    if (next) route(`/admin/cases/${next.number}`);
  }
  const writing = Object.fromEntries(
    Object.entries(COMPOSER_LETTERS).map(([letter, tab]) => [
      letter,
      () => {
        if (COMPOSER.some(({ id, act }) => id === tab && file.can.value.has(act))) toComposer(file, tab);
      },
    ]),
  );
  useKeys({ ...writing, j: () => neighbour(1), k: () => neighbour(-1) });

  if (!view) {
    const { value: problem } = file.problem;
    return (
      <main class="page narrow" aria-busy={!problem}>
        <PageHeading title={problem ? t('This case cannot be shown') : t('Case {number}', { number })} />
        {problem ? <Refusal problem={problem} /> : <p class="quiet">{t('Loading…')}</p>}
        {problem && (
          <p class="act-buttons">
            <button type="button" class="button" onClick={() => void file.load()}>
              {t('Try again')}
            </button>
            <a href="/admin">{t('Back to the inbox')}</a>
          </p>
        )}
      </main>
    );
  }
  const { taxonomy, team, me } = desk.session;
  const sight: Sight = { view, taxonomy: taxonomy.value, team: team.value, me: me.value!, now: desk.clock.value }; // Safe: only somebody signed in gets here.

  return (
    <div class="page case">
      <CaseQueue caseId={view.id} />
      <main class="case-desk" key={view.id}>
        <CaseHead file={file} sight={sight} />
        <div class="case-main">
          <Story view={view} />
          <Ladder view={view} />
          <Proposals file={file} view={view} />
          <Conversation view={view} />
          <Overtaken file={file} />
          <Composer file={file} sight={sight} />
        </div>
        <aside class="case-side" id="about-this-case" tabIndex={-1} aria-label={t('About this case')}>
          <CustomerCard view={view} />
          <Promises file={file} sight={sight} />
          <Clocks view={view} />
          {view.fairness && view.kind !== 'praise' && <Comparables fairness={view.fairness} />}
          <Timeline view={view} />
          <History file={file} />
          <AroundCase file={file} />
        </aside>
      </main>
    </div>
  );
}

/** Tells colleagues that somebody is here, and whether they are writing. */
function usePresence(desk: Desk, file: CaseFile) {
  const id = file.view.value?.id;
  const isWriting = !file.draft.isEmpty();
  useEffect(() => {
    if (!id) return;
    desk.presence.tell(id, isWriting ? 'writing' : 'looking');
  }, [id, isWriting]);
  useEffect(() => {
    if (!id) return;
    return () => desk.presence.tell(id, null);
  }, [id]);
}
