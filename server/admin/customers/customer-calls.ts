import type { Page } from '#shared/contracts/basics.ts';
import type { CustomerBody, CustomerView } from '#shared/contracts/customer.ts';
import type { DepartureBody, DepartureView } from '#shared/contracts/departures.ts';
import type { StaffClient } from '../client.ts';

export type CustomerCard = (typeof CustomerView)['_zod']['output'];

/** Where a customer is shown: by the merchant's own id where there is one. */
export const addressOfCustomer = ({ id, externalId }: { id: string; externalId: string | null }): string =>
  `/admin/customers/${encodeURIComponent(externalId ?? id)}`;

/** The calls of the customers' pages. @throws Refused */
export function customerCalls(client: StaffClient) {
  const at = (id: string) => `/staff/customers/${encodeURIComponent(id)}`;
  return {
    list: (q: string, cursor: string | null) =>
      client.get<Page<CustomerCard>>(`/staff/customers?${new URLSearchParams({ ...(q && { q }), ...(cursor && { cursor }) })}`),
    read: (id: string) => client.get<CustomerCard>(at(id)),
    save: (id: string, body: CustomerBody) => client.send<CustomerCard>('PUT', at(id), body),
    departures: async (id: string) =>
      (await client.get<Page<DepartureView>>(`/staff/departures?${new URLSearchParams({ customer: id })}`)).items,
    leave: (id: string, body: DepartureBody) => client.send<DepartureView>('PUT', `${at(id)}/departure`, body),
    /** @param when a day, or the very moment they left when they never did */
    comeBack: (id: string, when: string) =>
      client.send<DepartureView>('DELETE', `${at(id)}/departure?${new URLSearchParams({ at: when })}`),
  };
}
