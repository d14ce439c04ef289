import type { ComponentChildren } from 'preact';
import type { Looking } from '../models/around-case.ts';
import { t } from '../words/language.ts';
import { Trouble } from './waiting.tsx';

type Props<Answer> = { reading: Looking<Answer>; children: (answer: Answer) => ComponentChildren };

/** What a reading has to say: it is being read, it went wrong and can be tried again, or here it is. */
export function Lookup<Answer>({ reading, children }: Props<Answer>) {
  const { value, trouble, absent, load } = reading;
  if (value.value !== null) return <>{children(value.value)}</>;
  if (absent.value) return <p class="quiet">{t('There is nothing here.')}</p>;
  if (!trouble.value)
    return (
      <p class="quiet" aria-busy="true">
        {t('Loading…')}
      </p>
    );
  return <Trouble why={trouble.value} again={load} />;
}
