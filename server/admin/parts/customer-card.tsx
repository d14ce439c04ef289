import type { CaseView } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { addressOf, VIEWS } from '../models/views.ts';
import { day, languageName, list, lengthSince } from '../words/dates.ts';
import { msg, t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { nameOf } from './case-row.tsx';
import { type Fact, Facts } from './facts.tsx';

const PREFERS: Record<string, string> = { email: msg('By e-mail'), phone: msg('By phone'), none: msg('Not at all') };
const SEGMENTS: Record<string, string> = {
  avoidable: msg('Could have been kept'),
  unavoidable: msg('Nothing we could do'),
  not_right_for_us: msg('Not right for us'),
};

/** Who they are, what they are worth to the shop, and what must be known before writing to them. */
export function CustomerCard({ view: { customer, departureSegment, locale, notRightForUs } }: { view: CaseView }) {
  const { clock } = useDesk();
  const known = customer.externalId ?? customer.id;
  const facts: Fact[] = [
    [t('E-mail'), customer.email ?? undefined, customer.email ? `mailto:${customer.email}` : undefined],
    [t('Phone'), customer.phone ?? undefined, customer.phone ? `tel:${customer.phone.replaceAll(' ', '')}` : undefined],
    [t('Wants to be reached'), customer.prefer ? t(PREFERS[customer.prefer] ?? customer.prefer) : undefined],
    [t('Customer since'), customer.since ? day(customer.since) : undefined],
    [t('Plan'), customer.plan ?? undefined],
    [t('Segment'), customer.segment ?? undefined],
    [t('Tags'), customer.tags.length > 0 ? list(customer.tags) : undefined],
    [t('Leaving'), departureSegment ? t(SEGMENTS[departureSegment]!) : undefined],
    [t('Language'), languageName(customer.locale ?? locale)],
  ];
  return (
    <section class="card" aria-labelledby="customer-title">
      <h2 id="customer-title">{t('Customer')}</h2>
      <p>
        <strong dir="auto">{nameOf(customer)}</strong>
        <span class="quiet case-line">
          {customer.identified ? t('The shop vouches for who they are.') : t('Who they are is not proven.')}
        </span>
      </p>
      {(customer.mrr || customer.since) && (
        <dl class="case-worth">
          {customer.mrr && (
            <div>
              <dt>{t('Pays a month')}</dt>
              <dd>{money(customer.mrr)}</dd>
            </div>
          )}
          {customer.since && (
            <div>
              <dt>{t('Customer for')}</dt>
              <dd>{lengthSince(customer.since, clock.value)}</dd>
            </div>
          )}
        </dl>
      )}
      {!customer.contactAllowed && <p class="notice">{t('Does not want to be contacted about anything else.')}</p>}
      {customer.legalHold && <p class="notice">{t('Legal hold: {reason}', { reason: customer.legalHold })}</p>}
      {notRightForUs && <p class="notice">{t('Not right for us: {reasons}', { reasons: notRightForUs.reasons })}</p>}
      <Facts look="facts stacked" facts={facts} />
      {known && (
        <p class="case-links">
          <a href={`/admin/customers/${encodeURIComponent(known)}`}>{t('All about this customer')}</a>
          <a href={addressOf({ view: VIEWS.find(({ id }) => id === 'open'), customer: known })}>{t('Their open cases')}</a>
        </p>
      )}
    </section>
  );
}
