import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { KeepInTouch } from '#shared/contracts/cancellation.ts';
import '../../panel.tsx'; // keeps everything shared in the panel's own file
import { Choices } from '../../parts/choices.tsx';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import type { Leaving } from '../../panel.tsx';
import { showMoney } from '../../money.ts';
import { readAnswer } from './cancellation.ts';
import { useLeaving } from './leaving.ts';

const SLOW_MS = 6000;

/** The way out, one question at a time, with "Cancel now" beside every one of them. */
export default function CancellationForm(leaving: Leaving) {
  const { desk, config } = leaving;
  const { say, day, opening, close } = desk;
  const { way, goOn, cancelNow, accept, keepInTouch, show } = useLeaving(leaving);
  const form = useRef<HTMLFormElement>(null);
  const { at, said, offer, trouble } = way;
  const reason = config.reasons.find(({ id }) => id === said.reason);
  const of = { say, draft: {} };
  const now = () => readAnswer(new FormData(form.current!), said);
  const page = opening.href && (
    <p>
      <a href={opening.href}>{say('cancelPage')}</a>
    </p>
  );

  const screen = (title: string, fields: ComponentChildren, go: string | null, goes: () => void, children?: ComponentChildren) => (
    <form
      ref={form}
      key={at}
      onSubmit={(event) => {
        event.preventDefault();
        goes();
      }}
    >
      <Heading>{title}</Heading>
      {fields}
      <div class="r">
        {go && <button class="b">{go}</button>}
        <button type="button" class="b" onClick={() => void cancelNow(now())}>
          {say('cancelNow')}
        </button>
      </div>
      {children}
      <p class="s">{say('cancelNothing')}</p>
    </form>
  );
  const done = (title: string, text: string) => (
    <form
      key={at}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = Object.fromEntries(new FormData(form.current!)) as unknown as Partial<KeepInTouch>;
        if (chosen.how) keepInTouch({ how: chosen.how, how_often: chosen.how === 'none' ? 'never' : (chosen.how_often ?? 'when_fixed') });
        else close();
      }}
    >
      <Heading>{title}</Heading>
      <p>{text}</p>
      {offer && at === 'kept' && <p>{offer.terms}</p>}
      {way.receiptUrl && (
        <p>
          <a href={way.receiptUrl} target="_blank" rel="noopener noreferrer">
            {say('receipt')}
          </a>
        </p>
      )}
      {at === 'cancelled' && way.ruleSet !== 'eu_withdrawal' && (
        <>
          <Choices
            legend={say('touchTitle')}
            name="how"
            radio
            options={[
              { id: 'email', label: say('touchEmail') },
              { id: 'phone', label: say('touchPhone') },
              { id: 'none', label: say('touchNone') },
            ]}
          />
          <Choices
            legend={say('touchOften')}
            name="how_often"
            radio
            options={[
              { id: 'when_fixed', label: say('touchFixed') },
              { id: 'monthly', label: say('touchMonthly') },
              { id: 'quarterly', label: say('touchQuarterly') },
              { id: 'yearly', label: say('touchYearly') },
            ]}
          />
        </>
      )}
      <div class="r">
        <button class="b">{say('done')}</button>
      </div>
    </form>
  );

  if (at === 'cancelling') return <Waiting desk={desk} page={page} />;
  if (at === 'elsewhere') return <Heading>{say('cancelElsewhere')}</Heading>;
  if (at === 'kept') return done(say('keptTitle'), say('keptText', { title: offer!.title }));
  if (at === 'cancelled') {
    return way.ruleSet === 'eu_withdrawal'
      ? done(say('withdrawnTitle'), say('withdrawnText', { date: new Intl.DateTimeFormat(desk.locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(way.endedAt!)) }))
      : done(say('cancelledTitle'), say('cancelledText'));
  }
  if (at === 'consent') {
    return (
      <form key={at} ref={form} onSubmit={(event) => (event.preventDefault(), void goOn({ ...said, consent: true }))}>
        <Heading>{say('cancelledTitle')}</Heading>
        <p>{say('cancelledText')}</p>
        <h3>{say('consentTitle')}</h3>
        <p role="status">{say(trouble ? 'consentNone' : 'consentText')}</p>
        <div class="r">
          {!trouble && <button class="b">{say('consentYes')}</button>}
          <button type="button" class="b" onClick={() => show('cancelled')}>
            {say('done')}
          </button>
        </div>
      </form>
    );
  }
  if (at === 'failed') return screen(say('cancelFailedTitle'), <p role="alert">{say('cancelFailedText')}</p>, null, () => {}, page);
  if (at === 'withdraw') {
    return (
      <form key={at} ref={form} onSubmit={(event) => (event.preventDefault(), void cancelNow(now()))}>
        <Heading>{say('withdrawTitle')}</Heading>
        <p>{say('withdrawText')}</p>
        <Field of={of} name="name" autoComplete="name" />
        <Field of={of} label={say('withdrawContract')} name="contract" value={opening.subscription} />
        <Field of={of} name="email" type="email" autoComplete="email" />
        <div class="r">
          <button class="b">{say('withdrawConfirm')}</button>
        </div>
        <p class="s">{say('cancelNothing')}</p>
      </form>
    );
  }
  if (at === 'offer') {
    const choices = offer!.choices ?? [];
    return screen(
      say('offerTitle'),
      <>
        <p>
          <b>{offer!.title}</b>
        </p>
        <p>{offer!.terms}</p>
        {offer!.expiresAt && <p>{say('offerUntil', { date: day(offer!.expiresAt) })}</p>}
        {choices.length > 0 && (
          <Choices
            legend={say('choose')}
            name="choice"
            radio
            chosen={choices[0]!.remedy}
            options={choices.map(({ remedy, title, money }) => ({ id: remedy, label: money ? `${title} (${showMoney(money, desk.locale)})` : title }))}
          />
        )}
        <div role="alert">{trouble && <p class="n">{say('offerFailed')}</p>}</div>
      </>,
      say('offerAccept'),
      () => void accept((new FormData(form.current!).get('choice') as string) ?? undefined),
    );
  }
  if (at === 'last') return screen(say('cancelLastTitle'), <p>{say('cancelLastText')}</p>, say('cancelKeep'), close);
  const goes = () => void goOn(now());
  if (at === 'probe') {
    return screen(
      reason!.probe ?? say('cancelProbe'),
      <>
        {reason!.probes && <Choices legend={reason!.label} name="probe" radio options={reason!.probes} chosen={said.probe} />}
        <label>
          {say('cancelProbeWords')}
          <textarea name="story" rows={3} maxLength={2000} />
        </label>
      </>,
      say('cancelContinue'),
      goes,
    );
  }
  if (at === 'stay') {
    const remedies = config.remedies.filter(({ id, kinds }) => id !== 'other' && kinds.includes('cancellation'));
    return screen(
      say(way.ruleSet === 'offers_beside_cancel' ? 'cancelStay' : 'cancelStayed'),
      <>
        <Choices legend={say('choose')} name="asked" options={remedies} />
        <Field of={of} label={say('cancelStayWords')} name="own" maxLength={1000} />
      </>,
      say('cancelContinue'),
      goes,
    );
  }
  return screen(
    say('cancelTitle'),
    <>
      <p>{say('cancelIntro')}</p>
      <Choices legend={say('cancelReason')} name="reason" radio options={config.reasons.filter(({ kind }) => kind)} chosen={said.reason} />
    </>,
    say('cancelContinue'),
    goes,
  );
}

/** While billing answers; when it takes long, the merchant's own page is one click away. */
function Waiting({ desk: { say }, page }: { desk: Leaving['desk']; page: ComponentChildren }) {
  const [slow, setSlow] = useState(false);
  useLayoutEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Heading>{say('cancelling')}</Heading>
      <p role="status">{slow && say('cancellingSlow')}</p>
      {slow && page}
    </>
  );
}
