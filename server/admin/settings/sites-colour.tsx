import { t } from '../words/language.ts';
import type { Spot } from './document.ts';
import { Field } from './fields.tsx';

const HEX = /^#[0-9a-f]{6}$/i;

/** A colour, picked or typed. Emptied: the usual one. */
export function ColourLine({ spot, label, hint }: { spot: Spot<string | undefined>; label: string; hint: string }) {
  return (
    <Field spot={spot} label={label} hint={hint} optional>
      <span class="house-colour">
        <input
          type="color"
          aria-label={t('Pick: {label}', { label })}
          value={HEX.test(spot.value ?? '') ? spot.value : '#1f5f56'}
          onInput={(event) => spot.set(event.currentTarget.value)}
        />
        <input
          type="text"
          id={spot.id}
          dir="ltr"
          maxLength={7}
          placeholder="#1f5f56"
          aria-invalid={spot.problems.length > 0 ? 'true' : undefined}
          aria-describedby={`${spot.id}-hint`}
          value={spot.value ?? ''}
          onInput={(event) => spot.set(event.currentTarget.value || undefined)}
        />
      </span>
    </Field>
  );
}
