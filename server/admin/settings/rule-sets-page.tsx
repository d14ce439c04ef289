import { useSignal } from '@preact/signals';
import type { RuleSet } from '#shared/contracts/basics.ts';
import { language, msg, t } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { Select } from './fields.tsx';

const RULES: Record<RuleSet, { label: string; about: string }> = {
  offers_beside_cancel: {
    label: msg('Offers beside the cancel button'),
    about: msg('One offer may be shown, and “Cancel” stays in sight beside it all the time. The usual order, as in California.'),
  },
  offers_after_cancel_with_consent: {
    label: msg('Offers only with consent'),
    about: msg('An offer is shown only to those who say that they want to see one. As in Minnesota.'),
  },
  no_offers: { label: msg('No offers'), about: msg('Customers cancel and are done. Nothing is offered.') },
  eu_withdrawal: {
    label: msg('Withdrawal in the European Union'),
    about: msg('“Withdraw from contract here”, one confirmation, a receipt. Nothing is offered.'),
  },
  de_button: {
    label: msg('Cancellation button in Germany'),
    about: msg('A public page with the two buttons the law names and nothing between them. Nothing is offered.'),
  },
};
const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

function regionName(code: string): string {
  const [country = ''] = code.split('-');
  try {
    const name = new Intl.DisplayNames(language.value, { type: 'region' }).of(country) ?? country;
    return code === country ? name : `${name}, ${code}`;
  } catch {
    return code;
  }
}

/** Which order the cancel flow follows: usually, and in regions whose law wants another. */
export function RuleSetsPage() {
  return (
    <DocumentPage
      name="rule-sets"
      title={t('Rules for cancelling')}
      lead={t('Chosen by where the customer lives. These are ways to follow a law, not legal advice.')}
    >
      {(model) => <Rules model={model} />}
    </DocumentPage>
  );
}

function Rules({ model }: { model: DocumentModel<'rule-sets'> }) {
  const code = useSignal('');
  const choices = Object.entries(RULES).map(([value, { label }]) => ({ value, label: t(label) }));
  const regions = model.at<Record<string, RuleSet>>('regions');
  const usual = model.at<RuleSet>('ruleSet');
  const typed = code.value.trim().toUpperCase();
  const isNew = REGION.test(typed) && !(typed in regions.value);

  const add = () => {
    if (!isNew) return;
    regions.set({ ...regions.value, [typed]: 'no_offers' });
    code.value = '';
  };

  return (
    <>
      <section class="card" aria-labelledby="rules-usual">
        <h2 id="rules-usual">{t('Everywhere')}</h2>
        <Select spot={model.at('ruleSet')} label={t('Usual order')} choices={choices} hint={t(RULES[usual.value]?.about ?? '')} />
      </section>
      <section class="doc-list" aria-labelledby="rules-regions">
        <h2 id="rules-regions">{t('Regions with their own order')}</h2>
        {Object.keys(regions.value).length === 0 && <p class="quiet">{t('No region has its own order.')}</p>}
        {Object.entries(regions.value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([region, rule]) => (
            <div key={region} class="card" role="group" aria-label={regionName(region)}>
              <div class="doc-item-head">
                <h3>{regionName(region)}</h3>
                <button
                  type="button"
                  class="button small"
                  aria-label={t('Remove {name}', { name: regionName(region) })}
                  onClick={() => {
                    const { [region]: _, ...others } = regions.value;
                    regions.set(others);
                    document.getElementById('rules-code')?.focus();
                  }}
                >
                  {t('Remove')}
                </button>
              </div>
              <Select
                spot={model.at('regions', region)}
                label={t('Order in {region}', { region: regionName(region) })}
                choices={choices}
                hint={t(RULES[rule]?.about ?? '')}
              />
            </div>
          ))}
        <div class="field">
          <label for="rules-code">{t('Add a country or region')}</label>
          <span class="doc-pair">
            <input
              id="rules-code"
              dir="ltr"
              maxLength={6}
              autocomplete="off"
              aria-describedby="rules-code-hint"
              value={code.value}
              onInput={(event) => (code.value = event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') add();
              }}
            />
            <button type="button" class="button" disabled={!isNew} onClick={add}>
              {t('Add')}
            </button>
          </span>
          <p class="hint" id="rules-code-hint">
            {REGION.test(typed) ? regionName(typed) : t('Its code, as in DE for Germany or US-CA for California.')}
          </p>
        </div>
      </section>
    </>
  );
}
