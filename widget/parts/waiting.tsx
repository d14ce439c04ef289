import type { Desk } from '../desk.ts';
import { Copy } from './copy.tsx';
import { Heading } from './heading.tsx';

/** What could not be sent yet: the truth about it, and the customer's own words still in their hands. */
export function Waiting({ desk, kept, words, again }: { desk: Desk; kept: boolean; words: string; again: () => unknown }) {
  const { say, config } = desk;
  return (
    <>
      <Heading>{say(kept ? 'queuedTitle' : 'failedTitle')}</Heading>
      <p>
        {say(kept ? 'queuedText' : 'failedText')} {config?.phone && say('failedCall', { phone: config.phone })}
      </p>
      <blockquote>{words}</blockquote>
      <div class="r">
        <Copy desk={desk} text={words} label={say('copyWords')} />
        <button type="button" class="b" onClick={again}>
          {say('tryAgain')}
        </button>
      </div>
    </>
  );
}
