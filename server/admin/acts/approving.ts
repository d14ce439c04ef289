import { money } from '../words/money.ts';
import { form, given, pendingApproval, type Sight } from './act-form.ts';

function proposal({ view }: Sight): string {
  const asked = pendingApproval(view);
  if (!asked) return '';
  const who = asked.proposedBy.name ?? 'A colleague';
  const what = asked.amount && !asked.title.includes(money(asked.amount)) ? `${asked.title} (${money(asked.amount)})` : asked.title;
  return `${who} wants to offer “${what}”.${asked.note ? ` “${asked.note}”` : ''}`;
}

export const approve = form({
  id: 'approve',
  act: 'approve',
  label: 'Approve or refuse',
  submit: 'Send your answer',
  done: 'Your answer is recorded.',
  says: (sight) => `${proposal(sight)} With a yes it goes to the customer at once.`,
  fields: [
    {
      kind: 'choice',
      name: 'approved',
      label: 'Your answer',
      choices: () => [
        { value: 'yes', label: 'Yes, offer it' },
        { value: 'no', label: 'No' },
      ],
    },
    { kind: 'long', name: 'reason', label: 'Why not', rows: 3, when: ({ approved }) => approved === 'no' },
  ],
  body: ({ approved, reason }) => ({ approved: approved === 'yes', reason: approved === 'no' ? given(reason) : undefined }),
  part: ({ view }) => pendingApproval(view)?.offerId ?? '',
  fits: (view) => Boolean(pendingApproval(view)),
});

export const withdrawApproval = form({
  id: 'withdraw-approval',
  act: 'withdraw_approval',
  label: 'Take the request back',
  submit: 'Take it back',
  done: 'The request is taken back.',
  says: proposal,
  fields: [],
  body: () => ({}),
  part: ({ view }) => pendingApproval(view)?.offerId ?? '',
  fits: (view) => Boolean(pendingApproval(view)),
});

export const settleCancellation = form({
  id: 'settle-cancellation',
  act: 'settle_cancellation',
  label: 'Cancelled or not',
  submit: 'Record it',
  done: 'It is recorded.',
  says: 'The customer asked to cancel and waits for a confirmation. “It is cancelled” sends it at once.',
  fields: [
    {
      kind: 'choice',
      name: 'outcome',
      label: 'What became of it',
      choices: () => [
        { value: 'cancelled', label: 'It is cancelled' },
        { value: 'failed', label: 'Billing refused; we keep trying' },
      ],
    },
    { kind: 'long', name: 'note', label: 'A note, only for us', rows: 2 },
  ],
  body: ({ outcome, note }) => ({ outcome: outcome === 'failed' ? 'failed' : 'cancelled', note: given(note) }),
});

export const notRightForUs = form({
  id: 'not-right-for-us',
  act: 'not_right_for_us',
  label: 'Not right for us',
  submit: 'Record the decision',
  grave: true,
  done: 'The decision is recorded.',
  says: 'This customer and we do not fit. It is a decision with reasons that others can look at again, not a mood.',
  fields: [{ kind: 'long', name: 'reasons', label: 'Reasons', rows: 3 }],
  body: ({ reasons }) => ({ reasons: reasons ?? '' }),
});

export const rightForUs = form({
  id: 'right-for-us',
  act: 'right_for_us',
  label: 'Right for us after all',
  submit: 'Lift the decision',
  done: 'The decision is lifted.',
  says: ({ view }) => `It was decided that this customer is not right for us: “${view.notRightForUs?.reasons ?? ''}”`,
  fields: [{ kind: 'long', name: 'reasons', label: 'Why it no longer holds', rows: 3 }],
  body: ({ reasons }) => ({ reasons: reasons ?? '' }),
});
