import { languageName } from '../words/dates.ts';
import { t } from '../words/language.ts';
import type { AnswerChecking } from './answer-check.ts';

/** The answer in the customer's language and direction, as they would read it. */
export function AnswerPreviewing({ check }: { check: AnswerChecking }) {
  const preview = check.preview.value;
  if (check.trouble.value) return <p class="quiet">{t('The preview is not there: {why}', { why: check.trouble.value })}</p>;
  if (!preview) return null;
  const { text, language, dir, signatory, checkedFor } = preview;
  return (
    <details class="folded composer-preview">
      <summary>{t('As the customer reads it ({language})', { language: languageName(language) })}</summary>
      <div class="composer-paper">
        <p class="said" lang={language} dir={dir}>
          {text}
        </p>
        {signatory?.picture && <img src={signatory.picture} alt={t('Signature of {name}', { name: signatory.name })} height="48" />}
      </div>
      {checkedFor.length === 0 && (
        <p class="hint">{t('Nobody looks for pitfalls in {language}: read it twice.', { language: languageName(language) })}</p>
      )}
    </details>
  );
}
