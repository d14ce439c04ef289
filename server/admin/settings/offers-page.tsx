import { useEffect } from 'preact/hooks';
import type { Settings } from '#shared/contracts/settings.ts';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { useDesk } from '../desk.ts';
import { parentOf } from '../models/reason-parent.ts';
import { language, t, tn } from '../words/language.ts';
import { basisAt } from './basis.ts';
import { withValue } from './differences.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel, Spot } from './document.ts';
import { ItemActs, Mistakes, NumberLine, Select } from './fields.tsx';
import { useOther } from './other-document.ts';
import { askedAfter, complete, reasonsWith } from './reasons-own.ts';

type StayOffer = NonNullable<Settings['offers']['offersFor']>[string][number];
type Field = 'offersFor' | 'offersForProbe';

/** Remedies with a length or a size; others are what they are. */
const HAS_MONTHS = new Set(['discount', 'pause_subscription', 'extension']);
const HAS_PERCENT = new Set(['discount']);

/** What is offered to people who leave, how often, and to whom never. */
export function OffersPage() {
  const basis = basisAt(useDesk().client);
  useEffect(() => void basis.load(), []);
  return (
    <DocumentPage
      isReady={basis.settled.value}
      name="offers"
      title={t('Offers to those who leave')}
      lead={t('One offer a visit: the first of a reason’s offers that fits. What the customer asks for comes before it.')}
    >
      {(model) => (
        <>
          <Caps model={model} />
          {basis.value.value && <Reasons model={model} basis={basis.value.value} />}
        </>
      )}
    </DocumentPage>
  );
}

function Caps({ model }: { model: DocumentModel<'offers'> }) {
  const share = model.at<number>('holdOutShare').value;
  const percent = new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <section class="card" aria-labelledby="offer-caps">
      <h2 id="offer-caps">{t('How often, and who is left out')}</h2>
      <div class="doc-grid">
        <NumberLine
          spot={model.at('holdOutShare')}
          label={t('Hold-out, in percent')}
          scale={100}
          max={50}
          step={0.5}
          hint={
            share > 0
              ? t('{share} of customers never see an offer. Only by comparing with them can you know how many your offers keep.', {
                  share: percent.format(share),
                })
              : t('Nobody is left out. Then nobody can say how many would have stayed without an offer.')
          }
        />
        <NumberLine
          spot={model.at('coolDownDays')}
          label={t('Days until the next offer')}
          max={3650}
          hint={t('Whoever took an offer sees no other for so long.')}
        />
        <NumberLine
          spot={model.at('openForDays')}
          label={t('Days an offer is open')}
          min={1}
          max={365}
          hint={t('The date is shown to the customer, and kept.')}
        />
      </div>
    </section>
  );
}

function Reasons({ model, basis }: { model: DocumentModel<'offers'>; basis: SettingsBasis }) {
  const { draft } = model;
  const own = draft.value?.offersFor !== undefined;
  const called = useOther('reasons').value;
  const document = complete(called ?? (basis.defaults.reasons as Settings['reasons'])); // as the contract has it
  const reasons = reasonsWith(basis, document);
  const labelOf = (reason: SettingsBasis['reasons'][number]) => reason.labels[language.value] ?? reason.labels.en ?? reason.id;

  /** The first change makes the whole list the merchant's own: then it is theirs to keep. */
  const spotOf = (field: Field, id: string): Spot<StayOffer[]> => {
    const all = draft.value?.[field] ?? basis[field];
    return {
      ...model.at<StayOffer[]>(field, id),
      value: all[id] ?? [],
      set: (offers) => model.edit((doc) => ({ ...doc, [field]: { ...(doc[field] ?? basis[field]), [id]: offers ?? [] } })),
    };
  };

  return (
    <section class="doc-list" aria-labelledby="offer-reasons">
      <div class="doc-item-head">
        <h2 id="offer-reasons">{t('Offers by reason')}</h2>
        {own && (
          <button
            type="button"
            class="button small"
            onClick={() => model.edit((doc) => withValue(withValue(doc, ['offersFor'], undefined), ['offersForProbe'], undefined))}
          >
            {t('Go back to the usual offers')}
          </button>
        )}
      </div>
      <p class="quiet">
        {own ? t('These are your own offers.') : t('These are the usual offers. When you change one, all of them become your own.')}
      </p>
      {reasons
        .filter(({ leaving, internal }) => leaving && !internal)
        .map((reason) => {
          const parent = reasons.find(({ id }) => id === parentOf(reason.id));
          // Where a narrower reason asks what the one above it asks, the offers stand there: an answer has the same everywhere.
          const asked = parent && !document.probes[reason.id] ? null : askedAfter(document, reason, language.value);
          return (
            <div key={reason.id} class="card" role="group" aria-label={labelOf(reason)}>
              <h3 dir="auto">{parent ? t('{parent}: {reason}', { parent: labelOf(parent), reason: labelOf(reason) }) : labelOf(reason)}</h3>
              {reason.avoidable === false ? (
                <p class="quiet">{t('Nobody could have avoided this: nothing is offered.')}</p>
              ) : (
                <>
                  {parent ? (
                    <NarrowerOffers
                      spot={spotOf('offersFor', reason.id)}
                      field="offersFor"
                      label={labelOf(reason)}
                      words={{
                        inherited: t('The offers of “{reason}” are used.', { reason: labelOf(parent) }),
                        begin: t('Set offers for this reason'),
                        none: t('Nothing is offered for this reason.'),
                        leave: t('Use the offers of “{reason}”', { reason: labelOf(parent) }),
                      }}
                      model={model}
                      basis={basis}
                      id={reason.id}
                    />
                  ) : (
                    <Offers spot={spotOf('offersFor', reason.id)} name={labelOf(reason)} />
                  )}
                  {asked !== null && asked.answers.length > 0 && (
                    <details class="folded">
                      <summary>
                        {asked.question ? t('“{question}”: offers by answer', { question: asked.question }) : t('Offers by answer')}
                      </summary>
                      <div class="doc-inner">
                        {asked.answers.map(({ id, label }) => (
                          <div key={id} class="doc-list" role="group" aria-label={label}>
                            <h4 dir="auto">{label}</h4>
                            <NarrowerOffers
                              spot={spotOf('offersForProbe', id)}
                              field="offersForProbe"
                              label={label}
                              words={{
                                inherited: t('The offers of the reason are used.'),
                                begin: t('Set offers for this answer'),
                                none: t('Nothing is offered after this answer.'),
                                leave: t('Use the offers of the reason'),
                              }}
                              model={model}
                              basis={basis}
                              id={id}
                            />
                          </div>
                        ))}
                      </div>
                    </details>
                  )}
                </>
              )}
            </div>
          );
        })}
    </section>
  );
}

