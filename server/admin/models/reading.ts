import { signal } from '@preact/signals';
import { createAsking } from './asking.ts';

/** Something of the server's: not there yet, there, or why it could not be read. What is there stays until the next answer comes. */
export function createReading<Answer>(read: () => Promise<Answer>) {
  const value = signal<Answer | null>(null);
  const { trouble, busy, ask } = createAsking();
  let question = read;
  const take = (answer: Answer) => void (value.value = answer);
  return {
    value,
    trouble,
    busy,
    load: () => ask(question, take),
    /** Asks for something else. What was there is not an answer to it: it goes when this is refused. */
    ask(other: () => Promise<Answer>): Promise<void> {
      question = other;
      return ask(question, take, () => (value.value = null));
    },
  };
}
export type Reading<Answer> = ReturnType<typeof createReading<Answer>>;
