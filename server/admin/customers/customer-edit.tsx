import { useMemo } from 'preact/hooks';
import type { Money } from '#shared/contracts/basics.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { createForm } from '../settings/house/form.ts';
import { Check, Line, Words } from '../settings/fields.tsx';
import '../settings/document.css';
import { t } from '../words/language.ts';
import { exampleAmount, readAmount, typedAmount } from '../words/money.ts';
import { customerCalls, type CustomerCard } from './customer-calls.ts';
import { DayField } from './day-field.tsx';

const TEXTS = ['name', 'email', 'phone', 'locale', 'since', 'plan', 'segment'] as const;
type Typed = Record<(typeof TEXTS)[number] | 'mrr' | 'acquisitionCost' | 'currency', string> & { tags: string[]; contactAllowed: boolean };

const typedOf = (one: CustomerCard, currency: string): Typed => ({
  name: one.name ?? '',
  email: one.email ?? '',
  phone: one.phone ?? '',
  locale: one.locale ?? '',
  since: one.since?.slice(0, 10) ?? '',
  plan: one.plan ?? '',
  segment: one.segment ?? '',
  mrr: one.mrr ? typedAmount(one.mrr) : '',
  acquisitionCost: one.acquisitionCost ? typedAmount(one.acquisitionCost) : '',
  currency: one.mrr?.currency ?? one.acquisitionCost?.currency ?? currency,
  tags: one.tags,
  contactAllowed: one.contactAllowed,
});

/** @throws Refused at the field that cannot be read */
function amountOf(typed: Typed, path: 'mrr' | 'acquisitionCost'): Money | null {
  if (typed[path].trim() === '') return null;
  const amount = readAmount(typed[path], typed.currency);
  if (amount) return amount;
  const message = t('Please write an amount such as {example}, and its currency such as EUR.', { example: exampleAmount(typed.currency) });
  throw new Refused({
    type: 'about:blank',
    title: message,
    detail: message,
    status: 0,
    code: 'request.invalid',
    requestId: '',
    errors: [{ path, message }],
  });
}

type Props = { customer: CustomerCard; currency: string; onSaved: (now: CustomerCard) => void };

/** What is known of a customer, to be changed. An emptied field is cleared. */
export function CustomerEdit({ customer, currency, onSaved }: Props) {
  const desk = useDesk();
  const form = useMemo(() => createForm<Typed>('cus', typedOf(customer, currency)), [customer.id]);
  async function save() {
    const saved = await form.send((typed) =>
      customerCalls(desk.client).save(customer.externalId ?? customer.id, {
        ...Object.fromEntries(TEXTS.map((field) => [field, typed[field].trim() || null])),
        mrr: amountOf(typed, 'mrr'),
        acquisitionCost: amountOf(typed, 'acquisitionCost'),
        tags: typed.tags,
        contactAllowed: typed.contactAllowed,
      }),
    );
    if (!saved) return;
    form.start(typedOf(saved, currency));
    desk.say(t('The details are saved.'));
    onSaved(saved);
  }
  return (
    <details class="card cus-fold">
      <summary>
        <h2>{t('Edit the details')}</h2>
      </summary>
      <form
        class="cus-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Line spot={form.at('name')} label={t('Name')} />
        <Line spot={form.at('email')} label={t('E-mail')} max={254} dir="ltr" />
        <Line spot={form.at('phone')} label={t('Phone')} max={50} dir="ltr" />
        <Line spot={form.at('locale')} label={t('Language')} hint={t('As in en or pt-BR.')} max={20} dir="ltr" />
        <DayField spot={form.at('since')} label={t('Customer since')} />
        <Line spot={form.at('plan')} label={t('Plan')} max={100} />
        <Line spot={form.at('mrr')} label={t('Pays a month')} max={20} dir="ltr" />
        <Line spot={form.at('acquisitionCost')} label={t('Cost to win them')} max={20} dir="ltr" />
        <Line spot={form.at('currency')} label={t('Currency of both')} max={3} dir="ltr" />
        <Line spot={form.at('segment')} label={t('Segment')} max={60} />
        <Words spot={form.at('tags')} label={t('Tags')} empty={[]} />
        <Check spot={form.at('contactAllowed')} label={t('May be contacted')} hint={t('Answers to their own cases always go out.')} />
        {form.problem.value && <Refusal problem={form.problem.value} saidElsewhere={[...TEXTS, 'mrr', 'acquisitionCost', 'tags']} />}
        <p>
          <button type="submit" class="button primary" aria-disabled={form.busy.value} disabled={!form.dirty.value}>
            {t('Save')}
          </button>
        </p>
      </form>
    </details>
  );
}
