import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { WebhookDelivery, WebhookEndpoint } from '#shared/contracts/webhooks.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { createPaged } from '../models/paged.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { dateAfter, fullInstant } from '../words/dates.ts';
import { msg, t, tn, tServer } from '../words/language.ts';
import { webhooksCalls } from './webhooks-calls.ts';

const STATES: Record<WebhookDelivery['state'], string> = {
  waiting: msg('Waiting'),
  sent: msg('Delivered'),
  failed: msg('Not delivered'),
  skipped: msg('Skipped'),
  bounced: msg('Bounced'),
};

/** What was sent to one endpoint, newest first; read when somebody opens it. */
export function Deliveries({ endpointId, news }: { endpointId: string; news: number }) {
  const { client } = useDesk();
  const isOpen = useSignal(false);
  const paged = useMemo(() => createPaged((cursor) => webhooksCalls(client).deliveries(endpointId, cursor)), [client, endpointId]);
  useEffect(() => {
    if (isOpen.value) void paged.load();
  }, [paged, news, isOpen.value]);

  return (
    <details class="folded" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>{t('Last deliveries')}</summary>
      {isOpen.value && (
        <>
          <PagedList paged={paged} empty={<p>{t('Nothing was sent yet.')}</p>} further={t('Show earlier ones')}>
            {(items) => <DeliveryTable items={items} />}
          </PagedList>
          <p>
            <button type="button" class="button small" onClick={() => void paged.load()}>
              {t('Look again')}
            </button>
          </p>
        </>
      )}
    </details>
  );
}

const DeliveryTable = ({ items }: { items: WebhookDelivery[] }) => (
  <div class="house-table" tabIndex={0} role="region" aria-label={t('Last deliveries')}>
    <table>
      <thead>
        <tr>
          <th scope="col">{t('When')}</th>
          <th scope="col">{t('Event')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col">{t('Tries')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((delivery) => (
          <tr key={delivery.id}>
            <td>{fullInstant(delivery.at)}</td>
            <td>
              <code>{delivery.type}</code>
            </td>
            <td>
              <span class={`flag ${delivery.state}`}>{t(STATES[delivery.state])}</span>
              {delivery.error && delivery.state !== 'sent' && <p class="quiet">{tServer(delivery.error)}</p>}
              {delivery.nextTryAt && <p class="quiet">{t('Next try: {when}', { when: fullInstant(delivery.nextTryAt) })}</p>}
            </td>
            <td>{delivery.tries}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Everything since a day once more, for a program that lost something. */
export function ReplaySince({ endpoint, onReplayed }: { endpoint: WebhookEndpoint; onReplayed: () => void }) {
  const desk = useDesk();
  const since = useSignal(dateAfter(desk.clock.value, -1));
  const sending = useMemo(createSending, []);
  const replay = () =>
    sending.send(async () => {
      const { events } = await webhooksCalls(desk.client).replay(endpoint.id, new Date(`${since.value}T00:00:00`).toISOString());
      desk.say(tn(events, '{count} event is sent once more.', '{count} events are sent once more.'));
      onReplayed();
    });
  return (
    <details class="folded">
      <summary>{t('Send everything once more')}</summary>
      <p>{t('Each event keeps its number, so a program that has seen it can tell.')}</p>
      <form
        class="house-filters"
        onSubmit={(event) => {
          event.preventDefault();
          void replay();
        }}
      >
        <div class="field">
          <label for={`since-${endpoint.id}`}>{t('Since')}</label>
          <input
            id={`since-${endpoint.id}`}
            type="date"
            required
            value={since.value}
            onChange={(event) => (since.value = event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button" disabled={!since.value} aria-disabled={sending.busy.value}>
          {t('Send them once more')}
        </button>
      </form>
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
    </details>
  );
}
