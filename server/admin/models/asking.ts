import { batch, signal } from '@preact/signals';
import { Refused } from '../client.ts';

/** Questions to the server of which only the newest counts: an answer that was overtaken is dropped. */
export function createAsking() {
  /** Why the newest question was not answered, in the server's words. */
  const trouble = signal<string | null>(null);
  const busy = signal(false);
  let asked = 0;

  async function ask<Answer>(
    question: () => Promise<Answer>,
    take: (answer: Answer) => void,
    refused: () => void = () => {},
  ): Promise<void> {
    const mine = ++asked;
    batch(() => ((busy.value = true), (trouble.value = null)));
    try {
      const answer = await question();
      if (mine === asked) batch(() => take(answer));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) batch(() => (refused(), (trouble.value = error.problem.detail)));
    } finally {
      if (mine === asked) busy.value = false;
    }
  }
  return { trouble, busy, ask };
}
