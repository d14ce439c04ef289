import type { CaseView } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { day, list, number } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { feelingLabel } from '../words/labels.ts';
import { money } from '../words/money.ts';
import { stepLabel } from '../words/touchpoints.ts';
import { Files } from './files.tsx';
import { Ago } from './marks.tsx';

/** What the customer told us: their words, what it cost them, where it happened. */
export function Story({ view }: { view: CaseView }) {
  const { session } = useDesk();
  const { cost, area, overcharge, cancellation, rootCause, route } = view;
  const facts: [name: string, value: string | undefined][] = [
    [t('Money lost'), cost?.money && money(cost.money)],
    [t('Charged too much'), overcharge ? money(overcharge) : undefined],
    [t('Time lost'), cost?.minutes ? tn(cost.minutes, '{count} minute', '{count} minutes') : undefined],
    [t('Felt'), cost?.feelings?.length ? list(cost.feelings.map(feelingLabel)) : undefined],
    [t('Where'), area?.touchpoint && stepLabel(area.touchpoint)],
    [t('Page'), area?.url],
    [t('Order'), area?.order],
    [t('Shop'), area?.shop],
    [t('Person'), area?.person],
    [t('Happened on'), area?.happenedOn && day(area.happenedOn)],
    [t('Rating of this step'), area?.rating ? t('{stars} of 5', { stars: number(area.rating) }) : undefined],
    [t('Subscription'), cancellation?.subscription ?? undefined],
    [t('Said when asked more'), cancellation?.probe ? session.answerLabel(view.reason, cancellation.probe) : undefined],
    [t('Way out'), cancellation ? t(WAYS_OUT[cancellation.outcome] ?? cancellation.outcome) : undefined],
    [t('Keep in touch'), cancellation?.keepInTouch ? inTouch(cancellation.keepInTouch) : undefined],
    [t('Root cause, as we found out'), rootCause ?? undefined],
    [t('Told where to turn outside'), route ?? undefined],
  ];
  const answered = new Set(view.messages.flatMap(({ files }) => files.map(({ id }) => id)));
  const brought = view.files.filter(({ id }) => !answered.has(id));
  const known = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));

  return (
    <section class="card story" aria-labelledby="story-title">
      <h2 id="story-title">
        {t('What happened')}{' '}
        <span class="quiet">
          <Ago at={view.openedAt} />
        </span>
      </h2>
      <p class="said" dir="auto" lang={view.locale}>
        {view.story}
      </p>
      <Files caseId={view.id} files={brought} />
      {known.length > 0 && (
        <dl class="facts">
          {known.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

const WAYS_OUT: Record<string, string> = {
  open: msg('Still deciding'),
  requested: msg('Asked for, to be carried out'),
  cancelled: msg('Cancelled'),
  accepted_offer: msg('Stayed with an offer'),
  undecided: msg('Closed the window, nothing changed'),
  failed: msg('Billing refused the cancellation'),
};

const TOUCH: Record<string, string> = { email: msg('By e-mail'), phone: msg('By phone') };
const HOW_OFTEN: Record<string, string> = {
  monthly: msg('once a month'),
  quarterly: msg('once a quarter'),
  yearly: msg('once a year'),
  when_fixed: msg('only when it is put right'),
};
const inTouch = ({ how, how_often }: { how: string; how_often: string }) =>
  TOUCH[how] && HOW_OFTEN[how_often] ? t('{how}, {often}', { how: t(TOUCH[how]), often: t(HOW_OFTEN[how_often]) }) : t('No');
