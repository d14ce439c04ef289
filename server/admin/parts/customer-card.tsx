import type { CaseView } from '#shared/contracts/case.ts';
import { addressOf, VIEWS } from '../models/views.ts';
import { day } from '../words/dates.ts';
import { money } from '../words/money.ts';
import { nameOf } from './case-row.tsx';

const PREFERS: Record<string, string> = { email: 'By e-mail', phone: 'By phone', none: 'Not at all' };
const SEGMENTS: Record<string, string> = {
  avoidable: 'Could have been kept',
  unavoidable: 'Nothing we could do',
  not_right_for_us: 'Not right for us',
};

export function CustomerCard({ view: { customer, departureSegment, locale } }: { view: CaseView }) {
  return (
    <section class="card" aria-labelledby="customer-title">
      <h2 id="customer-title">Customer</h2>
      <p>
        <strong dir="auto">{nameOf(customer)}</strong>
      </p>
      <p class="quiet">{customer.identified ? 'The shop vouches for who they are.' : 'Who they are is not proven.'}</p>
      {!customer.contactAllowed && <p class="notice">Does not want to be contacted about anything else.</p>}
      <dl class="facts stacked">
        {customer.email && (
          <div>
            <dt>E-mail</dt>
            <dd>
              <a href={`mailto:${customer.email}`}>{customer.email}</a>
            </dd>
          </div>
        )}
        {customer.phone && (
          <div>
            <dt>Phone</dt>
            <dd>
              <a href={`tel:${customer.phone.replaceAll(' ', '')}`}>{customer.phone}</a>
            </dd>
          </div>
        )}
        {customer.prefer && (
          <div>
            <dt>Wants to be reached</dt>
            <dd>{PREFERS[customer.prefer] ?? customer.prefer}</dd>
          </div>
        )}
        {customer.since && (
          <div>
            <dt>Customer since</dt>
            <dd>{day(customer.since)}</dd>
          </div>
        )}
        {customer.plan && (
          <div>
            <dt>Plan</dt>
            <dd>{customer.plan}</dd>
          </div>
        )}
        {customer.mrr && (
          <div>
            <dt>Pays a month</dt>
            <dd>{money(customer.mrr)}</dd>
          </div>
        )}
        {customer.segment && (
          <div>
            <dt>Segment</dt>
            <dd>{customer.segment}</dd>
          </div>
        )}
        {customer.tags.length > 0 && (
          <div>
            <dt>Tags</dt>
            <dd>{customer.tags.join(', ')}</dd>
          </div>
        )}
        {departureSegment && (
          <div>
            <dt>Leaving</dt>
            <dd>{SEGMENTS[departureSegment]}</dd>
          </div>
        )}
        <div>
          <dt>Language</dt>
          <dd>{languageName(customer.locale ?? locale)}</dd>
        </div>
      </dl>
      {(customer.externalId ?? customer.id) && (
        <p>
          <a href={addressOf({ view: VIEWS.find(({ id }) => id === 'open'), customer: customer.externalId ?? customer.id ?? '' })}>
            Their open cases
          </a>
        </p>
      )}
    </section>
  );
}

function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
