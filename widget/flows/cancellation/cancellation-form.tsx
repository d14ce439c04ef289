import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
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

/** As the sentences are called: `touchEmail`, `touchFixed`; what is asked for is the same in small letters. */
const HOW = ['Email', 'Phone', 'None'] as const;
const HOW_OFTEN = ['Fixed', 'Monthly', 'Quarterly', 'Yearly'] as const;

/** The way out, one question at a time, with "Cancel now" beside every one of them. */
export default function CancellationForm(leaving: Leaving) {
  const { desk, config } = leaving;
  const { say, day, opening, close, locale, page } = desk;
  const { way, goOn, cancelNow, accept, keepInTouch, finish } = useLeaving(leaving);
  const form = useRef<HTMLFormElement>(null);
  const { at, said, offer, trouble, receiptUrl, ruleSet } = way;
  const reason = config.reasons.find(({ id }) => id === said.reason);
  const must = { of: { say }, required: !opening.handleCancel };

  const filled = () => new FormData(form.current!);
  const answer = () => readAnswer(filled(), said);
  const button = (label: keyof Words, act: () => unknown) => (
    <button type="button" class="b" onClick={() => void act()}>
      {say(label)}
    </button>
  );
  /** Cancelled already, and no offer wanted. */
  const enough = button('done', finish);
  const touch = (legend: keyof Words, name: string, answers: readonly (typeof HOW | typeof HOW_OFTEN)[number][]) => (
    <Choices
      legend={say(legend)}
      name={name}
      radio
      options={answers.map((one) => ({ id: one.toLowerCase().replace('fix', 'when_fix'), label: say(`touch${one}`) }))}
    />
  );

  /** One screen; `beside` stands beside the way on: "Cancel now", unless it is done already. */
  const screen = (
    title: string,
    body: ComponentChildren,
    go: keyof Words | '' = 'cancelContinue',
    goes: () => unknown = () => goOn(answer()),
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
            {touch('touchTitle', 'how', HOW)}
            {touch('touchOften', 'how_often', HOW_OFTEN)}
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
        <p role="status">{trouble && say('cancellingSlow')}</p>
        {trouble && elsewhere}
      </>
    );
  }
  if (at === 'elsewhere') return <Heading>{say('cancelElsewhere')}</Heading>;
  if (at === 'kept') return done('keptTitle', `${say('keptText', { title: offer!.title })}. ${offer!.terms}`);
  if (at === 'cancelled')
    return ruleSet === 'eu_withdrawal'
      ? done('withdrawnTitle', say('withdrawnText', { date: day(way.endedAt!, 'short') }))
      : done('cancelledTitle', say('cancelledText'));
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
      enough,
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
    );
  }
  if (at === 'contracts') {
    return screen(
      say('contractsTitle'),
      <>
        <p>{say('contractsText')}</p>
        {elsewhere}
      </>,
      '',
      finish,
      <a class="b" href={`${page.base}s/${page.site}/kuendigen/form?subscription=${encodeURIComponent(opening.subscription ?? '')}`}>
        {say('contractsTitle')}
      </a>,
    );
  }
  if (at === 'withdraw') {
    return screen(
      say('withdrawTitle'),
      <>
        <p>{say('withdrawText')}</p>
        <Field {...must} name="name" autoComplete="name" />
        <Field {...must} name="contract" label={say('withdrawContract')} defaultValue={opening.subscription} />
        <Field {...must} name="email" type="email" autoComplete="email" />
      </>,
      'withdrawConfirm',
      () => cancelNow(answer()),
      '',
    );
  }
  if (at === 'offer') {
    const { title, terms, expiresAt, choices } = offer!;
    return screen(
      say('offerTitle'),
      <>
        <p>
          <b>{title}</b>
        </p>
        <p>{terms}</p>
        {expiresAt && <p>{say('offerUntil', { date: day(expiresAt) })}</p>}
        {choices && (
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
      said.consent ? enough : undefined,
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
    );
  }
  if (at === 'stay') {
    const remedies = config.remedies.filter(({ id, kinds }) => id !== 'other' && kinds.includes('cancellation'));
    return screen(
      say(ruleSet === 'offers_beside_cancel' ? 'cancelStay' : 'cancelStayed'),
      <>
        <Choices legend={say('choose')} name="asked" options={remedies} />
        <Field of={must.of} name="own" label={say('cancelStayWords')} maxLength={1000} />
      </>,
    );
  }
  return screen(
    say('cancelTitle'),
    <>
      <p>{say('cancelIntro')}</p>
      <Choices legend={say('cancelReason')} name="reason" radio options={config.reasons.filter(({ kind }) => kind)} />
    </>,
  );
}
