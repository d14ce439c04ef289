import type { Role } from '#shared/contracts/basics.ts';
import { SETTINGS, type Settings, type SettingsName } from '#shared/contracts/settings.ts';
import { type Deps, storesOf } from './api/context.ts';
import { createArticleStore } from './store/articles.ts';

type Person = { id: string; name: string; role: Role };
type Given = { [Name in SettingsName]?: unknown };

/** How the demo shop works: who signs, what is said, who gets what, who may give what, and what colleagues know already. */
export async function furnishDemo(deps: Deps, merchantId: string, staff: Person[]): Promise<void> {
  const { settings } = storesOf(deps, merchantId);
  const owner = staff.find(({ role }) => role === 'owner');
  const by = { id: owner?.id ?? null, at: deps.now().toISOString(), note: 'How the shop began' };
  for (const [name, document] of Object.entries(documents(staff)) as [SettingsName, unknown][]) {
    await settings.publish(name, 0, SETTINGS[name].parse(document) as Settings[typeof name], by); // parsed by its own schema
  }
  const articles = createArticleStore(deps.db, merchantId);
  for (const { title, body, reasons } of ARTICLES) {
    const document = { texts: { en: { title, body } }, reasons, archived: false };
    await deps.db.write(articles.create(deps.newId('art'), document, { id: by.id, at: by.at, note: null }));
  }
}

const documents = (staff: Person[]): Given => {
  const lena = staff.find(({ role }) => role === 'lead');
  const maya = staff.find(({ role }) => role === 'agent');
  return {
    signatories: {
      signatories: [
        { id: 'lena', name: lena?.name ?? 'Lena', role: 'Head of customer care' },
        { id: 'maya', name: maya?.name ?? 'Maya', role: 'Customer care' },
      ],
    },
    templates: {
      templates: [
        {
          id: 'never-arrived',
          name: 'It never arrived',
          language: 'en',
          reasons: ['delivery.not_received', 'delivery.late'],
          signatory: 'maya',
          parts: {
            apology: 'I am sorry, {customer_name}: you paid for something and did not get it, and you had to come after us.',
            understood: 'What I understood: your order has not arrived, and nobody told you why.',
            why: 'We gave the parcel to the carrier and then did not look after it. That is ours, not yours.',
            now: 'I am sending it again today, at no cost to you. If you would rather have your money back, say so and it is yours.',
            next: 'I will write to you again on the day it is delivered.',
          },
        },
        {
          id: 'charged-twice',
          name: 'Charged twice',
          language: 'en',
          reasons: ['billing.duplicate', 'billing.wrong_amount'],
          signatory: 'lena',
          parts: {
            apology: 'I am sorry, {customer_name}. We took money that was not ours.',
            understood: 'You were charged twice for one order.',
            why: 'Our till sent the payment a second time when the first answer was slow. The mistake is ours.',
            now: 'The second payment goes back to you in full today.',
            next: 'Your bank shows it within five working days. If it does not, answer this message and I will see to it myself.',
          },
        },
        {
          id: 'nie-angekommen',
          name: 'Nie angekommen',
          language: 'de',
          reasons: ['delivery.not_received'],
          signatory: 'lena',
          parts: {
            apology: 'Das tut mir leid, {customer_name}. Sie haben bezahlt und nichts bekommen.',
            understood: 'Ihre Bestellung ist nicht angekommen, und niemand hat Ihnen gesagt, warum.',
            why: 'Wir haben das Paket abgegeben und uns nicht mehr darum gekümmert. Das ist unser Fehler.',
            now: 'Ich schicke es heute noch einmal, ohne Kosten für Sie.',
            next: 'Am Tag der Zustellung schreibe ich Ihnen noch einmal.',
          },
        },
      ],
    },
    authority: {
      limits: [
        { role: 'agent', remedy: '*', maxAmount: 5000, maxPerCustomer90Days: 10_000, maxPerStaffPerDay: 50_000 },
        { role: 'lead', remedy: '*', maxAmount: 30_000 },
      ],
    },
    routing: {
      teams: [
        { id: 'care', name: 'Customer care', members: [maya, lena].flatMap((one) => (one ? [{ staff: one.id, capacity: 30 }] : [])) },
        { id: 'senior', name: 'Senior care', members: lena ? [{ staff: lena.id, capacity: 20 }] : [] },
      ],
      rules: [
        {
          id: 'safety',
          name: 'Anything unsafe goes to a senior at once',
          when: { reason: ['product.safety'] },
          then: { team: 'senior', severity: 'critical', tags: ['safety'] },
        },
      ],
    },
  };
};

const ARTICLES = [
  {
    title: 'A parcel that never arrived',
    body: 'Look at the tracking page first. If nothing has moved for three working days, count it as lost: send it again or give the money back, as the customer prefers. Do not ask the customer to wait for the carrier’s search.',
    reasons: ['delivery.not_received', 'delivery.late'],
  },
  {
    title: 'How long a refund takes',
    body: 'Card: up to five working days, and it shows as a correction of the old payment. PayPal: the same day. Bank transfer: two working days. Tell the customer the day, not “soon”.',
    reasons: ['billing.duplicate', 'billing.wrong_amount', 'billing.refund_missing'],
  },
  {
    title: 'A kettle that leaks or smells of burning',
    body: 'Ask the customer to unplug it and not to use it again. Send a new one today without waiting for the old one. Write down the number on its base and tell Lena.',
    reasons: ['product.safety', 'product.defective'],
  },
];
