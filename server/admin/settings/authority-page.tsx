import type { AuthorityLimit } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { language, msg, t } from '../words/language.ts';
import { money, readAmount, shopCurrency } from '../words/money.ts';
import { DocumentPage } from './document-page.tsx';
import { AmountLine } from './amount-line.tsx';
import type { DocumentModel } from './document.ts';
import { ItemActs, NumberLine, Select, Words } from './fields.tsx';

export const ROLE_WORDS: Record<AuthorityLimit['role'], string> = {
  owner: msg('Owner'),
  lead: msg('Lead'),
  agent: msg('Agent'),
  viewer: msg('Viewer'),
};
const WHO: Record<AuthorityLimit['role'], string> = {
  owner: msg('The owner may give {what} alone, up to {bounds}.'),
  lead: msg('A lead may give {what} alone, up to {bounds}.'),
  agent: msg('An agent may give {what} alone, up to {bounds}.'),
  viewer: msg('A viewer may give nothing: this role only looks.'),
};
const ALL: Record<AuthorityLimit['role'], string> = {
  owner: msg('The owner may give {what} without a limit.'),
  lead: msg('A lead may give {what} without a limit.'),
  agent: msg('An agent may give {what} without a limit.'),
  viewer: msg('A viewer may give nothing: this role only looks.'),
};
const amount = (minor: number) => money({ amount: minor, currency: shopCurrency.value });
const FIFTY = '50';
const ELSEWHERE = ['USD', 'JPY', 'KWD'];
const share = (part: number) => new Intl.NumberFormat(language.value, { style: 'percent' }).format(part);

/** A limit in one sentence, so that nobody has to read a table. */
export function limitSentence(limit: AuthorityLimit, remedyLabel: (id: string) => string): string {
  const what = limit.remedy === '*' ? t('anything') : `“${remedyLabel(limit.remedy)}”`;
  const bounds = [
    typeof limit.maxAmount === 'number' && t('{amount} each time', { amount: amount(limit.maxAmount) }),
    typeof limit.maxShareOfLoss === 'number' && t('{share} of what it cost the customer', { share: share(limit.maxShareOfLoss) }),
    typeof limit.maxPerCustomer90Days === 'number' &&
      t('{amount} for one customer in 90 days', { amount: amount(limit.maxPerCustomer90Days) }),
    typeof limit.maxPerStaffPerDay === 'number' && t('{amount} in a day', { amount: amount(limit.maxPerStaffPerDay) }),
  ].filter((bound) => bound !== false);
  if (bounds.length === 0) return t(ALL[limit.role], { what });
  return t(WHO[limit.role], { what, bounds: new Intl.ListFormat(language.value).format(bounds) });
}

/** How much each role may give alone: as a table of limits, each said in a sentence. */
export function AuthorityPage() {
  return (
    <DocumentPage
      name="authority"
      title={t('Limits')}
      lead={t('What goes beyond a limit waits for another person’s approval. Of several limits that fit, the tightest counts.')}
    >
      {(model) => <Limits model={model} />}
    </DocumentPage>
  );
}

function Limits({ model }: { model: DocumentModel<'authority'> }) {
  const { session } = useDesk();
  const remedies = session.taxonomy.value.remedies.map(({ id, label }) => ({ value: id, label }));
  const limits = model.at<AuthorityLimit[]>('limits');
  const roles = (['agent', 'lead', 'owner'] as const).map((role) => ({ value: role, label: t(ROLE_WORDS[role]) }));
  const hint = t('Empty: no limit.');

  return (
    <>
      <section class="doc-list" aria-labelledby="authority-limits" data-items>
        <h2 id="authority-limits">{t('Limits')}</h2>
        {limits.value.length === 0 && <p class="quiet">{t('No limit: everybody may give anything alone.')}</p>}
        {limits.value.map((limit, i) => (
          <div key={i} class="card" data-item role="group" aria-labelledby={`limit-${i}`}>
            <div class="doc-item-head">
              <p class="doc-sentence" id={`limit-${i}`}>
                {limitSentence(limit, session.remedyLabel)}
              </p>
              <ItemActs spot={limits} index={i} name={t('limit {number}', { number: i + 1 })} copy={(one) => ({ ...one })} />
            </div>
            <div class="doc-grid">
              <Select spot={model.at('limits', i, 'role')} label={t('Role')} choices={roles} />
              <Select
                spot={model.at('limits', i, 'remedy')}
                label={t('Remedy')}
                choices={[{ value: '*', label: t('Anything') }, ...remedies]}
              />
              <AmountLine spot={model.at('limits', i, 'maxAmount')} label={t('Largest amount')} hint={hint} />
              <NumberLine
                spot={model.at('limits', i, 'maxShareOfLoss')}
                label={t('Largest share of the loss, in percent')}
                scale={100}
                max={1000}
                empty={null}
                hint={t('Of what the customer says it cost or paid.')}
              />
              <AmountLine spot={model.at('limits', i, 'maxPerCustomer90Days')} label={t('For one customer in 90 days')} />
              <AmountLine spot={model.at('limits', i, 'maxPerStaffPerDay')} label={t('By one person in a day')} />
            </div>
          </div>
        ))}
        <p>
          <button
            type="button"
            class="button"
            data-add
            onClick={() =>
              limits.set([...limits.value, { role: 'agent', remedy: '*', maxAmount: readAmount(FIFTY, shopCurrency.value)?.amount }])
            }
          >
            {t('Add a limit')}
          </button>
        </p>
        <p class="hint">
          {t('Amounts count in the currency of each case, in its smallest unit: {example} here are {others} there.', {
            example: amount(5000),
            others: new Intl.ListFormat(language.value, { type: 'disjunction' }).format(
              ELSEWHERE.filter((currency) => currency !== shopCurrency.value).map((currency) => money({ amount: 5000, currency })),
            ),
          })}
        </p>
      </section>
      <section class="card" aria-labelledby="authority-approvals">
        <h2 id="authority-approvals">{t('Approvals')}</h2>
        <div class="doc-grid">
          <NumberLine
            spot={model.at('approvalHours')}
            label={t('Hours for an approval')}
            min={1}
            max={720}
            hint={t('After that the next lead is asked. Time never approves.')}
          />
          <NumberLine
            spot={model.at('maxCounterRounds')}
            label={t('Rounds of counter-offers')}
            max={10}
            hint={t('After so many, a lead decides.')}
          />
        </div>
        <Words
          spot={model.at('refusedRemedies')}
          label={t('Remedies we never give')}
          choices={remedies}
          labelOf={session.remedyLabel}
          empty={[]}
          hint={t('They are never proposed. A customer may still ask, and gets an answer.')}
        />
      </section>
    </>
  );
}
