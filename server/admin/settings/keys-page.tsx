import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { KeyView, NewKey } from '#shared/contracts/keys.ts';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { day } from '../words/dates.ts';
import { msg, t } from '../words/language.ts';
import './document.css';
import { Line, Select } from './fields.tsx';
import { Confirm } from './house/confirm.tsx';
import { WhenThere } from './house/fetched.tsx';
import { createForm } from './house/form.ts';
import './house/house.css';
import { SecretOnce } from './house/secret-once.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const SCOPES: Record<KeyView['scope'], string> = {
  read: msg('Reads only'),
  write: msg('Reads and works on cases, like an agent'),
  admin: msg('May do everything, like the owner'),
};

/** Secret keys of the merchant's own programs. */
export function KeysPage() {
  const desk = useDesk();
  const fetched = useReading(async () => (await desk.client.get<{ items: KeyView[] }>('/staff/keys')).items, [desk.client]);
  const made = useSignal<NewKey | null>(null);
  const revoking = useSignal<KeyView | null>(null);

  return (
    <SettingsFrame
      title={t('Keys')}
      lead={t('With a key your own programs use the API. Give each program its own, with no more than it needs.')}
    >
      {made.value && (
        <SecretOnce title={t('Key “{name}”', { name: made.value.name })} secret={made.value.secretKey} onDone={() => (made.value = null)} />
      )}
      <WhenThere fetched={fetched}>
        {(keys) => (
          <>
            {keys.length === 0 && <p class="empty">{t('There is no key yet.')}</p>}
            {keys.length > 0 && (
              <div class="card house-table" tabIndex={0} role="region" aria-label={t('Keys')}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t('Name')}</th>
                      <th scope="col">{t('May')}</th>
                      <th scope="col">{t('Made')}</th>
                      <th scope="col">{t('Last used')}</th>
                      <th scope="col">
                        <span class="hidden">{t('Acts')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {keys.map((key) => (
                      <tr key={key.id}>
                        <td>
                          <bdi>{key.name}</bdi>
                        </td>
                        <td>{t(SCOPES[key.scope])}</td>
                        <td data-label={t('Made')}>{day(key.createdAt)}</td>
                        <td data-label={t('Last used')}>{key.lastUsedOn ? day(key.lastUsedOn) : t('Never')}</td>
                        <td>
                          {key.revokedAt ? (
                            <span class="flag">{t('Revoked {day}', { day: day(key.revokedAt) })}</span>
                          ) : (
                            <button
                              type="button"
                              class="button small"
                              aria-haspopup="dialog"
                              aria-label={t('Revoke {name}', { name: key.name })}
                              onClick={() => (revoking.value = key)}
                            >
                              {t('Revoke')}
                            </button>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <NewKeyForm
              onMade={(key) => {
                made.value = key;
                void fetched.load();
              }}
            />
          </>
        )}
      </WhenThere>
      {revoking.value && (
        <Confirm
          id="key-revoke"
          title={t('Revoke “{name}”?', { name: revoking.value.name })}
          yes={t('Revoke it')}
          onClose={() => (revoking.value = null)}
          onYes={async () => {
            const key = revoking.value!; // Safe: the dialog is open for this key only.
            await desk.client.send('DELETE', `/staff/keys/${encodeURIComponent(key.id)}`);
            desk.say(t('“{name}” is revoked.', { name: key.name }));
            await fetched.load();
          }}
        >
          <p>{t('Every program that uses it is refused at once. A revoked key cannot be given back; you can make a new one.')}</p>
          {revoking.value.lastUsedOn && <p>{t('It was last used on {day}.', { day: day(revoking.value.lastUsedOn) })}</p>}
        </Confirm>
      )}
    </SettingsFrame>
  );
}

type Wanted = { name: string; scope: KeyView['scope'] };

function NewKeyForm({ onMade }: { onMade: (key: NewKey) => void }) {
  const desk = useDesk();
  const form = useMemo(() => createForm<Wanted>('new-key', { name: '', scope: 'read' }), []);
  async function make() {
    const key = await form.send((wanted) => desk.client.send<NewKey>('POST', '/staff/keys', wanted));
    if (!key) return;
    form.start({ name: '', scope: 'read' });
    desk.say(t('The key is made.'));
    onMade(key);
  }
  return (
    <form
      class="card house-form"
      noValidate
      aria-labelledby="new-key"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2 id="new-key">{t('A new key')}</h2>
      <div class="doc-grid">
        <Line spot={form.at('name')} label={t('Name')} hint={t('Which program uses it.')} />
        <Select
          spot={form.at('scope')}
          label={t('May')}
          choices={Object.entries(SCOPES).map(([value, label]) => ({ value, label: t(label) }))}
        />
      </div>
      {form.problem.value && <Refusal problem={form.problem.value} />}
      <p>
        <button type="submit" class="button primary" aria-disabled={form.busy.value}>
          {t('Make the key')}
        </button>
      </p>
    </form>
  );
}
