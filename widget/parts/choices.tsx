import type { ComponentChildren } from 'preact';

type Props = {
  legend: ComponentChildren;
  name: string;
  type?: 'checkbox' | 'radio';
  options: readonly { id: string; label: string }[];
  chosen?: unknown;
  children?: ComponentChildren;
};

/** Words to tick: real checkboxes or radio buttons, drawn as chips. */
export const Choices = ({ legend, name, type = 'checkbox', options, chosen, children }: Props) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map(({ id, label }) => (
      <label class="c" key={id}>
        <input type={type} name={name} value={id} checked={[chosen].flat().includes(id)} />
        {label}
      </label>
    ))}
    {children}
  </fieldset>
);