type NarrowerProps = {
  spot: Spot<StayOffer[]>;
  field: Field;
  label: string;
  /** Translated: where the offers come from, and the ways to and from own ones. */
  words: { inherited: string; begin: string; none: string; leave: string };
  model: DocumentModel<'offers'>;
  basis: SettingsBasis;
  id: string;
};

/** Offers for one answer or one narrower reason come before the reason's; an empty list of its own means that nothing helps here. */
function NarrowerOffers({ spot, field, label, words, model, basis, id }: NarrowerProps) {
  const all = model.draft.value?.[field] ?? basis[field];
  if (!Object.hasOwn(all, id))
    return (
      <p>
        <span class="quiet">{words.inherited}</span>{' '}
        <button type="button" class="button small" onClick={() => spot.set([])}>
          {words.begin}
        </button>
      </p>
    );
  return (
    <>
      {spot.value.length === 0 && <p class="quiet">{words.none}</p>}
      <Offers spot={spot} name={label} />
      <p>
        <button
          type="button"
          class="button small"
          onClick={() =>
            model.edit((doc) => {
              const { [id]: _, ...others } = doc[field] ?? basis[field];
              return { ...doc, [field]: others };
            })
          }
        >
          {words.leave}
        </button>
      </p>
    </>
  );
}

function Offers({ spot, name }: { spot: Spot<StayOffer[]>; name: string }) {
  const { session } = useDesk();
  const remedies = session.taxonomy.value.remedies.map(({ id, label }) => ({ value: id, label }));
  const part = <Key extends keyof StayOffer>(i: number, key: Key): Spot<StayOffer[Key]> => ({
    id: `${spot.id}-${i}-${key}`,
    path: [...spot.path, i, key],
    value: spot.value[i]?.[key] as StayOffer[Key],
    problems: [],
    set: (value) =>
      spot.set(
        spot.value.map((offer, at) => {
          if (at !== i) return offer;
          const { [key]: _, ...others } = offer;
          return (value === undefined ? others : { ...others, [key]: value }) as StayOffer; // `remedy` is never emptied: its list has no empty choice
        }),
      ),
  });
  const choose = (i: number): Spot<string> => ({
    ...part(i, 'remedy'),
    set: (remedy) => remedy && spot.set(spot.value.map((offer, at) => (at === i ? begun(remedy) : offer))),
  });

  return (
    <div class="doc-list" data-items>
      {spot.value.map((offer, i) => (
        <div key={i} class="doc-offer" data-item role="group" aria-label={tn(i + 1, 'First offer', 'Offer {count}')}>
          <Select spot={choose(i)} label={tn(i + 1, 'First offer', 'Offer {count}')} choices={remedies} />
          {HAS_PERCENT.has(offer.remedy) && <NumberLine spot={part(i, 'percent')} label={t('Percent less')} min={1} max={100} />}
          {HAS_MONTHS.has(offer.remedy) && <NumberLine spot={part(i, 'months')} label={t('Months')} min={1} max={36} />}
          <ItemActs spot={spot} index={i} name={t('offer {number} for “{reason}”', { number: i + 1, reason: name })} isOrdered />
        </div>
      ))}
      <Mistakes spot={spot} />
      <p>
        <button
          type="button"
          class="button small"
          data-add
          aria-label={t('Add an offer for “{reason}”', { reason: name })}
          onClick={() => spot.set([...spot.value, { remedy: 'human_contact' }])}
        >
          {t('Add an offer')}
        </button>
      </p>
    </div>
  );
}

const begun = (remedy: string): StayOffer => ({
  remedy,
  ...(HAS_PERCENT.has(remedy) && { percent: 20 }),
  ...(HAS_MONTHS.has(remedy) && { months: 3 }),
});
