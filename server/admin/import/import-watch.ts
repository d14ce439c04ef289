import { signal } from '@preact/signals';
import type { ImportView } from '#shared/contracts/imports.ts';
import { Refused } from '../client.ts';
import type { ImportCalls } from './import-calls.ts';

/** How far an import is, asked again until it is over. A lost connection is said and tried again. */
export function createImportWatch(calls: ImportCalls, id: string, everyMs = 700) {
  const one = signal<ImportView | null>(null);
  const trouble = signal<string | null>(null);
  const absent = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  async function look() {
    clearTimeout(timer);
    try {
      one.value = await calls.read(id);
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.problem.status === 404) absent.value = true;
      trouble.value = error.problem.detail;
    }
    if (!isStopped && !absent.value && one.value?.state !== 'done' && one.value?.state !== 'failed')
      timer = setTimeout(() => void look(), everyMs);
  }
  return {
    one,
    trouble,
    look,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
