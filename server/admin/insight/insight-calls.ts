import type { CoachingNoteBody, CoachingNoteView } from '#shared/contracts/coaching.ts';
import type { Page } from '#shared/contracts/basics.ts';
import type {
  ConcernedCustomers,
  DepartedCustomers,
  Departures,
  Journey,
  Offers,
  Reasons,
  Spikes,
  Team,
  Touchpoints,
} from '#shared/contracts/insights.ts';
import type { Recovery } from '#shared/contracts/rescue.ts';
import type { StaffClient } from '../client.ts';
import { addressOf } from './models/span.ts';

export type Wish = Record<string, string | undefined>;

/** Where an answer lies; with `format` it is a file. */
export const pathOf = (name: string, wish: Wish = {}) => addressOf(`/staff/insights/${name}`, {}, { ...wish, span: undefined });
export const behindReason = (id: string) => `reasons/${encodeURIComponent(id)}/customers`;

/** The calls of the insight pages. @throws Refused */
export function insightCalls(client: StaffClient) {
  const ask =
    <Answer>(name: string) =>
    (wish: Wish = {}) =>
      client.get<Answer>(pathOf(name, wish));
  const notes = '/staff/coaching-notes';
  return {
    departures: ask<Departures>('departures'),
    departed: ask<DepartedCustomers>('departures'),
    reasons: ask<Reasons>('reasons'),
    concerned: (id: string, wish: Wish) => client.get<ConcernedCustomers>(pathOf(behindReason(id), wish)),
    touchpoints: ask<Touchpoints>('touchpoints'),
    journey: ask<Journey>('journey'),
    offers: ask<Offers>('offers'),
    team: ask<Team>('team'),
    spikes: ask<Spikes>('spikes'),
    recovery: ask<Recovery>('recovery'),
    listNotes: (cursor: string | null) => client.get<Page<CoachingNoteView>>(`${notes}?limit=20${cursor ? `&cursor=${cursor}` : ''}`),
    writeNote: (note: (typeof CoachingNoteBody)['_zod']['input']) => client.send<CoachingNoteView>('POST', notes, note),
    markRead: (id: string) => client.send<CoachingNoteView>('PUT', `${notes}/${encodeURIComponent(id)}/reading`),
    takeBack: (id: string) => client.send<null>('DELETE', `${notes}/${encodeURIComponent(id)}`),
  };
}
