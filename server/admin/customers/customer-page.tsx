import type { TimelineItem } from '#shared/contracts/customer.ts';
import type { DepartureView } from '#shared/contracts/departures.ts';
import type { WorthView } from '#shared/contracts/orders.ts';
import { nameOfCustomer } from '../departures/departure-words.ts';
import { useDesk } from '../desk.ts';
import { addressOf, VIEWS } from '../models/views.ts';
import { type Fact, Facts } from '../parts/facts.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { useReading } from '../parts/reads.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { day, languageName, lengthSince, list } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { customerCalls, type CustomerCard } from './customer-calls.ts';
import { CustomerDepartures } from './customer-departures.tsx';
import { CustomerEdit } from './customer-edit.tsx';
import { CustomerOrders } from './customer-orders.tsx';
import { CustomerTimeline } from './customer-timeline.tsx';
import { CustomerWorth } from './customer-worth.tsx';
import './customers.css';

type Whole = {
  customer: CustomerCard;
  worth: WorthView;
  departures: DepartureView[];
  timeline: (typeof TimelineItem)['_zod']['output'][];
};

/** One customer: who they are, what they are worth, what they bought, when they left, what happened. */
export function CustomerPage({ id }: { id: string }) {
  const { client } = useDesk();
  const at = `/staff/customers/${encodeURIComponent(id)}`;
  const fetched = useReading<Whole>(async () => {
    const calls = customerCalls(client);
    const [customer, worth, departures, timeline] = await Promise.all([
      calls.read(id),
      client.get<WorthView>(`${at}/worth`),
      calls.departures(id),
      client.get<{ items: Whole['timeline'] }>(`${at}/timeline`),
    ]);
    return { customer, worth, departures, timeline: timeline.items };
  }, [id]);
  const { value } = fetched;
  const name = value.value ? nameOfCustomer(value.value.customer) : t('Customer');

  return (
    <main class="page cus-page">
      <p>
        <a href="/admin/customers">{t('All customers')}</a>
      </p>
      <PageHeading title={name} />
      <WhenThere fetched={fetched}>
        {({ customer, worth, departures, timeline }) => (
          <div class="cus-columns">
            <div class="cus-column">
              <Card customer={customer} />
              <CustomerWorth worth={worth} />
              <CustomerDepartures customer={customer} departures={departures} onChanged={fetched.load} />
              <MayEdit customer={customer} worth={worth} onSaved={fetched.load} />
            </div>
            <div class="cus-column">
              <CustomerOrders id={id}>
                <CustomerTimeline items={timeline} />
              </CustomerOrders>
            </div>
          </div>
        )}
      </WhenThere>
    </main>
  );
}

function MayEdit({ customer, worth, onSaved }: Pick<Whole, 'customer' | 'worth'> & { onSaved: () => Promise<void> }) {
  const { session } = useDesk();
  if (session.me.value?.role === 'viewer' || customer.erasedAt !== null) return null;
  return <CustomerEdit customer={customer} currency={worth.lostOnDeparture?.currency ?? ''} onSaved={() => void onSaved()} />;
}

function Card({ customer: one }: { customer: CustomerCard }) {
  const { clock } = useDesk();
  const facts: Fact[] = [
    [t('E-mail'), one.email, one.email ? `mailto:${one.email}` : undefined],
    [t('Phone'), one.phone, one.phone ? `tel:${one.phone.replaceAll(' ', '')}` : undefined],
    [t('Number'), one.externalId],
    [t('Customer since'), one.since && day(one.since)],
    [t('Customer for'), one.since && lengthSince(one.since, clock.value)],
    [t('Plan'), one.plan],
    [t('Segment'), one.segment],
    [t('Tags'), one.tags.length > 0 ? list(one.tags) : null],
    [t('Language'), one.locale && languageName(one.locale)],
  ];
  return (
    <section class="card" aria-labelledby="cus-card">
      <h2 id="cus-card">{t('Customer')}</h2>
      {one.erasedAt !== null && <p class="notice">{t('This person was erased on {day}.', { day: day(one.erasedAt) })}</p>}
      {one.legalHold !== null && (
        <p class="notice bad">
          <strong>{t('Under legal hold: nothing can be erased.')}</strong> <span dir="auto">{one.legalHold}</span>
        </p>
      )}
      {one.contactAllowed ? (
        <p>
          <span class="flag kept">{t('May be contacted')}</span>
        </p>
      ) : (
        <p class="notice">{t('Does not want to be contacted about anything else.')}</p>
      )}
      <Facts look="facts stacked" facts={facts} />
      <p>
        <a href={addressOf({ view: VIEWS.find(({ id }) => id === 'open'), customer: one.externalId ?? one.id })}>{t('Their open cases')}</a>
      </p>
    </section>
  );
}
