import type { RuleSet } from '#shared/contracts/basics.ts';
import { language, msg, t } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { AddEntry, RemoveEntry } from './entries.tsx';
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
const NEW_REGION = 'rules-code';

const regionOf = (typed: string) => (REGION.test(typed.toUpperCase()) ? typed.toUpperCase() : null);

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
  const choices = Object.entries(RULES).map(([value, { label }]) => ({ value, label: t(label) }));
  const regions = model.at<Record<string, RuleSet>>('regions');
  const usual = model.at<RuleSet>('ruleSet');

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
                <RemoveEntry spot={regions} entry={region} name={regionName(region)} next={NEW_REGION} />
              </div>
              <Select
                spot={model.at('regions', region)}
                label={t('Order in {region}', { region: regionName(region) })}
                choices={choices}
                hint={t(RULES[rule]?.about ?? '')}
              />
            </div>
          ))}
        <AddEntry<RuleSet>
          id={NEW_REGION}
          spot={regions}
          label={t('Add a country or region')}
          hint={(region) => (region ? regionName(region) : t('Its code, as in DE for Germany or US-CA for California.'))}
          max={6}
          dir="ltr"
          keyOf={regionOf}
          begin={() => 'no_offers'}
        />
      </section>
    </>
  );
}
