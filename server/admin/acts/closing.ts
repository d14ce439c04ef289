import type { ActBodies } from '../client.ts';
import { OUTCOME } from '../words/labels.ts';
import { msg, t } from '../words/language.ts';
import { writtenBy } from '../composer/written.ts';
import { form, given } from './act-form.ts';

const DECISIONS = ['upheld_full', 'upheld_partial', 'goodwill', 'not_upheld_explained', 'no_fault_fixed', 'wrong_company'] as const;

export const decide = form({
  id: 'decide',
  act: 'decide',
  label: msg('Decide'),
  submit: msg('Send decision'),
  done: msg('The decision is sent.'),
  says: msg('Our answer to the whole case. The customer may accept it, or have a second person look once more.'),
  confirm: msg('A decision cannot be taken back. Any open offer ends with it.'),
  fields: [
    {
      kind: 'choice',
      name: 'outcome',
      label: msg('Outcome'),
      choices: () => DECISIONS.map((value) => ({ value, label: t(OUTCOME[value]) })),
    },
    { kind: 'answer', name: 'reasons', label: msg('Reasons, for the customer'), rows: 6 },
    {
      kind: 'line',
      name: 'route',
      label: msg('Where to turn if they disagree'),
      optional: true,
      hint: msg('An ombudsman or dispute body outside, with its address.'),
    },
  ],
  movesOn: true,
  andNext: msg('Send decision, then the next case'),
  body: ({ outcome, route, ...values }) => {
    const { text, ...written } = writtenBy(values, 'reasons');
    return { outcome: outcome as ActBodies['decide']['outcome'], ...written, reasons: text, route: given(route) };
  },
});

export const answer = form({
  id: 'answer',
  act: 'answer',
  label: msg('Close as answered'),
  submit: msg('Close the case'),
  done: msg('The case is closed.'),
  says: msg('For cases where no further answer is owed. What you write is sent as a last word.'),
  movesOn: true,
  andNext: msg('Close, then the next case'),
  fields: [{ kind: 'long', name: 'note', label: msg('A word to the customer'), optional: true, rows: 3 }],
  body: ({ note }) => ({ note: given(note) }),
});

export const deadlock = form({
  id: 'deadlock',
  act: 'deadlock',
  label: msg('Close without agreement'),
  submit: msg('Send the letter and close'),
  grave: true,
  movesOn: true,
  done: msg('The case is closed without agreement.'),
  says: msg('This ends the case for good on our side. The letter must name who outside can decide.'),
  fields: [
    { kind: 'long', name: 'letter', label: msg('Final letter'), rows: 7 },
    { kind: 'long', name: 'route', label: msg('Who can decide outside, and how to reach them'), rows: 2 },
  ],
  body: ({ letter, route }) => ({ letter: letter ?? '', route: route ?? '' }),
});

export const merge = form({
  id: 'merge',
  act: 'merge',
  label: msg('Merge'),
  submit: msg('Merge into the older case'),
  grave: true,
  movesOn: true,
  done: msg('The cases are one now.'),
  says: msg('This case closes and goes on in the older one of the same customer. It cannot be taken apart again.'),
  fields: [{ kind: 'line', name: 'into', label: msg('Number of the older case'), hint: msg('Such as A7K-3QX.') }],
  body: ({ into }) => ({ into: into?.trim().toUpperCase().startsWith('CASE_') ? into.trim() : (into ?? '').trim().toUpperCase() }),
});

export const markSpam = form({
  id: 'mark-spam',
  act: 'mark_spam',
  label: msg('Spam'),
  submit: msg('It is spam'),
  grave: true,
  movesOn: true,
  done: msg('Closed as spam.'),
  says: msg('The case closes and nobody is answered. A lead can take this back.'),
  fields: [],
  body: () => ({}),
});

export const unmarkSpam = form({
  id: 'unmark-spam',
  act: 'unmark_spam',
  label: msg('Not spam'),
  submit: msg('It is not spam'),
  done: msg('The case is back.'),
  says: msg('The case comes back to the inbox as received.'),
  fields: [],
  body: () => ({}),
});

export const reopen = form({
  id: 'reopen',
  act: 'reopen',
  label: msg('Reopen'),
  submit: msg('Reopen the case'),
  done: msg('The case is open again.'),
  says: msg('It becomes our turn again and one step more urgent. Usually it counts as a second failure.'),
  fields: [{ kind: 'long', name: 'note', label: msg('Why'), optional: true, rows: 3 }],
  body: ({ note }) => ({ note: given(note) }),
});
