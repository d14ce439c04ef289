import type { ComponentChildren } from 'preact';
import type { Reading } from '../../models/reading.ts';
import { Loading, Trouble } from '../../parts/waiting.tsx';

type Props<Answer> = { fetched: Pick<Reading<Answer>, 'value' | 'trouble' | 'load'>; children: (answer: Answer) => ComponentChildren };

/** What is there, or that it is on its way, or why it is not there and a way to try again. */
export function WhenThere<Answer>({ fetched: { value, trouble, load }, children }: Props<Answer>) {
  return (
    <>
      <Trouble why={trouble.value} again={load} />
      {value.value === null ? trouble.value === null && <Loading key="loading" /> : children(value.value)}
    </>
  );
}
