import type { Deps } from './api/context.ts';
import { composeMail } from './api/mail/compose.ts';
import { namer } from './api/rescue-views.ts';
import { pingBody, toSlippingBody, toWebhookBody } from './api/webhook-body.ts';
import { MAIL_PATIENCE, WEBHOOK_PATIENCE } from './domain/retry.ts';
import type { Channel } from './jobs/channels/channel.ts';
import { createMailChannel, type MailParcel } from './jobs/channels/mail.ts';
import { createWebhookChannel, type WebhookParcel } from './jobs/channels/webhook.ts';
import type { Courier } from './jobs/outbox.ts';
import { createCareStore } from './store/care.ts';
import { createCustomerStore } from './store/customers.ts';
import type { Statement } from './store/db.ts';
import { insertLetter, type OutboxItem } from './store/outbox.ts';
import { listTeam } from './store/staff.ts';
import { disableEndpoint, findEndpoint, listEventsAfter, type WebhookData } from './store/webhooks.ts';
import { createCaseStore } from './store/cases.ts';

/** As many letters go out at once. */
const MAIL_LANES = 4;

/** Who carries what. Without a mail server letters wait; they leave when one is set. */
export function couriersOf(deps: Deps, smtpUrl: string | null): Courier[] {
  const webhooks = webhookCourier(deps, createWebhookChannel({ mayBePrivate: deps.webhooksMayBePrivate ?? false }));
  return smtpUrl && deps.mail ? [mailCourier(deps, createMailChannel(smtpUrl)), webhooks] : [webhooks];
}

export const mailCourier = (deps: Deps, channel: Channel<MailParcel>): Courier => ({
  channel: 'mail',
  patience: MAIL_PATIENCE,
  laneOf: ({ seq }) => String(seq % MAIL_LANES),
  deliver: async (item) => {
    if (!deps.mail) throw new Error('No address is set that mail comes from.');
    return channel.deliver(await composeMail(deps, deps.mail, item));
  },
  close: () => channel.close(),
});

export const webhookCourier = (deps: Deps, channel: Channel<WebhookParcel>): Courier => ({
  channel: 'webhook',
  patience: WEBHOOK_PATIENCE,
  laneOf: ({ endpointId, id }) => endpointId ?? id,
  deliver: async (item) => {
    const endpoint = item.endpointId && (await findEndpoint(deps.db, item.merchantId, item.endpointId));
    if (!endpoint || endpoint.disabledAt) return { kind: 'refused', why: 'The endpoint is switched off.' };
    const body = await bodyOf(deps, item);
    return channel.deliver({
      id: item.id,
      url: endpoint.url,
      secret: deps.secrets.unseal(endpoint.secret),
      body: JSON.stringify(body),
      at: deps.now(),
    });
  },
  whenGivenUp: async (item, why) => giveUpEndpoint(deps, item, why),
  close: () => channel.close(),
});

async function bodyOf(deps: Deps, { merchantId, data, at }: OutboxItem): Promise<object> {
  const { seq, careEvent } = JSON.parse(data) as WebhookData; // written by store/webhooks.ts alone
  if (careEvent !== undefined) return slippingBody(deps, merchantId, careEvent, at);
  const [event] = seq === null ? [] : await listEventsAfter(deps.db, merchantId, seq - 1, 1);
  if (!event) return pingBody(at);
  return toWebhookBody(event, await createCaseStore(deps.db, merchantId, deps).find(event.caseId));
}

async function slippingBody(deps: Deps, merchantId: string, careEvent: number, at: string): Promise<object> {
  const found = await createCareStore(deps.db, merchantId).findEvent(careEvent);
  if (!found) return pingBody(at); // the return was taken back meanwhile
  const { customerId, owner } = found.care;
  const customer = await createCustomerStore(deps.db, merchantId).findById(customerId);
  return toSlippingBody(found.event, found.care, customer?.externalId ?? null, namer(await listTeam(deps.db, merchantId))(owner));
}

/** Three days without success, or told to stop: the endpoint is switched off, and the owners are told. A test that failed changes nothing. */
async function giveUpEndpoint(deps: Deps, { merchantId, endpointId, topic }: OutboxItem, why: string): Promise<Statement[]> {
  const endpoint = endpointId && (await findEndpoint(deps.db, merchantId, endpointId));
  if (!endpoint || endpoint.disabledAt || topic === 'ping') return [];
  const at = deps.now().toISOString();
  const text = `We switched off the webhook to ${endpoint.url}, because it could not be reached: ${why}\n\nNothing is lost. When it works again, switch it on and have the events since ${at} sent once more.`;
  const owners = (await listTeam(deps.db, merchantId)).filter(({ role }) => role === 'owner');
  const notices = owners.map(({ email }) =>
    insertLetter(
      merchantId,
      deps.newId('out'),
      { topic: 'notice', to: email, locale: 'en', caseId: null, number: '', values: { title: 'A webhook was switched off', text } },
      at,
    ),
  );
  return [...disableEndpoint(merchantId, endpoint.id, at, why), ...notices];
}
