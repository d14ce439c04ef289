import type { Desk } from '../desk.ts';
import { Copy } from './copy.tsx';
import { Heading } from './heading.tsx';

/** The customer's own words, still in their hands: what became of them, and a way to take them along. */
export const Words = ({ desk, title, text, words }: { desk: Desk; title: string; text: string; words: string }) => (
  <>
    <Heading>{title}</Heading>
    <p>{text}</p>
    <blockquote>{words}</blockquote>
    <div class="r">
      <Copy desk={desk} text={words} label={desk.say('copyWords')} />
      <button type="button" class="b" onClick={desk.close}>
        {desk.say('done')}
      </button>
    </div>
  </>
);
