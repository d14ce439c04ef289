import type { CaseView } from '#shared/contracts/case.ts';
import { clockLabel } from '../words/labels.ts';
import { Due } from './marks.tsx';

/** Time somebody else may use; nobody owes anything by its end. */
const WINDOWS = new Set(['reopen_window', 'appeal_window']);

/** What is running, and what was missed. */
export function Clocks({ view }: { view: CaseView }) {
  const clocks = view.clocks.filter(({ metAt, breachedAt, dueAt, pausedAt }) => (!metAt && (dueAt || pausedAt)) || breachedAt);
  if (clocks.length === 0) return null;
  return (
    <section class="card" aria-labelledby="clocks-title">
      <h2 id="clocks-title">Clocks</h2>
      <dl class="facts stacked">
        {clocks.map(({ kind, startedAt, dueAt, metAt, pausedAt }) => (
          <div key={kind + startedAt}>
            <dt>{clockLabel(kind)}</dt>
            <dd>
              {metAt ? (
                <span class="flag broken">Was late</span>
              ) : pausedAt ? (
                <span class="quiet">Paused</span>
              ) : (
                <Due at={dueAt} what={WINDOWS.has(kind) ? 'Ends' : undefined} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
