import type { Desk } from '../../desk.ts';
import { Contact } from '../../parts/contact.tsx';
import { Field } from '../../parts/field.tsx';
import { Story } from '../../parts/story.tsx';
import { SpeechForm } from '../speech-form.tsx';
import { useSpeech, type Draft } from '../speech.ts';

/** Something was good: who is to thank, and why they stay. */
export function PraiseForm({ desk, begun }: { desk: Desk; begun: Draft }) {
  const speech = useSpeech('praise', desk, begun);
  return (
    <SpeechForm of={speech} title="praiseTitle">
      <Story of={speech} label="praiseStory" max={speech.limits.story} />
      <Field of={speech} name="person" label={speech.say('praisePerson')} />
      <Field of={speech} name="stay" label={speech.say('praiseStay')} />
      <Contact of={speech} />
    </SpeechForm>
  );
}
