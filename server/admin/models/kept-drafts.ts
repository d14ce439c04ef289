import type { DraftKeeper } from './drafts.ts';

const PREFIX = 'amends-draft:';
const nameOf = (person: string, about: string) => `${PREFIX}${person}:${about.toUpperCase()}`;

function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // browsers may forbid it; drafts then last until the page is left
  }
}

/** What somebody typed on a case, kept in their browser. What others typed in the same browser is forgotten: it is not theirs to read. */
export function keepDraftsOf(person: string | null, about: string): DraftKeeper | undefined {
  const kept = storage();
  if (!kept || person === null) return undefined;
  const mine = nameOf(person, '');
  const names = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '');
  for (const name of names) if (name.startsWith(PREFIX) && !name.startsWith(mine)) kept.removeItem(name);
  const name = nameOf(person, about);
  return {
    read() {
      try {
        return JSON.parse(kept.getItem(name) ?? '{}') as ReturnType<DraftKeeper['read']>; // written by this page alone
      } catch {
        return {};
      }
    },
    write(forms) {
      try {
        if (Object.keys(forms).length > 0) kept.setItem(name, JSON.stringify(forms));
        else kept.removeItem(name);
      } catch {
        // Full or forbidden: the draft lasts until the page is left.
      }
    },
  };
}
