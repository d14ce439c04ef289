import type { Spot } from '../settings/document.ts';
import { Mistakes } from '../settings/fields.tsx';

/** A day, as a date field has it. */
export function DayField({ spot, label, max }: { spot: Spot<string>; label: string; max?: string }) {
  return (
    <div class="field field-date">
      <label for={spot.id}>{label}</label>
      <input
        id={spot.id}
        type="date"
        max={max}
        value={spot.value}
        aria-invalid={spot.problems.length > 0 ? 'true' : undefined}
        aria-describedby={spot.problems.length > 0 ? `${spot.id}-error` : undefined}
        onInput={(event) => spot.set(event.currentTarget.value)}
      />
      <Mistakes spot={spot} />
    </div>
  );
}
