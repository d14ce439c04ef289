import { computed, signal } from '@preact/signals';
import type { KeepInTouchLetter, LetterWords } from '#shared/contracts/keep-in-touch.ts';
import { Refused } from '../client.ts';
import type { keepInTouchOf } from './keep-in-touch-calls.ts';

/** One letter while it is written. What was typed stays, whatever the server says. */
export function createLetter(calls: ReturnType<typeof keepInTouchOf>, customer: string) {
  const letter = signal<KeepInTouchLetter | null>(null);
  const trouble = signal<string | null>(null);
  const typed = signal<LetterWords>({ subject: '', body: '' });
  const isChanged = computed(
    () => letter.value !== null && (typed.value.subject !== letter.value.subject || typed.value.body !== letter.value.body),
  );
  function take(fresh: KeepInTouchLetter) {
    letter.value = fresh;
    typed.value = { subject: fresh.subject, body: fresh.body };
    trouble.value = null;
  }
  return {
    letter,
    trouble,
    typed,
    isChanged,
    async load() {
      if (letter.peek()) return; // folded and opened again
      try {
        take(await calls.letter(customer));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        trouble.value = error.problem.detail;
      }
    },
    type: (words: Partial<LetterWords>) => void (typed.value = { ...typed.peek(), ...words }),
    /** Before the last paragraph, which says goodbye. */
    insert(text: string) {
      const { body } = typed.peek();
      const end = body.lastIndexOf('\n\n');
      typed.value = { ...typed.peek(), body: end < 0 ? `${body}\n\n${text}` : `${body.slice(0, end)}\n\n${text}${body.slice(end)}` };
    },
    keep: async () => take(await calls.keep(customer, typed.peek())),
    startOver: async () => take(await calls.startOver(customer)),
    send: () => calls.send(customer, typed.peek()),
  };
}
