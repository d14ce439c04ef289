import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Refused } from '../../client.ts';
import { t } from '../../words/language.ts';

export type Fetched<Answer> = { value: Signal<Answer | null>; trouble: Signal<string | null>; load: () => Promise<void> };

/** Something of the server's, read when the page opens and whenever `key` changes. */
export function useFetched<Answer>(read: () => Promise<Answer>, key = ''): Fetched<Answer> {
  const value = useSignal<Answer | null>(null);
  const trouble = useSignal<string | null>(null);
  async function load() {
    trouble.value = null;
    try {
      value.value = await read();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  useEffect(() => void load(), [key]);
  return { value, trouble, load };
}

/** What is there, or that it is on its way, or why it is not there and a way to try again. */
export function WhenThere<Answer>({ fetched, children }: { fetched: Fetched<Answer>; children: (answer: Answer) => ComponentChildren }) {
  const { value, trouble, load } = fetched;
  return (
    <>
      {trouble.value !== null && (
        <div class="notice bad" role="alert">
          <p>{trouble.value}</p>
          <button type="button" class="button small" onClick={() => void load()}>
            {t('Try again')}
          </button>
        </div>
      )}
      {value.value === null
        ? trouble.value === null && (
            <p key="loading" class="house-loading quiet" aria-busy="true">
              {t('Loading…')}
            </p>
          )
        : children(value.value)}
    </>
  );
}
