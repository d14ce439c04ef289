import { useSignal } from '@preact/signals';
import type { AwaitedApproval } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { nameOf } from '../parts/case-row.tsx';
import { Comparables } from '../parts/comparables.tsx';
import { Files } from '../parts/files.tsx';
import { Ago, Due, Flags } from '../parts/marks.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { lengthSince } from '../words/dates.ts';
import { msg, t } from '../words/language.ts';
import { money, namesSum } from '../words/money.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import type { Approvals } from './approvals.ts';

const OVER: Record<string, string> = {
  amount: msg('more than they may give at once'),
  share_of_loss: msg('more than they may give for this loss'),
  customer_90_days: msg('more than a customer may get in 90 days'),
  staff_day: msg('more than they may give in a day'),
};

type Props = { awaited: AwaitedApproval; approvals: Approvals; isOwn: boolean; onDone: () => void };
type Asking = 'yes' | 'no' | 'back';

/** One remedy that waits: what, for whom, why it is above the limit, and what others got. */
export function ApprovalCard({ awaited, approvals, isOwn, onDone }: Props) {
  const { session, clock, say } = useDesk();
  const asking = useSignal<Asking | null>(null);
  const { case: about, approval, fairness, mayApprove } = awaited;
  const { offerId, title, terms, amount, choices, message, note, over, proposedBy, requestedAt, dueAt, overdueAt, files = [] } = approval;
  const refused = approvals.refused.value?.offerId === offerId ? approvals.refused.value.problem : null;
  const isBusy = approvals.busy.value === offerId;
  const others = choices?.filter(({ remedy }) => remedy !== approval.remedy) ?? [];
  const loss = about.cost?.money ?? about.asked.find((one) => one.amount)?.amount;

  async function send(reason: string) {
    const what = asking.value;
    const done = what === 'back' ? await approvals.takeBack(awaited) : await approvals.answer(awaited, what === 'yes', reason);
    if (!done) return;
    asking.value = null;
    onDone();
    say(
      what === 'back'
        ? t('The request is taken back.')
        : what === 'yes'
          ? t('Approved. The offer is sent.')
          : t('Refused. Your colleague reads why.'),
    );
  }

  return (
    <article class="card approvals-card" tabIndex={-1} aria-labelledby={`${offerId}-title`}>
      <header>
        <h2 id={`${offerId}-title`}>
          <span dir="auto">{title}</span> {amount && !namesSum(title, amount) && money(amount)}
        </h2>
        <p class="case-signs">
          <Due at={dueAt} /> {overdueAt && <span class="flag critical">{t('Overdue')}</span>}
          <Flags secondFailure={about.secondFailure} severity={about.severity} />
        </p>
      </header>
      <div class="approvals-body">
        <div class="approvals-what">
          <p>
            {proposedBy.name ? t('{name} wants to offer this', { name: proposedBy.name }) : t('A colleague wants to offer this')}{' '}
            <span class="quiet">
              <Ago at={requestedAt} />
            </span>
          </p>
          <ul class="approvals-over">
            {over.map((limit) => (
              <li key={limit}>{t(OVER[limit] ?? limit)}</li>
            ))}
          </ul>
          {note && (
            <blockquote>
              <p class="said" dir="auto">
                {note}
              </p>
            </blockquote>
          )}
          {others.length > 0 && (
            <ul>
              {others.map((choice) => (
                <li key={choice.remedy} dir="auto">
                  {t('or {offer}', { offer: choice.title })} {choice.money && money(choice.money)}
                </li>
              ))}
            </ul>
          )}
          <details class="folded">
            <summary>{t('Terms and words to the customer')}</summary>
            <p class="said" dir="auto">
              {terms}
            </p>
            {message && (
              <p class="said approvals-message" dir="auto" lang={about.locale}>
                {message}
              </p>
            )}
            <Files caseId={about.id} files={files} />
          </details>
        </div>
        <div class="approvals-who">
          <p>
            <a href={`/admin/cases/${about.number}`}>{about.number}</a> <strong dir="auto">{nameOf(about.customer)}</strong>
          </p>
          <p>{session.reasonLabel(about.reason)}</p>
          <p class="case-excerpt" dir="auto" lang={about.locale}>
            {about.story}
          </p>
          <dl class="facts">
            {loss && (
              <div>
                <dt>{about.cost?.money ? t('Their loss') : t('Asked for')}</dt>
                <dd>{money(loss)}</dd>
              </div>
            )}
            {about.customer.mrr && (
              <div>
                <dt>{t('Pays a month')}</dt>
                <dd>{money(about.customer.mrr)}</dd>
              </div>
            )}
            {about.customer.since && (
              <div>
                <dt>{t('Customer for')}</dt>
                <dd>{lengthSince(about.customer.since, clock.value)}</dd>
              </div>
            )}
          </dl>
        </div>
        <Comparables fairness={fairness} within="article" />
      </div>
      {refused && asking.value === null && <Refusal problem={refused} />}
      <div class="act-buttons">
        {mayApprove && (
          <>
            <button type="button" class="button primary" data-key="yes" aria-busy={isBusy} onClick={() => (asking.value = 'yes')}>
              {t('Approve')}
            </button>
            <button type="button" class="button grave" data-key="no" onClick={() => (asking.value = 'no')}>
              {t('Refuse')}
            </button>
          </>
        )}
        {isOwn && (
          <>
            <span class="flag waiting">{t('Yours: waits for a second person')}</span>
            <button type="button" class="button" onClick={() => (asking.value = 'back')}>
              {t('Take it back')}
            </button>
          </>
        )}
        {!mayApprove && !isOwn && <span class="quiet">{t('Somebody else answers this.')}</span>}
      </div>
      {asking.value && (
        <AnswerDialog
          asking={asking.value}
          title={title}
          sending={{ busy: { value: isBusy }, problem: { value: refused } }}
          onSend={(reason) => void send(reason)}
          onClose={() => (asking.value = null)}
        />
      )}
    </article>
  );
}
