import type { AnswerParts, Settings, Template } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { money } from '../words/money.ts';
import { msg, t } from '../words/language.ts';
import type { DocumentModel } from './document.ts';
import { Line } from './fields.tsx';

type Part = keyof AnswerParts;
const PARTS: [Part, label: string, hint: string][] = [
  ['apology', msg('1. Apology'), msg('In a person’s name, for this thing, without “if”.')],
  ['understood', msg('2. What we understood'), msg('What happened, and what it meant for them.')],
  ['why', msg('3. Why it happened'), msg('The cause, and that it is ours.')],
  ['now', msg('4. What we do now'), msg('The offer: what they get.')],
  ['next', msg('5. What happens next'), msg('A promise with a day.')],
];

/** What may stand in braces, and what the sample case puts there. */
const VARIABLES: [name: string, label: string][] = [
  ['customer_name', msg('Name of the customer')],
  ['case_number', msg('Number of the case')],
  ['order', msg('Order')],
  ['amount', msg('Amount')],
  ['date', msg('Day of the promise')],
  ['signatory_name', msg('Name of the signatory')],
  ['signatory_role', msg('Role of the signatory')],
  ['merchant', msg('Name of the shop')],
  ['link', msg('Link to the case')],
];

/** The five parts, each with buttons for what differs from case to case. */
export function TemplateParts({ model, index, language }: { model: DocumentModel<'templates'>; index: number; language: string }) {
  return (
    <>
      {PARTS.map(([part, label, hint]) => {
        const spot = model.at<string | undefined>('templates', index, 'parts', part);
        /** Puts the variable where the cursor stands. */
        const insert = (name: string) => {
          const field = document.getElementById(spot.id) as HTMLTextAreaElement | null; // Line draws a textarea under this id
          const text = spot.value ?? '';
          const at = field?.selectionStart ?? text.length;
          const put = `{${name}}`;
          spot.set(text.slice(0, at) + put + text.slice(field?.selectionEnd ?? at));
          requestAnimationFrame(() => {
            field?.focus();
            field?.setSelectionRange(at + put.length, at + put.length);
          });
        };
        return (
          <div key={part} class="house-part">
            <Line spot={spot} label={t(label)} hint={t(hint)} optional rows={3} max={4000} lang={language} />
            <p class="act-buttons" role="group" aria-label={t('Insert into “{part}”', { part: t(label) })}>
              {VARIABLES.map(([name, words]) => (
                <button key={name} type="button" class="button small" title={`{${name}}`} onClick={() => insert(name)}>
                  {t(words)}
                </button>
              ))}
            </p>
          </div>
        );
      })}
    </>
  );
}

type Signatory = Settings['signatories']['signatories'][number];

/** The answer as it would read for a case that never was. */
export function TemplatePreview({ template, signatory }: { template: Template; signatory: Signatory | undefined }) {
  const { session, clock } = useDesk();
  const day = new Date(clock.value.getTime() + 3 * 86_400_000);
  const sample: Record<string, string> = {
    customer_name: 'Ruth Miller',
    case_number: 'A7K-3QX',
    order: '1042',
    amount: money({ amount: 229, currency: 'USD' }),
    date: new Intl.DateTimeFormat(template.language, { dateStyle: 'long' }).format(day),
    signatory_name: signatory?.name ?? '…',
    signatory_role: signatory?.role ?? '…',
    merchant: session.me.value?.merchant.name ?? '',
    link: '/c/…',
  };
  const filled = (text: string) => text.replaceAll(/\{\s*([\w-]+)\s*\}/g, (whole, name: string) => sample[name] ?? whole);
  const said = PARTS.flatMap(([part]) => template.parts[part] ?? []);
  return (
    <section class="house-preview" aria-label={t('Preview with a sample case')} lang={template.language} dir="auto">
      <p class="quiet">{t('Preview with a sample case')}</p>
      {said.length === 0 && <p class="quiet">{t('Nothing is written yet.')}</p>}
      {said.map((text, i) => (
        <p key={i} dir="auto">
          {filled(text)}
        </p>
      ))}
      {signatory && (
        <div>
          {signatory.picture && (
            <img class="house-picture" src={signatory.picture} alt={t('Signature of {name}', { name: signatory.name })} />
          )}
          <p dir="auto">
            {signatory.name}
            {'\n'}
            {signatory.role}
          </p>
        </div>
      )}
    </section>
  );
}
