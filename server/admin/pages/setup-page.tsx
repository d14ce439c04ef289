import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo } from 'preact/hooks';
import '../account/account.css';
import { Line } from '../account/line.tsx';
import { NewPassword } from '../account/new-password.tsx';
import { createSending } from '../account/sending.ts';
import { Told } from '../account/told.tsx';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';

/** The first person of an installation names the shop and comes in as its owner. */
export function SetupPage({ token }: { token: string }) {
  const { session } = useDesk();
  const { route } = useLocation();
  const sending = useMemo(createSending, []);
  const [shop, origins, name, email, password] = [useSignal(''), useSignal(''), useSignal(''), useSignal(''), useSignal('')];
  const title = t('Set up Amends');
  useEffect(() => void (document.title = `${title} · Amends`), [title]);

  async function setUp(event: Event) {
    event.preventDefault();
    const given = {
      token,
      shop: shop.value.trim(),
      origins: origins.value
        .split(/\s+/)
        .map((one) => one.replace(/\/$/, ''))
        .filter(Boolean),
      name: name.value.trim(),
      email: email.value.trim(),
      password: password.value,
    };
    const worked = await sending.send(async () => {
      await session.door.setUp(given);
      await session.signIn(given.email, given.password);
    });
    if (worked && session.me.value) route('/admin/sites', true);
  }

  return (
    <main class="door">
      <h1>{title}</h1>
      {token ? (
        <form onSubmit={setUp}>
          <p>{t('Nobody works here yet. You will be the owner, and can invite everybody else.')}</p>
          <Line
            id="shop"
            label={t('Name of the shop')}
            hint={t('Customers read it in every letter.')}
            autocomplete="organization"
            required
            maxLength={200}
            value={shop}
            error={sending.errorAt('shop')}
          />
          <Line
            id="origins"
            label={
              <>
                {t('Address of the shop')} <span class="optional">{t('(optional)')}</span>
              </>
            }
            hint={t('As in https://shop.example. Several are parted by spaces.')}
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            dir="ltr"
            value={origins}
            error={sending.errorAt('origins')}
          />
          <Line
            id="name"
            label={t('Your name, as customers read it')}
            autocomplete="name"
            required
            maxLength={200}
            value={name}
            error={sending.errorAt('name')}
          />
          <Line
            id="email"
            label={t('E-mail')}
            type="email"
            autocomplete="username"
            required
            dir="ltr"
            value={email}
            error={sending.errorAt('email')}
          />
          <NewPassword id="new-password" label={t('Password')} value={password} error={sending.errorAt('password')} />
          <Told sending={sending} paths={['shop', 'origins', 'name', 'email', 'password']} />
          <button class="button primary" aria-disabled={sending.busy.value}>
            {sending.busy.value ? t('One moment…') : t('Begin')}
          </button>
        </form>
      ) : (
        <p>{t('This address is not complete. Open the link as it was printed when the server started.')}</p>
      )}
    </main>
  );
}
