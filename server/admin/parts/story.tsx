import type { CaseView } from '#shared/contracts/case.ts';
import { day } from '../words/dates.ts';
import { feelingLabel } from '../words/labels.ts';
import { money } from '../words/money.ts';
import { Files } from './files.tsx';
import { Ago } from './marks.tsx';

/** What the customer told us: their words, what it cost them, where it happened. */
export function Story({ view }: { view: CaseView }) {
  const { cost, area, overcharge, cancellation, rootCause, route } = view;
  const facts: [name: string, value: string | undefined][] = [
    ['Money lost', cost?.money && money(cost.money)],
    ['Charged too much', overcharge ? money(overcharge) : undefined],
    ['Time lost', cost?.minutes ? `${cost.minutes} minutes` : undefined],
    ['Felt', cost?.feelings?.map(feelingLabel).join(', ')],
    ['Where', area?.touchpoint],
    ['Page', area?.url],
    ['Order', area?.order],
    ['Shop', area?.shop],
    ['Person', area?.person],
    ['Happened on', area?.happenedOn && day(area.happenedOn)],
    ['Rating of this step', area?.rating ? `${area.rating} of 5` : undefined],
    ['Subscription', cancellation?.subscription ?? undefined],
    ['Said when asked more', cancellation?.probe ?? undefined],
    ['Way out', cancellation ? (WAYS_OUT[cancellation.outcome] ?? cancellation.outcome) : undefined],
    [
      'Keep in touch',
      cancellation?.keepInTouch ? `${cancellation.keepInTouch.how}, ${cancellation.keepInTouch.how_often.replace('_', ' ')}` : undefined,
    ],
    ['Cause found', rootCause ?? undefined],
    ['Told where to turn outside', route ?? undefined],
  ];
  const answered = new Set(view.messages.flatMap(({ files }) => files.map(({ id }) => id)));
  const brought = view.files.filter(({ id }) => !answered.has(id));
  const known = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));

  return (
    <section class="card story" aria-labelledby="story-title">
      <h2 id="story-title">
        What happened{' '}
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
  open: 'Still deciding',
  cancelled: 'Cancelled',
  accepted_offer: 'Stayed with an offer',
  undecided: 'Closed the window, nothing changed',
  failed: 'Billing refused the cancellation',
};
