import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { CoachingNoteView } from '#shared/contracts/coaching.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Line, Select } from '../settings/fields.tsx';
import { Confirm } from '../settings/house/confirm.tsx';
import { createForm } from '../settings/house/form.ts';
import { instant } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { insightCalls } from './insight-calls.ts';

type Wanted = { case: string; to: string | undefined; text: string };
const EMPTY: Wanted = { case: '', to: undefined, text: '' };

/** Notes that help somebody do better next time: for who served the customer, who wrote it, and the leads. */
export function Coaching() {
  const { client } = useDesk();
  const paged = usePaged(insightCalls(client).listNotes, [client]);
  const refresh = () => void paged.load();
  return (
    <section class="ins-coaching" aria-labelledby="ins-coaching">
      <h2 id="ins-coaching">{t('Coaching notes')}</h2>
      <p class="lead">{t('A note goes to the person who served the customer. They, its author and the leads see it, and nobody else.')}</p>
      <WriteNote onWritten={refresh} />
      <PagedList paged={paged} empty={<p>{t('There is no note for you or from you.')}</p>}>
        {(notes) => <Notes notes={notes} onChanged={refresh} />}
      </PagedList>
    </section>
  );
}

function WriteNote({ onWritten }: { onWritten: () => void }) {
  const desk = useDesk();
  const form = useMemo(() => createForm<Wanted>('note', EMPTY), []);
  const me = desk.session.me.value?.id;
  const people = desk.session.team.value.filter(({ id, role }) => role !== 'viewer' && id !== me);
  async function write() {
    const written = await form.send(({ case: number, to, text }) =>
      insightCalls(desk.client).writeNote({ case: number.trim(), text, ...(to && { to }) }),
    );
    if (!written) return;
    form.start(EMPTY);
    desk.say(t('The note is with {name}.', { name: written.to.name }));
    onWritten();
  }
  return (
    <details class="card folded">
      <summary>{t('Write a note')}</summary>
      <form
        class="act-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <Line spot={form.at('case')} label={t('Number of the case')} max={80} dir="ltr" />
        <Select
          spot={form.at('to')}
          label={t('For whom')}
          none={t('Who looks after the case')}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Line spot={form.at('text')} label={t('Note')} hint={t('What went well, and what to do next time.')} rows={4} max={4000} />
        {form.problem.value && <Refusal problem={form.problem.value} saidElsewhere={['case', 'to', 'text']} />}
        <p>
          <button type="submit" class="button primary" aria-disabled={form.busy.value}>
            {t('Send the note')}
          </button>
        </p>
      </form>
    </details>
  );
}

function Notes({ notes, onChanged }: { notes: CoachingNoteView[]; onChanged: () => void }) {
  const desk = useDesk();
  const calls = insightCalls(desk.client);
  const sending = useMemo(createSending, []);

  return (
    <>
      <ul class="ins-notes">
        {notes.map((note) => (
          <Note
            key={note.id}
            note={note}
            onRead={() => sending.send(async () => (await calls.markRead(note.id), onChanged()))}
            onTakeBack={async () => {
              await calls.takeBack(note.id);
              desk.say(t('The note is taken back.'));
              onChanged();
            }}
          />
        ))}
      </ul>
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
    </>
  );
}

type NoteProps = { note: CoachingNoteView; onRead: () => Promise<unknown>; onTakeBack: () => Promise<void> };

function Note({ note, onRead, onTakeBack }: NoteProps) {
  const me = useDesk().session.me.value?.id;
  const isLeaving = useSignal(false);
  const author = note.author.name ?? t('Somebody');
  return (
    <li class="card">
      <p class="quiet">
        {t('{author} to {reader}, {when}', { author, reader: note.to.name, when: instant(note.createdAt) })}
        {' · '}
        <a href={`/admin/cases/${encodeURIComponent(note.case.number)}`}>{t('Case {number}', { number: note.case.number })}</a>
      </p>
      <p class="said" dir="auto">
        {note.text}
      </p>
      <p class="act-buttons">
        {note.readAt ? (
          <span class="quiet">{t('Read on {when}', { when: instant(note.readAt) })}</span>
        ) : note.to.id === me ? (
          <button type="button" class="button small" onClick={() => void onRead()}>
            {t('I have read it')}
          </button>
        ) : (
          <span class="quiet">{t('Not read yet')}</span>
        )}
        {note.author.id === me && (
          <button type="button" class="button small" aria-haspopup="dialog" onClick={() => (isLeaving.value = true)}>
            {t('Take the note back')}
          </button>
        )}
      </p>
      {isLeaving.value && (
        <Confirm
          id={`back-${note.id}`}
          title={t('Take this note back?')}
          yes={t('Take it back')}
          onYes={onTakeBack}
          onClose={() => (isLeaving.value = false)}
        >
          <p>{t('It is gone for its reader too.')}</p>
        </Confirm>
      )}
    </li>
  );
}
