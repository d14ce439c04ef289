import { endOfDay } from '../words/dates.ts';
import { money } from '../words/money.ts';
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
  return [...(proposed.withinAuthority ? [] : ['This may be above what you can offer on your own.']), ...(proposed.warnings ?? [])];
}
export { cautions as cautionsOfOffer };

export const offer = form({
  id: 'offer',
  act: 'offer',
  label: 'Offer',
  submit: 'Send offer',
  done: (after) => (pendingApproval(after) ? 'A second person is asked first. Nothing is sent yet.' : 'Your offer is sent.'),
  says: ({ view }) =>
    openOffer(view) ? 'This replaces the offer that is open now.' : 'The customer can accept, decline or ask for something else.',
  fields: [
    { kind: 'choice', name: 'remedy', label: 'What you offer', choices: remedies },
    {
      kind: 'money',
      name: 'amount',
      label: 'Amount',
      optional: true,
      hint: 'Left empty, the usual sum where there is one.',
      when: ({ remedy }, sight) => isMoney(remedy, sight),
    },
    { kind: 'long', name: 'message', label: 'What you say with it', optional: true, rows: 5 },
    {
      kind: 'choice',
      name: 'second',
      isExtra: true,
      label: 'Or, if they prefer',
      optional: true,
      choices: remedies,
      when: ({ remedy }) => Boolean(remedy),
    },
    {
      kind: 'money',
      name: 'secondAmount',
      isExtra: true,
      label: 'Amount of the second',
      when: ({ second }, sight) => isMoney(second, sight),
    },
    { kind: 'choice', name: 'third', isExtra: true, label: 'Or', optional: true, choices: remedies, when: ({ second }) => Boolean(second) },
    { kind: 'money', name: 'thirdAmount', isExtra: true, label: 'Amount of the third', when: ({ third }, sight) => isMoney(third, sight) },
    { kind: 'line', name: 'title', isExtra: true, label: 'Title of the offer', optional: true, hint: 'Left empty, it is written for you.' },
    {
      kind: 'long',
      name: 'terms',
      isExtra: true,
      label: 'Terms',
      optional: true,
      rows: 3,
      hint: 'In full: how, how much, by when. Left empty, the usual terms are sent.',
    },
    { kind: 'date', name: 'expiresOn', isExtra: true, label: 'Open until', optional: true, hint: 'Left empty, two weeks.' },
    {
      kind: 'long',
      name: 'approvalNote',
      isExtra: true,
      label: 'Why a second person should say yes',
      optional: true,
      rows: 2,
      hint: 'Only when it is above your limit: filled in, it waits for their yes instead of being refused.',
    },
  ],
  initial: ({ view }) => ({
    amountCurrency: currencyOf(view),
    secondAmountCurrency: currencyOf(view),
    thirdAmountCurrency: currencyOf(view),
  }),
  body: (values, sight) => ({
    remedy: values.remedy ?? '',
    amount: isMoney(values.remedy, sight) ? amountOf(values, 'amount') : undefined,
    title: given(values.title),
    terms: given(values.terms),
    choices: choicesOf(values, sight),
    message: given(values.message),
    requestApproval: given(values.approvalNote) ? true : undefined,
    approvalNote: given(values.approvalNote),
    expiresAt: values.expiresOn ? endOfDay(values.expiresOn) : undefined,
  }),
});

export const withdrawOffer = form({
  id: 'withdraw-offer',
  act: 'withdraw_offer',
  label: 'Withdraw offer',
  submit: 'Withdraw the offer',
  grave: true,
  done: 'The offer is withdrawn.',
  says: ({ view }) => `“${openOffer(view)?.title ?? 'The offer'}” can then no longer be accepted. The customer reads your reason.`,
  fields: [{ kind: 'long', name: 'reason', label: 'Reason, for the customer', rows: 3 }],
  body: ({ reason }) => ({ reason: reason ?? '' }),
  part: ({ view }) => openOffer(view)?.id ?? '',
  fits: (view) => Boolean(openOffer(view)),
});

export const acceptOnPhone = form({
  id: 'accept',
  act: 'accept',
  label: 'Accepted on the phone',
  submit: 'Record the acceptance',
  done: 'The offer is accepted.',
  says: ({ view }) => `The customer said yes to “${openOffer(view)?.title ?? 'the offer'}” in person. Its terms are fixed from now on.`,
  fields: [
    {
      kind: 'choice',
      name: 'choice',
      label: 'Which one',
      optional: true,
      choices: ({ view }) =>
        (openOffer(view)?.choices ?? []).map((choice) => ({
          value: choice.remedy,
          label: choice.money ? `${choice.title} (${money(choice.money)})` : choice.title,
        })),
      when: (_, { view }) => Boolean(openOffer(view)?.choices?.length),
    },
    { kind: 'long', name: 'note', label: 'Who said it, and when', rows: 3 },
  ],
  body: ({ choice, note }) => ({ answer: 'accepted', choice: given(choice), note: note ?? '' }),
  part: ({ view }) => openOffer(view)?.id ?? '',
  fits: (view) => Boolean(openOffer(view)),
});

export const fulfil = form({
  id: 'fulfil',
  act: 'fulfil',
  label: 'Mark done with proof',
  submit: 'It is done',
  done: 'Marked as done. The customer is asked to confirm.',
  says: ({ view }) =>
    `${view.agreed ? `Agreed: ${view.agreed.title}. ` : ''}The customer sees the proof and is asked whether it was put right.`,
  fields: [
    {
      kind: 'choice',
      name: 'kind',
      label: 'Proof',
      choices: () => [
        { value: 'refund_id', label: 'Refund number' },
        { value: 'parcel', label: 'Parcel number' },
        { value: 'text', label: 'In words' },
      ],
    },
    { kind: 'line', name: 'text', label: 'Number or words' },
  ],
  initial: ({ view }) => ({ kind: view.agreed?.amount ? 'refund_id' : 'text' }),
  body: ({ kind, text }) => ({ proof: { kind: kind as 'refund_id' | 'parcel' | 'text', text: text ?? '' } }),
});

export const fail = form({
  id: 'fail',
  act: 'fail',
  label: 'It could not be done',
  submit: 'Record that it failed',
  grave: true,
  done: 'Recorded. It is our turn to offer something else.',
  says: 'What was agreed could not be carried out. The case becomes more urgent and needs another offer.',
  fields: [{ kind: 'long', name: 'note', label: 'What went wrong', rows: 3 }],
  body: ({ note }) => ({ note: note ?? '' }),
});
