import type { Change, OpenedCase } from './case.ts';
import { timeOf } from './clock.ts';
import type { Doing } from './doing.ts';
import { conclude } from './keep-clocks.ts';
import { failureOf, severityOf } from './taxonomy.ts';

export type Opening = Omit<OpenedCase, 'severity' | 'secondFailure' | 'responseExpected' | 'clockPolicy'> & {
  responseExpected?: boolean | undefined;
  clockPolicy?: string | null;
};

/**
 * Begins a case and sends its receipt at once: a receipt is a fact, not a state.
 *
 * @source ISO 10002; domain.md section 2
 */
export function openCase({ responseExpected, ...opening }: Opening, doing: Doing): Change {
  const { at, by, time } = doing;
  const opened: OpenedCase = {
    ...opening,
    clockPolicy: opening.clockPolicy ?? null,
    severity: severityOf(opening.reason),
    secondFailure: failureOf(opening.reason) === 'second_failure',
    responseExpected: opening.kind === 'complaint' || (responseExpected ?? false),
  };
  const answerBy = opened.responseExpected ? timeOf(opened, time).dueAt('first_reply', at) : null;
  return conclude(
    null,
    [
      { type: 'case_opened', at, by, opened },
      ...(opening.kind === 'cancellation' && opening.cancellation
        ? []
        : [{ type: 'receipt_sent' as const, at, by, number: opening.number, answerBy }]),
    ],
    time,
  );
}

/** The receipt names the date that counts after routing: a case may have come under a quicker policy in the same moment. */
export const datedReceipt = ({ after, events }: Change): Change => ({
  after,
  events: events.map((event) =>
    event.type === 'receipt_sent'
      ? { ...event, answerBy: after.clocks.findLast(({ kind }) => kind === 'first_reply')?.dueAt ?? event.answerBy }
      : event,
  ),
});
