import type { Settings } from '#shared/contracts/settings.ts';
import { language, t } from '../words/language.ts';
import { money, readAmount, shopCurrency } from '../words/money.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { Check, NumberLine } from './fields.tsx';

/** How the worth of a customer is reckoned, for every figure that names it. */
export function WorthPage() {
  return (
    <DocumentPage
      name="worth"
      title={t('What customers are worth')}
      lead={t('Lifetime value is revenue a month × margin × expected months. Every figure shows how it was reckoned.')}
    >
      {(model) => <Worth model={model} />}
    </DocumentPage>
  );
}

const EXAMPLE_A_MONTH = '100';

function Worth({ model }: { model: DocumentModel<'worth'> }) {
  const { margin, expectedLifetimeMonths: months } = model.draft.value ?? ({ margin: 1 } as Settings['worth']);
  const paid = readAmount(EXAMPLE_A_MONTH, shopCurrency.value);
  const number = new Intl.NumberFormat(language.value, { maximumFractionDigits: 2 });
  return (
    <section class="card" aria-labelledby="worth-how">
      <h2 id="worth-how">{t('How it is reckoned')}</h2>
      <div class="doc-grid">
        <NumberLine
          spot={model.at('margin')}
          label={t('Margin, in percent')}
          scale={100}
          max={100}
          hint={t('What is left of the revenue after what it costs to deliver.')}
        />
        <NumberLine
          spot={model.at('expectedLifetimeMonths')}
          label={t('Expected lifetime, in months')}
          optional
          min={1}
          max={600}
          empty={null}
          hint={t('Empty: reckoned from how many of your customers leave.')}
        />
        <NumberLine
          spot={model.at('longestLifetimeMonths')}
          label={t('Longest lifetime reckoned, in months')}
          min={1}
          max={600}
          hint={t('Nothing is reckoned further ahead than this unless you set a lifetime.')}
        />
      </div>
      <Check
        spot={model.at('useOwnChurn')}
        label={t('Use our own rate of leaving where no lifetime is set')}
        hint={t('Otherwise the longest lifetime is used.')}
      />
      {typeof months === 'number' && paid && (
        <p class="doc-sentence">
          {t('Somebody who pays {revenue} a month is worth {worth}: {revenue} × {margin} × {months}.', {
            revenue: money(paid),
            worth: money({ ...paid, amount: Math.round(paid.amount * margin * months) }),
            margin: number.format(margin),
            months: number.format(months),
          })}
        </p>
      )}
    </section>
  );
}
