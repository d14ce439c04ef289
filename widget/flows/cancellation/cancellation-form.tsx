import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { KeepInTouch } from '#shared/contracts/cancellation.ts';
import { showMoney } from '../../money.ts';
import '../../panel.tsx'; // keeps everything shared in the panel's own file
import type { Leaving } from '../../panel.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import type { Words } from '../../words/en.ts';
import { readAnswer } from './cancellation.ts';
import { useLeaving } from './leaving.ts';

const SLOW_MS = 6000;

const HOW = { email: 'touchEmail', phone: 'touchPhone', none: 'touchNone' } as const;
const HOW_OFTEN = { when_fixed: 'touchFixed', monthly: 'touchMonthly', quarterly: 'touchQuarterly', yearly: 'touchYearly' } as const;

/** The way out, one question at a time, with "Cancel now" beside every one of them. */
export default function CancellationForm(leaving: Leaving) {
  const { desk, config } = leaving;
  const { say, day, opening, close, locale } = desk;
  const { way, goOn, cancelNow, accept, keepInTouch, show } = useLeaving(leaving);
  const form = useRef<HTMLFormElement>(null);
  const [isSlow, setSlow] = useState(false);
  const { at, said, offer, trouble, receiptUrl, ruleSet } = way;
  const reason = config.reasons.find(({ id }) => id === said.reason);
  const of = { say };
  useLayoutEffect(() => {
    const timer = setTimeout(() => setSlow(at === 'cancelling'), SLOW_MS);
    return () => clearTimeout(timer);
  }, [at]);

  const filled = () => new FormData(form.current!);
  const answer = () => readAnswer(filled(), said);
  const onward = () => void goOn(answer());
  const button = (label: keyof Words, act: () => unknown) => (
    <button type="button" class="b" onClick={() => void act()}>
      {say(label)}
    </button>
  );
  const options = (words: Record<string, keyof Words>) => Object.entries(words).map(([id, label]) => ({ id, label: say(label) }));

  /** One screen; `beside` stands beside the way on: "Cancel now", unless it is done already. */
  const screen = (
    title: string,
    body: ComponentChildren,
    go: keyof Words | '',
    goes: () => unknown,
    beside: ComponentChildren = button('cancelNow', () => cancelNow(answer())),
  ) => (
    <form
      ref={form}
      key={at}
      onSubmit={(event) => {
        event.preventDefault();
        goes();
      }}
    >
      <Heading>{title}</Heading>
      {body}
      <div class="r">
        {go && <button class="b">{say(go)}</button>}
        {beside}
      </div>
      {beside && <p class="s">{say('cancelNothing')}</p>}
    </form>
  );
  const done = (title: keyof Words, text: string) =>
    screen(
      say(title),
      <>
        <p>{text}</p>
        {receiptUrl && (
          <a href={receiptUrl} target="_blank">
            {say('receipt')}
          </a>
        )}
        {title === 'cancelledTitle' && (
          <>
            <Choices legend={say('touchTitle')} name="how" radio options={options(HOW)} />
            <Choices legend={say('touchOften')} name="how_often" radio options={options(HOW_OFTEN)} />
          </>
        )}
      </>,
      'done',
      () => {
        const { how, how_often = 'when_fixed' } = Object.fromEntries(filled()) as unknown as Partial<KeepInTouch>;
        if (how) keepInTouch({ how, how_often: how === 'none' ? 'never' : how_often });
        close();
      },
      null,
    );
  const elsewhere = (
    <a href={document.querySelector<HTMLAnchorElement>('a[data-amends=cancel]')?.href ?? opening.href}>{say('cancelPage')}</a>
  );

  if (at === 'cancelling') {
    return (
      <>
        <Heading>{say('cancelling')}</Heading>
        <p role="status">{isSlow && say('cancellingSlow')}</p>
        {isSlow && elsewhere}
      </>
    );
  }
  if (at === 'elsewhere') return <Heading>{say('cancelElsewhere')}</Heading>;
  if (at === 'kept') return done('keptTitle', `${say('keptText', { title: offer!.title })} ${offer!.terms}`);
  if (at === 'cancelled' && ruleSet === 'eu_withdrawal')
    return done('withdrawnTitle', say('withdrawnText', { date: day(way.endedAt!, 'short') }));
  if (at === 'cancelled') return done('cancelledTitle', say('cancelledText'));
  if (at === 'consent') {
    return screen(
      say('cancelledTitle'),
      <>
        <p>{say('cancelledText')}</p>
        <h3>{say('consentTitle')}</h3>
        <p role="status">{say(trouble ? 'consentNone' : 'consentText')}</p>
      </>,
      trouble ? '' : 'consentYes',
      () => goOn({ ...said, consent: true }),
      button('done', () => show('cancelled')),
    );
  }
  if (at === 'failed') {
    return screen(
      say('cancelFailedTitle'),
      <>
        <p role="alert">{say('cancelFailedText')}</p>
        {elsewhere}
      </>,
      '',
      onward,
    );
  }
  if (at === 'withdraw') {
    return screen(
      say('withdrawTitle'),
      <>
        <p>{say('withdrawText')}</p>
        <Field of={of} name="name" autoComplete="name" />
        <Field of={of} name="contract" label={say('withdrawContract')} defaultValue={opening.subscription} />
        <Field of={of} name="email" type="email" autoComplete="email" />
      </>,
      'withdrawConfirm',
      () => cancelNow(answer()),
      '',
    );
  }
  if (at === 'offer') {
    const { title, terms, expiresAt, choices = [] } = offer!;
    return screen(
      say('offerTitle'),
      <>
        <p>
          <b>{title}</b>
        </p>
        <p>{terms}</p>
        {expiresAt && <p>{say('offerUntil', { date: day(expiresAt) })}</p>}
        {choices[0] && (
          <Choices
            legend={say('choose')}
            name="choice"
            radio
            options={choices.map(({ remedy: id, title: label, money }) => ({
              id,
              label: money ? `${label} (${showMoney(money, locale)})` : label,
            }))}
          />
        )}
        <p role="alert">{trouble && say('offerFailed')}</p>
      </>,
      'offerAccept',
      () => accept((filled().get('choice') as string) ?? undefined),
    );
  }
  if (at === 'last') return screen(say('cancelLastTitle'), <p>{say('cancelLastText')}</p>, 'cancelKeep', close);
  if (at === 'probe') {
    return screen(
      reason!.probe ?? say('cancelProbe'),
      <>
        {reason!.probes && <Choices legend={reason!.label} name="probe" radio options={reason!.probes} />}
        <label>
          {say('cancelProbeWords')}
          <textarea name="story" rows={3} maxLength={2000} />
        </label>
      </>,
      'cancelContinue',
      onward,
    );
  }
  if (at === 'stay') {
    const remedies = config.remedies.filter(({ id, kinds }) => id !== 'other' && kinds.includes('cancellation'));
    return screen(
      say(ruleSet === 'offers_beside_cancel' ? 'cancelStay' : 'cancelStayed'),
      <>
        <Choices legend={say('choose')} name="asked" options={remedies} />
        <Field of={of} name="own" label={say('cancelStayWords')} maxLength={1000} />
      </>,
      'cancelContinue',
      onward,
    );
  }
  return screen(
    say('cancelTitle'),
    <>
      <p>{say('cancelIntro')}</p>
      <Choices legend={say('cancelReason')} name="reason" radio options={config.reasons.filter(({ kind }) => kind)} />
    </>,
    'cancelContinue',
    onward,
  );
}
