import { useSignal } from '@preact/signals';
import { type ActForm, pendingApproval, type Sight } from '../acts/act-form.ts';
import { MORE, NEXT_STEPS } from '../acts/shown.ts';
import type { CaseFile } from '../models/case-file.ts';
import { useDesk } from '../desk.ts';
import { KIND, OUTCOME, STATE } from '../words/labels.ts';
import { ActButton, ActDialog } from './act-dialog.tsx';
import { nameOf } from './case-row.tsx';
import { Due, Flags, TurnMark } from './marks.tsx';
import { Menu } from './menu.tsx';
import { PageHeading } from './page-heading.tsx';
import { Refusal } from './refusal.tsx';

/** Who, what state, whose turn, until when; and the buttons for what can be done. */
export function CaseHead({ file, sight }: { file: CaseFile; sight: Sight }) {
  const { session } = useDesk();
  const { view } = sight;
  const possible = (forms: ActForm[]) => forms.filter(({ act, fits }) => file.can.value.has(act) && (fits?.(view) ?? true));
  const [next, more] = [possible(NEXT_STEPS), possible(MORE)];
  const asked = pendingApproval(view);
  const chosen = useSignal<ActForm | null>(null);
  const isClosed = view.state === 'closed';

  return (
    <div class="case-head">
      <p class="crumbs">
        <a href="/admin">Inbox</a>{' '}
        <span class="quiet">
          {KIND[view.kind]} {view.number}
        </span>
        <a href={view.statusUrl} target="_blank" rel="noopener noreferrer">
          What the customer sees
        </a>
      </p>
      <PageHeading title={`${nameOf(view.customer)}: ${session.reasonLabel(view.reason)}`} />
      <p class="case-signs">
        <TurnMark turn={view.turn} />
        <span class="state">
          {STATE[view.state]}
          {isClosed && view.outcome ? `: ${OUTCOME[view.outcome]}` : ''}
        </span>
        {!isClosed && <Due at={view.nextDueAt} />}
        <Flags secondFailure={view.secondFailure} severity={view.severity} />
        {view.tags.map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
      </p>
      {view.thirdParty && (
        <p class="notice">
          Waiting for {view.thirdParty.who}. <Due at={view.thirdParty.chaseAt} what="Ask again" />
        </p>
      )}
      {asked && (
        <p class="notice">
          “{asked.title}” waits for a second person’s yes{asked.proposedBy.name ? `, asked for by ${asked.proposedBy.name}` : ''}.{' '}
          <Due at={asked.dueAt} />
        </p>
      )}
      {view.mergedInto && (
        <p class="notice">
          Goes on in <a href={`/admin/cases/${view.mergedInto}`}>the older case</a>.
        </p>
      )}
      <div class="case-acts">
        <Assignee file={file} sight={sight} />
        {next.map((form) => (
          <ActButton key={form.id} file={file} form={form} sight={sight} look="button primary" />
        ))}
        {more.length > 0 && (
          <Menu label="More">
            {more.map((form) => (
              <button key={form.id} type="button" class="button plain" aria-haspopup="dialog" onClick={() => (chosen.value = form)}>
                {form.label}
              </button>
            ))}
          </Menu>
        )}
      </div>
      {chosen.value && (
        <ActDialog key={chosen.value.id} file={file} form={chosen.value} sight={sight} onClose={() => (chosen.value = null)} />
      )}
      {file.problemOf.value === 'assign' && file.problem.value && <Refusal problem={file.problem.value} />}
    </div>
  );
}

function Assignee({ file, sight: { view, team } }: { file: CaseFile; sight: Sight }) {
  const desk = useDesk();
  if (!file.can.value.has('assign')) return <span class="quiet">{view.assignee ? `With ${view.assignee.name}` : 'With nobody'}</span>;

  async function assign(id: string) {
    const done = await file.perform('assign', { assignee: id || null });
    if (done) desk.say(id ? `Now with ${team.find((member) => member.id === id)?.name ?? 'somebody else'}.` : 'Now with nobody.');
  }
  return (
    <label class="inline">
      <span class="quiet">With</span>
      <select value={view.assignee?.id ?? ''} onChange={(event) => void assign(event.currentTarget.value)}>
        <option value="">nobody yet</option>
        {team
          .filter(({ role }) => role !== 'viewer')
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
}
