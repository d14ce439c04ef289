import type { ComponentProps } from 'preact';
import type { Desk } from '../desk.ts';
import type { Draft } from '../flows/speech.ts';
import type { Words } from '../words/en.ts';

/** What a field belongs to: the sentences, and what was written so far, where the form remembers it. */
export type Writing = Pick<Desk, 'say'> & { draft?: Draft };

type Props = Omit<ComponentProps<'input'>, 'label'> & { of: Writing; name: string; label?: string };

/** One line to fill in. Its label is the sentence of the same name, unless another is given. */
export const Field = ({ of: { say, draft }, name, label = say(name as keyof Words), ...rest }: Props) => (
  <label>
    {label}
    <input {...({ name, maxLength: 200, value: draft && (draft[name] ?? ''), ...rest } as ComponentProps<'input'>)} />
  </label>
);
