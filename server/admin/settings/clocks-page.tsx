import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ClockPolicy, ClockSettings, Span } from '#shared/contracts/settings.ts';
import type { SettingsBasis } from '#server/api/staff/settings-basis.ts';
import { useDesk } from '../desk.ts';
import { msg, t, tn } from '../words/language.ts';
import { basisAt } from './basis.ts';
import { useCalendars } from './calendar-choices.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel, Spot } from './document.ts';
import { AddEntry, RemoveEntry } from './entries.tsx';
import { Field, Mistakes, NumberLine, Select } from './fields.tsx';

type Clock = Exclude<keyof ClockPolicy, 'calendar'>;
const CLOCKS: Record<Clock, { label: string; about: string }> = {
  first_reply: { label: msg('First answer'), about: msg('From receipt until a person has answered.') },
  next_reply: { label: msg('Next answer'), about: msg('From the oldest message without an answer until we reply.') },
  keep_in_loop: { label: msg('Keep in the loop'), about: msg('The longest silence while something takes its time.') },
  decision: {
    label: msg('Offer or decision'),
    about: msg('From receipt until an offer or a decision; waits while the customer is asked.'),
  },
  legal_final: { label: msg('Legal deadline'), about: msg('Calendar days that never pause. A legal profile sets it for you.') },
  offer_expiry: { label: msg('Offer expires'), about: msg('How long an offer stays open. The customer is reminded at half.') },
  customer_reply: { label: msg('Customer answers'), about: msg('How long we wait for an answer to a question.') },
  chase: { label: msg('Ask again'), about: msg('When somebody else is asked again who was to help.') },
  fulfilment: { label: msg('Put it right'), about: msg('From agreement until it is done.') },
  verify: { label: msg('Customer confirms'), about: msg('Then the case closes by itself.') },
  appeal_window: { label: msg('Customer may appeal'), about: msg('How long a decision can be looked at again.') },
  reopen_window: { label: msg('Customer may reopen'), about: msg('How long a closed case can be opened again.') },
};
const UNITS = ['businessHours', 'businessDays', 'hours', 'days'] as const;
type Unit = (typeof UNITS)[number];
const UNIT_WORDS: Record<Unit, string> = {
  businessHours: msg('business hours'),
  businessDays: msg('business days'),
  hours: msg('hours'),
  days: msg('days'),
};
const PROFILES: Record<ClockSettings['legalProfile'], string> = {
  none: msg('None'),
  uk_fca: msg('United Kingdom, financial services (FCA DISP)'),
  au_rg271: msg('Australia, financial services (ASIC RG 271)'),
  us_cfpb: msg('United States, financial services (CFPB)'),
  eu_adr: msg('European Union, outside bodies (Directive 2013/11)'),
};

const NEW_POLICY = 'policy-name';

/** How soon every step has to happen, by policy, and what the law adds. */
export function ClocksPage() {
  const basis = basisAt(useDesk().client);
  useEffect(() => void basis.load(), []);
  return (
    <DocumentPage
      isReady={basis.settled.value}
      name="clocks"
      title={t('Clocks')}
      lead={t('Changes count for clocks that begin from now on. Those that run keep their times.')}
    >
      {(model) => (
        <>
          <General model={model} legal={basis.value.value?.legal ?? {}} />
          <Policies model={model} usual={basis.value.value} />
        </>
      )}
    </DocumentPage>
  );
}

