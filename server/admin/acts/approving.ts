import { msg, t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { form, given, pendingApproval, type Sight } from './act-form.ts';

function proposal({ view }: Sight): string {
  const asked = pendingApproval(view);
  if (!asked) return '';
  const what = asked.amount && !asked.title.includes(money(asked.amount)) ? `${asked.title} (${money(asked.amount)})` : asked.title;
  const wish = asked.proposedBy.name
    ? t('{who} wants to offer “{what}”.', { who: asked.proposedBy.name, what })
    : t('A colleague wants to offer “{what}”.', { what });
  return asked.note ? `${wish} “${asked.note}”` : wish;
}

export const approve = form({
  id: 'approve',
  act: 'approve',
  label: msg('Approve or refuse'),
  submit: msg('Send your answer'),
  done: msg('Your answer is recorded.'),
  says: (sight) => `${proposal(sight)} ${t('With a yes it goes to the customer at once.')}`,
  fields: [
    {
      kind: 'choice',
      name: 'approved',
      label: msg('Your answer'),
      choices: () => [
        { value: 'yes', label: t('Yes, offer it') },
        { value: 'no', label: t('No') },
      ],
    },
    { kind: 'long', name: 'reason', label: msg('Why not'), rows: 3, when: ({ approved }) => approved === 'no' },
  ],
  body: ({ approved, reason }) => ({ approved: approved === 'yes', reason: approved === 'no' ? given(reason) : undefined }),
  part: ({ view }) => pendingApproval(view)?.offerId ?? '',
  fits: (view) => Boolean(pendingApproval(view)),
});

export const withdrawApproval = form({
  id: 'withdraw-approval',
  act: 'withdraw_approval',
  label: msg('Take the request back'),
  submit: msg('Take it back'),
  done: msg('The request is taken back.'),
  says: proposal,
  fields: [],
  body: () => ({}),
  part: ({ view }) => pendingApproval(view)?.offerId ?? '',
  fits: (view) => Boolean(pendingApproval(view)),
});

export const settleCancellation = form({
  id: 'settle-cancellation',
  act: 'settle_cancellation',
  label: msg('Cancelled or not'),
  submit: msg('Record it'),
  done: msg('It is recorded.'),
  says: msg('The customer asked to cancel and waits for a confirmation. “It is cancelled” sends it at once.'),
  fields: [
    {
      kind: 'choice',
      name: 'outcome',
      label: msg('What became of it'),
      choices: () => [
        { value: 'cancelled', label: t('It is cancelled') },
        { value: 'failed', label: t('Billing refused; we keep trying') },
      ],
    },
    { kind: 'long', name: 'note', label: msg('A note, only for us'), rows: 2 },
  ],
  body: ({ outcome, note }) => ({ outcome: outcome === 'failed' ? 'failed' : 'cancelled', note: given(note) }),
});

export const notRightForUs = form({
  id: 'not-right-for-us',
  act: 'not_right_for_us',
  label: msg('Not right for us'),
  submit: msg('Record the decision'),
  grave: true,
  done: msg('The decision is recorded.'),
  says: msg('This customer and we do not fit. It is a decision with reasons that others can look at again, not a mood.'),
  fields: [{ kind: 'long', name: 'reasons', label: msg('Reasons'), rows: 3 }],
  body: ({ reasons }) => ({ reasons: reasons ?? '' }),
});

export const rightForUs = form({
  id: 'right-for-us',
  act: 'right_for_us',
  label: msg('Right for us after all'),
  submit: msg('Lift the decision'),
  done: msg('The decision is lifted.'),
  says: ({ view }) =>
    t('It was decided that this customer is not right for us: “{reasons}”', { reasons: view.notRightForUs?.reasons ?? '' }),
  fields: [{ kind: 'long', name: 'reasons', label: msg('Why it no longer holds'), rows: 3 }],
  body: ({ reasons }) => ({ reasons: reasons ?? '' }),
});
