import { batch, computed, signal } from '@preact/signals';
import type { Problem } from '#shared/contracts/basics.ts';
import { Refused } from '../../client.ts';
import { isSame, type Path, valueAt, withValue } from '../differences.ts';
import type { Spot } from '../document.ts';

/** A form whose fields are places in one value; what the server refuses is shown at its place, and nothing typed is lost. */
export function createForm<Doc extends object>(id: string, initial: Doc) {
  const base = signal(initial);
  const draft = signal(initial);
  const problem = signal<Problem | null>(null);
  const busy = signal(false);

  return {
    draft,
    problem,
    busy,
    dirty: computed(() => !isSame(draft.value, base.value)),
    at<Value>(...path: Path): Spot<Value> {
      const key = path.join('.');
      return {
        id: `${id}-${path.join('-')}`,
        path,
        value: valueAt(draft.value, path) as Value, // the caller names a place of this very form
        problems: (problem.value?.errors ?? []).filter((one) => one.path === key || one.path.startsWith(`${key}.`)),
        set: (value) => void (draft.value = withValue(draft.value, path, value)),
      };
    },
    /** Begins again with what is now so. */
    start(doc: Doc) {
      batch(() => ((base.value = doc), (draft.value = doc), (problem.value = null)));
    },
    /** @returns undefined when the server said no; then `problem` says why */
    async send<Answer>(work: (doc: Doc) => Promise<Answer>): Promise<Answer | undefined> {
      if (busy.value) return undefined;
      batch(() => ((busy.value = true), (problem.value = null)));
      try {
        return await work(draft.value);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problem.value = error.problem;
        return undefined;
      } finally {
        busy.value = false;
      }
    },
  };
}
export type Form<Doc extends object> = ReturnType<typeof createForm<Doc>>;
