import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Letter, Outbox } from '#shared/contracts/staff.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { Ago } from '../parts/marks.tsx';
import { PageHeading } from '../parts/page-heading.tsx';

const STATES: Record<Letter['state'], string> = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Not delivered',
  skipped: 'Not sent: one receipt an hour',
  bounced: 'Came back',
};

/** Letters the server keeps, with the reason they are kept. */
export function OutboxPage() {
  const { client } = useDesk();
  const outbox = useSignal<Outbox | null>(null);
  const trouble = useSignal<string | null>(null);

  async function load(first?: () => Promise<unknown>) {
    trouble.value = null;
    try {
      await first?.();
      outbox.value = await client.listLetters();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  useEffect(() => void load(), []);
  const letters = outbox.value?.items;

  return (
    <main class="page narrow">
      <PageHeading title="Outbox" />
      <p class="lead">
        {outbox.value?.mailServer
          ? 'Letters to customers, newest first. What waits is sent by itself, and tried again for three days.'
          : 'Letters to customers stay here when no mail server is set, or when it does not answer.'}
      </p>
      {outbox.value?.mailServer === false && (
        <p class="notice">
          No mail server is set. With one in <code>SMTP_URL</code>, what waits is sent by itself.
        </p>
      )}
      {trouble.value && (
        <p class="notice bad" role="alert">
          {trouble.value}{' '}
          <button class="button small" onClick={() => void load()}>
            Try again
          </button>
        </p>
      )}
      {letters?.length === 0 && <p class="empty">No letter waits.</p>}
      {letters && letters.length > 0 && (
        <ul class="letters">
          {letters.map((letter) => (
            <li key={letter.id} class="card">
              <p class="letter-head">
                <span class={`flag ${letter.state}`}>{STATES[letter.state]}</span> <span class="quiet">to</span> {letter.to}{' '}
                <span class="quiet">
                  <Ago at={letter.at} />
                </span>
              </p>
              <details>
                <summary dir="auto">{letter.subject}</summary>
                <p class="said" dir="auto">
                  {letter.text}
                </p>
              </details>
              {letter.error && letter.state !== 'sent' && <p class="quiet">{letter.error}</p>}
              {(letter.state === 'failed' || letter.state === 'bounced') && (
                <button class="button small" onClick={() => void load(() => client.retryLetter(letter.id))}>
                  Send it again
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
