import { computed, signal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import { createAsking } from './asking.ts';

/** A list that is read page by page. What is shown stays until the answer is there. */
export function createPaged<Whole extends Page<unknown>>(read: (cursor: string | null) => Promise<Whole>) {
  type Item = Whole['items'][number];
  const items = signal<Item[] | null>(null);
  /** The page that came last, with what else it says. */
  const page = signal<Whole | null>(null);
  const nextCursor = computed(() => page.value?.nextCursor ?? null);
  const { trouble, busy, ask } = createAsking();
  let last: string | null = null;

  function look(cursor: string | null) {
    last = cursor;
    return ask(
      () => read(cursor),
      (fresh) => {
        page.value = fresh;
        items.value = cursor === null ? fresh.items : [...(items.peek() ?? []), ...fresh.items];
      },
    );
  }

  return {
    items,
    page,
    nextCursor,
    trouble,
    busy,
    /** From the beginning. */
    load: () => look(null),
    more: async () => void (nextCursor.peek() !== null && (await look(nextCursor.peek()))),
    /** What was asked for last, once more. */
    retry: () => look(last),
    /** One of them is another now. */
    replace: (isIt: (item: Item) => boolean, now: Item) => void (items.value = items.peek()?.map((one) => (isIt(one) ? now : one)) ?? null),
  };
}
export type Paged<Whole extends Page<unknown>> = ReturnType<typeof createPaged<Whole>>;
