import { useSignal } from '@preact/signals';
import { type ActForm, pendingApproval, type Sight } from '../acts/act-form.ts';
import { assignTo, colleagues } from '../acts/assigning.ts';
import { ACT_LETTERS, MINE_LETTER } from '../acts/letters.ts';
import { MORE, NEXT_STEPS } from '../acts/shown.ts';
import type { CaseFile } from '../models/case-file.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { KIND, OUTCOME, STATE } from '../words/labels.ts';
import { ActButton, ActDialog } from './act-dialog.tsx';
import { nameOf } from './case-row.tsx';
import { useKeys } from './keys.ts';
import { Due, Flags, TurnMark } from './marks.tsx';
import { Menu } from './menu.tsx';
import { PageHeading } from './page-heading.tsx';
import { PresenceLine } from './presence.tsx';
import { Refusal } from './refusal.tsx';

/** Who, what state, whose turn, until when; and the buttons for what can be done. */
export function CaseHead({ file, sight }: { file: CaseFile; sight: Sight }) {
  const desk = useDesk();
  const { session } = desk;
  const { view } = sight;
  const possible = (forms: ActForm[]) => forms.filter(({ act, fits }) => file.can.value.has(act) && (fits?.(view) ?? true));
  const [next, more] = [possible(NEXT_STEPS), possible(MORE)];
  const asked = pendingApproval(view);
  const chosen = useSignal<ActForm | null>(null);
  const isClosed = view.state === 'closed';
  const letters = Object.entries(ACT_LETTERS).flatMap(([letter, ids]) => {
    const form = [...next, ...more].find(({ id }) => ids.includes(id));
    return form ? [[letter, () => void (chosen.value = form)] as const] : [];
  });
  useKeys({
    ...Object.fromEntries(letters),
    ...(file.can.value.has('assign') && { [MINE_LETTER]: () => void assignTo(file, desk, sight, sight.me.id) }),
  });

  return (
    <div class="case-head">
      <p class="crumbs">
        <a href="/admin">{t('Inbox')}</a>{' '}
        <span class="quiet">
          {t(KIND[view.kind])} <bdi>{view.number}</bdi>
        </span>
        <a href={view.statusUrl} target="_blank" rel="noopener noreferrer">
          {t('What the customer sees')}
        </a>
        <a class="case-to-side" href="#about-this-case">
          {t('About this case')}
        </a>
      </p>
      <PageHeading title={`${nameOf(view.customer)}: ${session.reasonLabel(view.reason)}`} />
      <p class="case-signs">
        <TurnMark turn={view.turn} />
        <span class="state">
          {isClosed && view.outcome ? t('Closed: {outcome}', { outcome: t(OUTCOME[view.outcome]) }) : t(STATE[view.state])}
        </span>
        {!isClosed && <Due at={view.nextDueAt} />}
        <Flags secondFailure={view.secondFailure} severity={view.severity} />
        {view.leftUnassigned && <span class="flag critical">{t('Nobody looks after it')}</span>}
        {view.tags.map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
      </p>
      <PresenceLine caseId={view.id} />
      {view.thirdParty && (
        <p class="notice">
          {t('Waiting for {who}.', { who: view.thirdParty.who })} <Due at={view.thirdParty.chaseAt} what={t('Ask again')} />
        </p>
      )}
      {asked && (
        <p class="notice">
          {asked.proposedBy.name
            ? t('“{offer}” waits for a second person’s yes, asked for by {name}.', { offer: asked.title, name: asked.proposedBy.name })
            : t('“{offer}” waits for a second person’s yes.', { offer: asked.title })}{' '}
          <Due at={asked.dueAt} />
        </p>
      )}
      {view.mergedInto && (
        <p class="notice">
          <a href={`/admin/cases/${view.mergedInto}`}>{t('It goes on in the older case.')}</a>
        </p>
      )}
      <div class="case-acts">
        <Assignee file={file} sight={sight} />
        {next.map((form) => (
          <ActButton key={form.id} file={file} form={form} sight={sight} look="button primary" />
        ))}
        {more.length > 0 && (
          <Menu label={t('More')}>
            {more.map((form) => (
              <button key={form.id} type="button" class="button plain" aria-haspopup="dialog" onClick={() => (chosen.value = form)}>
                {t(form.label)}
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

function Assignee({ file, sight }: { file: CaseFile; sight: Sight }) {
  const desk = useDesk();
  const { view } = sight;
  if (!file.can.value.has('assign'))
    return <span class="quiet">{view.assignee ? t('With {name}', { name: view.assignee.name }) : t('With nobody')}</span>;

  return (
    <label class="inline">
      <span class="quiet">{t('With')}</span>
      <select value={view.assignee?.id ?? ''} onChange={(event) => void assignTo(file, desk, sight, event.currentTarget.value)}>
        <option value="">{t('nobody yet')}</option>
        {colleagues(sight).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
