import type { ComponentChildren } from 'preact';

export type Choice = { id: string; label: string };

type Props = {
  legend: ComponentChildren;
  name: string;
  radio?: boolean;
  options: readonly Choice[];
  /** What is ticked, where the form remembers it; else the boxes are left to themselves. */
  chosen?: string | string[];
  children?: ComponentChildren;
};

/** Words to tick: real checkboxes or radio buttons, drawn as chips. */
export const Choices = ({ legend, name, radio, options, chosen, children }: Props) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map(({ id, label }) => (
      <label class="c" key={id}>
        <input type={radio ? 'radio' : 'checkbox'} name={name} value={id} checked={chosen?.includes(id)} />
        {label}
      </label>
    ))}
    {children}
  </fieldset>
);
