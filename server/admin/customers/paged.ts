import { batch, signal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import { Refused } from '../client.ts';

/** A list that is read page by page. An answer that was overtaken by another question is dropped. */
export function createPaged<Item>(read: (cursor: string | null) => Promise<Page<Item>>) {
  const items = signal<Item[] | null>(null);
  const nextCursor = signal<string | null>(null);
  const trouble = signal<string | null>(null);
  const busy = signal(false);
  let asked = 0;

  async function look(cursor: string | null) {
    const mine = ++asked;
    batch(() => ((busy.value = true), (trouble.value = null)));
    try {
      const page = await read(cursor);
      if (mine !== asked) return;
      batch(() => {
        items.value = cursor === null ? page.items : [...(items.value ?? []), ...page.items];
        nextCursor.value = page.nextCursor;
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) trouble.value = error.problem.detail;
    } finally {
      if (mine === asked) busy.value = false;
    }
  }

  return {
    items,
    nextCursor,
    trouble,
    busy,
    /** From the beginning. What is shown stays until the answer is there. */
    load: () => look(null),
    more: () => look(nextCursor.value),
  };
}
export type Paged<Item> = ReturnType<typeof createPaged<Item>>;
