import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { nameOfCustomer } from '../departures/departure-words.ts';
import { useDesk } from '../desk.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { addressOfCustomer, customerCalls, type CustomerCard } from './customer-calls.ts';
import './customers.css';
import { isLead } from '../account/roles.ts';

/** Everybody the shop knows. What is searched for stands in the address. */
export function CustomersPage() {
  const { client, session } = useDesk();
  const { query, route } = useLocation();
  const q = query.q ?? '';
  const typed = useSignal(q);
  const paged = usePaged((cursor) => customerCalls(client).list(q, cursor), [q]);
  const mayImport = isLead(session.me.value?.role);

  return (
    <main class="page cus-page">
      <div class="cus-head">
        <PageHeading title={t('Customers')} />
        {mayImport && (
          <a class="button" href="/admin/import">
            {t('Import a file')}
          </a>
        )}
      </div>
      <form
        class="cus-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = typed.value.trim();
          route(wanted ? `/admin/customers?${new URLSearchParams({ q: wanted })}` : '/admin/customers');
        }}
      >
        <label for="cus-q">{t('Name, e-mail or customer number')}</label>
        <span class="cus-search-line">
          <input
            id="cus-q"
            type="search"
            dir="auto"
            autocomplete="off"
            maxLength={200}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
          <button type="submit" class="button">
            {t('Search')}
          </button>
        </span>
      </form>
      <PagedList
        key={q}
        paged={paged}
        empty={
          q ? (
            <p>{t('Nobody is found whose name, e-mail or number begins with “{q}”.', { q })}</p>
          ) : (
            <p>{t('No customer is known yet. They come with a file, from your programs, or with their first case.')}</p>
          )
        }
      >
        {(customers) => <CustomerTable customers={customers} />}
      </PagedList>
    </main>
  );
}

const CustomerTable = ({ customers }: { customers: CustomerCard[] }) => (
  <div class="card cus-table">
    <table>
      <caption class="hidden">{t('Customers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Name')}</th>
          <th scope="col">{t('E-mail')}</th>
          <th scope="col">{t('Number')}</th>
          <th scope="col">{t('Customer since')}</th>
          <th scope="col" class="cus-figure">
            {t('Pays a month')}
          </th>
        </tr>
      </thead>
      <tbody>
        {customers.map((one) => (
          <tr key={one.id}>
            <td>
              <a href={addressOfCustomer(one)} dir="auto">
                {nameOfCustomer(one)}
              </a>{' '}
              {one.legalHold !== null && <span class="flag waiting">{t('Legal hold')}</span>}{' '}
              {!one.contactAllowed && <span class="flag">{t('No contact')}</span>}{' '}
              {one.erasedAt !== null && <span class="flag">{t('Erased')}</span>}
            </td>
            <td>
              <bdi>{one.email}</bdi>
            </td>
            <td>
              <bdi>{one.externalId}</bdi>
            </td>
            <td data-label={t('Customer since')}>{one.since && day(one.since)}</td>
            <td class="cus-figure" data-label={t('Pays a month')}>
              {one.mrr && money(one.mrr)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
