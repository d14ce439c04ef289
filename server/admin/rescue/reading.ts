import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Refused } from '../client.ts';

/** Something read from the server: not there yet, there, or why it could not be read. Only the newest question counts. */
export function createReading<Answer>(read: () => Promise<Answer>) {
  const answer = signal<Answer | null>(null);
  const trouble = signal<string | null>(null);
  let asked = 0;
  async function load() {
    const mine = ++asked;
    try {
      const fresh = await read();
      if (mine !== asked) return;
      answer.value = fresh;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) trouble.value = error.problem.detail;
    }
  }
  return { answer, trouble, load };
}
export type Reading<Answer> = ReturnType<typeof createReading<Answer>>;

/** Reads at once, and again whenever one of `about` is another. */
export function useReading<Answer>(read: () => Promise<Answer>, about: unknown[]): Reading<Answer> {
  const reading = useMemo(() => createReading(read), about);
  useEffect(() => void reading.load(), [reading]);
  return reading;
}
