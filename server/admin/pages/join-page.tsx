import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk.ts';

const SHORTEST_PASSWORD = 10;

/** Where an invitation leads: choose a name and a password, and begin. */
export function JoinPage({ token }: { token: string }) {
  const { session } = useDesk();
  const { route } = useLocation();
  const name = useSignal('');
  const password = useSignal('');
  useEffect(() => void (document.title = 'Join · Amends'), []);

  async function join(event: Event) {
    event.preventDefault();
    await session.join(token, name.value.trim(), password.value);
    if (session.me.value) route('/admin', true);
  }

  return (
    <main class="door">
      <h1>Welcome</h1>
      {token ? (
        <form onSubmit={join}>
          <p>You have been invited to answer customers here. Choose how you are called and a password.</p>
          <div class="field">
            <label for="name">Your name, as customers read it</label>
            <input
              id="name"
              autocomplete="name"
              required
              maxLength={200}
              value={name}
              onInput={(event) => (name.value = event.currentTarget.value)}
            />
          </div>
          <div class="field">
            <label for="new-password">Password</label>
            <input
              id="new-password"
              type="password"
              autocomplete="new-password"
              required
              minLength={SHORTEST_PASSWORD}
              maxLength={200}
              aria-describedby="password-hint"
              value={password}
              onInput={(event) => (password.value = event.currentTarget.value)}
            />
            <p class="hint" id="password-hint">
              At least {SHORTEST_PASSWORD} characters. A few ordinary words in a row are good.
            </p>
          </div>
          <div role="alert">{session.refusal.value && <p class="notice bad">{session.refusal.value}</p>}</div>
          <button class="button primary" aria-disabled={session.busy.value}>
            {session.busy.value ? 'One moment…' : 'Join'}
          </button>
        </form>
      ) : (
        <p>This address is not complete. Please open the link of your invitation once more, or ask for a new one.</p>
      )}
    </main>
  );
}
