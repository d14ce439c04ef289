import type { ComponentChildren } from 'preact';
import { t } from '../words/language.ts';
import type { Reading } from './reading.ts';

type Props<Answer> = { reading: Reading<Answer>; children: (answer: Answer) => ComponentChildren };

/** What was read, or that it is on its way, or why it did not come. */
export function Read<Answer>({ reading: { answer, trouble, load }, children }: Props<Answer>) {
  return (
    <>
      {trouble.value && (
        <div class="notice bad" role="alert">
          <p>{trouble.value}</p>
          <button type="button" class="button small" onClick={() => void load()}>
            {t('Try again')}
          </button>
        </div>
      )}
      {answer.value === null
        ? !trouble.value && (
            <p key="loading" class="quiet wb-loading" aria-busy="true">
              {t('Loading…')}
            </p>
          )
        : children(answer.value)}
    </>
  );
}
