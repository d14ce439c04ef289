import { dateAfter, endOfDay } from '../words/dates.ts';
import { msg, t } from '../words/language.ts';
import type { ActBodies } from '../client.ts';
import { form, given, reasonsFor, severities } from './act-form.ts';

type SeverityId = ActBodies['take']['severity'];

export const take = form({
  id: 'take',
  act: 'take',
  label: msg('Look into it'),
  submit: msg('Start looking into it'),
  done: msg('You are looking into it.'),
  says: msg('The customer sees that somebody is looking into it.'),
  fields: [
    { kind: 'choice', name: 'reason', label: msg('What went wrong'), choices: reasonsFor },
    { kind: 'choice', name: 'severity', label: msg('How serious'), choices: severities },
  ],
  initial: ({ view }) => ({ reason: view.reason ?? '', severity: view.severity }),
  body: ({ reason, severity }) => ({ reason: given(reason), severity: severity as SeverityId }),
});

export const wait = form({
  id: 'wait',
  act: 'wait',
  label: msg('Wait for somebody'),
  submit: msg('Wait'),
  movesOn: true,
  done: msg('Waiting. You are reminded on that day.'),
  says: msg('Somebody outside must do something first. The customer sees who and until when; their clocks go on.'),
  fields: [
    { kind: 'line', name: 'who', label: msg('Who we wait for'), hint: msg('Such as the parcel service.') },
    { kind: 'date', name: 'chaseOn', as: 'chaseAt', label: msg('Ask again on') },
  ],
  initial: ({ now }) => ({ chaseOn: dateAfter(now, 3) }),
  body: ({ who, chaseOn }) => ({ who: who ?? '', chaseAt: endOfDay(chaseOn ?? '') }),
});

export const resume = form({
  id: 'resume',
  act: 'resume',
  label: msg('Stop waiting'),
  submit: msg('Go on'),
  done: msg('The wait is over.'),
  says: ({ view }) => t('{who} answered, or we go on without. It becomes our turn.', { who: view.thirdParty?.who ?? t('They') }),
  fields: [],
  body: () => ({}),
});

export const escalate = form({
  id: 'escalate',
  act: 'escalate',
  label: msg('Escalate'),
  submit: msg('Escalate'),
  done: msg('Escalated.'),
  says: msg('A senior person should see this now.'),
  fields: [
    { kind: 'long', name: 'note', label: msg('Why'), rows: 3 },
    { kind: 'choice', name: 'severity', label: msg('How serious'), choices: severities },
  ],
  initial: ({ view }) => ({ severity: view.severity === 'critical' ? 'critical' : 'high' }),
  body: ({ note, severity }) => ({ note: note ?? '', severity: severity as SeverityId }),
});

export const tag = form({
  id: 'tag',
  act: 'tag',
  label: msg('Tags'),
  submit: msg('Save tags'),
  done: msg('Tags saved.'),
  fields: [{ kind: 'line', name: 'tags', label: msg('Tags'), optional: true, hint: msg('With commas between them.') }],
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
  label: msg('Reason and cause'),
  submit: msg('Save'),
  done: msg('Saved.'),
  fields: [
    { kind: 'choice', name: 'reason', label: msg('What went wrong, for the customer'), choices: reasonsFor },
    { kind: 'line', name: 'rootCause', label: msg('Why it happened, as far as we found out'), optional: true },
    { kind: 'choice', name: 'severity', label: msg('How serious'), choices: severities },
  ],
  initial: ({ view }) => ({ reason: view.reason ?? '', rootCause: view.rootCause ?? '', severity: view.severity }),
  body: ({ reason, rootCause, severity }) => ({ reason: given(reason), rootCause: given(rootCause), severity: severity as SeverityId }),
});
