import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Letter } from '#shared/contracts/staff.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { Ago } from '../parts/marks.tsx';
import { PageHeading } from '../parts/page-heading.tsx';

const STATES: Record<Letter['state'], string> = { waiting: 'Waiting', sent: 'Sent', failed: 'Not delivered' };

/** Letters the server keeps, with the reason they are kept. */
export function OutboxPage() {
  const { client } = useDesk();
  const letters = useSignal<Letter[] | null>(null);
  const trouble = useSignal<string | null>(null);

  async function load() {
    trouble.value = null;
    try {
      letters.value = (await client.listLetters()).items;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  useEffect(() => void load(), []);

  return (
    <main class="page narrow">
      <PageHeading title="Outbox" />
      <p class="lead">
        Letters to customers stay here when no mail server is set, or when it does not answer. With a mail server in <code>SMTP_URL</code>,
        what waits is sent by itself.
      </p>
      {trouble.value && (
        <p class="notice bad" role="alert">
          {trouble.value}{' '}
          <button class="button small" onClick={() => void load()}>
            Try again
          </button>
        </p>
      )}
      {letters.value?.length === 0 && <p class="empty">No letter waits.</p>}
      {letters.value && letters.value.length > 0 && (
        <ul class="letters">
          {letters.value.map((letter) => (
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
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
