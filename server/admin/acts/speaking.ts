import { dateAfter, endOfDay } from '../words/dates.ts';
import { form, given } from './act-form.ts';

export const say = form({
  id: 'say',
  act: 'say',
  label: 'Answer',
  submit: 'Send answer',
  done: 'Your answer is sent.',
  says: 'The customer reads this as it is.',
  fields: [{ kind: 'long', name: 'text', label: 'Your answer', rows: 7 }],
  body: ({ text }) => ({ text: text ?? '' }),
});

export const ask = form({
  id: 'ask',
  act: 'ask',
  label: 'Ask',
  submit: 'Send question',
  done: 'Your question is sent.',
  says: 'It becomes the customer’s turn. Ask for everything you need at once.',
  fields: [
    { kind: 'long', name: 'text', label: 'Your question' },
    { kind: 'date', name: 'replyBy', label: 'Answer wanted by', optional: true },
  ],
  body: ({ text, replyBy }) => ({ text: text ?? '', replyBy: replyBy ? endOfDay(replyBy) : undefined }),
});

export const promise = form({
  id: 'promise',
  act: 'promise',
  label: 'Promise',
  submit: 'Make this promise',
  done: 'The promise is kept in the case.',
  says: 'What somebody here will do, and by when. The customer sees it and it counts as broken if the day passes.',
  fields: [
    { kind: 'long', name: 'text', label: 'What is promised', rows: 3 },
    { kind: 'date', name: 'dueOn', label: 'By the end of' },
    {
      kind: 'choice',
      name: 'owner',
      label: 'Who keeps it',
      choices: ({ team }) => team.map(({ id, name }) => ({ value: id, label: name })),
    },
  ],
  initial: ({ now, me }) => ({ dueOn: dateAfter(now, 2), owner: me.id }),
  body: ({ text, dueOn, owner }) => ({ text: text ?? '', dueAt: endOfDay(dueOn ?? ''), owner: given(owner) }),
});

export const note = form({
  id: 'note',
  act: 'note',
  label: 'Note',
  submit: 'Add note',
  done: 'The note is added.',
  says: 'Only staff see this.',
  fields: [{ kind: 'long', name: 'text', label: 'Your note' }],
  body: ({ text }) => ({ text: text ?? '' }),
});

export const keepPromise = form({
  id: 'keep-promise',
  act: 'settle_promise',
  label: 'Kept',
  submit: 'It was kept',
  done: 'The promise is kept.',
  fields: [{ kind: 'line', name: 'note', label: 'How', optional: true }],
  body: ({ note: how }) => ({ state: 'kept', note: given(how) }),
});

export const renegotiatePromise = form({
  id: 'renegotiate-promise',
  act: 'settle_promise',
  label: 'New date',
  submit: 'Promise the new date',
  done: 'The promise has a new date.',
  says: 'Only when the customer has agreed to the new date.',
  fields: [
    { kind: 'date', name: 'dueOn', label: 'By the end of' },
    { kind: 'line', name: 'note', label: 'What was agreed', optional: true },
  ],
  initial: ({ now }) => ({ dueOn: dateAfter(now, 3) }),
  body: ({ dueOn, note: why }) => ({ state: 'renegotiated', dueAt: endOfDay(dueOn ?? ''), note: given(why) }),
});

export const cancelPromise = form({
  id: 'cancel-promise',
  act: 'settle_promise',
  label: 'Cancel',
  submit: 'Cancel the promise',
  grave: true,
  done: 'The promise is cancelled.',
  says: 'The promise stays on record as cancelled. The customer sees that too.',
  fields: [{ kind: 'line', name: 'note', label: 'Why' }],
  body: ({ note: why }) => ({ state: 'cancelled', note: given(why) }),
});
