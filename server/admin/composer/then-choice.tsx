import { useDesk } from '../desk.ts';
import { AFTER_ACT, type AfterAct, afterActOf, chooseAfterAct } from '../models/after-act.ts';
import { t } from '../words/language.ts';

/** What happens when an act is done, remembered for the person. */
export function ThenChoice() {
  const desk = useDesk();
  return (
    <label class="inline composer-then">
      <span class="quiet">{t('Then')}</span>
      <select
        value={afterActOf(desk)}
        onChange={(event) => void chooseAfterAct(desk, event.currentTarget.value as AfterAct) /* One of the options below. */}
      >
        {AFTER_ACT.map(({ id, label }) => (
          <option key={id} value={id}>
            {t(label)}
          </option>
        ))}
      </select>
    </label>
  );
}
