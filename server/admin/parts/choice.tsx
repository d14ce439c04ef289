type Props = {
  id: string;
  label: string;
  choices: { value: string; label: string }[];
  value: string;
  onChoose: (value: string) => void;
  look?: string;
};

/** One of a few, by which a list is narrowed at once. */
export const Choice = ({ id, label, choices, value, onChoose, look = 'field' }: Props) => (
  <div class={look}>
    <label for={id}>{label}</label>
    <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  </div>
);
