import type { Page } from '#shared/contracts/basics.ts';
import type { NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint } from '#shared/contracts/webhooks.ts';
import type { StaffClient } from '../client.ts';

/** The calls of webhook endpoints. @throws Refused */
export function webhooksCalls(client: StaffClient) {
  const root = '/staff/webhook-endpoints';
  const at = (id: string) => `${root}/${encodeURIComponent(id)}`;
  return {
    list: async () => (await client.get<{ items: WebhookEndpoint[] }>(root)).items,
    create: (wanted: { url: string; events: string[] }) => client.send<NewWebhookEndpoint>('POST', root, wanted),
    change: (id: string, change: { url?: string; events?: string[]; enabled?: boolean }) =>
      client.send<WebhookEndpoint>('PUT', at(id), change),
    remove: (id: string) => client.send<WebhookEndpoint>('DELETE', at(id)),
    test: (id: string) => client.send<WebhookDelivery>('POST', `${at(id)}/test`),
    replay: (id: string, since: string) => client.send<{ events: number }>('POST', `${at(id)}/replay?since=${encodeURIComponent(since)}`),
    deliveries: (id: string, cursor: string | null) =>
      client.get<Page<WebhookDelivery>>(`${at(id)}/deliveries?limit=20${cursor ? `&cursor=${cursor}` : ''}`),
  };
}
