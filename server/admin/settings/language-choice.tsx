import type { Signal } from '@preact/signals';
import { language, t } from '../words/language.ts';

/** A language as its own speakers and the reader call it. */
export function languageName(id: string): string {
  const called = new Intl.DisplayNames(language.value, { type: 'language' }).of(id) ?? id;
  const own = new Intl.DisplayNames(id, { type: 'language' }).of(id) ?? id;
  return called === own ? called : `${called} (${own})`;
}

/** Which language's words are shown and changed. */
export function LanguageChoice({ languages, chosen }: { languages: string[]; chosen: Signal<string> }) {
  return (
    <div class="field doc-language">
      <label for="settings-language">{t('Language')}</label>
      <select id="settings-language" value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
        {languages.map((id) => (
          <option key={id} value={id}>
            {languageName(id)}
          </option>
        ))}
      </select>
    </div>
  );
}
