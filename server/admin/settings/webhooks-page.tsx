import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { NewWebhookEndpoint, WebhookEndpoint } from '#shared/contracts/webhooks.ts';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { day } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import './document.css';
import { Line, Words } from './fields.tsx';
import { Confirm } from './house/confirm.tsx';
import { WhenThere } from './house/fetched.tsx';
import { createForm } from './house/form.ts';
import './house/house.css';
import { SecretOnce } from './house/secret-once.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { webhooksCalls } from './webhooks-calls.ts';
import { Deliveries, ReplaySince } from './webhooks-deliveries.tsx';
import { EVENTS } from './webhooks-events.ts';

type Wanted = { url: string; events: string[] };

/** Programs of the merchant's that hear what happens. */
export function WebhooksPage() {
  const { client, session } = useDesk();
  const calls = webhooksCalls(client);
  const fetched = useReading(calls.list, [client]);
  const made = useSignal<NewWebhookEndpoint | null>(null);
  const isOwner = session.me.value?.role === 'owner';

  return (
    <SettingsFrame
      title={t('Webhooks')}
      lead={t('Your own programs hear of every event at once: signed, tried again for three days, and replayable.')}
    >
      {!isOwner && <p class="notice">{t('You can read these settings. The owner changes them.')}</p>}
      {made.value && (
        <SecretOnce title={t('Secret of {url}', { url: made.value.url })} secret={made.value.secret} onDone={() => (made.value = null)} />
      )}
      <WhenThere fetched={fetched}>
        {(endpoints) => (
          <>
            {endpoints.length === 0 && <p class="empty">{t('No program hears of events yet.')}</p>}
            <ul class="house-list">
              {endpoints.map((endpoint) => (
                <Endpoint key={endpoint.id} endpoint={endpoint} isOwner={isOwner} onChanged={fetched.load} />
              ))}
            </ul>
            {isOwner && (
              <NewEndpoint
                onMade={(endpoint) => {
                  made.value = endpoint;
                  void fetched.load();
                }}
              />
            )}
          </>
        )}
      </WhenThere>
    </SettingsFrame>
  );
}

const choices = () => EVENTS.map((value) => ({ value, label: value }));

function NewEndpoint({ onMade }: { onMade: (endpoint: NewWebhookEndpoint) => void }) {
  const desk = useDesk();
  const form = useMemo(() => createForm<Wanted>('new-hook', { url: '', events: [] }), []);
  async function make() {
    const endpoint = await form.send((wanted) => webhooksCalls(desk.client).create(wanted));
    if (!endpoint) return;
    form.start({ url: '', events: [] });
    desk.say(t('The endpoint is made.'));
    onMade(endpoint);
  }
  return (
    <form
      class="card house-form"
      noValidate
      aria-labelledby="new-hook"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2 id="new-hook">{t('A new endpoint')}</h2>
      <Line
        spot={form.at('url')}
        label={t('Address')}
        hint={t('As in https://till.example/amends. Events are POSTed there.')}
        max={2000}
        dir="ltr"
      />
      <Words spot={form.at('events')} label={t('Events')} hint={t('None chosen: all of them.')} choices={choices()} empty={[]} />
      {form.problem.value && <Refusal problem={form.problem.value} />}
      <p>
        <button type="submit" class="button primary" aria-disabled={form.busy.value}>
          {t('Make the endpoint')}
        </button>
      </p>
    </form>
  );
}

type EndpointProps = { endpoint: WebhookEndpoint; isOwner: boolean; onChanged: () => Promise<void> };

function Endpoint({ endpoint, isOwner, onChanged }: EndpointProps) {
  const desk = useDesk();
  const calls = webhooksCalls(desk.client);
  const form = useMemo(() => createForm<Wanted>(`hook-${endpoint.id}`, { url: endpoint.url, events: endpoint.events }), []);
  const removing = useSignal(false);
  const news = useSignal(0);

  async function change(more: object, said: string) {
    const changed = await form.send((wanted) => calls.change(endpoint.id, { ...wanted, ...more }));
    if (!changed) return;
    form.start({ url: changed.url, events: changed.events });
    desk.say(said);
    await onChanged();
  }
  async function ping() {
    const sent = await form.send(() => calls.test(endpoint.id));
    if (!sent) return;
    news.value++;
    desk.say(t('A test event is on its way.'));
  }

  return (
    <li class="card house-part" aria-label={endpoint.url}>
      <div class="house-head">
        <h2 dir="ltr">{endpoint.url}</h2>
        {endpoint.disabledAt ? <span class="flag failed">{t('Off')}</span> : <span class="flag sent">{t('On')}</span>}
      </div>
      <p class="quiet">
        {endpoint.events.length === 0
          ? t('Hears of every event, since {day}.', { day: day(endpoint.createdAt) })
          : tn(endpoint.events.length, 'Hears of {count} kind of event.', 'Hears of {count} kinds of events.')}
      </p>
      {endpoint.disabledAt && (
        <div class="notice bad">
          <p>
            {t('Nothing has been sent since {day}.', { day: day(endpoint.disabledAt) })} {endpoint.disabledBecause}
          </p>
          {isOwner && (
            <button type="button" class="button small" onClick={() => void change({ enabled: true }, t('It is on again.'))}>
              {t('Switch it on again')}
            </button>
          )}
        </div>
      )}
      {form.problem.value && <Refusal problem={form.problem.value} />}
      {isOwner && (
        <>
          <p class="act-buttons">
            {!endpoint.disabledAt && (
              <>
                <button type="button" class="button small" onClick={() => void ping()}>
                  {t('Send a test event')}
                </button>
                <button type="button" class="button small" onClick={() => void change({ enabled: false }, t('It is off.'))}>
                  {t('Switch it off')}
                </button>
              </>
            )}
            <button type="button" class="button small" aria-haspopup="dialog" onClick={() => (removing.value = true)}>
              {t('Remove')}
            </button>
          </p>
          <details class="folded">
            <summary>{t('Change')}</summary>
            <form
              class="house-form"
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                void change({}, t('The endpoint is saved.'));
              }}
            >
              <Line spot={form.at('url')} label={t('Address')} max={2000} dir="ltr" />
              <Words spot={form.at('events')} label={t('Events')} hint={t('None chosen: all of them.')} choices={choices()} empty={[]} />
              <p>
                <button type="submit" class="button" disabled={!form.dirty.value}>
                  {t('Save')}
                </button>
              </p>
            </form>
          </details>
          <ReplaySince endpoint={endpoint} onReplayed={() => void news.value++} />
        </>
      )}
      <Deliveries endpointId={endpoint.id} news={news.value} />
      {removing.value && (
        <Confirm
          id={`remove-${endpoint.id}`}
          title={t('Remove this endpoint?')}
          yes={t('Remove it')}
          onClose={() => (removing.value = false)}
          onYes={async () => {
            await calls.remove(endpoint.id);
            desk.say(t('The endpoint is removed.'));
            await onChanged();
          }}
        >
          <p dir="ltr">{endpoint.url}</p>
          <p>{t('Its secret, its list of deliveries and what still waits for it go too. Cases and their events stay.')}</p>
        </Confirm>
      )}
    </li>
  );
}
