import { useEffect, useMemo } from 'preact/hooks';
import type { CallSheet } from '#shared/contracts/rescue.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { WhenThere } from '../settings/house/fetched.tsx';
import { day, lengthSince } from '../words/dates.ts';
import { t, tServer } from '../words/language.ts';
import { money } from '../words/money.ts';
import { CallBefore } from './call-before.tsx';
import { createCall, type CallModel } from './call-model.ts';
import { CallOutcomes } from './call-outcomes.tsx';
import { CallScript } from './call-script.tsx';
import { WinBackFrame } from './frame.tsx';
import { rescueOf } from './rescue-calls.ts';
import { nameOr } from './said.ts';

/** The sheet of one call, made for a phone in one hand. */
export function CallPage({ callId }: { callId: string }) {
  return <OneCall key={callId} callId={callId} />;
}

function OneCall({ callId }: { callId: string }) {
  const { client, session } = useDesk();
  const me = session.me.value!; // shown only to somebody signed in
  const model = useMemo(() => createCall(rescueOf(client), callId, me.id), [client, callId, me.id]);
  useEffect(() => void model.load(), [model]);
  const sheet = model.sheet.value.value;
  const mayCall = me.role !== 'viewer' && sheet?.arm !== 'control';

  return (
    <WinBackFrame title={sheet ? nameOr(sheet.customer) : t('Call')} within={sheet?.cycle ? '/admin/rescue' : '/admin/rescue/plan'}>
      <WhenThere fetched={model.sheet}>
        {(known) => (
          <div class="wb-sheet">
            <Who sheet={known} />
            {!known.mayContact.allowed && known.state !== 'done' && (
              <div class="notice bad" role="alert">
                <p>
                  <strong>{t('Please do not call.')}</strong> {tServer(known.mayContact.because ?? '')}
                </p>
              </div>
            )}
            {mayCall && <Begin model={model} sheet={known} />}
            {model.sending.problem.value && <Refusal problem={model.sending.problem.value} />}
            <CallBefore sheet={known} />
            {mayCall && known.mayContact.allowed && known.state !== 'done' && <CallScript sheet={known} draft={model.draft} />}
            {mayCall && <CallOutcomes model={model} sheet={known} />}
          </div>
        )}
      </WhenThere>
    </WinBackFrame>
  );
}

function Who({ sheet }: { sheet: CallSheet }) {
  const { session, clock } = useDesk();
  const { customer, worth, revenue, customerSince, plan, departure, reason } = sheet;
  return (
    <section class="card" aria-labelledby="wb-who">
      <h2 id="wb-who" class="hidden">
        {t('Who they are')}
      </h2>
      <dl class="facts">
        {worth && (
          <div>
            <dt>{t('Worth')}</dt>
            <dd class="wb-figure">{money(worth)}</dd>
          </div>
        )}
        {revenue && (
          <div>
            <dt>{t('Paid a month')}</dt>
            <dd>{money(revenue)}</dd>
          </div>
        )}
        {customerSince && (
          <div>
            <dt>{t('Customer for')}</dt>
            <dd>{lengthSince(customerSince, departure ? new Date(departure.at) : clock.value)}</dd>
          </div>
        )}
        {plan && (
          <div>
            <dt>{t('Plan')}</dt>
            <dd dir="auto">{plan}</dd>
          </div>
        )}
        {departure && (
          <div>
            <dt>{t('Left')}</dt>
            <dd>{day(departure.at)}</dd>
          </div>
        )}
        {customer.email && (
          <div>
            <dt>{t('E-mail')}</dt>
            <dd dir="auto">{customer.email}</dd>
          </div>
        )}
      </dl>
      {departure && (
        <p>
          <strong dir="auto">{session.reasonLabel(reason.id)}</strong>{' '}
          {reason.avoidable === true && <span class="quiet">{t('could have been avoided')}</span>}
        </p>
      )}
      {reason.words && (
        <blockquote class="wb-words said" dir="auto">
          {reason.words}
        </blockquote>
      )}
    </section>
  );
}

/** Takes the call, so that no colleague makes it too, and dials where the phone can. */
function Begin({ model, sheet }: { model: CallModel; sheet: CallSheet }) {
  const { session } = useDesk();
  const { customer, state, claimedBy, mayContact } = sheet;
  if (state === 'done' || !mayContact.allowed) return null;
  const isMine = claimedBy?.id === session.me.value?.id;
  if (state === 'claimed')
    return (
      <div class="wb-begin">
        <p>
          <span class="flag waiting">
            {isMine ? t('You are making this call') : t('{name} is making this call', { name: claimedBy?.name ?? '' })}
          </span>
        </p>
        {isMine && customer.phone && (
          <a class="button" href={`tel:${customer.phone.replaceAll(/[^\d+]/g, '')}`}>
            {t('Dial {phone}', { phone: customer.phone })}
          </a>
        )}
        {isMine && (
          <button type="button" class="button plain" onClick={() => void model.release()}>
            {t('Leave it to others')}
          </button>
        )}
      </div>
    );
  return (
    <div class="wb-begin">
      {customer.phone ? (
        <a class="button primary" href={`tel:${customer.phone.replaceAll(/[^\d+]/g, '')}`} onClick={() => void model.claim()}>
          {t('Call {phone}', { phone: customer.phone })}
        </a>
      ) : (
        <>
          <p class="quiet">{t('No phone number is known.')}</p>
          <button type="button" class="button primary" onClick={() => void model.claim()}>
            {t('I am making this call')}
          </button>
        </>
      )}
    </div>
  );
}