function General({ model, legal }: { model: DocumentModel<'clocks'>; legal: SettingsBasis['legal'] }) {
  const calendars = useCalendars();
  const profile = model.at<ClockSettings['legalProfile']>('legalProfile').value;
  const rule = legal[profile];
  return (
    <section class="card" aria-labelledby="clocks-general">
      <h2 id="clocks-general">{t('For all clocks')}</h2>
      <div class="doc-grid">
        <Select spot={model.at('calendar')} label={t('Opening hours they count in')} choices={calendars} />
        <NumberLine
          spot={model.at('warnAt')}
          label={t('Warns after, in percent')}
          scale={100}
          min={10}
          max={99}
          hint={t('Of its time. A case turns “due soon” then.')}
        />
        <Select
          spot={model.at('legalProfile')}
          label={t('Legal profile')}
          choices={Object.entries(PROFILES).map(([value, label]) => ({ value, label: t(label) }))}
        />
      </div>
      {rule && profile !== 'none' && (
        <div class="notice">
          <ul>
            {rule.finalDays !== null && (
              <li>
                {tn(rule.finalDays, 'A final answer within {count} day of receipt.', 'A final answer within {count} days of receipt.')}
              </li>
            )}
            {rule.atMostDays !== null && (
              <li>
                {tn(rule.atMostDays, 'At most {count} day when the customer was told.', 'At most {count} days when the customer was told.')}
              </li>
            )}
            {rule.acknowledgeHours !== null && (
              <li>{tn(rule.acknowledgeHours, 'Acknowledged within {count} hour.', 'Acknowledged within {count} hours.')}</li>
            )}
            {rule.summaryBusinessDays !== null && (
              <li>
                {tn(
                  rule.summaryBusinessDays,
                  'Settled within {count} business day, a short letter is enough.',
                  'Settled within {count} business days, a short letter is enough.',
                )}
              </li>
            )}
            {rule.namesOutsideRoute && <li>{t('An answer that does not settle it names who outside can look at it.')}</li>}
          </ul>
          <p>
            <strong>{t('This is not legal advice.')}</strong> {t('Ask somebody who knows the law that applies to you.')}
          </p>
        </div>
      )}
    </section>
  );
}

function Policies({ model, usual }: { model: DocumentModel<'clocks'>; usual: SettingsBasis | null }) {
  const calendars = useCalendars();
  const policies = model.at<Record<string, ClockPolicy>>('policies');
  const begin = () => structuredClone(policies.value.default ?? (usual?.defaults.clocks as ClockSettings | undefined)?.policies.default);
  return (
    <>
      {Object.keys(policies.value).map((id) => (
        <section key={id} class="card" aria-label={id === 'default' ? t('Usual clocks') : id}>
          <div class="doc-item-head">
            <h2 dir="auto">{id === 'default' ? t('Usual clocks') : id}</h2>
            {id !== 'default' && <RemoveEntry spot={policies} entry={id} name={id} next={NEW_POLICY} />}
          </div>
          <Mistakes spot={model.at('policies', id)} />
          {id !== 'default' && (
            <Select
              spot={model.at('policies', id, 'calendar')}
              label={t('Opening hours they count in')}
              none={t('Those of all clocks')}
              choices={calendars}
            />
          )}
          <div class="doc-spans">
            {(Object.keys(CLOCKS) as Clock[]).map((clock) => (
              <SpanLine key={clock} spot={model.at('policies', id, clock)} label={t(CLOCKS[clock].label)} hint={t(CLOCKS[clock].about)} />
            ))}
          </div>
        </section>
      ))}
      <section class="card" aria-labelledby="policy-more">
        <h2 id="policy-more">{t('Another policy')}</h2>
        <p class="quiet">{t('A routing rule can give cases quicker or slower clocks. It begins as a copy of the usual clocks.')}</p>
        <AddEntry id={NEW_POLICY} spot={policies} label={t('Name of the policy')} begin={begin} />
      </section>
    </>
  );
}

/** A length of time in one of four units, or a clock that is not kept. */
function SpanLine({ spot, label, hint }: { spot: Spot<Span | null>; label: string; hint: string }) {
  const unit = UNITS.find((one) => spot.value !== null && one in spot.value);
  const amount = unit && spot.value ? (spot.value as Record<Unit, number>)[unit] : undefined;
  const typed = useSignal('');
  const shown = typed.value !== '' && Number(typed.value) === amount ? typed.value : (amount ?? '');
  const span = (count: number, of: Unit) => ({ [of]: count }) as unknown as Span; // one unit and a number is what every span is
  return (
    <Field spot={spot} label={label} hint={hint}>
      <span class="doc-pair">
        <input
          id={spot.id}
          type="number"
          inputMode="decimal"
          min={0}
          step="any"
          disabled={!unit}
          aria-describedby={`${spot.id}-hint`}
          aria-invalid={spot.problems.length > 0 ? 'true' : undefined}
          value={shown}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            const count = Number(typed.value);
            if (unit && typed.value !== '' && Number.isFinite(count)) spot.set(span(count, unit));
          }}
        />
        <select
          aria-label={t('Unit of “{label}”', { label })}
          value={unit ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value as Unit | '';
            spot.set(chosen === '' ? null : span(amount ?? 1, chosen));
          }}
        >
          <option value="">{t('not kept')}</option>
          {UNITS.map((one) => (
            <option key={one} value={one} selected={one === unit}>
              {t(UNIT_WORDS[one])}
            </option>
          ))}
        </select>
      </span>
    </Field>
  );
}
