import type { Case } from '#server/domain/case.ts';
import { nextDueAt, turnOf } from '#server/domain/life.ts';
import type { NumberedEvent } from '#server/store/webhooks.ts';
import { toEventView } from './case-view.ts';

/** What a program gets with every event: which case, whose turn, what is due. Stories and addresses are asked for by its id. */
export const toSmallCase = (current: Case) => ({
  id: current.id,
  number: current.number,
  kind: current.kind,
  state: current.state,
  turn: turnOf(current),
  severity: current.severity,
  secondFailure: current.secondFailure,
  reason: current.reason,
  asked: current.asked,
  agreed: current.agreed,
  outcome: current.outcome,
  customer: current.customerId,
  assignee: current.assignee,
  team: current.team,
  tags: current.tags,
  nextDueAt: nextDueAt(current),
  openedAt: current.openedAt,
  updatedAt: current.updatedAt,
  version: current.version,
});

/** The body of a webhook. `case` is as it is when the webhook leaves; `event.number` says where in its life the event stands. */
export const toWebhookBody = (event: NumberedEvent, current: Case) => ({
  type: event.event.type,
  timestamp: event.event.at,
  data: { case: toSmallCase(current), event: toEventView(event) },
});

export const pingBody = (at: string) => ({ type: 'ping', timestamp: at, data: { message: 'Amends can reach this address.' } });
