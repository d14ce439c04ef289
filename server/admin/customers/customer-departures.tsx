import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { DepartureView } from '#shared/contracts/departures.ts';
import { DECISION, SEGMENT, WAY } from '../departures/departure-words.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Line, Select } from '../settings/fields.tsx';
import { Confirm } from '../settings/house/confirm.tsx';
import { createForm } from '../settings/house/form.ts';
import { dateAfter, day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { customerCalls, type CustomerCard } from './customer-calls.ts';
import { DayField } from './day-field.tsx';

type Props = { customer: CustomerCard; departures: DepartureView[]; onChanged: () => Promise<void> };

/** When they left and came back, and telling of either. */
export function CustomerDepartures({ customer, departures, onChanged }: Props) {
  const { session } = useDesk();
  const away = departures.find(({ returnedAt }) => returnedAt === null);
  const mayChange = session.me.value?.role !== 'viewer' && customer.erasedAt === null;
  const told = departures.filter(({ at, returnedAt }) => at !== returnedAt);
  return (
    <section class="card" aria-labelledby="cus-left">
      <h2 id="cus-left">{t('Departures')}</h2>
      {told.length === 0 && <p class="quiet">{t('They have never left.')}</p>}
      <ul class="cus-left">
        {told.map((one) => (
          <OneDeparture key={one.id} departure={one} />
        ))}
      </ul>
      {mayChange &&
        (away ? (
          <ComeBack key={away.id} customer={customer} away={away} onChanged={onChanged} />
        ) : (
          <Leave customer={customer} onChanged={onChanged} />
        ))}
    </section>
  );
}

function OneDeparture({ departure: one }: { departure: DepartureView }) {
  const { session } = useDesk();
  return (
    <li>
      <p>
        <strong>{t('Left on {day}', { day: day(one.at) })}</strong>{' '}
        {one.returnedAt ? (
          <span class="flag kept">{t('Came back on {day}', { day: day(one.returnedAt) })}</span>
        ) : (
          <span class="flag waiting">{t('Still away')}</span>
        )}{' '}
        {one.segment && <span class="flag">{t(SEGMENT[one.segment])}</span>}
      </p>
      <p>
        {session.reasonLabel(one.reason)} <span class="quiet">· {t(WAY[one.way])}</span>
      </p>
      {one.reasonText && (
        <p class="said" dir="auto">
          “{one.reasonText}”
        </p>
      )}
      {one.revenue && one.lifetimeValue && (
        <p class="quiet">
          {t('{revenue} a month lost, {lifetime} over the time they would have stayed.', {
            revenue: money(one.revenue),
            lifetime: money(one.lifetimeValue),
          })}
        </p>
      )}
      {one.note && <p class="said">{one.note}</p>}
      {one.decision && (
        <p class="quiet">
          {t('Decided on {day}: {decision}', { day: day(one.decision.at), decision: t(DECISION[one.decision.what]) })}{' '}
          {one.decision.why && <bdi>{one.decision.why}</bdi>}
        </p>
      )}
    </li>
  );
}

function Leave({ customer, onChanged }: Omit<Props, 'departures'>) {
  const desk = useDesk();
  const today = dateAfter(desk.clock.value, 0);
  const form = useMemo(() => createForm('left', { at: today, reason: '', reasonText: '', note: '' }), [customer.id]);
  const reasons = desk.session.taxonomy.value.reasons.filter(({ kind }) => kind === 'cancellation');
  async function tell() {
    const left = await form.send(({ at, reason, reasonText, note }) =>
      customerCalls(desk.client).leave(customer.externalId ?? customer.id, {
        at,
        ...(reason && { reason }),
        ...(reasonText.trim() && { reasonText: reasonText.trim() }),
        ...(note.trim() && { note: note.trim() }),
      }),
    );
    if (!left) return;
    desk.say(t('The departure is recorded.'));
    await onChanged();
  }
  return (
    <details class="folded">
      <summary>{t('Record that they left')}</summary>
      <form
        class="cus-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void tell();
        }}
      >
        <DayField spot={form.at('at')} label={t('Left on')} max={today} />
        <Select
          spot={form.at('reason')}
          label={t('Reason')}
          none={t('Not said')}
          choices={reasons.map(({ id, label }) => ({ value: id, label }))}
        />
        <Line spot={form.at('reasonText')} label={t('In their own words')} max={500} />
        <Line spot={form.at('note')} label={t('Note')} max={2000} rows={2} />
        {form.problem.value && <Refusal problem={form.problem.value} saidElsewhere={['at', 'reason', 'reasonText', 'note']} />}
        <p>
          <button type="submit" class="button primary" aria-disabled={form.busy.value}>
            {t('Record the departure')}
          </button>
        </p>
      </form>
    </details>
  );
}

function ComeBack({ customer, away, onChanged }: Omit<Props, 'departures'> & { away: DepartureView }) {
  const desk = useDesk();
  const takingBack = useSignal(false);
  const today = dateAfter(desk.clock.value, 0);
  const form = useMemo(() => createForm('back', { at: today }), [away.id]);
  const tell = (when: string) => customerCalls(desk.client).comeBack(customer.externalId ?? customer.id, when);
  return (
    <>
      <form
        class="cus-back"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await form.send(({ at }) => tell(at)))) return;
          desk.say(t('They are back. The departure stays on record.'));
          await onChanged();
        }}
      >
        <DayField spot={form.at('at')} label={t('Came back on')} max={today} />
        <p class="act-buttons">
          <button type="submit" class="button" aria-disabled={form.busy.value}>
            {t('They came back')}
          </button>
          <button type="button" class="button plain" aria-haspopup="dialog" onClick={() => (takingBack.value = true)}>
            {t('They never left')}
          </button>
        </p>
        {form.problem.value && <Refusal problem={form.problem.value} saidElsewhere={['at']} />}
      </form>
      {takingBack.value && (
        <Confirm
          id="cus-never-left"
          title={t('Take this departure back?')}
          yes={t('They never left')}
          onClose={() => (takingBack.value = false)}
          onYes={async () => {
            await tell(away.at);
            desk.say(t('The departure is taken back.'));
            await onChanged();
          }}
        >
          <p>{t('It ends at the moment it began, and no longer counts as time away.')}</p>
        </Confirm>
      )}
    </>
  );
}
