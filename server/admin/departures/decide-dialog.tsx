import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { DepartureView } from '#shared/contracts/departures.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Confirm } from '../parts/confirm.tsx';
import { list } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { type Decision, DECISION, nameOfCustomer } from './departure-words.ts';
import type { Register } from './register.ts';

export type Deciding = { what: Decision; departures: DepartureView[] };
const NAMED = 5;

/** Why this is decided, for one or many. Letting a customer be not right for us needs its reason. */
export function DecideDialog({ register, deciding, onClose }: { register: Register; deciding: Deciding; onClose: () => void }) {
  const desk = useDesk();
  const [only] = deciding.departures;
  const why = useSignal(deciding.departures.length === 1 ? (only?.decision?.why ?? '') : '');
  const sending = useMemo(createSending, []);
  const isNeeded = deciding.what === 'not_right_for_us';
  const names = deciding.departures.slice(0, NAMED).map(({ customer }) => nameOfCustomer(customer));
  const others = deciding.departures.length - names.length;

  async function decide() {
    const done = await sending.send(async () => {
      const decided = await register.decide(
        deciding.departures.map(({ id }) => id),
        deciding.what,
        why.value.trim(),
      );
      desk.say(tn(decided, '{count} departure is decided.', '{count} departures are decided.'));
    });
    if (done) onClose();
  }

  return (
    <Confirm
      id="dep-decide"
      title={t(DECISION[deciding.what])}
      does={tn(deciding.departures.length, 'Decide', 'Decide about {count}')}
      no={t('Leave it as it is')}
      sending={sending}
      onYes={() => void decide()}
      onClose={onClose}
    >
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
    </Confirm>
  );
}
