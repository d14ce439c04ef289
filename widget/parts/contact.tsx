import type { Desk } from '../desk.ts';
import { Choices } from './choices.tsx';
import { Field } from './field.tsx';

/** How the merchant may reach the customer. All of it can stay empty. */
export const Contact = ({ desk: { say }, draft }: { desk: Desk; draft: { [field: string]: unknown } }) => (
  <details open={!!draft.email}>
    <summary>{say('contact')}</summary>
    <p class="s">{say('contactHint')}</p>
    <Field label={say('name')} name="name" autoComplete="name" maxLength={200} value={draft.name as string} />
    <Field label={say('email')} name="email" type="email" autoComplete="email" maxLength={254} value={draft.email as string} />
    <Field label={say('phone')} name="phone" type="tel" autoComplete="tel" maxLength={50} value={draft.phone as string} />
    <Choices
      legend={say('prefer')}
      name="prefer"
      type="radio"
      chosen={draft.prefer}
      options={[
        { id: 'email', label: say('preferEmail') },
        { id: 'phone', label: say('preferPhone') },
        { id: 'none', label: say('preferNone') },
      ]}
    />
  </details>
);
