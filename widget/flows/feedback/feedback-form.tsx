import type { Desk } from '../../desk.ts';
import { Contact } from '../../parts/contact.tsx';
import { Stars } from '../../parts/stars.tsx';
import { SpeechForm } from '../speech-form.tsx';
import { useSpeech, type Draft } from '../speech.ts';

/** An idea, question or remark; an answer only when it is wanted. */
export function FeedbackForm({ desk, draft: begun }: { desk: Desk; draft: Draft }) {
  const { say, opening } = desk;
  const speech = useSpeech('feedback', desk, begun);
  const { draft } = speech;
  return (
    <SpeechForm kind="feedback" desk={desk} title={say('feedbackTitle')} speech={speech} begun={begun}>
      {opening.touchpoint && <Stars desk={desk} chosen={draft.rating} />}
      <label>
        {say('feedbackStory')}
        <textarea name="story" required rows={5} maxLength={speech.limits.story} value={draft.story} />
      </label>
      <label class="c">
        <input type="checkbox" name="answer" checked={!!draft.answer} />
        {say('feedbackAnswer')}
      </label>
      <Contact desk={desk} draft={draft} />
    </SpeechForm>
  );
}
