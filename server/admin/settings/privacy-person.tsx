import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { KeptOfPerson } from '#shared/contracts/privacy.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import type { Reading } from '../models/reading.ts';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { language, t, tn } from '../words/language.ts';
import { Confirm } from './house/confirm.tsx';
import { WhenThere } from './house/fetched.tsx';

/** What is kept of one person, and what can be done with it: give it out, hold it, erase it. */
export function Person({ id, name, onGone }: { id: string; name: string; onGone: () => void }) {
  const { client } = useDesk();
  const fetched = useReading(() => client.get<KeptOfPerson>(`/staff/privacy/customers/${encodeURIComponent(id)}`), [id]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="house-part" aria-labelledby="privacy-chosen">
      <h3 id="privacy-chosen" ref={heading} tabIndex={-1} dir="auto">
        {name}
      </h3>
      <WhenThere fetched={fetched}>{(kept) => <Kept kept={kept} name={name} fetched={fetched} onGone={onGone} />}</WhenThere>
    </section>
  );
}

type KeptProps = { kept: KeptOfPerson; name: string; fetched: Reading<KeptOfPerson>; onGone: () => void };

function Kept({ kept, name, fetched, onGone }: KeptProps) {
  const desk = useDesk();
  const erasing = useSignal(false);
  const reason = useSignal('');
  const sending = useMemo(createSending, []);
  const { customer } = kept;
  const at = `/staff/customers/${encodeURIComponent(customer.id)}`;

  const hold = (how: () => Promise<unknown>, said: string) =>
    sending.send(async () => {
      await how();
      reason.value = '';
      desk.say(said);
      await fetched.load();
    });
  const parts = [
    tn(kept.cases, '{count} case', '{count} cases'),
    tn(kept.files, '{count} file', '{count} files'),
    tn(kept.letters, '{count} letter', '{count} letters'),
    tn(kept.visits, '{count} visit to the cancel flow', '{count} visits to the cancel flow'),
    tn(kept.orders, '{count} order', '{count} orders'),
  ];

  return (
    <>
      <p>{t('Kept of them: {parts}.', { parts: new Intl.ListFormat(language.value).format(parts) })}</p>
      {kept.openCases > 0 && (
        <p class="notice">
          {tn(
            kept.openCases,
            '{count} case is still open: erasing takes its words too.',
            '{count} cases are still open: erasing takes their words too.',
          )}
        </p>
      )}
      {customer.legalHold !== null && (
        <div class="notice bad">
          <p>
            <strong>{t('Under legal hold: nothing can be erased.')}</strong> <span dir="auto">{customer.legalHold}</span>
          </p>
        </div>
      )}
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      <p class="act-buttons">
        <a class="button" href={`${at}/export`} download={`${customer.id}.json`}>
          {t('Download everything as JSON')}
        </a>
        {customer.legalHold === null ? (
          <button type="button" class="button grave" aria-haspopup="dialog" onClick={() => (erasing.value = true)}>
            {t('Erase this person')}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            onClick={() => void hold(() => desk.client.send('DELETE', `${at}/legal-hold`), t('The legal hold is lifted.'))}
          >
            {t('Lift the legal hold')}
          </button>
        )}
      </p>
      {customer.legalHold === null && (
        <details class="folded">
          <summary>{t('Set a legal hold')}</summary>
          <form
            class="house-form"
            onSubmit={(event) => {
              event.preventDefault();
              void hold(
                () => desk.client.send('PUT', `${at}/legal-hold`, { reason: reason.value }),
                t('The legal hold is set: nothing of {name} can be erased.', { name }),
              );
            }}
          >
            <div class="field">
              <label for="hold-reason">{t('Reason')}</label>
              <p class="hint" id="hold-hint">
                {t('Whoever wants to erase this person reads it.')}
              </p>
              <textarea
                id="hold-reason"
                rows={2}
                dir="auto"
                maxLength={1000}
                required
                aria-describedby="hold-hint"
                value={reason.value}
                onInput={(event) => (reason.value = event.currentTarget.value)}
              />
            </div>
            <p>
              <button type="submit" class="button" disabled={reason.value.trim() === ''}>
                {t('Set the hold')}
              </button>
            </p>
          </form>
        </details>
      )}
      {erasing.value && (
        <Confirm
          id="erase-person"
          title={t('Erase {name}?', { name })}
          yes={t('Erase for good')}
          typed={t('erase')}
          onClose={() => (erasing.value = false)}
          onYes={async () => {
            await desk.client.send('DELETE', at);
            desk.say(t('{name} is erased.', { name }));
            onGone();
          }}
        >
          <p>
            <strong>{t('What goes:')}</strong>{' '}
            {t('name, e-mail, phone, every word of theirs and to them, files, letters and the links to their cases.')}
          </p>
          <p>
            <strong>{t('What stays:')}</strong>{' '}
            {t('reasons, remedies, amounts, outcomes, times and what they were worth, under a name nobody can trace back.')}
          </p>
          <p>
            {t('This cannot be undone. Copies you exported, backups, mails that were sent and what webhooks have sent are not touched.')}
          </p>
        </Confirm>
      )}
    </>
  );
}
