import { useMemo } from 'preact/hooks';
import type { ChangePreferences, Preferences } from '#shared/contracts/access.ts';
import { useDesk } from '../desk.ts';
import { keysOn, turnKeys } from '../parts/keys.ts';
import { chooseLanguage, LANGUAGES, language, msg, t } from '../words/language.ts';
import { createSending } from './sending.ts';
import { Told } from './told.tsx';

const AFTER_ACT: [is: Preferences['afterAct'], label: string][] = [
  ['stay', msg('Stay with the case')],
  ['next', msg('Go to the next case')],
  ['list', msg('Go back to the list')],
];

/** How one person likes to work; every choice holds at once, and on every computer. */
export function OwnWays({ preferences }: { preferences: Preferences }) {
  const { session, say } = useDesk();
  const sending = useMemo(createSending, []);
  const choose = async (change: ChangePreferences) => {
    if (await sending.send(() => session.prefer(change))) say(t('Saved.'));
  };

  return (
    <section class="card" aria-labelledby="own-ways">
      <h2 id="own-ways">{t('How you like to work')}</h2>
      <div class="acc-form">
        <div class="field">
          <label for="my-language">{t('Language of these pages')}</label>
          <select
            id="my-language"
            value={language.value}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              void chooseLanguage(chosen).then(() => choose({ language: chosen }));
            }}
          >
            {LANGUAGES.map(({ id, name }) => (
              <option key={id} value={id} lang={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="after-act">{t('After you have acted on a case')}</label>
          <select
            id="after-act"
            value={preferences.afterAct}
            onChange={(event) => void choose({ afterAct: AFTER_ACT.find(([is]) => is === event.currentTarget.value)?.[0] })}
          >
            {AFTER_ACT.map(([is, label]) => (
              <option key={is} value={is}>
                {t(label)}
              </option>
            ))}
          </select>
        </div>
        <label class="inline">
          <input
            type="checkbox"
            checked={keysOn.value}
            onChange={(event) => {
              turnKeys(event.currentTarget.checked);
              say(t('Saved.'));
            }}
          />
          {t('Single letters work as commands')}
        </label>
      </div>
      <Told sending={sending} />
    </section>
  );
}
