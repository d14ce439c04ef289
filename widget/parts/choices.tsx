import type { ComponentChildren } from 'preact';

export type Choice = { id: string; label: string };

type Props = {
  legend: ComponentChildren;
  name: string;
  radio?: boolean;
  options: readonly Choice[];
  chosen?: unknown;
  children?: ComponentChildren;
};

/** Words to tick: real checkboxes or radio buttons, drawn as chips. */
export const Choices = ({ legend, name, radio, options, chosen, children }: Props) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map(({ id, label }) => (
      <label class="c" key={id}>
        <input type={radio ? 'radio' : 'checkbox'} name={name} value={id} checked={[chosen].flat().includes(id)} />
        {label}
      </label>
    ))}
    {children}
  </fieldset>
);
