import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { COMPOSER } from '../acts/shown.ts';
import type { Sight } from '../acts/act-form.ts';
import { useDesk } from '../desk.ts';
import { CaseHead } from '../parts/case-head.tsx';
import { Clocks } from '../parts/clocks.tsx';
import { Composer, toComposer } from '../parts/composer.tsx';
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

const LETTERS: Record<string, string> = { a: 'say', o: 'offer', q: 'ask', d: 'decide', p: 'promise', n: 'note' };

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
      if (changed.some(({ id, version }) => id === current?.id && version > current.version)) void file.refresh();
    });
  }, [file]);

  function neighbour(step: 1 | -1) {
    if (view) desk.inbox.current.value = view.id;
    const next = desk.inbox.neighbour(step);
    if (next) route(`/admin/cases/${next.number}`);
  }
  const writing = Object.fromEntries(
    Object.entries(LETTERS).map(([letter, tab]) => [
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
        <PageHeading title={problem ? 'This case cannot be shown' : `Case ${number}`} />
        {problem ? <Refusal problem={problem} /> : <p class="quiet">Loading…</p>}
        {problem && (
          <p>
            <a href="/admin">Back to the inbox</a>
          </p>
        )}
      </main>
    );
  }
  const { taxonomy, team, me } = desk.session;
  const sight: Sight = { view, taxonomy: taxonomy.value, team: team.value, me: me.value!, now: desk.clock.value }; // Safe: only somebody signed in gets here.

  return (
    <main class="page case" key={view.id}>
      <CaseHead file={file} sight={sight} />
      <div class="case-main">
        <Story view={view} />
        <Ladder view={view} />
        <Proposals file={file} view={view} />
        <Conversation view={view} />
        <Overtaken file={file} />
        <Composer file={file} sight={sight} />
      </div>
      <aside class="case-side" aria-label="About this case">
        <CustomerCard view={view} />
        <Promises file={file} sight={sight} />
        <Clocks view={view} />
        <History file={file} />
      </aside>
    </main>
  );
}
