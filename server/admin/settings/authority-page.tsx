import type { AuthorityLimit } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { language, msg, t } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
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
const MINOR = 100;
const amount = (minor: number) => new Intl.NumberFormat(language.value, { minimumFractionDigits: 2 }).format(minor / MINOR);
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
              <NumberLine
                spot={model.at('limits', i, 'maxAmount')}
                label={t('Largest amount')}
                scale={1 / MINOR}
                step={0.01}
                empty={null}
                hint={hint}
              />
              <NumberLine
                spot={model.at('limits', i, 'maxShareOfLoss')}
                label={t('Largest share of the loss, in percent')}
                scale={100}
                max={1000}
                empty={null}
                hint={t('Of what the customer says it cost or paid.')}
              />
              <NumberLine
                spot={model.at('limits', i, 'maxPerCustomer90Days')}
                label={t('For one customer in 90 days')}
                scale={1 / MINOR}
                step={0.01}
                empty={null}
              />
              <NumberLine
                spot={model.at('limits', i, 'maxPerStaffPerDay')}
                label={t('By one person in a day')}
                scale={1 / MINOR}
                step={0.01}
                empty={null}
              />
            </div>
          </div>
        ))}
        <p>
          <button
            type="button"
            class="button"
            data-add
            onClick={() => limits.set([...limits.value, { role: 'agent', remedy: '*', maxAmount: 5000 }])}
          >
            {t('Add a limit')}
          </button>
        </p>
        <p class="hint">
          {t('Amounts count in the currency of each case: 50.00 are 50 euros or 50 dollars, and 5,000 yen, which have no cents.')}
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
