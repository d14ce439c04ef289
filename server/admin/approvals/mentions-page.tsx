import { useDesk } from '../desk.ts';
import { Ago } from '../parts/marks.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { useFresh } from '../parts/reads.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { t } from '../words/language.ts';
import { mentionsOf } from './mentions.ts';
import './approvals.css';

/** Notes in which a colleague named the reader. */
export function MentionsPage() {
  const { client, inbox, say } = useDesk();
  const mentions = mentionsOf(client);
  useFresh(mentions);

  async function readAll() {
    await mentions.read();
    void inbox.count();
    say(t('All are marked as read.'));
  }

  return (
    <main class="page narrow">
      <PageHeading title={t('Mentions')} />
      <p class="lead">{t('Notes in which a colleague points something out to you.')}</p>
      <WhenThere fetched={mentions}>
        {({ items, unread }) => (
          <>
            {items.length === 0 && <p class="empty">{t('Nobody has named you in a note yet.')}</p>}
            {unread > 0 && (
              <p>
                <button type="button" class="button" onClick={() => void readAll()}>
                  {t('Mark all as read')}
                </button>
              </p>
            )}
            <ul class="approvals-mentions">
              {items.map((mention) => (
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
          </>
        )}
      </WhenThere>
    </main>
  );
}
