import { Choices } from './choices.tsx';
import { Field, type Writing } from './field.tsx';

/** How the merchant may reach the customer. All of it can stay empty. */
export const Contact = ({ of }: { of: Required<Writing> }) => {
  const { say, draft } = of;
  return (
    <details open={!!draft.email}>
      <summary>{say('contact')}</summary>
      <p class="s">{say('contactHint')}</p>
      <Field of={of} name="name" autoComplete="name" />
      <Field of={of} name="email" type="email" autoComplete="email" />
      <Field of={of} name="phone" type="tel" autoComplete="tel" maxLength={50} />
      <Choices
        legend={say('prefer')}
        name="prefer"
        radio
        chosen={(draft.prefer as string) ?? ''}
        options={(['Email', 'Phone', 'None'] as const).map((way) => ({ id: way.toLowerCase(), label: say(`prefer${way}`) }))}
      />
    </details>
  );
};
