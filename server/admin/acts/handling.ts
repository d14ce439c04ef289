import { dateAfter, endOfDay } from '../words/dates.ts';
import type { ActBodies } from '../client.ts';
import { form, given, reasonsFor, SEVERITY_CHOICES } from './act-form.ts';

type SeverityId = ActBodies['take']['severity'];

export const take = form({
  id: 'take',
  act: 'take',
  label: 'Look into it',
  submit: 'Start looking into it',
  done: 'You are looking into it.',
  says: 'The customer sees that somebody is looking into it.',
  fields: [
    { kind: 'choice', name: 'reason', label: 'What went wrong', choices: reasonsFor },
    { kind: 'choice', name: 'severity', label: 'How serious', choices: () => SEVERITY_CHOICES },
  ],
  initial: ({ view }) => ({ reason: view.reason ?? '', severity: view.severity }),
  body: ({ reason, severity }) => ({ reason: given(reason), severity: severity as SeverityId }),
});

export const wait = form({
  id: 'wait',
  act: 'wait',
  label: 'Wait for somebody',
  submit: 'Wait',
  done: 'Waiting. You are reminded on that day.',
  says: 'Somebody outside must do something first. The customer sees who and until when; their clocks go on.',
  fields: [
    { kind: 'line', name: 'who', label: 'Who we wait for', hint: 'Such as the parcel service.' },
    { kind: 'date', name: 'chaseOn', label: 'Ask again on' },
  ],
  initial: ({ now }) => ({ chaseOn: dateAfter(now, 3) }),
  body: ({ who, chaseOn }) => ({ who: who ?? '', chaseAt: endOfDay(chaseOn ?? '') }),
});

export const resume = form({
  id: 'resume',
  act: 'resume',
  label: 'Stop waiting',
  submit: 'Go on',
  done: 'The wait is over.',
  says: ({ view }) => `${view.thirdParty?.who ?? 'They'} answered, or we go on without. It becomes our turn.`,
  fields: [],
  body: () => ({}),
});

export const escalate = form({
  id: 'escalate',
  act: 'escalate',
  label: 'Escalate',
  submit: 'Escalate',
  done: 'Escalated.',
  says: 'A senior person should see this now.',
  fields: [
    { kind: 'long', name: 'note', label: 'Why', rows: 3 },
    { kind: 'choice', name: 'severity', label: 'How serious', choices: () => SEVERITY_CHOICES },
  ],
  initial: ({ view }) => ({ severity: view.severity === 'critical' ? 'critical' : 'high' }),
  body: ({ note, severity }) => ({ note: note ?? '', severity: severity as SeverityId }),
});

export const tag = form({
  id: 'tag',
  act: 'tag',
  label: 'Tags',
  submit: 'Save tags',
  done: 'Tags saved.',
  fields: [{ kind: 'line', name: 'tags', label: 'Tags', optional: true, hint: 'With commas between them.' }],
  initial: ({ view }) => ({ tags: view.tags.join(', ') }),
  body: ({ tags }) => ({
    tags: [
      ...new Set(
        (tags ?? '')
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean),
      ),
    ],
  }),
});

export const recategorise = form({
  id: 'recategorise',
  act: 'recategorise',
  label: 'Reason and cause',
  submit: 'Save',
  done: 'Saved.',
  fields: [
    { kind: 'choice', name: 'reason', label: 'What went wrong, for the customer', choices: reasonsFor },
    { kind: 'line', name: 'rootCause', label: 'Why it happened, as far as we found out', optional: true },
    { kind: 'choice', name: 'severity', label: 'How serious', choices: () => SEVERITY_CHOICES },
  ],
  initial: ({ view }) => ({ reason: view.reason ?? '', rootCause: view.rootCause ?? '', severity: view.severity }),
  body: ({ reason, rootCause, severity }) => ({ reason: given(reason), rootCause: given(rootCause), severity: severity as SeverityId }),
});
