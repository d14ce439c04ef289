import { dateAfter, endOfDay } from '../words/dates.ts';
import { msg } from '../words/language.ts';
import { filesOf, writtenBy } from '../composer/written.ts';
import { mentionedIn } from '../composer/mentions.ts';
import { form, given } from './act-form.ts';

export const say = form({
  id: 'say',
  act: 'say',
  label: msg('Answer'),
  submit: msg('Send answer'),
  done: msg('Your answer is sent.'),
  says: msg('The customer reads this as it is.'),
  fields: [{ kind: 'answer', name: 'text', label: msg('Your answer'), rows: 7 }],
  movesOn: true,
  andNext: msg('Send, then the next case'),
  body: (values) => writtenBy(values, 'text'),
});

export const ask = form({
  id: 'ask',
  act: 'ask',
  label: msg('Ask'),
  submit: msg('Send question'),
  done: msg('Your question is sent.'),
  says: msg('It becomes the customer’s turn. Ask for everything you need at once.'),
  fields: [
    { kind: 'long', name: 'text', label: msg('Your question') },
    { kind: 'files', name: 'uploads', label: msg('Files to send with it') },
    { kind: 'date', name: 'replyBy', label: msg('Answer wanted by'), optional: true },
  ],
  movesOn: true,
  body: ({ text, replyBy, uploads }) => ({
    text: text ?? '',
    replyBy: replyBy ? endOfDay(replyBy) : undefined,
    uploads: filesOf(uploads),
  }),
});

export const promise = form({
  id: 'promise',
  act: 'promise',
  label: msg('Promise'),
  submit: msg('Make this promise'),
  done: msg('The promise is kept in the case.'),
  says: msg('What somebody here will do, and by when. The customer sees it and it counts as broken if the day passes.'),
  fields: [
    { kind: 'long', name: 'text', label: msg('What is promised'), rows: 3 },
    { kind: 'date', name: 'dueOn', as: 'dueAt', label: msg('By the end of') },
    {
      kind: 'choice',
      name: 'owner',
      label: msg('Who keeps it'),
      choices: ({ team }) => team.map(({ id, name }) => ({ value: id, label: name })),
    },
  ],
  initial: ({ now, me }) => ({ dueOn: dateAfter(now, 2), owner: me.id }),
  body: ({ text, dueOn, owner }) => ({ text: text ?? '', dueAt: endOfDay(dueOn ?? ''), owner: given(owner) }),
});

export const note = form({
  id: 'note',
  act: 'note',
  label: msg('Note'),
  submit: msg('Add note'),
  done: msg('The note is added.'),
  says: msg('Only staff see this. Write @ and a name to point it out to a colleague.'),
  fields: [{ kind: 'note', name: 'text', label: msg('Your note') }],
  body: ({ text }, { team }) => ({ text: text ?? '', mentions: mentionedIn(text ?? '', team) }),
});

export const keepPromise = form({
  id: 'keep-promise',
  act: 'settle_promise',
  label: msg('Kept'),
  submit: msg('It was kept'),
  done: msg('The promise is kept.'),
  fields: [{ kind: 'line', name: 'note', label: msg('How'), optional: true }],
  body: ({ note: how }) => ({ state: 'kept', note: given(how) }),
});

export const renegotiatePromise = form({
  id: 'renegotiate-promise',
  act: 'settle_promise',
  label: msg('New date'),
  submit: msg('Promise the new date'),
  done: msg('The promise has a new date.'),
  says: msg('Only when the customer has agreed to the new date.'),
  fields: [
    { kind: 'date', name: 'dueOn', as: 'dueAt', label: msg('By the end of') },
    { kind: 'line', name: 'note', label: msg('What was agreed'), optional: true },
  ],
  initial: ({ now }) => ({ dueOn: dateAfter(now, 3) }),
  body: ({ dueOn, note: why }) => ({ state: 'renegotiated', dueAt: endOfDay(dueOn ?? ''), note: given(why) }),
});

export const cancelPromise = form({
  id: 'cancel-promise',
  act: 'settle_promise',
  label: msg('Cancel'),
  submit: msg('Cancel the promise'),
  grave: true,
  done: msg('The promise is cancelled.'),
  says: msg('The promise stays on record as cancelled. The customer sees that too.'),
  fields: [{ kind: 'line', name: 'note', label: msg('Why') }],
  body: ({ note: why }) => ({ state: 'cancelled', note: given(why) }),
});
