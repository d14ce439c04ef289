import type { Cancellation } from './cancellation.ts';
import { isAnswerOwed, isRequested, severityOfVisit } from './cancellation.ts';
import type { CancellationOfCase, Case, CaseEvent, Change } from './case.ts';
import { type Doing } from './doing.ts';
import { conclude } from './keep-clocks.ts';
import { acceptOffer, makeOffer } from './offer-acts.ts';
import { SYSTEM } from './case.ts';

export const summaryOf = (visit: Cancellation): CancellationOfCase => ({
  id: visit.id,
  outcome: visit.outcome ?? (isRequested(visit) ? 'requested' : 'open'),
  ruleSet: visit.ruleSet,
  probe: visit.probe,
  holdOut: visit.holdOut,
  subscription: visit.subscription,
  keepInTouch: visit.keepInTouch,
});

/** What a visit to the cancel flow means for its case: nothing to answer once somebody has left, something to do once an offer was taken. */
export function followVisit(before: Case, visit: Cancellation, doing: Doing): Change {
  const bySystem: Doing = { ...doing, by: SYSTEM };
  let current = before;
  const events: CaseEvent[] = [];
  const then = (change: Change) => {
    current = change.after;
    events.push(...change.events);
  };
  const summary = summaryOf(visit);
  if (isNews(before, visit, summary)) {
    then(
      conclude(
        current,
        [
          {
            type: 'cancellation_recorded',
            at: doing.at,
            by: doing.by,
            cancellation: summary,
            reason: visit.reason,
            story: visit.story,
            asked: visit.asked,
            severity: visit.reason === before.reason && visit.outcome !== 'failed' ? before.severity : severityOfVisit(visit),
            responseExpected: isAnswerOwed(visit) || (before.responseExpected && !isSettling(before, visit)),
          },
        ],
        doing.time,
      ),
    );
  }
  const accepted = visit.offer?.answer === 'accepted' ? visit.offer : null;
  if (accepted && visit.outcome !== 'cancelled' && !current.agreed && (current.state === 'received' || current.state === 'investigating')) {
    then(
      makeOffer(
        current,
        {
          remedy: accepted.remedy,
          amount: accepted.money,
          title: accepted.title,
          terms: accepted.terms,
          because: accepted.because,
          choices: accepted.choices,
        },
        bySystem,
      ),
    );
    const offered = current.offers.at(-1);
    if (offered) then(acceptOffer(current, offered.id, { choice: accepted.choice ?? undefined }, doing));
  }
  if (visit.outcome === 'cancelled' && current.state === 'fulfilling') {
    then(conclude(current, [{ type: 'case_withdrawn', at: doing.at, by: doing.by, message: null }], doing.time));
  }
  if (visit.outcome === 'cancelled' && !current.responseExpected && (current.state === 'received' || current.state === 'investigating')) {
    then(conclude(current, [{ type: 'case_answered', at: doing.at, by: SYSTEM, message: null }], doing.time));
  }
  return { after: current, events };
}

/** The confirmation that it is done is the answer that was owed. */
const isSettling = ({ cancellation }: Case, visit: Cancellation): boolean =>
  visit.outcome === 'cancelled' && (cancellation?.outcome === 'requested' || cancellation?.outcome === 'failed');

const isNews = (before: Case, visit: Cancellation, summary: CancellationOfCase): boolean =>
  JSON.stringify(before.cancellation) !== JSON.stringify(summary) ||
  before.reason !== visit.reason ||
  (visit.story !== null && before.story !== visit.story) ||
  JSON.stringify(before.asked) !== JSON.stringify(visit.asked);
