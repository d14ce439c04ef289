import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '#shared/contracts/basics.ts';
import type { DepartureView } from '#shared/contracts/departures.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { list } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { type Decision, DECISION, nameOfCustomer } from './departure-words.ts';
import type { Register } from './register.ts';

export type Deciding = { what: Decision; departures: DepartureView[] };
const NAMED = 5;

/** Why this is decided, for one or many. Letting a customer be not right for us needs its reason. */
export function DecideDialog({ register, deciding, onClose }: { register: Register; deciding: Deciding; onClose: () => void }) {
  const desk = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const [only] = deciding.departures;
  const why = useSignal(deciding.departures.length === 1 ? (only?.decision?.why ?? '') : '');
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const isNeeded = deciding.what === 'not_right_for_us';
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('textarea')?.focus();
  }, []);
  const names = deciding.departures.slice(0, NAMED).map(({ customer }) => nameOfCustomer(customer));
  const others = deciding.departures.length - names.length;

  async function decide() {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      const done = await register.decide(
        deciding.departures.map(({ id }) => id),
        deciding.what,
        why.value.trim(),
      );
      desk.say(tn(done, '{count} departure is decided.', '{count} departures are decided.'));
      dialog.current?.close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.problem;
    } finally {
      busy.value = false;
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby="dep-decide" onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          void decide();
        }}
      >
        <h2 id="dep-decide">{t(DECISION[deciding.what])}</h2>
        <p dir="auto">{list([...names, ...(others > 0 ? [tn(others, '{count} other', '{count} others')] : [])])}</p>
        <div class="field">
          <label for="dep-why">
            {t('Why')} {!isNeeded && <span class="optional">{t('(optional)')}</span>}
          </label>
          <textarea
            id="dep-why"
            rows={3}
            maxLength={2000}
            dir="auto"
            required={isNeeded}
            value={why.value}
            onInput={(event) => (why.value = event.currentTarget.value)}
          />
        </div>
        {problem.value && <Refusal problem={problem.value} />}
        <p class="act-buttons">
          <button type="submit" class="button primary" aria-disabled={busy.value}>
            {tn(deciding.departures.length, 'Decide', 'Decide about {count}')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('Leave it as it is')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
