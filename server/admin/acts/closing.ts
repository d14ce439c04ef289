import type { ActBodies } from '../client.ts';
import { OUTCOME } from '../words/labels.ts';
import { form, given } from './act-form.ts';

const DECISIONS = ['upheld_full', 'upheld_partial', 'goodwill', 'not_upheld_explained', 'no_fault_fixed', 'wrong_company'] as const;

export const decide = form({
  id: 'decide',
  act: 'decide',
  label: 'Decide',
  submit: 'Send decision',
  done: 'The decision is sent.',
  says: 'Our answer to the whole case. The customer may accept it, or have a second person look once more.',
  confirm: 'A decision cannot be taken back. Any open offer ends with it.',
  fields: [
    { kind: 'choice', name: 'outcome', label: 'Outcome', choices: () => DECISIONS.map((value) => ({ value, label: OUTCOME[value] })) },
    { kind: 'long', name: 'reasons', label: 'Reasons, for the customer', rows: 6 },
    {
      kind: 'line',
      name: 'route',
      label: 'Where to turn if they disagree',
      optional: true,
      hint: 'An ombudsman or dispute body outside, with its address.',
    },
  ],
  body: ({ outcome, reasons, route }) => ({
    outcome: outcome as ActBodies['decide']['outcome'],
    reasons: reasons ?? '',
    route: given(route),
  }),
});

export const answer = form({
  id: 'answer',
  act: 'answer',
  label: 'Close as answered',
  submit: 'Close the case',
  done: 'The case is closed.',
  says: 'For cases where no further answer is owed. What you write is sent as a last word.',
  fields: [{ kind: 'long', name: 'note', label: 'A word to the customer', optional: true, rows: 3 }],
  body: ({ note }) => ({ note: given(note) }),
});

export const deadlock = form({
  id: 'deadlock',
  act: 'deadlock',
  label: 'Close without agreement',
  submit: 'Send the letter and close',
  grave: true,
  done: 'The case is closed without agreement.',
  says: 'This ends the case for good on our side. The letter must name who outside can decide.',
  fields: [
    { kind: 'long', name: 'letter', label: 'Final letter', rows: 7 },
    { kind: 'long', name: 'route', label: 'Who can decide outside, and how to reach them', rows: 2 },
  ],
  body: ({ letter, route }) => ({ letter: letter ?? '', route: route ?? '' }),
});

export const merge = form({
  id: 'merge',
  act: 'merge',
  label: 'Merge',
  submit: 'Merge into the older case',
  grave: true,
  done: 'The cases are one now.',
  says: 'This case closes and goes on in the older one of the same customer. It cannot be taken apart again.',
  fields: [{ kind: 'line', name: 'into', label: 'Number of the older case', hint: 'Such as A7K-3QX.' }],
  body: ({ into }) => ({ into: into?.trim().toUpperCase().startsWith('CASE_') ? into.trim() : (into ?? '').trim().toUpperCase() }),
});

export const markSpam = form({
  id: 'mark-spam',
  act: 'mark_spam',
  label: 'Spam',
  submit: 'It is spam',
  grave: true,
  done: 'Closed as spam.',
  says: 'The case closes and nobody is answered. A lead can take this back.',
  fields: [],
  body: () => ({}),
});

export const unmarkSpam = form({
  id: 'unmark-spam',
  act: 'unmark_spam',
  label: 'Not spam',
  submit: 'It is not spam',
  done: 'The case is back.',
  says: 'The case comes back to the inbox as received.',
  fields: [],
  body: () => ({}),
});

export const reopen = form({
  id: 'reopen',
  act: 'reopen',
  label: 'Reopen',
  submit: 'Reopen the case',
  done: 'The case is open again.',
  says: 'It becomes our turn again and one step more urgent. Usually it counts as a second failure.',
  fields: [{ kind: 'long', name: 'note', label: 'Why', optional: true, rows: 3 }],
  body: ({ note }) => ({ note: given(note) }),
});
