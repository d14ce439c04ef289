import { endOfDay } from '../words/dates.ts';
import { msg, t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { writtenBy } from '../composer/written.ts';
import { amountOf, currencyOf, form, given, isMoney, openOffer, pendingApproval, remedies, type Sight, type Values } from './act-form.ts';

function choicesOf(values: Values, sight: Sight) {
  const chosen = ['remedy', 'second', 'third'].flatMap((name) => {
    const remedy = given(values[name]);
    if (!remedy) return [];
    const amount = isMoney(remedy, sight) ? amountOf(values, name === 'remedy' ? 'amount' : `${name}Amount`) : undefined;
    return [{ remedy, amount }];
  });
  return chosen.length > 1 ? chosen : undefined;
}

/** What should be known before offering this: limits and warnings of the proposal it equals. */
function cautions(values: Values, { view }: Sight): string[] {
  const proposed = view.proposals.find(({ remedy }) => remedy === values.remedy);
  if (!proposed) return [];
  return [...(proposed.withinAuthority ? [] : [t('This may be above what you can offer on your own.')]), ...(proposed.warnings ?? [])];
}
export { cautions as cautionsOfOffer };

export const offer = form({
  id: 'offer',
  act: 'offer',
  label: msg('Offer'),
  submit: msg('Send offer'),
  done: (after) => (pendingApproval(after) ? t('A second person is asked first. Nothing is sent yet.') : t('Your offer is sent.')),
  says: ({ view }) =>
    openOffer(view) ? t('This replaces the offer that is open now.') : t('The customer can accept, decline or ask for something else.'),
  fields: [
    { kind: 'choice', name: 'remedy', label: msg('What you offer'), choices: remedies },
    {
      kind: 'money',
      name: 'amount',
      label: msg('Amount'),
      optional: true,
      hint: msg('Left empty, the usual sum where there is one.'),
      when: ({ remedy }, sight) => isMoney(remedy, sight),
    },
    { kind: 'answer', name: 'message', label: msg('What you say with it'), optional: true, rows: 5 },
    {
      kind: 'choice',
      name: 'second',
      isExtra: true,
      label: msg('Or, if they prefer'),
      optional: true,
      choices: remedies,
      when: ({ remedy }) => Boolean(remedy),
    },
    {
      kind: 'money',
      name: 'secondAmount',
      isExtra: true,
      label: msg('Amount of the second'),
      when: ({ second }, sight) => isMoney(second, sight),
    },
    {
      kind: 'choice',
      name: 'third',
      isExtra: true,
      label: msg('Or'),
      optional: true,
      choices: remedies,
      when: ({ second }) => Boolean(second),
    },
    {
      kind: 'money',
      name: 'thirdAmount',
      isExtra: true,
      label: msg('Amount of the third'),
      when: ({ third }, sight) => isMoney(third, sight),
    },
    {
      kind: 'line',
      name: 'title',
      isExtra: true,
      label: msg('Title of the offer'),
      optional: true,
      hint: msg('Left empty, it is written for you.'),
    },
    {
      kind: 'long',
      name: 'terms',
      isExtra: true,
      label: msg('Terms'),
      optional: true,
      rows: 3,
      hint: msg('In full: how, how much, by when. Left empty, the usual terms are sent.'),
    },
    {
      kind: 'date',
      name: 'expiresOn',
      as: 'expiresAt',
      isExtra: true,
      label: msg('Open until'),
      optional: true,
      hint: msg('Left empty, two weeks.'),
    },
    {
      kind: 'long',
      name: 'approvalNote',
      isExtra: true,
      label: msg('Why a second person should say yes'),
      optional: true,
      rows: 2,
      hint: msg('Only when it is above your limit: filled in, it waits for their yes instead of being refused.'),
    },
  ],
  initial: ({ view }) => ({
    amountCurrency: currencyOf(view),
    secondAmountCurrency: currencyOf(view),
    thirdAmountCurrency: currencyOf(view),
  }),
  movesOn: true,
  body: (values, sight) => {
    const { text, ...written } = writtenBy(values, 'message');
    return {
      ...written,
      remedy: values.remedy ?? '',
      amount: isMoney(values.remedy, sight) ? amountOf(values, 'amount') : undefined,
      title: given(values.title),
      terms: given(values.terms),
      choices: choicesOf(values, sight),
      message: text,
      requestApproval: given(values.approvalNote) ? true : undefined,
      approvalNote: given(values.approvalNote),
      expiresAt: values.expiresOn ? endOfDay(values.expiresOn) : undefined,
    };
  },
});

export const withdrawOffer = form({
  id: 'withdraw-offer',
  act: 'withdraw_offer',
  label: msg('Withdraw offer'),
  submit: msg('Withdraw the offer'),
  grave: true,
  done: msg('The offer is withdrawn.'),
  says: ({ view }) =>
    t('“{offer}” can then no longer be accepted. The customer reads your reason.', { offer: openOffer(view)?.title ?? '' }),
  fields: [{ kind: 'long', name: 'reason', label: msg('Reason, for the customer'), rows: 3 }],
  body: ({ reason }) => ({ reason: reason ?? '' }),
  part: ({ view }) => openOffer(view)?.id ?? '',
  fits: (view) => Boolean(openOffer(view)),
});

export const acceptOnPhone = form({
  id: 'accept',
  act: 'accept',
  label: msg('Accepted on the phone'),
  submit: msg('Record the acceptance'),
  done: msg('The offer is accepted.'),
  says: ({ view }) =>
    t('The customer said yes to “{offer}” in person. Its terms are fixed from now on.', { offer: openOffer(view)?.title ?? '' }),
  fields: [
    {
      kind: 'choice',
      name: 'choice',
      label: msg('Which one'),
      optional: true,
      choices: ({ view }) =>
        (openOffer(view)?.choices ?? []).map((choice) => ({
          value: choice.remedy,
          label: choice.money ? `${choice.title} (${money(choice.money)})` : choice.title,
        })),
      when: (_, { view }) => Boolean(openOffer(view)?.choices?.length),
    },
    { kind: 'long', name: 'note', label: msg('Who said it, and when'), rows: 3 },
  ],
  body: ({ choice, note }) => ({ answer: 'accepted', choice: given(choice), note: note ?? '' }),
  part: ({ view }) => openOffer(view)?.id ?? '',
  fits: (view) => Boolean(openOffer(view)),
});

export const fulfil = form({
  id: 'fulfil',
  act: 'fulfil',
  label: msg('Mark done with proof'),
  submit: msg('It is done'),
  done: msg('Marked as done. The customer is asked to confirm.'),
  says: ({ view }) =>
    view.agreed
      ? t('Agreed: {what}. The customer sees the proof and is asked whether it was put right.', { what: view.agreed.title })
      : t('The customer sees the proof and is asked whether it was put right.'),
  movesOn: true,
  andNext: msg('Done, then the next case'),
  fields: [
    {
      kind: 'choice',
      name: 'kind',
      label: msg('Proof'),
      choices: () => [
        { value: 'refund_id', label: t('Refund number') },
        { value: 'parcel', label: t('Parcel number') },
        { value: 'text', label: t('In words') },
      ],
    },
    { kind: 'line', name: 'text', as: 'proof.text', label: msg('Number or words') },
  ],
  initial: ({ view }) => ({ kind: view.agreed?.amount ? 'refund_id' : 'text' }),
  body: ({ kind, text }) => ({ proof: { kind: kind as 'refund_id' | 'parcel' | 'text', text: text ?? '' } }),
});

export const fail = form({
  id: 'fail',
  act: 'fail',
  label: msg('It could not be done'),
  submit: msg('Record that it failed'),
  grave: true,
  done: msg('Recorded. It is our turn to offer something else.'),
  says: msg('What was agreed could not be carried out. The case becomes more urgent and needs another offer.'),
  fields: [{ kind: 'long', name: 'note', label: msg('What went wrong'), rows: 3 }],
  body: ({ note }) => ({ note: note ?? '' }),
});
