/** The reason of the taxonomy that a shop's own one lies beneath; null: it is one of the taxonomy. */
export const parentOf = (id: string): string | null => /^([^.]+\.[^.]+)\../.exec(id)?.[1] ?? null;

/** Whether a list of reasons speaks of this one: by its own name, or by that of the reason it lies beneath. */
export const isAmongReasons = (wanted: readonly string[], id: string | null): boolean =>
  id !== null && (wanted.includes(id) || wanted.includes(parentOf(id) ?? id));
