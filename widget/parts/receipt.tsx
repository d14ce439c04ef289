import type { CaseReceipt } from '#shared/contracts/case.ts';
import type { Speech } from '../flows/speech.ts';
import { Copy } from './copy.tsx';
import { Heading } from './heading.tsx';

/** What the customer keeps: a number, a link to follow, and the day by which they hear from the merchant. */
export function Receipt({ of, receipt }: { of: Speech; receipt: CaseReceipt }) {
  const { say, day, close, kind } = of;
  const { number, nextDate, statusUrl } = receipt.case;
  const [offer] = receipt.offers;
  return (
    <>
      <Heading>{say(kind === 'praise' ? 'thanksTitle' : 'sentTitle')}</Heading>
      <p>{nextDate ? say('answerBy', { date: day(nextDate) }) : say('thanksText')}</p>
      <p>
        {say('number')}: <b>{number}</b>
      </p>
      {offer && <p class="n">{say('offerWaiting', { title: offer.title })}</p>}
      <p>
        <a href={statusUrl} target="_blank">
          {say('follow')}
        </a>
      </p>
      <p class="s">{say('keepLink')}</p>
      <div class="r">
        <Copy of={of} text={statusUrl} label="copyLink" />
        <button type="button" class="b" onClick={close}>
          {say('done')}
        </button>
      </div>
    </>
  );
}
