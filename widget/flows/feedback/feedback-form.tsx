import type { Desk } from '../../desk.ts';
import { Contact } from '../../parts/contact.tsx';
import { Stars } from '../../parts/stars.tsx';
import { Story } from '../../parts/story.tsx';
import { SpeechForm } from '../speech-form.tsx';
import { useSpeech, type Draft } from '../speech.ts';

/** An idea, question or remark; an answer only when it is wanted. */
export function FeedbackForm({ desk, begun }: { desk: Desk; begun: Draft }) {
  const speech = useSpeech('feedback', desk, begun);
  return (
    <SpeechForm of={speech} title="feedbackTitle">
      <Stars of={speech} />
      <Story of={speech} label="feedbackStory" max={speech.limits.story} />
      <label class="c">
        <input type="checkbox" name="answer" checked={!!speech.draft.answer} />
        {speech.say('feedbackAnswer')}
      </label>
      <Contact of={speech} />
    </SpeechForm>
  );
}
