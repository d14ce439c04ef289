import type { Desk } from '../../desk.ts';
import { Contact } from '../../parts/contact.tsx';
import { Field } from '../../parts/field.tsx';
import { SpeechForm } from '../speech-form.tsx';
import { useSpeech, type Draft } from '../speech.ts';

/** Something was good: who is to thank, and why they stay. */
export function PraiseForm({ desk, draft: begun }: { desk: Desk; draft: Draft }) {
  const { say } = desk;
  const speech = useSpeech('praise', desk, begun);
  const { draft } = speech;
  return (
    <SpeechForm kind="praise" desk={desk} title={say('praiseTitle')} speech={speech} begun={begun}>
      <label>
        {say('praiseStory')}
        <textarea name="story" required rows={4} maxLength={speech.limits.story} value={draft.story} />
      </label>
      <Field label={say('praisePerson')} name="person" maxLength={200} value={draft.person as string} />
      <Field label={say('praiseStay')} name="stay" maxLength={400} value={draft.stay as string} />
      <Contact desk={desk} draft={draft} />
    </SpeechForm>
  );
}
