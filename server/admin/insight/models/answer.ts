import { batch, signal } from '@preact/signals';
import { Refused } from '../../client.ts';

/**
 * One answer of the server's, asked again whenever the question changes. While the next one is on its way the last one stays,
 * and an answer that was overtaken is dropped.
 */
export function createAnswer<Answer>() {
  const value = signal<Answer | null>(null);
  const trouble = signal<string | null>(null);
  const busy = signal(false);
  let asked = 0;
  let read: () => Promise<Answer> = () => Promise.reject(new Error('Nothing was asked yet.'));

  async function load(): Promise<void> {
    const mine = ++asked;
    batch(() => ((trouble.value = null), (busy.value = true)));
    try {
      const answer = await read();
      if (mine === asked) batch(() => ((value.value = answer), (busy.value = false)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) batch(() => ((trouble.value = error.problem.detail), (value.value = null), (busy.value = false)));
    }
  }
  return {
    value,
    trouble,
    busy,
    load,
    ask(question: () => Promise<Answer>): Promise<void> {
      read = question;
      return load();
    },
  };
}
export type Answering<Answer> = ReturnType<typeof createAnswer<Answer>>;
