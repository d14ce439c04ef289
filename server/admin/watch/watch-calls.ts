import type { z } from 'zod';
import type { OutreachMade as MadeSchema, WatchItemView, WatchList } from '#shared/contracts/watch.ts';
import type { StaffClient } from '../client.ts';

export type OutreachMade = z.infer<typeof MadeSchema>;
const at = '/staff/insights/watchlist';
const one = (id: string) => `${at}/${encodeURIComponent(id)}`;

/** Customers who may be about to go. @throws Refused */
export const watchOf = (client: StaffClient) => ({
  list: ({ state, kind, cursor }: { state: string; kind: string; cursor: string | null }) =>
    client.get<WatchList>(`${at}?${new URLSearchParams({ state, ...(kind && { kind }), ...(cursor && { cursor }) })}`),
  look: () => client.send<WatchList['look']>('POST', `${at}/looks`),
  handle: ({ id, version }: WatchItemView, state: 'open' | 'contacted' | 'dismissed', note = '') =>
    client.send<WatchItemView>('PUT', one(id), { state, ...(note.trim() && { note: note.trim() }), version }),
  /** Sends what was written, under the rules of contact. */
  sendLetter: (id: string, { subject, body }: { subject: string; body: string }) =>
    client.send<WatchItemView>('POST', `${one(id)}/letter`, { subject, body }),
  reach: (id: string, way: 'call' | 'letter') => client.send<OutreachMade>('POST', `${one(id)}/outreach`, { way }),
});
