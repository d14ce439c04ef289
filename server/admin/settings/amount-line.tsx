import { useSignal } from '@preact/signals';
import { language, t } from '../words/language.ts';
import { exampleAmount, readAmount, shopCurrency, typedAmount } from '../words/money.ts';
import { Field, type FieldProps, told } from './fields.tsx';

const nameOf = (currency: string) => new Intl.DisplayNames(language.value, { type: 'currency' }).of(currency) ?? currency;

/** An amount in the shop's own currency, kept in its smallest unit. Emptied it is null. What cannot be read stays typed, and says so. */
export function AmountLine({ spot, label, hint }: FieldProps<number | null | undefined>) {
  const currency = shopCurrency.value;
  const kept = spot.value ?? null;
  /** What stands in the field, for as long as what is kept is what came of it. */
  const typed = useSignal<{ text: string; kept: number | null } | null>(null);
  const text = typed.value?.kept === kept ? typed.value.text : kept === null ? '' : typedAmount({ amount: kept, currency });
  const isUnread = text.trim() !== '' && readAmount(text, currency) === null;
  return (
    <Field spot={spot} label={label} hint={hint} look="doc-short">
      <span class="money">
        <input
          {...told(spot, hint)}
          inputMode="decimal"
          autocomplete="off"
          aria-invalid={isUnread || spot.problems.length > 0 ? 'true' : undefined}
          value={text}
          onInput={(event) => {
            const text = event.currentTarget.value;
            const next = text.trim() === '' ? null : (readAmount(text, currency)?.amount ?? kept);
            typed.value = { text, kept: next };
            if (next !== kept) spot.set(next);
          }}
        />
        <abbr class="quiet amount-currency" title={nameOf(currency)}>
          {currency}
        </abbr>
      </span>
      {isUnread && <p class="doc-error">{t('Please write an amount such as {example}.', { example: exampleAmount(currency) })}</p>}
    </Field>
  );
}
