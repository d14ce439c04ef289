import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Ago } from '../parts/marks.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { t } from '../words/language.ts';
import { mentionsOf } from './mentions.ts';
import './approvals.css';

/** Notes in which a colleague named the reader. */
export function MentionsPage() {
  const { client, inbox, live, say } = useDesk();
  const { mentions, trouble, load, heard, stop, read } = mentionsOf(client);
  useEffect(() => {
    void load();
    const silence = live.listen(heard);
    return () => {
      silence();
      stop();
    };
  }, [client]);
  const known = mentions.value;

  async function readAll() {
    await read();
    void inbox.count();
    say(t('All are marked as read.'));
  }

  return (
    <main class="page narrow">
      <PageHeading title={t('Mentions')} />
      <p class="lead">{t('Notes in which a colleague points something out to you.')}</p>
      {trouble.value && (
        <div class="notice bad" role="alert">
          <p>{trouble.value}</p>
          <button class="button small" onClick={() => void load()}>
            {t('Try again')}
          </button>
        </div>
      )}
      {known === null && !trouble.value && (
        <p class="quiet" aria-busy="true">
          {t('Loading…')}
        </p>
      )}
      {known?.items.length === 0 && <p class="empty">{t('Nobody has named you in a note yet.')}</p>}
      {known && known.unread > 0 && (
        <p>
          <button type="button" class="button" onClick={() => void readAll()}>
            {t('Mark all as read')}
          </button>
        </p>
      )}
      <ul class="approvals-mentions">
        {known?.items.map((mention) => (
          <li key={mention.note} class="card">
            <p>
              {mention.readAt === null && <span class="flag waiting">{t('New')}</span>} <strong dir="auto">{mention.by}</strong>{' '}
              <span class="quiet">
                <Ago at={mention.at} />
              </span>
            </p>
            <p class="said" dir="auto">
              {mention.text}
            </p>
            <p>
              <a href={`/admin/cases/${mention.case.number}`}>
                {mention.customer
                  ? t('Case {number}, {customer}', { number: mention.case.number, customer: mention.customer })
                  : t('Case {number}', { number: mention.case.number })}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </main>
  );
}
