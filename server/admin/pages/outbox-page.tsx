import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Letter, Outbox } from '#shared/contracts/staff.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { Files } from '../parts/files.tsx';
import { Ago } from '../parts/marks.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { fullInstant } from '../words/dates.ts';
import { msg, t, tn, tServer } from '../words/language.ts';

const STATES: Record<Letter['state'], string> = {
  waiting: msg('Waiting'),
  sent: msg('Sent'),
  failed: msg('Not delivered'),
  skipped: msg('Not sent: one receipt an hour'),
  bounced: msg('Came back'),
};

/** Letters the server keeps, with the reason they are kept. */
export function OutboxPage() {
  const { client, session, say } = useDesk();
  const letters = useSignal<Letter[] | null>(null);
  const next = useSignal<string | null>(null);
  const mailServer = useSignal<boolean | undefined>(undefined);
  const state = useSignal('');
  const trouble = useSignal<string | null>(null);
  const mayAct = session.me.value?.role !== 'viewer';

  async function guarded(work: () => Promise<void>) {
    trouble.value = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  const load = (cursor?: string) =>
    guarded(async () => {
      const wanted = new URLSearchParams({ ...(state.value && { state: state.value }), ...(cursor && { cursor }) }).toString();
      const page = await client.get<Outbox>(`/staff/outbox${wanted ? `?${wanted}` : ''}`);
      mailServer.value = page.mailServer; // before the letters: what stands above them moves nothing
      letters.value = cursor ? [...(letters.value ?? []), ...page.items] : page.items;
      next.value = page.nextCursor ?? null;
    });
  useEffect(() => void load(), [state.value]);

  const sendAgain = (letter: Letter) =>
    guarded(async () => {
      const after = await client.retryLetter(letter.id);
      letters.value = (letters.value ?? []).map((one) => (one.id === after.id ? after : one));
      say(t('It is tried again.'));
    });

  return (
    <main class="page narrow">
      <PageHeading title={t('Outbox')} />
      <p class="lead">
        {mailServer.value === false
          ? t('Letters to customers stay here when no mail server is set, or when it does not answer.')
          : t('Letters to customers, newest first. What waits is sent by itself, and tried again for three days.')}
      </p>
      {mailServer.value === false && (
        <p class="notice">{t('No mail server is set. With one in SMTP_URL, what waits is sent by itself.')}</p>
      )}
      {(letters.value !== null || trouble.value) && (
        <p class="inline">
          <label for="outbox-state">{t('Show')}</label>
          <select id="outbox-state" value={state.value} onChange={(event) => (state.value = event.currentTarget.value)}>
            <option value="">{t('All letters')}</option>
            {Object.entries(STATES).map(([value, label]) => (
              <option key={value} value={value}>
                {t(label)}
              </option>
            ))}
          </select>
        </p>
      )}
      {trouble.value && (
        <p class="notice bad" role="alert">
          {trouble.value}{' '}
          <button type="button" class="button small" onClick={() => void load()}>
            {t('Try again')}
          </button>
        </p>
      )}
      {letters.value === null && !trouble.value && (
        <p class="quiet" aria-busy="true">
          {t('Loading…')}
        </p>
      )}
      {letters.value?.length === 0 && <p class="empty">{state.value ? t('There is no such letter.') : t('No letter waits.')}</p>}
      {letters.value && letters.value.length > 0 && (
        <ul class="letters">
          {letters.value.map((letter) => (
            <LetterCard key={letter.id} letter={letter} mayAct={mayAct} onSendAgain={() => void sendAgain(letter)} />
          ))}
        </ul>
      )}
      {next.value && (
        <p>
          <button type="button" class="button" onClick={() => void load(next.value!)}>
            {t('Show earlier letters')}
          </button>
        </p>
      )}
    </main>
  );
}

function LetterCard({ letter, mayAct, onSendAgain }: { letter: Letter; mayAct: boolean; onSendAgain: () => void }) {
  const { tries = 0, nextTryAt, error } = letter;
  const mayRetry = mayAct && (letter.state === 'failed' || letter.state === 'bounced' || (letter.state === 'waiting' && tries > 0));
  return (
    <li class="card">
      <p class="letter-head">
        <span class={`flag ${letter.state}`}>{t(STATES[letter.state])}</span>{' '}
        <span dir="auto">{t('to {address}', { address: letter.to })}</span>{' '}
        <span class="quiet">
          <Ago at={letter.at} />
        </span>
      </p>
      <details>
        <summary>
          <bdi>{letter.subject}</bdi>
        </summary>
        <p class="said" dir="auto">
          {letter.text}
        </p>
      </details>
      <LetterFiles letter={letter} />
      {error && letter.state !== 'sent' && (
        <p class="quiet" dir="auto">
          {tServer(error)}
        </p>
      )}
      {letter.state === 'waiting' && (tries > 0 || nextTryAt) && (
        <p class="quiet">
          {tries > 0 && tn(tries, 'Tried {count} time.', 'Tried {count} times.')}{' '}
          {nextTryAt && t('Next try: {when}', { when: fullInstant(nextTryAt) })}
        </p>
      )}
      {mayRetry && (
        <button
          type="button"
          class="button small"
          onClick={onSendAgain}
          aria-label={t('Send again: {subject}', { subject: letter.subject })}
        >
          {t('Send it again')}
        </button>
      )}
    </li>
  );
}

function LetterFiles({ letter: { caseId, files = [] } }: { letter: Letter }) {
  if (!caseId || files.length === 0) return null;
  const attached = files.filter((file) => file.attached);
  const linked = files.filter((file) => !file.attached);
  return (
    <>
      {attached.length > 0 && <p class="quiet">{t('Attached to the mail')}</p>}
      <Files caseId={caseId} files={attached} />
      {linked.length > 0 && <p class="quiet">{t('Too large for the mail: it leads to them on the customer’s page')}</p>}
      <Files caseId={caseId} files={linked} />
    </>
  );
}
