/** A place in a document: names of fields, and numbers in lists. */
export type Path = (string | number)[];
/** One thing that is not the same in two documents. `before` or `after` is undefined where it was not there. */
export type Difference = { path: Path; before: unknown; after: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Fields that are undefined are not there: JSON has none. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, own]) => own !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => [name, ordered(own)]),
  );
}

/** Where two documents differ, as far down as both have the same kind of thing. */
export function differences(before: unknown, after: unknown, path: Path = []): Difference[] {
  if (isSame(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], [...path, name]));
  }
  if (Array.isArray(before) && Array.isArray(after) && isListOfThings(before) && isListOfThings(after)) {
    if (before.length === after.length) return before.flatMap((one, i) => differences(one, after[i], [...path, i]));
    const [left, right] = [before.map((one) => JSON.stringify(ordered(one))), after.map((one) => JSON.stringify(ordered(one)))];
    const gone = before.flatMap((one, i) => (right.includes(left[i]!) ? [] : [{ path: [...path, i], before: one, after: undefined }]));
    const come = after.flatMap((one, i) => (left.includes(right[i]!) ? [] : [{ path: [...path, i], before: undefined, after: one }]));
    return [...gone, ...come];
  }
  return [{ path, before, after }];
}

const isListOfThings = (list: unknown[]): boolean => list.every(isObject) && list.length > 0;

/**
 * Puts what one person changed on top of what another has published meanwhile.
 *
 * @returns the document with both, and the places where both changed the same: there mine stands
 */
export function putOnTop<Doc>(base: Doc, mine: Doc, theirs: Doc): { document: Doc; both: Path[] } {
  const both: Path[] = [];
  const merge = (was: unknown, own: unknown, other: unknown, path: Path): unknown => {
    if (isSame(own, was)) return other;
    if (isSame(other, was) || isSame(other, own)) return own;
    if (isObject(own) && isObject(other) && (isObject(was) || was === undefined)) {
      const names = [...new Set([...Object.keys(own), ...Object.keys(other)])];
      const entries = names.map((name) => [name, merge(was?.[name], own[name], other[name], [...path, name])] as const);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    both.push(path);
    return own;
  };
  return { document: merge(base, mine, theirs, []) as Doc, both }; // Safe: made only of parts of documents of this kind.
}

export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], document);
}

/** A copy with another value in one place; undefined takes it away. */
export function withValue<Doc>(document: Doc, path: Path, value: unknown): Doc {
  const [step, ...rest] = path;
  if (step === undefined) return value as Doc;
  if (Array.isArray(document)) return document.map((own, i) => (i === step ? withValue(own, rest, value) : own)) as Doc;
  const own = (document ?? {}) as Record<string, unknown>;
  const { [step]: within, ...others } = own;
  const changed = withValue(within, rest, value);
  if (changed === undefined) return others as Doc;
  return { ...own, [step]: changed } as Doc;
}

/** Like `withValue`, but what is left empty around a removed value goes too; the first field of the path stays. */
export function withEntry<Doc>(document: Doc, path: Path, value: unknown): Doc {
  const changed = withValue(document, path, value);
  const around = path.slice(0, -1);
  if (value !== undefined || around.length < 2 || !isSame(valueAt(changed, around), {})) return changed;
  return withEntry(changed, around, undefined);
}
