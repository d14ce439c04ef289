import type { ComponentChildren, ComponentProps } from 'preact';

type Props = ComponentProps<'input'> & { label: ComponentChildren };

/** One line to fill in, with its label above it. */
export const Field = ({ label, ...rest }: Props) => (
  <label>
    {label}
    <input {...rest} />
  </label>
);
