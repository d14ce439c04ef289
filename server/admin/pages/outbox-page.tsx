import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Letter, Outbox } from '#shared/contracts/staff.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { createPaged } from '../models/paged.ts';
import { Choice } from '../parts/choice.tsx';
import { Files } from '../parts/files.tsx';
import { Ago } from '../parts/marks.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { fullInstant } from '../words/dates.ts';
import { msg, t, tn, tServer } from '../words/language.ts';

const STATES: Record<Letter['state'], string> = {
  waiting: msg('Waiting'),
  sent: msg('Sent'),
  failed: msg('Not delivered'),
  skipped: msg('Not sent: one receipt an hour'),
  bounced: msg('Bounced'),
};

/** Letters the server keeps, with the reason they are kept. */
export function OutboxPage() {
  const { client, session, say } = useDesk();
  const state = useSignal('');
  const sending = useMemo(createSending, []);
  const mayAct = session.me.value?.role !== 'viewer';
  const paged = useMemo(
    () =>
      createPaged(async (cursor) => {
        const wanted = new URLSearchParams({ ...(state.value && { state: state.value }), ...(cursor && { cursor }) }).toString();
        const page = await client.get<Outbox>(`/staff/outbox${wanted ? `?${wanted}` : ''}`);
        return { ...page, nextCursor: page.nextCursor ?? null };
      }),
    [client],
  );
  useEffect(() => void paged.load(), [paged, state.value]);
  const mailServer = paged.page.value?.mailServer;

  const sendAgain = (letter: Letter) =>
    sending.send(async () => {
      const after = await client.retryLetter(letter.id);
      paged.replace(({ id }) => id === after.id, after);
      say(t('It is tried again.'));
    });

  return (
    <main class="page narrow">
      <PageHeading title={t('Outbox')} />
      <p class="lead">
        {mailServer === false
          ? t('Letters to customers stay here when no mail server is set, or when it does not answer.')
          : t('Letters to customers, newest first. What waits is sent by itself, and tried again for three days.')}
      </p>
      {mailServer === false && <p class="notice">{t('No mail server is set. With one in SMTP_URL, what waits is sent by itself.')}</p>}
      {(paged.items.value !== null || paged.trouble.value !== null) && (
        <Choice
          id="outbox-state"
          label={t('Show')}
          look="inline"
          choices={[
            { value: '', label: t('All letters') },
            ...Object.entries(STATES).map(([value, label]) => ({ value, label: t(label) })),
          ]}
          value={state.value}
          onChoose={(chosen) => (state.value = chosen)}
        />
      )}
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      <PagedList
        paged={paged}
        empty={<p>{state.value ? t('There is no such letter.') : t('No letter waits.')}</p>}
        further={t('Show earlier letters')}
      >
        {(letters) => (
          <ul class="letters">
            {letters.map((letter) => (
              <LetterCard key={letter.id} letter={letter} mayAct={mayAct} onSendAgain={() => void sendAgain(letter)} />
            ))}
          </ul>
        )}
      </PagedList>
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
