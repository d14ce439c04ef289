import { batch, signal } from '@preact/signals';
import type { Problem } from '#shared/contracts/basics.ts';
import { Refused } from '../client.ts';

export type Sending = ReturnType<typeof createSending>;

/** One form on its way: whether it is being sent, and why it was refused. What was typed stays where it is. */
export function createSending() {
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  return {
    busy,
    problem,
    /** What is wrong with one field, or with one of its parts, where the server said so. */
    errorAt: (path: string): string | null =>
      problem.value?.errors?.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.message ?? null,
    /** @returns whether it worked; a second press meanwhile does nothing */
    async send(request: () => Promise<unknown>): Promise<boolean> {
      if (busy.peek()) return false;
      batch(() => ((busy.value = true), (problem.value = null)));
      try {
        await request();
        return true;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problem.value = error.problem;
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
