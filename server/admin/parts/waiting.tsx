import { t } from '../words/language.ts';
import './waiting.css';

/** Says that something is on its way, and keeps the room it takes. */
export const Loading = () => (
  <p class="quiet loading" aria-busy="true">
    {t('Loading…')}
  </p>
);

/** Why something could not be read, and a way to try again. */
export const Trouble = ({ why, again }: { why: string | null; again: () => unknown }) =>
  why === null ? null : (
    <div class="notice bad" role="alert">
      <p>{why}</p>
      <button type="button" class="button small" onClick={() => void again()}>
        {t('Try again')}
      </button>
    </div>
  );
