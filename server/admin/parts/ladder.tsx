import type { CaseView, OfferView } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { OFFER_STATE } from '../words/labels.ts';
import { money } from '../words/money.ts';
import { Ago, Due } from './marks.tsx';

const PROOF: Record<string, string> = { refund_id: 'Refund', parcel: 'Parcel', text: 'Proof', file: 'File' };

/** Asked, offered, agreed, done: the three are all kept, so that the difference can be seen. */
export function Ladder({ view }: { view: CaseView }) {
  const { session } = useDesk();
  const { asked, offered, agreed, proof, rating } = view;
  return (
    <section class="card ladder" aria-label="Asked, offered, agreed">
      <div>
        <h2>Asked</h2>
        {asked.length === 0 && <p class="quiet">Nothing asked for.</p>}
        {asked.map(({ remedy, amount, note }, at) => (
          <div key={at} class="rung">
            <strong>{session.remedyLabel(remedy)}</strong> {amount && <span>{money(amount)}</span>}
            {note && (
              <p class="said" dir="auto">
                {note}
              </p>
            )}
          </div>
        ))}
      </div>
      <div>
        <h2>Offered</h2>
        {offered.length === 0 && <p class="quiet">Nothing offered yet.</p>}
        {offered.map((offer) => (
          <OfferRung key={offer.id} offer={offer} />
        ))}
      </div>
      <div>
        <h2>Agreed</h2>
        {!agreed && <p class="quiet">Nothing agreed yet.</p>}
        {agreed && (
          <div class="rung">
            <strong dir="auto">{agreed.title}</strong>{' '}
            {agreed.amount && !agreed.title.includes(money(agreed.amount)) && <span>{money(agreed.amount)}</span>}
            <p class="quiet said" dir="auto">
              {agreed.terms}
            </p>
            <p class="quiet">
              <Ago at={agreed.at} />
            </p>
          </div>
        )}
        {proof && (
          <p class="rung">
            <span class="flag kept">Done</span> {PROOF[proof.kind] ?? 'Proof'}: <span dir="auto">{proof.text}</span>{' '}
            <span class="quiet">
              <Ago at={proof.at} />
            </span>
          </p>
        )}
        {rating && (
          <p class="rung" aria-label={`Rated ${rating.stars} of 5`}>
            <span aria-hidden="true">
              {'★'.repeat(rating.stars)}
              {'☆'.repeat(5 - rating.stars)}
            </span>
            {rating.text && <q dir="auto">{rating.text}</q>}
          </p>
        )}
      </div>
    </section>
  );
}

function OfferRung({ offer }: { offer: OfferView }) {
  const { session } = useDesk();
  const isOpen = offer.state === 'open';
  return (
    <div class={isOpen ? 'rung open' : 'rung past'}>
      <strong dir="auto">{offer.title}</strong>{' '}
      {offer.money && !offer.title.includes(money(offer.money)) && <span>{money(offer.money)}</span>}
      {offer.choices && offer.choices.length > 1 && (
        <p class="quiet">
          or{' '}
          {offer.choices
            .filter(({ remedy }) => remedy !== offer.remedy)
            .map(({ title }) => title)
            .join(', or ')}
        </p>
      )}
      <p class="quiet">
        {OFFER_STATE[offer.state]} <Ago at={offer.answeredAt ?? offer.offeredAt} />
      </p>
      {isOpen && offer.expiresAt && (
        <p>
          <Due at={offer.expiresAt} what="Expires" />
        </p>
      )}
      {offer.counter && (
        <p class="counter">
          Asked instead: {offer.counter.remedy && session.remedyLabel(offer.counter.remedy)}{' '}
          {offer.counter.amount && <strong>{money(offer.counter.amount)}</strong>}{' '}
          {offer.counter.note && <q dir="auto">{offer.counter.note}</q>}
        </p>
      )}
    </div>
  );
}
