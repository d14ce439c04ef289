import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Me } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { accountOf } from './access-client.ts';
import { Line } from './line.tsx';
import { ROLE_NAMES } from './roles.ts';
import { createSending } from './sending.ts';
import { Told } from './told.tsx';

/** Who somebody is here. */
export function OwnName({ me }: { me: Me }) {
  const { client, session, say } = useDesk();
  const name = useSignal(me.name);
  const sending = useMemo(createSending, []);
  return (
    <section class="card" aria-labelledby="own-name">
      <h2 id="own-name">{t('You')}</h2>
      <dl class="facts">
        <div>
          <dt>{t('E-mail')}</dt>
          <dd>{me.email}</dd>
        </div>
        <div>
          <dt>{t('Role')}</dt>
          <dd>{t(ROLE_NAMES[me.role])}</dd>
        </div>
      </dl>
      <form
        class="acc-form"
        onSubmit={(event) => {
          event.preventDefault();
          void sending.send(async () => {
            session.me.value = await accountOf(client).rename(name.value);
            say(t('Your name is saved.'));
          });
        }}
      >
        <Line
          id="my-name"
          label={t('Your name, as customers read it')}
          autocomplete="name"
          required
          maxLength={200}
          value={name}
          error={sending.errorAt('name')}
        />
        <Told sending={sending} paths={['name']} />
        <p>
          <button class="button" aria-disabled={sending.busy.value}>
            {t('Save the name')}
          </button>
        </p>
      </form>
    </section>
  );
}
