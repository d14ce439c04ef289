import type { Values } from '../acts/act-form.ts';
import { t } from '../words/language.ts';
import { exampleAmount, readAmount } from '../words/money.ts';

type Props = {
  id: string;
  name: string;
  label: string;
  told?: string | undefined;
  required: boolean;
  values: Values;
  edit: (changed: Values) => void;
};

/** An amount and its currency, kept under `name` and `${name}Currency`. */
export function MoneyInputs({ id, name, label, told, required, values, edit }: Props) {
  const amount = values[name] ?? '';
  const currency = values[`${name}Currency`] ?? '';
  const check = (input: HTMLInputElement | null) =>
    input?.setCustomValidity(
      !amount || readAmount(amount, currency) ? '' : t('Please write an amount such as {example}.', { example: exampleAmount(currency) }),
    );
  return (
    <span class="money">
      <input
        id={id}
        ref={check}
        name={name}
        required={required}
        aria-describedby={told}
        inputMode="decimal"
        autocomplete="off"
        value={amount}
        onInput={(event) => edit({ [name]: event.currentTarget.value })}
      />
      <input
        aria-label={t('{label}: currency', { label })}
        name={`${name}Currency`}
        class="currency"
        required={required || amount !== ''}
        pattern="[A-Za-z]{3}"
        maxLength={3}
        value={currency}
        onInput={(event) => edit({ [`${name}Currency`]: event.currentTarget.value.toUpperCase() })}
      />
    </span>
  );
}
