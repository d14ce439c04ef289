import type { Speech } from '../flows/speech.ts';
import { Copy } from './copy.tsx';
import { Heading } from './heading.tsx';

/** What could not be sent yet: the truth about it, and the customer's own words still in their hands. */
export function Waiting({ of }: { of: Speech }) {
  const { say, config, draft, stage } = of;
  return (
    <>
      <Heading>{say(stage.kept ? 'queuedTitle' : 'failedTitle')}</Heading>
      <p>
        {say(stage.kept ? 'queuedText' : 'failedText')} {config?.phone && say('failedCall', { phone: config.phone })}
      </p>
      <p class="n">{draft.story}</p>
      <div class="r">
        <Copy of={of} text={draft.story!} label="copyWords" />
        <button type="button" class="b" onClick={of.again}>
          {say('tryAgain')}
        </button>
      </div>
    </>
  );
}
