import type { CustomerSlipping } from '#shared/contracts/webhooks.ts';
import { type Care, nextCheckIn } from '#server/domain/care.ts';
import type { Case } from '#server/domain/case.ts';
import { nextDueAt, turnOf } from '#server/domain/life.ts';
import type { NumberedCareEvent } from '#server/store/care.ts';
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

/** Somebody who came back may be leaving again: who, whose customer it is, and by what it was seen. */
export const toSlippingBody = (
  { number, type, at, by, data }: NumberedCareEvent,
  care: Care,
  externalId: string | null,
  owner: { id: string; name: string } | null,
): CustomerSlipping => ({
  type: 'customer_slipping',
  timestamp: at,
  data: {
    care: {
      id: care.id,
      customer: { id: care.customerId, externalId },
      departure: care.departureId,
      owner,
      state: care.state,
      signals: care.signals,
      startedAt: care.startedAt,
      endsAt: care.endsAt,
      nextAt: nextCheckIn(care)?.dueAt ?? null,
      version: care.version,
    },
    event: { number, type, at, by, data },
  },
});

export const pingBody = (at: string) => ({ type: 'ping', timestamp: at, data: { message: 'Amends can reach this address.' } });
