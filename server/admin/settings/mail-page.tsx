import type { MailState } from '#shared/contracts/mail.ts';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { fullInstant } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { WhenThere } from './house/fetched.tsx';
import './house/house.css';
import { SettingsFrame } from './settings-frame.tsx';

/** How letters to customers leave, and what keeps them. */
export function MailPage() {
  const { client } = useDesk();
  const fetched = useReading(() => client.get<MailState>('/staff/mail-settings'), [client]);
  return (
    <SettingsFrame
      title={t('Mail')}
      lead={t('How letters to customers leave. This is set where the server is started, so that no password is kept here.')}
    >
      <WhenThere fetched={fetched}>{(mail) => <Mail mail={mail} />}</WhenThere>
    </SettingsFrame>
  );
}

function Mail({ mail }: { mail: MailState }) {
  return (
    <>
      {mail.mailServer ? (
        <p class="notice">{t('A mail server is set. Letters leave by themselves and are tried again for three days.')}</p>
      ) : (
        <div class="notice bad">
          <p>{t('No mail server is set. No letter leaves: customers follow their case by its link alone.')}</p>
        </div>
      )}
      <section class="card house-part" aria-labelledby="mail-now">
        <h2 id="mail-now">{t('As it is now')}</h2>
        <dl class="facts">
          <div>
            <dt>{t('Letters come from')}</dt>
            <dd dir="ltr">{mail.from ?? t('Not set')}</dd>
          </div>
          <div>
            <dt>{t('Answers go to')}</dt>
            <dd dir="ltr">{mail.replyTo ?? t('Not set')}</dd>
          </div>
          <div>
            <dt>{t('Waiting')}</dt>
            <dd>
              {tn(mail.waiting, '{count} letter', '{count} letters')}
              {mail.oldestWaitingAt && <> {t('(the oldest since {when})', { when: fullInstant(mail.oldestWaitingAt) })}</>}
            </dd>
          </div>
          <div>
            <dt>{t('Not delivered')}</dt>
            <dd>{tn(mail.failed, '{count} letter', '{count} letters')}</dd>
          </div>
          <div>
            <dt>{t('Last one sent')}</dt>
            <dd>{mail.lastSentAt ? fullInstant(mail.lastSentAt) : t('None yet')}</dd>
          </div>
        </dl>
        <p>
          <a href="/admin/outbox">{t('Read the letters in the outbox')}</a>
        </p>
      </section>
      <section class="card house-part" aria-labelledby="mail-how">
        <h2 id="mail-how">{t('How to set it')}</h2>
        <p>{t('Give the server these in its environment, and start it again:')}</p>
        <pre dir="ltr" tabIndex={0} aria-label={t('Settings of the server')}>
          <code>
            {
              'SMTP_URL=smtp://user:password@mail.example:587\nMAIL_FROM=Garden shop <hello@garden.example>\nMAIL_REPLY_TO=reply@garden.example\nIMAP_URL=imaps://user:password@mail.example/INBOX'
            }
          </code>
        </pre>
        <p class="quiet">{t('The last two bring answers into their case. The mailbox has to take name+anything@ as well as name@.')}</p>
      </section>
    </>
  );
}
