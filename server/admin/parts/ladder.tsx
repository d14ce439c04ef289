import type { CaseView, OfferView } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { msg, t } from '../words/language.ts';
import { OFFER_STATE } from '../words/labels.ts';
import { money, namesSum } from '../words/money.ts';
import { Ago, Due } from './marks.tsx';

const PROOF: Record<string, string> = { refund_id: msg('Refund'), parcel: msg('Parcel'), text: msg('Proof'), file: msg('File') };

/** Asked, offered, agreed, done: the three are all kept, so that the difference can be seen. */
export function Ladder({ view }: { view: CaseView }) {
  const { session } = useDesk();
  const { asked, offered, agreed, proof, rating, gap } = view;
  return (
    <section class="card ladder" aria-label={t('Asked, offered, agreed')}>
      <div>
        <h2>{t('Asked')}</h2>
        {asked.length === 0 && <p class="quiet">{t('Nothing asked for.')}</p>}
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
        <h2>{t('Offered')}</h2>
        {offered.length === 0 && <p class="quiet">{t('Nothing offered yet.')}</p>}
        {offered.map((offer) => (
          <OfferRung key={offer.id} offer={offer} />
        ))}
      </div>
      <div>
        <h2>{t('Agreed')}</h2>
        {!agreed && <p class="quiet">{t('Nothing agreed yet.')}</p>}
        {agreed && (
          <div class="rung">
            <strong dir="auto">{agreed.title}</strong>{' '}
            {agreed.amount && !namesSum(agreed.title, agreed.amount) && <span>{money(agreed.amount)}</span>}
            <p class="quiet said" dir="auto">
              {agreed.terms}
            </p>
            <p class="quiet">
              <Ago at={agreed.at} />
            </p>
          </div>
        )}
        {gap && <p class="rung case-gap">{gapSentence(gap)}</p>}
        {proof && (
          <p class="rung">
            <span class="flag kept">{t('Done')}</span> {t(PROOF[proof.kind] ?? PROOF.text!)}: <span dir="auto">{proof.text}</span>{' '}
            <span class="quiet">
              <Ago at={proof.at} />
            </span>
          </p>
        )}
        {rating && (
          <div class="rung">
            <p role="img" aria-label={t('Rated {stars} of 5', { stars: rating.stars })}>
              {'★'.repeat(rating.stars)}
              {'☆'.repeat(5 - rating.stars)}
            </p>
            {rating.text && <q dir="auto">{rating.text}</q>}
          </div>
        )}
      </div>
    </section>
  );
}

function gapSentence({ difference, agreed: { currency } }: NonNullable<CaseView['gap']>): string {
  const amount = money({ amount: Math.abs(difference), currency });
  if (difference === 0) return t('Just what was asked for.');
  return difference > 0 ? t('{amount} less than was asked for.', { amount }) : t('{amount} more than was asked for.', { amount });
}

function OfferRung({ offer }: { offer: OfferView }) {
  const { session } = useDesk();
  const isOpen = offer.state === 'open';
  const others = offer.choices?.filter(({ remedy }) => remedy !== offer.remedy).map(({ title }) => title) ?? [];
  return (
    <div class={isOpen ? 'rung open' : 'rung past'}>
      <strong dir="auto">{offer.title}</strong> {offer.money && !namesSum(offer.title, offer.money) && <span>{money(offer.money)}</span>}
      {others.map((title) => (
        <p key={title} class="quiet" dir="auto">
          {t('or {offer}', { offer: title })}
        </p>
      ))}
      <p class="quiet">
        {t(OFFER_STATE[offer.state])} <Ago at={offer.answeredAt ?? offer.offeredAt} />
      </p>
      {isOpen && offer.expiresAt && (
        <p>
          <Due at={offer.expiresAt} what={t('Expires')} />
        </p>
      )}
      {offer.counter && (
        <p class="counter">
          {t('Asked instead:')} {offer.counter.remedy && session.remedyLabel(offer.counter.remedy)}{' '}
          {offer.counter.amount && <strong>{money(offer.counter.amount)}</strong>}{' '}
          {offer.counter.note && <q dir="auto">{offer.counter.note}</q>}
        </p>
      )}
    </div>
  );
}
