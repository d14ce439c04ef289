import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk.ts';

export function SignInPage() {
  const { session } = useDesk();
  const email = useSignal('');
  const password = useSignal('');
  useEffect(() => void (document.title = 'Sign in · Amends'), []);

  return (
    <main class="door">
      <h1>Sign in</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void session.signIn(email.value.trim(), password.value);
        }}
      >
        <div class="field">
          <label for="email">E-mail</label>
          <input
            id="email"
            type="email"
            autocomplete="username"
            required
            value={email}
            onInput={(event) => (email.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input
            id="password"
            type="password"
            autocomplete="current-password"
            required
            value={password}
            onInput={(event) => (password.value = event.currentTarget.value)}
          />
        </div>
        <div role="alert">{session.refusal.value && <p class="notice bad">{session.refusal.value}</p>}</div>
        <button class="button primary" aria-disabled={session.busy.value}>
          {session.busy.value ? 'One moment…' : 'Sign in'}
        </button>
      </form>
      <p class="quiet">No account? Ask whoever runs this for an invitation.</p>
    </main>
  );
}
