import type { Page } from '#shared/contracts/basics.ts';
import type { CareView } from '#shared/contracts/care.ts';
import type { StaffClient } from '../client.ts';

const part = encodeURIComponent;

/** Those who came back, and the check-ins with them. @throws Refused */
export const careOf = (client: StaffClient) => ({
  list: (state: CareView['state'], cursor?: string) =>
    client.get<Page<CareView>>(`/staff/care?state=${state}&limit=100${cursor ? `&cursor=${part(cursor)}` : ''}`),
  checkIn: ({ id, version }: CareView, checkIn: string, note: string) =>
    client.send<CareView>('PUT', `/staff/care/${part(id)}/check-ins/${checkIn}`, { ...(note.trim() && { note: note.trim() }), version }),
  give: ({ id, version }: CareView, owner: string | null) =>
    client.send<CareView>('PUT', `/staff/care/${part(id)}/owner`, { owner, version }),
});
