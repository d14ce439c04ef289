import { useSignal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import type { CustomerView } from '#shared/contracts/customer.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import type { DocumentModel } from './document.ts';
import { DocumentPage } from './document-page.tsx';
import { NumberLine } from './fields.tsx';
import './house/house.css';
import { Person } from './privacy-person.tsx';
import { isLead } from '../account/roles.ts';

/** How long words are kept, and what is done for one person who asks. */
export function PrivacyPage() {
  const { session } = useDesk();
  const role = session.me.value?.role;
  return (
    <DocumentPage
      name="privacy"
      title={t('Privacy')}
      lead={t(
        'What is taken away by itself, and what is done for a person who asks. Reasons, amounts, outcomes and times stay for your figures.',
      )}
      after={() => isLead(role) && <FindPerson />}
    >
      {(model) => <Retention model={model} />}
    </DocumentPage>
  );
}

function Retention({ model }: { model: DocumentModel<'privacy'> }) {
  const hint = t('Months after closing. Empty: kept until somebody erases it.');
  const field = (name: keyof Settings['privacy'], label: string) => (
    <NumberLine spot={model.at(name)} label={label} hint={hint} min={1} max={240} empty={null} />
  );
  return (
    <section class="card house-part" aria-labelledby="privacy-retention">
      <h2 id="privacy-retention">{t('Taken away by itself')}</h2>
      <p class="quiet">{t('Every night, and for good. Cases of people under legal hold are left alone until the hold is over.')}</p>
      <div class="doc-grid">
        {field('closedCasesMonths', t('Words of closed cases'))}
        {field('unidentifiedMonths', t('Words of people known by one case alone'))}
        {field('uploadsMonths', t('Files customers brought'))}
      </div>
    </section>
  );
}

function FindPerson() {
  const { client } = useDesk();
  const asked = useSignal('');
  const found = useSignal<CustomerView[] | null>(null);
  const chosen = useSignal<CustomerView | null>(null);
  const trouble = useSignal<string | null>(null);

  async function look() {
    trouble.value = null;
    chosen.value = null;
    try {
      const page = await client.get<Page<CustomerView>>(`/staff/customers?limit=20&q=${encodeURIComponent(asked.value.trim())}`);
      found.value = page.items.filter(({ erasedAt }) => erasedAt === null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  const nameOf = ({ name, email, externalId, id }: CustomerView) => name ?? email ?? externalId ?? id;

  return (
    <section class="card house-part" aria-labelledby="privacy-person">
      <h2 id="privacy-person">{t('For one person')}</h2>
      <form
        class="house-filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <div class="field house-wide">
          <label for="privacy-q">{t('Name, e-mail or your own number')}</label>
          <input
            id="privacy-q"
            type="search"
            dir="auto"
            value={asked.value}
            onInput={(event) => (asked.value = event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button">
          {t('Find')}
        </button>
      </form>
      {trouble.value && (
        <p class="notice bad" role="alert">
          {trouble.value}
        </p>
      )}
      <div role="status">{found.value?.length === 0 && <p class="empty">{t('Nobody like that is known.')}</p>}</div>
      {found.value && found.value.length > 0 && !chosen.value && (
        <ul class="house-list" aria-label={t('People found')}>
          {found.value.map((customer) => (
            <li key={customer.id}>
              <button type="button" class="button house-person" onClick={() => (chosen.value = customer)}>
                <span dir="auto">{nameOf(customer)}</span> <span class="quiet">{customer.email}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen.value && (
        <Person
          key={chosen.value.id}
          id={chosen.value.id}
          name={nameOf(chosen.value)}
          onGone={() => {
            chosen.value = null;
            found.value = null;
          }}
        />
      )}
    </section>
  );
}
