import type { Kind } from '#shared/contracts/basics.ts';
import type { Desk } from '../desk.ts';
import { Heading } from './heading.tsx';

const KINDS = { complaint: 'chooseComplaint', feedback: 'chooseFeedback', praise: 'choosePraise' } as const;

/** What would you like to tell us? Only the kinds this site takes. */
export function Chooser({ desk: { say, config }, onChoose }: { desk: Desk; onChoose: (kind: Kind) => void }) {
  return (
    <>
      <Heading>{say('chooseTitle')}</Heading>
      <div class="v">
        {Object.entries(KINDS).map(
          ([kind, words]) =>
            (!config || config.kinds.includes(kind as Kind)) && (
              <button type="button" onClick={() => onChoose(kind as Kind)}>
                {say(words)}
              </button>
            ),
        )}
      </div>
    </>
  );
}
