import type { Page } from '#shared/contracts/basics.ts';
import type {
  CallOutcome,
  CallSheet,
  CallView,
  Recovery,
  RescueCycleBody,
  RescueCycleView,
  RescuePlan,
  RescuePreview,
  SettleCall,
} from '#shared/contracts/rescue.ts';
import type { StaffClient } from '../client.ts';

export type NewCycle = (typeof RescueCycleBody)['_zod']['input'];
export type Settled = SettleCall & { outcome: CallOutcome };
const part = encodeURIComponent;

/** Everything about calls to those who left. @throws Refused */
export const rescueOf = (client: StaffClient) => ({
  cycles: (cursor: string | null) => client.get<Page<RescueCycleView>>(`/staff/rescue-cycles${cursor ? `?cursor=${part(cursor)}` : ''}`),
  cycle: (id: string) => client.get<RescueCycleView>(`/staff/rescue-cycles/${part(id)}`),
  recovery: () => client.get<Recovery>('/staff/insights/recovery'),
  callsOf: (id: string, { cursor, owner, state }: { cursor?: string | null; owner?: string; state?: CallView['state'] } = {}) =>
    client.get<Page<CallView>>(
      `/staff/rescue-cycles/${part(id)}/calls?${new URLSearchParams({ limit: '100', ...(cursor && { cursor }), ...(owner && { owner }), ...(state && { state }) })}`,
    ),
  preview: (body: NewCycle) => client.send<RescuePreview>('POST', '/staff/rescue-cycles?dryRun=true', body),
  /** `key`: the same twice makes one. */
  create: (body: NewCycle, key: string) => client.send<RescueCycleView>('POST', '/staff/rescue-cycles', body, { 'Idempotency-Key': key }),
  plan: (week?: string) => client.get<RescuePlan>(`/staff/me/plan${week ? `?week=${week}` : ''}`),
  sheet: (callId: string) => client.get<CallSheet>(`/staff/calls/${part(callId)}`),
  claim: (callId: string) => client.send<CallView>('PUT', `/staff/calls/${part(callId)}/claim`),
  release: (callId: string) => client.send<CallView>('DELETE', `/staff/calls/${part(callId)}/claim`),
  settle: (callId: string, body: Settled) => client.send<CallView>('PUT', `/staff/calls/${part(callId)}`, body),
  undo: (callId: string) => client.send<CallView>('DELETE', `/staff/calls/${part(callId)}/outcome`),
});
export type RescueCalls = ReturnType<typeof rescueOf>;

/** Where the sheet of a call lies; calls of nobody's cycle lie under `own`. */
export const sheetPath = ({ id, cycle }: { id: string; cycle: string | null }) => `/admin/rescue/${cycle ?? 'own'}/calls/${id}`;
