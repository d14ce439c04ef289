import type { ComponentChildren } from 'preact';
import type { Reading } from '../models/around-case.ts';
import { t } from '../words/language.ts';
import { Trouble } from './waiting.tsx';

type Props<Answer> = { reading: Reading<Answer>; children: (answer: Answer) => ComponentChildren };

/** What a reading has to say: it is being read, it went wrong and can be tried again, or here it is. */
export function Lookup<Answer>({ reading, children }: Props<Answer>) {
  const { answer, trouble, absent, look } = reading;
  if (answer.value !== null) return <>{children(answer.value)}</>;
  if (absent.value) return <p class="quiet">{t('There is nothing here.')}</p>;
  if (!trouble.value)
    return (
      <p class="quiet" aria-busy="true">
        {t('Loading…')}
      </p>
    );
  return <Trouble why={trouble.value} again={look} />;
}
